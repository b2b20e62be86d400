"""``kopieer --casus``: the gezinskaart of one casus in a store of its own, logged before anything leaves."""

from __future__ import annotations

import os
import pwd
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.audit import verify
from graph.audit.logbook import LogBook
from graph.store import open_store
from models.errors import StoreUnavailable

USER = pwd.getpwuid(os.getuid()).pw_name
VAN = ("kopieer", "--van", "knooppunt.duckdb", "--naar")
CASEWORK = ("--doel", "casusregie")


@contextmanager
def opened(place: Path) -> Iterator[Any]:
    """A whole view of the store in this file."""
    store = open_store(str(place))
    try:
        yield store.view()
    finally:
        store.close()


@pytest.fixture
def real(real_family: Any, tmp_path: Path) -> Any:
    """Commands on a store of its own with real persons."""
    shutil.copy(real_family.folder / "knooppunt.duckdb", tmp_path)
    return replace(real_family, folder=tmp_path)


def number_of(prompt: Any, record: str = "brp-venlo:A2") -> str:
    """A casus of this user."""
    return str(prompt("casus", "open", "--betrokkene", record, "--regisseur", "Petra", "--json").json)


def nothing_came(folder: Path) -> None:
    """Only the store that was there."""
    assert [file.name for file in folder.iterdir()] == ["knooppunt.duckdb"]


def test_everyone_in_it_is_logged_in_both_stores_under_one_trace(real):
    number = number_of(real)
    answer = real(*VAN, "een.duckdb", "--casus", number, *CASEWORK, "--json")
    assert answer.status == 0, answer.err
    rows = {(p["onderdeel"], p["soort"]): p["rijen"] for p in answer.json["onderdelen"]}
    traces = set()
    for name in ("knooppunt.duckdb", "een.duckdb"):
        with opened(real.folder / name) as view:
            audit, log = view.ledger("auditlog"), view.ledger("verwerkingslog")
            persons = view.result("koppeling_personen")["knooppunt_id"].n_unique()
        (line,) = audit.select("actor", "rol", "doel", "casus", "uitkomst").rows()
        outcome = "verleend: uittreksel-naar-bestand"
        assert line == (USER, "procesregisseur", "casusregie", number, outcome)
        assert set(log["niveau"]) == {"in detail geopend"}
        traces |= {*audit["trace_id"], *log["trace_id"]}
        assert verify(audit).intact
    assert len(traces) == 1
    assert log["data_subject_id"].drop_nulls().n_unique() == persons
    assert rows["verwerkingslog", "boek"] == persons + 1
    assert answer.json["casus"] == number


def test_the_picture_of_the_casus_is_the_same_from_both(real):
    number = number_of(real, "brp-venlo:A1")
    assert real(*VAN, "een.duckdb", "--casus", number, *CASEWORK).status == 0
    pictures = []
    for name in ("knooppunt.duckdb", "een.duckdb"):
        words = ("brp-venlo:A1", "--casus", number, *CASEWORK, "--store", name, "--uit", f"{name}.svg")
        answer = real("kaart", *words)
        assert answer.status == 0, answer.err
        drawn = (real.folder / f"{name}.svg").read_text(encoding="utf-8")
        assert "Lijsterbesstraat" in drawn
        pictures.append(re.sub(r"GS-[A-Z2-7]{12}", "GS-", drawn))
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--casus", "NUMMER"), "--doel"),
        (("--casus", "NUMMER", "--doel", "statistiek"), "regel doel"),
        (("--casus", "C-222222", *CASEWORK), "regel toewijzing"),
        (CASEWORK, "--casus"),
    ],
    ids=" ".join,
)
def test_what_may_not_be_taken_is_refused_and_leaves_nothing(real, more, says):
    number = number_of(real)
    answer = real(*VAN, "een.duckdb", *(number if word == "NUMMER" else word for word in more))
    assert (answer.status, answer.out) == (2, "")
    assert says in answer.sentence
    nothing_came(real.folder)


