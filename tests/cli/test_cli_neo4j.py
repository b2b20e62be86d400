"""The command line on a Neo4j server: the same words, the same answers to the byte, the same refusals."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from graph.audit import verify
from graph.store import open_store

pytestmark = pytest.mark.neo4j

FAMILY = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"
CHAIN = (("nieuw", "--fictief"), ("inlezen", FAMILY), ("koppelen",), ("analyseer",))
FINDINGS = ("personen", "systemen", "samenloop")
NETWORK = ("graphml", "gexf", "csv", "cypher")
MAPPED = 4
"""So many members of systems of the small region are drawn on both engines."""


def on_server(prompt: Any, server: Any, folder: Path) -> Any:
    """The same commands, with their store on a server."""
    return replace(prompt, folder=folder, settings={**server.settings, "KNOOPPUNT_STORE": server.address})


@dataclass(frozen=True)
class Both:
    """The same region in a file and on a server."""

    file: Any
    server: Any

    def same(self, *words: object) -> str:
        """What both say; it must be the same."""
        one, other = self.file(*words), self.server(*words)
        assert (one.status, other.status) == (0, 0), (one.err, other.err)
        assert (other.out, other.err) == (one.out, one.err)
        return str(one.out)

    def same_file(self, name: str, *words: object) -> bytes:
        """What both write; it must be the same, and so must what they say of it."""
        one, other = self.file(*words, "--uit", name), self.server(*words, "--uit", name)
        assert (one.status, other.status) == (0, 0), (one.err, other.err)
        assert (other.out, other.err) == (one.out, one.err)
        contents = [(prompt.folder / name).read_bytes() for prompt in (self.file, self.server)]
        assert contents[0] == contents[1]
        return contents[0]

    def rows(self, what: str) -> list[dict[str, str]]:
        """The rows of an export."""
        return list(csv.DictReader(self.same_file("uit.csv", "export", what).decode().splitlines()))

    def records(self) -> list[str]:
        """Every record of someone in a system, as ``BRON:ID``."""
        living = {row["knooppunt_id"] for row in self.rows("systemen")}
        everyone = self.rows("personen")
        return [f"{r['bron']}:{r['persoon_id']}" for r in everyone if r["knooppunt_id"] in living]


@pytest.fixture(scope="module")
def both(family: Any, neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The example family, taken through the chain on both; every step says the same on both."""
    neo4j_server.clear()
    file = replace(family, folder=tmp_path_factory.mktemp("bestand"))
    found = Both(file, on_server(family, neo4j_server, tmp_path_factory.mktemp("server")))
    made = [prompt(*CHAIN[0], "--json") for prompt in (found.file, found.server)]
    assert [answer.json["fictief"] for answer in made] == [True, True]
    for words in CHAIN[1:]:
        found.same(*words, "--json")
    return found


def test_every_record_has_the_same_system_on_both(both):
    records = both.records()
    assert len(records) == 20
    for record in records:
        assert json.loads(both.same("systeem", record, "--alle", "--json"))
    assert json.loads(both.same("systeem", records[0], "--json"))["leden"]


@pytest.mark.parametrize("record", ["brp-venlo:A1", "brp-venlo:A6"])
@pytest.mark.parametrize("day", ["2018-06-30", "2025-06-30"])
def test_every_gezinskaart_is_the_same_on_both(both, record, day):
    for name in ("kaart.json", "kaart.svg"):
        assert both.same_file(name, "kaart", record, "--peildatum", day)


@pytest.mark.parametrize("words", [("samenloop",), ("hotspots",), ("casus", "lijst")], ids=" ".join)
def test_every_list_is_the_same_on_both(both, words):
    assert both.same(*words, "--json")


@pytest.mark.parametrize("what", [*FINDINGS, *NETWORK])
def test_every_export_is_the_same_on_both(both, what):
    assert both.same_file("uit.csv", "export", what)
    if what == "csv":
        assert both.same_file("uit-knopen.csv", "export", what)


def test_people_read_the_same_on_both(both):
    assert "4 trajecten van 4 organisaties" in both.same("systeem", "brp-venlo:A1")


def test_a_levering_that_is_known_is_known_on_both(both):
    again = json.loads(both.same("inlezen", FAMILY / "om-limburg", "--json"))
    assert [levering["status"] for levering in again] == ["al_bekend"]


