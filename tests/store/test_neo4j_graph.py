"""The graph on a real server shows exactly the rows that it was brought to, whatever went before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from neo4j import ManagedTransaction, Result, Transaction
from neo4j.time import Date
from neo4j_server import Neo4jServer
from plain_graph import drawn
from random_graph import (
    BRONNEN,
    NAMED,
    State,
    address_of,
    bring,
    graph_on,
    key_of,
    later_state,
    nothing,
    read_back,
    rows_drawn,
    shown,
    some_state,
    types_of,
)

from graph.store.neo4j import drawing, projection
from graph.store.neo4j.connection import BULK_LIMIT, Connection, T, Work
from models.contract import TABLES
from models.graph import FACTS, LABELS, Node, Place
from models.results import RESULTS

pytestmark = pytest.mark.neo4j
SEED = st.integers(0, 2**32)
"""Rows are drawn from a seed: making twenty tables value by value would take hypothesis minutes."""
ONCE = settings(deadline=None, max_examples=1, phases=[Phase.explicit, Phase.generate], database=None)
DAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def connection(neo4j_server: Neo4jServer) -> Iterator[Connection]:
    yield from graph_on(neo4j_server)


@pytest.fixture
def empty(connection: Connection) -> Connection:
    projection.wipe_all(connection)
    return connection


def same(connection: Connection, state: State) -> None:
    """Nodes and relationships with all that they have, nothing more and nothing less."""
    found, plain = shown(connection), drawn(rows_drawn(state))
    assert found.nodes == plain.nodes
    assert found.relationships == plain.relationships


def follow_three_states(connection: Connection, seed: int) -> None:
    draw = Random(seed)
    projection.wipe_all(connection)
    was = nothing(state := some_state(draw))
    with patch.object(drawing, "AT_ONCE", draw.choice([2, 5000])):
        for _ in range(3):
            bring(connection, was, state, draw.sample(NAMED, len(NAMED)))
            same(connection, state)
            was, state = state, later_state(draw, state)
    for name in (*TABLES, *RESULTS):
        assert read_back(connection, name).equals(was[name]), name


@ONCE
@given(seed=SEED)
def test_the_graph_shows_the_last_rows_whatever_went_before(connection: Connection, seed: int) -> None:
    follow_three_states(connection, seed)


@pytest.mark.slow
@settings(ONCE, max_examples=60)
@given(seed=SEED)
def test_sixty_histories_end_in_the_rows_that_were_last(connection: Connection, seed: int) -> None:
    follow_three_states(connection, seed)


def test_many_rows_are_packed_by_columns_and_come_out_as_they_went_in(empty: Connection) -> None:
    """Columns that are empty, alike and different, of text, numbers and days; one batch and a bit."""
    days = [date(1990, 1, 1) + timedelta(days=number % 700) for number in range(5100)]
    stays = rows(
        "verblijf",
        *(STAY | {"adres_id": f"A{n % 90}", "van": day if n % 7 else None} for n, day in enumerate(days)),
    ).unique(["adres_id", "van"])
    places = rows("adressen", *({"adres_id": f"A{n}", "huisnummer": n, "rd_x": n / 8} for n in range(250)))
    for table, unsorted in (("verblijf", stays), ("adressen", places)):
        frame = unsorted.sort(key_of(table), nulls_last=True)
        with patch.object(drawing, "AT_ONCE", 3000):
            projection.apply(empty, table, frame.clear(), frame)
        assert read_back(empty, table).equals(frame)
    assert stays.height > 3000


class Broken(Exception):
    """The process stops here."""


class Breaking(Connection):
    """A connection that stops after so many transactions."""

    left = 0

    def writing(self, work: Work[T], limit: float = BULK_LIMIT) -> T:
        if self.left == 0:
            raise Broken
        self.left -= 1
        return super().writing(work, limit)


@ONCE
@given(seed=SEED)
def test_what_stopped_halfway_is_done_again_and_doing_it_twice_changes_nothing(
    connection: Connection, neo4j_server: Neo4jServer, seed: int
) -> None:
    stop_halfway_and_go_on(connection, neo4j_server, seed)


@pytest.mark.slow
@settings(ONCE, max_examples=20)
@given(seed=SEED)
def test_twenty_histories_that_stopped_halfway_are_done_again(
    connection: Connection, neo4j_server: Neo4jServer, seed: int
) -> None:
    stop_halfway_and_go_on(connection, neo4j_server, seed)


def stop_halfway_and_go_on(connection: Connection, neo4j_server: Neo4jServer, seed: int) -> None:
    draw = Random(seed)
    projection.wipe_all(connection)
    was = some_state(draw)
    state = later_state(draw, was)
    bring(connection, nothing(was), was)
    breaking = Breaking(address_of(neo4j_server))
    with patch.object(drawing, "AT_ONCE", 2):
        breaking.left = plenty = 10_000
        bring(breaking, was, state)
        steps = plenty - breaking.left
        bring(connection, state, was)
        for writes in sorted(draw.sample(range(steps), 2)):
            breaking.left = writes
            with pytest.raises(Broken):
                bring(breaking, was, state)
    breaking.close()
    for _ in range(2):
        bring(connection, was, state)
        same(connection, state)


def test_a_wiped_graph_is_drawn_again_from_the_rows(empty: Connection) -> None:
    state = some_state(Random(1))
    bring(empty, nothing(state), state)
    projection.wipe_all(empty)
    assert shown(empty).nodes == {}
    bring(empty, nothing(state), state)
    same(empty, state)


def rows(table: str, *given: dict[str, object], bron: str = "politie") -> pl.DataFrame:
    said = {"bron": bron, "levering": 1, "peildatum": DAY, "eerst_verwerkt": DAY}
    return pl.DataFrame([said | row for row in given], schema=types_of(table))


def bring_rows(connection: Connection, table: str, *given: dict[str, object]) -> pl.DataFrame:
    """Rows of a table that showed nothing yet."""
    frame = rows(table, *given)
    projection.apply(connection, table, frame.clear(), frame)
    return frame


STAY = {"persoon_id": "P1", "adres_id": "A1", "soort": "woonadres", "van": DAY}
RECORD = "MATCH (p:Persoonsrecord) RETURN properties(p) AS p"


def test_an_end_that_was_never_delivered_is_no_more_than_a_name(empty: Connection) -> None:
    stays = bring_rows(empty, "verblijf", STAY)
    name = {"sleutel": "politie|P1", "bron": "politie", "persoon_id": "P1"}
    assert empty.read(RECORD) == [{"p": name}]
    assert read_back(empty, "personen").is_empty()
    people = bring_rows(empty, "personen", {"persoon_id": "P1", "geslachtsnaam": "Wit"})
    assert read_back(empty, "personen").equals(people)
    assert empty.read(
        "MATCH (:Persoonsrecord {naam: 'Wit'})-[:VERBLIJFT_OP]->(a) RETURN a.adres_id AS a"
    ) == [{"a": "A1"}]
    projection.apply(empty, "personen", people, people.clear())
    assert empty.read(RECORD) == [{"p": name}]
    projection.apply(empty, "verblijf", stays, stays.clear())
    assert empty.read("MATCH (n) RETURN n") == []


def test_a_traject_that_goes_to_another_organisation_leaves_the_first(empty: Connection) -> None:
    was = bring_rows(empty, "trajecten", {"traject_id": "T1", "partner_id": "K1", "start": DAY})
    now = was.with_columns(partner_id=pl.lit("K2"))
    projection.apply(empty, "trajecten", was, now)
    assert empty.read("MATCH (:Traject)-[:UITGEVOERD_DOOR]->(k) RETURN k.partner_id AS k") == [{"k": "K2"}]
    assert empty.read("MATCH (k:Ketenpartner) RETURN k.partner_id AS k") == [{"k": "K2"}]


def test_who_is_involved_in_a_traject_and_its_melding_counts_once(empty: Connection) -> None:
    both = {"persoon_id": "P1", "traject_id": "T1", "melding_id": "M1", "rol": "pleger"}
    bring_rows(empty, "betrokkenen", both, both | {"traject_id": None, "rol": "getuige"})
    found = empty.read(
        """MATCH (:Persoonsrecord)-[b:BETROKKEN_BIJ]->(n)
        RETURN labels(n)[0] AS bij, b.rol AS rol, b.dubbel AS dubbel, b.traject_id AS traject
        ORDER BY bij, rol"""
    )
    assert found == [
        {"bij": "Melding", "rol": "getuige", "dubbel": None, "traject": None},
        {"bij": "Melding", "rol": "pleger", "dubbel": True, "traject": "T1"},
        {"bij": "Traject", "rol": "pleger", "dubbel": None, "traject": None},
    ]


def test_a_relation_has_the_type_of_its_soort(empty: Connection) -> None:
    tie = {"persoon_id": "P1", "ander_id": "P2"}
    bring_rows(empty, "relaties", *(tie | {"soort": soort} for soort in ("ouder", "geweld_tegen", None)))
    found = empty.read(
        "MATCH (a)-[r]->(b) RETURN a.persoon_id AS a, type(r) AS r, b.persoon_id AS b ORDER BY r"
    )
    kinds = ("GEWELD_TEGEN", "OUDER_VAN", "RELATIE_MET")
    assert found == [{"a": "P1", "r": kind, "b": "P2"} for kind in kinds]


def test_every_fact_knows_its_source_and_its_dates_are_dates(empty: Connection) -> None:
    state = some_state(Random(5), most=12)
    bring(empty, nothing(state), state)
    found = [properties for place in FACTS.values() for properties in facts_of(empty, place)]
    assert len(found) > 30
    for own in found:
        assert own["bron"] in BRONNEN
        assert isinstance(own["levering"], int)
        dated = [own["peildatum"], own["eerst_verwerkt"], *(own[n] for n in ("van", "start") if n in own)]
        assert {type(day) for day in dated} == {Date}
        assert isinstance(own.get("geboortedatum", ""), str)


def facts_of(connection: Connection, place: Place) -> list[dict[str, object]]:
    """The properties of all rows of a table."""
    label, kinds = (place.label.name, "") if isinstance(place, Node) else ("", "|".join(place.types))
    nodes = f"MATCH (n:{label}) WHERE n.levering IS NOT NULL RETURN properties(n) AS eigen"
    ties = f"MATCH ()-[r:{kinds}]->() RETURN properties(r) AS eigen"
    return [row["eigen"] for row in connection.read(nodes if label else ties)]


def test_no_value_ever_stands_in_a_statement(empty: Connection) -> None:
    """Hostile text goes in and out unharmed, and is bound wherever it goes."""
    state = {name: spoilt(name, rows) for name, rows in some_state(Random(7), most=3).items()}
    with recorded() as sent:
        bring(empty, nothing(state), state)
        for name in (*TABLES, *RESULTS):
            assert read_back(empty, name).equals(state[name])
        bring(empty, state, nothing(state))
    assert len(sent) > 100
    assert [statement for statement in sent if "//" in statement] == []
    assert empty.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Every statement that the driver sends."""
    sent: list[str] = []
    run = ManagedTransaction.run

    def record(self: ManagedTransaction, query: str, *rest: Any, **more: Any) -> Result:
        sent.append(query)
        return run(self, query, *rest, **more)

    with patch.object(ManagedTransaction, "run", record), patch.object(Transaction, "run", record):
        yield sent


def spoilt(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows with hostile text after every text, ids and codes too."""
    evil = pl.lit("`') DETACH DELETE n //")
    return frame.with_columns(pl.col(pl.String) + evil).sort(key_of(name), nulls_last=True)


def test_every_label_of_the_graph_is_wiped(empty: Connection) -> None:
    for label in LABELS.values():
        empty.write(f"CREATE (:{label.name})-[:HOORT_BIJ]->(:Blad)")
    projection.wipe_all(empty)
    assert empty.read("MATCH (n) RETURN DISTINCT labels(n) AS labels") == [{"labels": ["Blad"]}]
    empty.write("MATCH (b:Blad) DELETE b")
