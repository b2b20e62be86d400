"""``kopieer``: all of a store, checked, with the log first; and nothing at all when something goes wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from api.cli import copying
from graph.audit import verify
from graph.store import draft_store, open_store
from graph.store.checksum import checksum
from graph.store.moving import Part, parts
from models.errors import StoreUnavailable

VAN = ("kopieer", "--van", "knooppunt.duckdb", "--naar")
NAME = b"Verhaegh"


@contextmanager
def opened(path: Path, key: str | None = None) -> Iterator[Any]:
    """A whole view of the store in this file."""
    store = open_store(str(path), key=key)
    try:
        yield store.view()
    finally:
        store.close()


def taken(prompt: Any, folder: Path) -> Any:
    """Commands in a folder of its own with a copy of the file, made as people copy files."""
    shutil.copy(prompt.folder / "knooppunt.duckdb", folder)
    return replace(prompt, folder=folder)


@pytest.fixture
def here(family: Any, tmp_path: Path) -> Any:
    return taken(family, tmp_path)


@pytest.fixture
def real(real_family: Any, tmp_path: Path) -> Any:
    return taken(real_family, tmp_path)


def assert_no_trace(folder: Path) -> None:
    """Only the store that was there."""
    assert [file.name for file in folder.iterdir()] == ["knooppunt.duckdb"]


def assert_copied_as_said(document: Any, original: Path, copied: Path) -> None:
    """Every part that is listed stands in both with its rows and its checksum."""
    listed = {(p["onderdeel"], p["soort"]): (p["rijen"], p["controlegetal"]) for p in document["onderdelen"]}
    for path in (original, copied):
        with opened(path) as view:
            found = {}
            for part in parts():
                rows = part.read(view)
                found[part.name, str(part.kind)] = (rows.height, checksum(rows, part.order))
        assert found == listed


def test_the_family_is_copied_part_by_part(here):
    answer = here(*VAN, "kopie.duckdb", "--json")
    assert answer.status == 0, answer.err
    assert (answer.json["van"], answer.json["naar"]) == ("knooppunt.duckdb", "kopie.duckdb")
    assert_copied_as_said(answer.json, here.folder / "knooppunt.duckdb", here.folder / "kopie.duckdb")
    rows = {(p["onderdeel"], p["soort"]): p["rijen"] for p in answer.json["onderdelen"]}
    assert (rows["leveringen", "boek"], rows["personen", "feiten"]) == (7, 20)
    assert sorted(file.name for file in here.folder.iterdir()) == ["knooppunt.duckdb", "kopie.duckdb"]


@pytest.mark.parametrize("words", [("systeem", "brp-venlo:A1"), ("samenloop",)], ids=" ".join)
def test_the_copy_answers_as_the_original(here, words):
    assert here(*VAN, "kopie.duckdb").status == 0
    of_copy = here(*words, "--json", "--store", "kopie.duckdb")
    assert of_copy.status == 0
    assert of_copy.json
    assert of_copy.out == here(*words, "--json").out


def test_people_read_a_table_and_a_sentence(here):
    answer = here(*VAN, "kopie.duckdb")
    assert answer.status == 0
    assert answer.err == ""
    assert "trajecten" in answer.out
    assert answer.out.rstrip().endswith(
        "rijen staan nu ook in kopie.duckdb, en zijn gelijk aan het origineel."
    )


def test_a_small_region_is_copied_and_a_copy_of_the_copy_is_the_same(demo, tmp_path):
    prompt, _ = demo
    original, first, second = prompt.folder / "demo" / "knooppunt.duckdb", tmp_path / "1", tmp_path / "2"
    answers = [
        prompt("kopieer", "--van", van, "--naar", naar, "--json")
        for van, naar in ((original, first), (first, second))
    ]
    assert [answer.status for answer in answers] == [0, 0], answers
    assert answers[0].json["onderdelen"] == answers[1].json["onderdelen"]
    rows = {(p["onderdeel"], p["soort"]): p["rijen"] for p in answers[0].json["onderdelen"]}
    assert rows["personen", "feiten"] > 2_000
    assert rows["gebieden", "gebieden"] > 0
    assert rows["casusgebeurtenissen", "boek"] > 0
    assert_copied_as_said(answers[0].json, original, second)


def test_a_store_goes_to_a_server_and_back(here, neo4j_server):
    neo4j_server.clear()
    to, back = ("kopieer", "--van", "knooppunt.duckdb", "--naar"), ("--naar", "terug.duckdb", "--json")
    there = here(*to, neo4j_server.address, "--json", **neo4j_server.settings)
    assert there.status == 0, there.err
    again = here("kopieer", "--van", neo4j_server.address, *back, **neo4j_server.settings)
    assert again.status == 0, again.err
    assert again.json["onderdelen"] == there.json["onderdelen"]
    assert_copied_as_said(again.json, here.folder / "knooppunt.duckdb", here.folder / "terug.duckdb")
    refused = here(*to, neo4j_server.address, **neo4j_server.settings)
    assert (refused.status, refused.out) == (2, "")
    assert "Er staat al iets op" in refused.sentence


def test_real_persons_on_a_server_are_logged_as_such(real, neo4j_server):
    neo4j_server.clear()
    done = real(*VAN, neo4j_server.address, KNOOPPUNT_SLEUTEL="", **neo4j_server.settings)
    assert (done.status, done.err) == (0, "")
    with opened(real.folder / "knooppunt.duckdb") as view:
        assert view.ledger("auditlog")["uitkomst"].to_list() == ["verleend: kopieer-naar-server"]


def test_the_copy_gets_the_key_of_the_original(prompt):
    key = {"KNOOPPUNT_SLEUTEL": "geheim"}
    assert prompt("nieuw", **key).status == 0
    assert prompt(*VAN, "kopie.duckdb", **key).status == 0
    assert prompt("casus", "lijst", "--store", "kopie.duckdb", **key).status == 0
    assert "is versleuteld" in prompt("casus", "lijst", "--store", "kopie.duckdb").sentence


def test_a_plain_store_becomes_an_encrypted_one_and_a_key_another(here):
    assert NAME in (here.folder / "knooppunt.duckdb").read_bytes()
    assert here(*VAN, "een.duckdb", KNOOPPUNT_SLEUTEL_NAAR="eerste").status == 0
    words = ("kopieer", "--van", "een.duckdb", "--naar", "twee.duckdb")
    assert here(*words, KNOOPPUNT_SLEUTEL="eerste", KNOOPPUNT_SLEUTEL_NAAR="tweede").status == 0
    for name, key in (("een.duckdb", "eerste"), ("twee.duckdb", "tweede")):
        assert NAME not in (here.folder / name).read_bytes()
        assert "is versleuteld" in here("samenloop", "--store", name).sentence
        found = here("samenloop", "--json", "--store", name, KNOOPPUNT_SLEUTEL=key)
        assert found.out == here("samenloop", "--json").out


@pytest.mark.parametrize(
    ("words", "environment", "says"),
    [
        (("--van", "knooppunt.duckdb", "--naar", "nergens/x.duckdb"), {}, "De map nergens bestaat niet"),
        (("--van", "knooppunt.duckdb", "--naar", "x"), {"KNOOPPUNT_SLEUTEL": "k"}, "is niet versleuteld"),
        (("--van", "weg.duckdb", "--naar", "x"), {}, "Er is geen opslag weg.duckdb"),
        (("--van", ".", "--naar", "x"), {}, "is een map"),
    ],
)
def test_what_cannot_be_copied_is_one_sentence_and_leaves_nothing(here, words, environment, says):
    answer = here("kopieer", *words, **environment)
    assert (answer.status, answer.out) == (2, "")
    assert says in answer.sentence
    assert_no_trace(here.folder)


def test_nothing_is_overwritten_and_nothing_logged_then(real):
    (real.folder / "bezet").write_text("van iemand anders")
    answer = real(*VAN, "bezet")
    assert (answer.status, answer.out) == (2, "")
    assert "Er staat al iets op bezet" in answer.sentence
    assert (real.folder / "bezet").read_text() == "van iemand anders"
    with opened(real.folder / "knooppunt.duckdb") as view:
        assert view.ledger("auditlog").is_empty()


def test_while_one_copy_is_made_a_second_one_does_not_disturb_it(here):
    place = here.folder / "kopie.duckdb"
    with draft_store(str(place), fictief=True, secret=bytes(32)) as draft:
        answer = here(*VAN, "kopie.duckdb")
        assert (answer.status, answer.out) == (3, "")
        assert "maakt nu de opslag" in answer.sentence
        with draft.write() as writer:
            writer.replace_areas(pl.DataFrame({"code": ["GM0983"]}))
    with opened(place) as view:
        assert view.areas()["code"].to_list() == ["GM0983"]


@pytest.fixture
def broken_off(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes the next copy break off halfway its facts."""

    def arrange(error: BaseException) -> None:
        @contextmanager
        def progress() -> Iterator[Callable[[str, int], None]]:
            def tick(label: str, _: int) -> None:
                if label == "kopiëren: trajecten":
                    raise error

            yield tick

        monkeypatch.setattr(copying, "progress", progress)

    return arrange


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (StoreUnavailable("De server viel weg."), 3)]
)
def test_a_copy_that_breaks_off_leaves_no_store_and_can_be_made_again(
    here, broken_off, monkeypatch, error, status
):
    broken_off(error)
    answer = here(*VAN, "kopie.duckdb")
    assert (answer.status, answer.out) == (status, "")
    assert_no_trace(here.folder)
    monkeypatch.undo()
    assert here(*VAN, "kopie.duckdb").status == 0