def test_a_casus_has_the_same_number_on_both(both):
    opened = both.same("casus", "open", "--betrokkene", "brp-venlo:A1", "--regisseur", "Petra", "--json")
    lists = [prompt("casus", "lijst", "--json").json for prompt in (both.file, both.server)]
    for (case,) in lists:
        assert case.pop("geopend_op")
        assert case["casus"] == json.loads(opened)
    assert lists[0] == lists[1]
    assert [p("casus", "sluit", json.loads(opened)).status for p in (both.file, both.server)] == [0, 0]


def test_nothing_is_made_where_a_store_stands(both):
    answer = both.server("nieuw", "--fictief")
    assert (answer.status, answer.out) == (2, "")
    assert "Er staat al iets op" in answer.sentence


@pytest.fixture(scope="module")
def region(
    neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory, prompt_in: Callable[..., Any]
) -> Both:
    """A region of some hundreds of persons, taken through the chain on both; every step says the same."""
    neo4j_server.clear()
    file = prompt_in(tmp_path_factory.mktemp("regio"))
    made = file("verzin", "regio", "--grootte", "klein", "--personen", 300, "--zaad", 7)
    assert made.status == 0, made.err
    region = file.folder / "regio"
    found = Both(file, on_server(file, neo4j_server, tmp_path_factory.mktemp("server")))
    for prompt in (found.file, found.server):
        assert prompt("nieuw", "--fictief").status == 0
    areas = ("gebieden", region / "gebieden.geojson", "--cijfers", region / "gebieden.csv")
    for words in (("inlezen", region / "leveringen"), areas, ("koppelen",), ("analyseer",)):
        found.same(*words, "--json")
    return found


def test_the_region_answers_the_same_on_both(region):
    truth = ("meet", "--waarheid", region.file.folder / "regio" / "waarheid")
    for words in (("samenloop",), ("hotspots",), truth):
        assert json.loads(region.same(*words, "--json"))
    for what in (*FINDINGS, *NETWORK):
        assert region.same_file("uit.csv", "export", what)


