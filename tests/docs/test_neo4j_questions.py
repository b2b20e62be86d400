"""Every question of docs/neo4j.md gives what the rows of the view give, in every store that we ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from plain_answers import ANSWERS, Rows, days_around, name

from api.cli.chain import run_analysis, run_linking
from graph.areas import load_areas
from graph.delivery import read_deliveries
from graph.store import create_store, draft_store
from graph.store.base import Store
from graph.store.moving import move
from graph.synthetic import write_region
from models.graph import RELATIONS

PAGE = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text(encoding="utf-8")
FAMILY = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"
DAY = date(2025, 6, 30)
ASKED = 25
"""Of so many records in the region a question is asked."""
EMPTY_IN_THE_FAMILY = {3, 11}
"""Nobody of the example family stands on two tracks, and each of its families has an address of its own."""


@dataclass(frozen=True)
class Question:
    """One question of the page: the values that it shows, as Cypher, and the statement."""

    values: Mapping[str, str]
    statement: str


def questions() -> dict[int, Question]:
    """All of them, by number."""
    found = {}
    for number, text in re.findall(r"^### (\d+)\. .*?\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL):
        (block,) = re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)
        values = dict(re.findall(r"^:param (\w+) => (.*);$", text, re.MULTILINE))
        found[int(number)] = Question(values, block.strip().removesuffix(";"))
    return found


QUESTIONS = questions()


def test_there_are_twelve_and_each_has_an_answer_of_ours():
    assert sorted(QUESTIONS) == list(range(1, 13)) == sorted(ANSWERS)


@pytest.mark.parametrize("number", sorted(QUESTIONS))
def test_a_question_uses_what_it_sets_and_writes_nothing(number):
    question = QUESTIONS[number]
    assert set(re.findall(r"\$(\w+)", question.statement)) == set(question.values)
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD)\b", question.statement)


@dataclass(frozen=True)
class Asked:
    """The same store twice: as rows, and as a graph that is asked."""

    rows: Rows
    session: Any
    region: bool

    def ask(self, question: Question, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What the server says."""
        return [tuple(map(native, row)) for row in self.session.run(question.statement, values).values()]

    def shown(self, question: Question) -> dict[str, Any]:
        """The values that the page shows."""
        return {
            name: native(self.session.run(f"RETURN {said}").single()[0])
            for name, said in question.values.items()
        }

    def cases(self, number: int) -> Iterator[dict[str, Any]]:
        """The values of the page, and in the region many others."""
        shown = self.shown(QUESTIONS[number])
        records = sorted(f"{bron}|{own}" for bron, own in self.rows.person)
        if not self.region:
            yield shown
            yield from ({**shown, "record": record} for record in records if "record" in shown)
            return
        some = records[:: len(records) // ASKED]
        for record in some if "record" in shown else ("",):
            for day in days_around(DAY) if "dag" in shown and not record else (DAY,):
                for other in self.varied(shown):
                    yield (
                        shown
                        | {k: v for k, v in {"record": record, "dag": day}.items() if k in shown}
                        | other
                    )

    def varied(self, shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Other values for the rest of what a question asks for."""
        if "soort" in shown:
            yield from ({"soort": soort} for soort in ("dubbel_spoor", "naast_elkaar"))
        elif "bron" in shown:
            yield from ({"bron": head["bron"]} for head in self.rows.heads)
        elif "een" in shown:
            yield from ({"een": one, "ander": other} for one, other in self.relatives())
        else:
            yield {}

    def relatives(self) -> Iterator[tuple[str, str]]:
        """Pairs of records of two persons, near one another and far away."""
        for systeem in sorted(self.rows.members):
            members = [m["knooppunt_id"] for m in self.rows.members[systeem]]
            if len(members) > 4 and len(members) % 2:
                one, other = (self.rows.records[who][-1] for who in (members[0], members[-1]))
                yield f"{one['bron']}|{one['persoon_id']}", f"{other['bron']}|{other['persoon_id']}"


def native(value: Any) -> Any:
    """Python's own day."""
    return value.to_native() if hasattr(value, "to_native") else value


def family(folder: Path) -> Store:
    """The example family, linked and analysed."""
    return chain(folder, FAMILY)


def small_region(folder: Path) -> Store:
    """A region of 600 persons with its areas."""
    region = folder / "regio"
    write_region(region, size="klein", persons=600, seed=3, errors="normaal", progress=lambda _, __: None)
    return chain(folder, region / "leveringen", region)


def chain(folder: Path, leveringen: Path, region: Path | None = None) -> Store:
    """A fictional store with all that follows from these leveringen."""
    store = create_store(str(folder / "graaf.duckdb"), fictief=True)
    read_deliveries([leveringen], store, today=DAY, progress=lambda _, __: None)
    if region:
        with store.write() as writer:
            writer.replace_areas(load_areas(region / "gebieden.geojson", region / "gebieden.csv"))
    run_linking(store)
    run_analysis(store, DAY)
    return store


@pytest.fixture(scope="module", params=[family, small_region], ids=["family", "region"])
def asked(
    request: pytest.FixtureRequest, neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """A store in a file, and the same on the server."""
    make: Callable[[Path], Store] = request.param
    store = make(tmp_path_factory.mktemp("graaf"))
    neo4j_server.clear()
    with pytest.MonkeyPatch.context() as patch:
        for setting, value in neo4j_server.settings.items():
            patch.setenv(setting, value)
        view = store.view()
        with draft_store(neo4j_server.address, fictief=True, secret=view.secret) as target:
            move(store, target, lambda _, __: None)
    with neo4j_server.driver() as driver, driver.session() as session:
        yield Asked(Rows(view), session, region=make is small_region)
    store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("number", [n for n in sorted(QUESTIONS) if n != 8])
def test_the_graph_answers_as_the_rows_do(asked, number):
    question, filled = QUESTIONS[number], 0
    for values in asked.cases(number):
        said, must = asked.ask(question, values), ANSWERS[number](asked.rows, values)
        assert sorted(map(repr, said)) == sorted(map(repr, must)), values
        if "hoeveel" in values:
            assert said == must
        filled += bool(said)
    assert filled or (not asked.region and number in EMPTY_IN_THE_FAMILY)


@pytest.mark.neo4j
def test_the_way_from_one_to_another_is_the_shortest_and_is_there(asked):
    question, kinds, lengths = QUESTIONS[8], {kind: soort for soort, kind in RELATIONS.items()}, set()
    names = {
        key: name(row) for row in asked.rows.facts["personen"] for key in [(row["bron"], row["persoon_id"])]
    }
    said_of = {
        (names[r["bron"], r["persoon_id"]], r["soort"], names[r["bron"], r["ander_id"]])
        for r in asked.rows.facts["relaties"]
    }
    for values in asked.cases(8):
        said = asked.ask(question, values)
        assert [row[:1] for row in said] == ANSWERS[8](asked.rows, values), values
        for steps, way in said:
            lengths.add(steps)
            assert len(way) == steps
            for step in way:
                start, kind, end = re.split(r" ([A-Z_]{4,}) ", step)
                assert (start, kinds[kind], end) in said_of
    assert lengths >= ({1, 2} if asked.region else {1})


@pytest.mark.neo4j
def test_the_store_says_which_version_the_graph_shows(asked):
    (block,) = [
        b for b in re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL) if b.startswith("MATCH (o:Opslag)\n")
    ]
    fictief, version, follows = asked.session.run(block).single().values()
    assert (fictief, follows) == (True, True)
    assert version > 0


@pytest.mark.neo4j
def test_every_search_phrase_for_bloom_finds_something(asked):
    phrases = re.findall(r"^\| `[^`]+` \| `(MATCH [^`]+)` \|$", PAGE, re.MULTILINE)
    busy = "MATCH (r:Persoonsrecord)-[:BETROKKEN_BIJ]->(:Traject) MATCH (r)-[:IS]->()-[:LID_VAN]->(s)"
    record, system = asked.session.run(
        f"{busy} RETURN r.sleutel, s.systeem_id ORDER BY 1, 2 LIMIT 1"
    ).single()
    assert len(phrases) == 3
    for phrase in phrases:
        assert list(asked.session.run(phrase, sleutel=record, systeem=system)), phrase
    everyone = asked.session.run(phrases[0], sleutel=record)
    assert record in {row["r"]["sleutel"] for row in everyone}


@pytest.mark.neo4j
def test_the_tables_of_the_page_name_everything_that_is_in_the_graph(asked):
    described = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| [^|]* \| ([^|]*) \|$", PAGE, re.MULTILINE))
    of_every_fact = {"bron", "niet_aan", "levering", "peildatum", "eerst_verwerkt"}
    nodes = """MATCH (n) WHERE NOT n:Opslag AND NOT n:Blad
        UNWIND labels(n) AS l UNWIND keys(n) AS k RETURN DISTINCT l, k"""
    for label, key in asked.session.run(nodes).values():
        own = described.get(label) or re.search(rf"^\| `{label}` \| `\w+` \| (.*) \|$", PAGE, re.MULTILINE)[1]
        assert f"`{key}`" in own or key in of_every_fact, (label, key)
    lines = (
        "MATCH (a)-[r]->(b) UNWIND keys(r) + [''] AS k RETURN DISTINCT labels(a)[0], type(r), labels(b)[0], k"
    )
    for start, kind, end, key in asked.session.run(lines).values():
        rows = [row for row in PAGE.splitlines() if f"`{kind}`" in row and f"`{start}` → `{end}`" in row]
        assert any(f"`{key}`" in row or not key or key in of_every_fact for row in rows), (
            start,
            kind,
            end,
            key,
        )