def test_a_copy_that_differs_is_told_and_thrown_away(here, monkeypatch):
    def forgetful(self: Part, writer: Any, rows: pl.DataFrame) -> None:
        writer.replace(self.name, rows.head(1))

    whole = Part.write
    monkeypatch.setattr(
        Part,
        "write",
        lambda part, *given: (forgetful if part.name == "systeemleden" else whole)(part, *given),
    )
    answer = here(*VAN, "kopie.duckdb")
    assert (answer.status, answer.out) == (1, "")
    assert answer.sentence == (
        "De kopie van systeemleden (uitkomst) is niet goed: het aantal rijen is 1 en niet 7."
    )
    assert_no_trace(here.folder)


def test_real_persons_are_copied_once_it_is_logged_in_both(real):
    answer = real(*VAN, "kopie.duckdb")
    assert answer.status == 0
    assert "niet versleuteld" in answer.sentence
    for name in ("knooppunt.duckdb", "kopie.duckdb"):
        with opened(real.folder / name) as view:
            log = view.ledger("auditlog")
            assert not view.fictief
            assert view.ledger("verwerkingslog")["name"].to_list() == ["kopieer-naar-bestand"]
        (line,) = log.select("uitkomst", "rol", "doel", "casus").rows()
        assert line == ("verleend: kopieer-naar-bestand", "beheerder", "beheer", None)
        assert verify(log).intact


def test_the_codes_of_a_real_store_go_along(real):
    assert real(*VAN, "kopie.duckdb", KNOOPPUNT_SLEUTEL_NAAR="geheim").err == ""
    with (
        opened(real.folder / "knooppunt.duckdb") as one,
        opened(real.folder / "kopie.duckdb", "geheim") as other,
    ):
        assert one.secret == other.secret


def test_without_a_log_there_is_no_copy(real, monkeypatch):
    def full(*_: object) -> None:
        raise StoreUnavailable("Het logboek kan nu niet worden geschreven.")

    monkeypatch.setattr(copying.LogBook, "grant", full)
    answer = real(*VAN, "kopie.duckdb")
    assert (answer.status, answer.out) == (3, "")
    assert "logboek" in answer.sentence
    assert_no_trace(real.folder)


def test_a_fictional_store_is_not_written_when_it_is_copied(here):
    with opened(here.folder / "knooppunt.duckdb") as view:
        before = view.ledger("auditlog")
    assert here(*VAN, "kopie.duckdb").status == 0
    with opened(here.folder / "knooppunt.duckdb") as view:
        assert view.ledger("auditlog").equals(before)