def test_of_a_closed_casus_or_somebody_elses_nothing_is_taken(real, monkeypatch):
    number = number_of(real)
    monkeypatch.setattr("api.cli.looking.os_user", lambda: "een ander")
    assert "regel toewijzing" in real(*VAN, "een.duckdb", "--casus", number, *CASEWORK).sentence
    monkeypatch.undo()
    real("casus", "sluit", number)
    assert "regel gesloten casus" in real(*VAN, "een.duckdb", "--casus", number, *CASEWORK).sentence
    nothing_came(real.folder)
    with opened(real.folder / "knooppunt.duckdb") as view:
        assert [line.split(":")[0] for line in view.ledger("auditlog")["uitkomst"]] == ["geweigerd"] * 2


def test_without_a_log_nothing_is_taken(real, monkeypatch):
    number = number_of(real)

    def full(*_: object) -> None:
        raise StoreUnavailable("Het logboek kan nu niet worden geschreven.")

    monkeypatch.setattr(LogBook, "grant", full)
    answer = real(*VAN, "een.duckdb", "--casus", number, *CASEWORK)
    assert (answer.status, answer.out) == (3, "")
    nothing_came(real.folder)


def test_where_something_stands_nothing_is_taken_and_nothing_logged(real):
    number = number_of(real)
    (real.folder / "bezet").write_text("van iemand anders")
    answer = real(*VAN, "bezet", "--casus", number, *CASEWORK)
    assert (answer.status, answer.out) == (2, "")
    assert "Er staat al iets op bezet" in answer.sentence
    with opened(real.folder / "knooppunt.duckdb") as view:
        assert view.ledger("auditlog").is_empty()


def test_in_a_fictional_store_the_casus_alone_is_enough(family, tmp_path):
    shutil.copy(family.folder / "knooppunt.duckdb", tmp_path)
    prompt = replace(family, folder=tmp_path)
    number = number_of(prompt)
    answer = prompt(*VAN, "een.duckdb", "--casus", number.lower())
    assert (answer.status, answer.out) == (0, "")
    assert answer.sentence.endswith("staat nu ook in een.duckdb.")
    with opened(tmp_path / "een.duckdb") as view:
        assert view.fictief
        assert view.ledger("auditlog").is_empty()
    prompt("casus", "sluit", number)
    assert "gesloten" in prompt(*VAN, "twee.duckdb", "--casus", number).sentence
    assert "Er is geen casus" in prompt(*VAN, "twee.duckdb", "--casus", "C-222222").sentence


def test_on_a_server_it_is_a_small_graph(real, neo4j_server):
    neo4j_server.clear()
    number = number_of(real, "brp-venlo:A4")
    words = (neo4j_server.address, "--casus", number, *CASEWORK)
    answer = real(*VAN, *words, **neo4j_server.settings)
    assert (answer.status, answer.out) == (0, "")
    assert "niet versleuteld" not in answer.sentence
    with neo4j_server.driver() as driver, driver.session() as session:
        labels = dict(session.run("MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) ORDER BY l").values())
        names = session.run("MATCH (r:Persoonsrecord) RETURN collect(r.naam)").single(strict=True)[0]
        members = session.run("MATCH (:Persoon)-[l:LID_VAN]->(:Gezinssysteem) RETURN count(l)").single()[0]
    shown = real("systeem", "brp-venlo:A4", "--alle", "--casus", number, *CASEWORK, "--json").json
    assert members == sum(len(system["leden"]) for system in shown)
    running = {(t["bron"], t["traject_id"]) for system in shown for t in system["trajecten"]}
    assert labels["Traject"] == len(running) > 0
    assert not {"Vervolgactie", "Vrijgave", "Gebied", "Oordeel"} & set(labels)
    assert "Kevin Verhaegh" in names
    assert "Kevin Marco Verhaegh" not in names
    with opened(real.folder / "knooppunt.duckdb") as view:
        assert "verleend: uittreksel-naar-server" in view.ledger("auditlog")["uitkomst"].to_list()