def test_the_families_of_the_region_are_the_same_on_both(region):
    records = region.records()
    for record in records[:: len(records) // MAPPED]:
        assert region.same("systeem", record, "--alle", "--json")
        assert region.same_file("kaart.json", "kaart", record)


@pytest.mark.slow
def test_the_demo_stands_on_a_server_too_and_is_used_again(demo, neo4j_server, tmp_path):
    neo4j_server.clear()
    prompt, answer = demo
    server, folder = on_server(prompt, neo4j_server, tmp_path), prompt.folder / "demo"
    made = server("demo", "--zonder-server", "--json", "--map", folder)
    assert made.status == 0, made.err
    assert made.json == answer.json | {"map": str(folder), "store": neo4j_server.address}
    again = server("demo", "--zonder-server", "--json", "--map", folder)
    assert again.status == 0, again.err
    assert "inlezen" not in again.err
    assert again.json["casussen"] == answer.json["casussen"]
    assert len(server("casus", "lijst", "--json").json) == 3


@pytest.fixture
def looked_at(real_family: Any, tmp_path: Path, chain: Callable[..., Any]) -> tuple[Any, str]:
    """A store with real persons, a casus in it, and lines in both logs."""
    prompt = chain(tmp_path, fictief=False)
    opening = ("--betrokkene", "brp-venlo:A2", "--regisseur", "Petra")
    number = str(prompt("casus", "open", *opening, "--json").json)
    assert prompt("systeem", "brp-venlo:A2", *at(number)).status == 0
    return prompt, number


def at(number: str) -> tuple[str, ...]:
    """What a look at a casus takes."""
    return ("--casus", number, "--doel", "casusregie", "--json")


def kept(folder: Path, name: str) -> dict[str, Any]:
    """Both logs of the store in a file."""
    store = open_store(str(folder / name))
    try:
        view = store.view()
        return {name: view.ledger(name) for name in ("auditlog", "verwerkingslog")}
    finally:
        store.close()


def test_real_persons_go_to_a_server_and_back_with_their_logs(looked_at, neo4j_server, tmp_path):
    neo4j_server.clear()
    file, number = looked_at
    server = on_server(file, neo4j_server, file.folder)
    there = server("kopieer", "--van", "knooppunt.duckdb", "--naar", neo4j_server.address, "--json")
    assert there.status == 0, there.err
    shown = server("systeem", "brp-venlo:A1", *at(number))
    assert (shown.status, shown.out) == (0, file("systeem", "brp-venlo:A1", *at(number)).out)
    refused = server("systeem", "brp-venlo:A1")
    assert (refused.status, refused.out) == (2, "")
    assert "--casus" in refused.sentence
    back = server("kopieer", "--van", neo4j_server.address, "--naar", "terug.duckdb", "--json")
    assert back.status == 0, back.err
    parts = {answer: {p["onderdeel"]: p for p in answer.json["onderdelen"]} for answer in (there, back)}
    grown = {name for name in parts[there] if parts[there][name] != parts[back][name]}
    assert grown == {"auditlog", "verwerkingslog"}
    logs = kept(tmp_path, "terug.duckdb")
    assert [line.split(":")[0] for line in logs["auditlog"]["uitkomst"]] == [
        "verleend",  # systeem, in the file
        "verleend",  # kopieer
        "verleend",  # systeem, on the server
        "geweigerd",
        "verleend",  # kopieer
    ]
    assert verify(logs["auditlog"]).intact
    assert logs["verwerkingslog"]["data_subject_id"].drop_nulls().n_unique() > 1


UNREACHABLE = "is niet te bereiken"


WRONG = (
    ("neo4j://127.0.0.1:1", {}, 3, UNREACHABLE),
    ("bolt://127.0.0.1:1", {}, 3, UNREACHABLE),
    ("neo4j://127.0.0.1:1", {"KNOOPPUNT_NEO4J_WACHTWOORD": ""}, 2, "KNOOPPUNT_NEO4J_WACHTWOORD"),
    ("neo4j://an:geheim@127.0.0.1:1", {}, 2, "niet in het adres"),
    ("neo4j+ssc://127.0.0.1:1", {}, 2, "controleert het certificaat"),
    ("neo4j://127.0.0.1:1/een/twee", {}, 2, "Schrijf het adres"),
    ("neo4j://", {}, 2, "Schrijf het adres"),
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[0]} {wrong[2]}")
@pytest.mark.parametrize("words", [("samenloop",), ("nieuw",), ("demo", "--zonder-server")], ids=" ".join)
def test_an_address_that_does_not_work_is_one_sentence(prompt, demo, neo4j_server, words, wrong):
    address, environment, status, says = wrong
    more = ("--map", demo[0].folder / "demo") if words[0] == "demo" else ()
    answer = prompt(*words, *more, "--store", address, **{**neo4j_server.settings, **environment})
    assert (answer.status, answer.out) == (status, "")
    assert says in answer.err.strip().splitlines()[-1]
    assert "an:geheim" not in answer.err
    if words[0] != "demo":  # the demo first says that it uses the region that is there
        assert answer.sentence


def test_a_wrong_password_is_one_sentence_and_is_not_repeated(prompt, neo4j_server):
    environment = {**neo4j_server.settings, "KNOOPPUNT_NEO4J_WACHTWOORD": "mijn-geheime-woord"}
    answer = prompt("samenloop", "--store", neo4j_server.address, **environment)
    assert (answer.status, answer.out) == (2, "")
    assert "kent deze gebruiker met dit wachtwoord niet" in answer.sentence
    assert "mijn-geheime-woord" not in answer.err


def test_the_password_may_stand_in_a_file(prompt, neo4j_server):
    neo4j_server.clear()
    (prompt.folder / "wachtwoord").write_text(f"{neo4j_server.password}\n", encoding="utf-8")
    settings = {"KNOOPPUNT_NEO4J_WACHTWOORD_BESTAND": "wachtwoord", "KNOOPPUNT_STORE": neo4j_server.address}
    assert prompt("nieuw", "--fictief", **settings).status == 0
    assert prompt("casus", "lijst", "--json", **settings).json == []
    gone = prompt("casus", "lijst", **{**settings, "KNOOPPUNT_NEO4J_WACHTWOORD_BESTAND": "weg"})
    assert (gone.status, gone.out) == (2, "")
    assert "niet te lezen" in gone.sentence


def test_without_a_store_on_the_server_the_sentence_says_how_to_make_one(prompt, neo4j_server):
    neo4j_server.clear()
    answer = prompt("samenloop", "--store", neo4j_server.address, **neo4j_server.settings)
    assert (answer.status, answer.out) == (2, "")
    assert "Maak eerst een opslag met: knooppunt nieuw" in answer.sentence


def test_in_a_process_of_its_own_a_server_that_is_away_is_one_sentence(shell):
    answer = shell("samenloop", "--store", "neo4j://127.0.0.1:1", KNOOPPUNT_NEO4J_WACHTWOORD="x")
    assert (answer.status, answer.out) == (3, "")
    assert UNREACHABLE in answer.sentence
