"""No value ever becomes Cypher: what is sent does not depend on it, and it comes back as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import neo4j
import polars as pl
import pytest
from neo4j_server import Neo4jServer
from own_server import enter
from store_engines import Rows, deliver, head, stay

from graph.store import create_store
from graph.store.base import Store
from graph.store.neo4j import lease
from graph.store.neo4j.address import USER
from graph.store.seeking import only_among

BRON, DAY, MOMENT = "brp-venlo", date(2025, 1, 1), datetime(2025, 1, 1, 12, tzinfo=UTC)
FATAL = "MATCH (n) DETACH DELETE n"
HOSTILE = (
    *("`", "``", "'", '"', "\\", "\\'", '\\"', "{", "}", "$x", "$rijen", "${rijen}", "%s", "|", "a|b", ";"),
    *("}) DETACH DELETE n //", f"'}}) {FATAL} //", f'"}}) {FATAL} //', f"`) {FATAL} //", f"'; {FATAL}; //"),
    *(f"\\u0027}}) {FATAL} //", f"\\u0060) {FATAL} //", f"' + 1 RETURN 1 UNION {FATAL} //", "/* */ //"),
    *("een\ntwee", "een\r\ntwee\ttrois", " ruimte ", "e\u0301", "\u00e9", "\u202eomgekeerd", "\U0001f600"),
    *("een\0twee", "null", "NULL", "true", "0", "n.naam", f"lang'`\\}} {'x' * 460}"),
)
TAME = tuple(f"gewoon {number}" for number in range(len(HOSTILE)))
LONG = 50_000
"""Characters of a text that is no key: a hundred times what the contract takes."""


# what is sent


@dataclass
class Sent:
    """The statements that go to the server."""

    statements: set[str] = field(default_factory=set)

    def take(self) -> set[str]:
        """Those since the last time; a turn to write may be renewed at any time."""
        taken, self.statements = self.statements - {lease.RENEW}, set()
        return taken


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    heard = Sent()
    for door in (neo4j.ManagedTransaction, neo4j.Session):
        plain = door.run

        def run(self: Any, query: Any, *values: Any, plain: Any = plain, **more: Any) -> Any:
            heard.statements.add(getattr(query, "text", query))
            return plain(self, query, *values, **more)

        monkeypatch.setattr(door, "run", run)
    return heard


@pytest.fixture
def place(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Neo4jServer:
    enter(monkeypatch, neo4j_server.password)
    monkeypatch.setenv(USER, neo4j_server.user)
    return neo4j_server


def long(text: str) -> str:
    return text + "'`\\}" * (LONG // 4) if text in (HOSTILE[0], TAME[0]) else text


SOUGHT = (
    ("personen", "persoon_id"),
    ("adressen", "adres_id"),
    ("verblijf", "persoon_id"),
    ("verblijf", "adres_id"),
    ("relaties", "persoon_id"),
    ("relaties", "ander_id"),
)
HOW_MANY = "MATCH (n) RETURN labels(n) AS labels, count(*) AS n ORDER BY labels"
HOW_TIED = "MATCH ()-[r]->() RETURN type(r) AS kind, count(*) AS n ORDER BY kind"


def rows_with(texts: Sequence[str]) -> Rows:
    """Rows of which every text is one of these: ids, names, and codes that no reader judged."""
    around = [*texts[1:], texts[0]]
    return {
        "personen": [
            {"persoon_id": t, "voornamen": t, "geslachtsnaam": long(t), "naam_partner": o}
            for t, o in zip(texts, around, strict=True)
        ],
        "adressen": [{"adres_id": t, "straat": t, "woonplaats": long(t), "huisletter": t} for t in texts],
        "verblijf": [
            {**stay(persoon=t, adres=o), "soort": t} for t, o in zip(texts, around, strict=True)
        ],
        "relaties": [
            {"persoon_id": t, "ander_id": o, "soort": t, "vorm": o}
            for t, o in zip(texts, around, strict=True)
        ],
    }  # fmt: skip


def casus_rows(texts: Sequence[str]) -> pl.DataFrame:
    rows = [{"casus": t, "gebeurtenis": t, "waarde": long(t), "door": t, "op": MOMENT} for t in texts]
    return pl.DataFrame(rows)


def fill(place: Neo4jServer, texts: Sequence[str]) -> Store:
    """A new store with one levering of these texts, and a casus for each."""
    place.clear()
    store = create_store(place.address, fictief=True)
    deliver(store, head(DAY, levering_id=texts[0]), rows_with(texts))
    with store.write() as writer:
        writer.append("casusgebeurtenissen", casus_rows(texts))
    return store


def change(store: Store, texts: Sequence[str]) -> None:
    """A full levering in which half of the rows is not, and one in which all are otherwise."""
    half = [texts[0], *texts[len(texts) // 2 :]]
    deliver(store, head(date(2025, 2, 1), levering_id=texts[1], volledig=True), rows_with(half))
    deliver(store, head(date(2025, 3, 1), levering_id=texts[2]), rows_with([texts[0], *texts[:0:-1]]))


def look(store: Store, texts: Sequence[str]) -> None:
    """Seek each text in every way that a person or an address is found by it."""
    view = store.view()
    for table, column in SOUGHT:
        view.facts(table, pl.DataFrame({"bron": [BRON] * len(texts), column: list(texts)}))
        view.facts(table, pl.DataFrame({column: list(texts)}))


def counts(place: Neo4jServer) -> tuple[dict[str, int], dict[str, int]]:
    """How many nodes of each label, and relationships of each type."""
    with place.driver() as driver, driver.session() as session:
        nodes = {":".join(row["labels"]): row["n"] for row in session.run(HOW_MANY)}
        return nodes, {row["kind"]: row["n"] for row in session.run(HOW_TIED)}


def test_what_is_sent_and_what_then_stands_there_is_the_same_for_any_texts(
    place: Neo4jServer, sent: Sent
) -> None:
    written, read, stands = [], [], []
    for texts in (TAME, HOSTILE):
        store = fill(place, texts)
        change(store, texts)
        written.append(sent.take())
        look(store, texts)
        read.append(sent.take())
        store.close()
        stands.append(counts(place))
        sent.take()
    assert written[0] == written[1]
    assert read[0] == read[1]
    assert stands[0] == stands[1]
    assert len(written[0]) > 50
    assert len(read[0]) > 2 * len(SOUGHT)
    assert not any(":Blad" in statement for statement in read[0]), "the graph itself must have answered"


def test_every_row_comes_back_as_it_was_and_is_found_again(place: Neo4jServer, sent: Sent) -> None:
    store = fill(place, HOSTILE)
    view = store.view()
    for table, rows in rows_with(HOSTILE).items():
        held = view.facts(table).select(list(rows[0])).rows()
        assert sorted(held, key=repr) == sorted((tuple(row.values()) for row in rows), key=repr)
    whole = {table: view.facts(table) for table, _ in SOUGHT}
    sent.take()
    for table, column in SOUGHT:
        for text in HOSTILE:
            among = pl.DataFrame({"bron": [BRON], column: [text]})
            found = view.facts(table, among)
            assert found[column].to_list() == [text]
            assert found.equals(only_among(table, whole[table], among))
    assert not any(":Blad" in statement for statement in sent.take()), "the graph itself must have answered"
    kept = view.ledger("casusgebeurtenissen").select("casus", "gebeurtenis", "waarde", "door", "op")
    assert kept.rows() == casus_rows(HOSTILE).rows()
    assert view.ledger("leveringen")["levering_id"].to_list() == [HOSTILE[0]]
    store.close()
    nodes, ties = counts(place)
    each = len(set(HOSTILE))
    one_by_one = {"Persoonsrecord": each, "Adres": each, "Casusgebeurtenis": each, "Levering": 1, "Opslag": 1}
    assert nodes == one_by_one | {"Blad": len(whole)}
    assert ties == {"VERBLIJFT_OP": each, "RELATIE_MET": each}
