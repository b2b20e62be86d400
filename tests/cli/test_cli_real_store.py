"""In a store that is not fictional a look at a person takes a casus and a purpose, and is logged."""

import getpass
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.audit import verify
from graph.store import open_store


@pytest.fixture
def real(tmp_path: Path, real_family: Any) -> Any:
    """Commands on a real store with the example family, whose citizen numbers stayed outside."""
    shutil.copy(real_family.folder / "knooppunt.duckdb", tmp_path)
    return replace(real_family, folder=tmp_path)


@pytest.fixture
def number(real: Any) -> str:
    """A casus on the mother."""
    words = ("--betrokkene", "brp-venlo:A2", "--regisseur", "Petra")
    return str(real("casus", "open", *words, "--json").json)


def ledger(real: Any, name: str) -> pl.DataFrame:
    """What was written down."""
    store = open_store(str(real.folder / "knooppunt.duckdb"))
    try:
        return store.view().ledger(name)
    finally:
        store.close()


@pytest.mark.parametrize(
    "words",
    [
        ["systeem", "brp-venlo:A1"],
        ["kaart", "brp-venlo:A1", "--uit", "x.svg"],
        ["export", "personen", "--uit", "x.csv"],
        ["export", "systemen", "--uit", "x.csv"],
        ["systeem", "brp-venlo:A1", "--casus", "C-234567"],
        ["systeem", "brp-venlo:A1", "--doel", "casusregie"],
    ],
    ids=" ".join,
)
def test_without_casus_and_doel_nothing_is_shown(real, words):
    answer = real(*words)
    assert (answer.status, answer.out) == (2, "")
    assert "--casus" in answer.sentence
    assert "regel" in answer.sentence
    assert not (real.folder / words[-1]).exists()
    assert ledger(real, "auditlog")["uitkomst"][-1].startswith("geweigerd")


def test_with_casus_and_doel_everyone_shown_is_logged_under_the_user(real, number):
    answer = real("systeem", "brp-venlo:A3", "--casus", number, "--doel", "casusregie", "--json")
    assert answer.status == 0, answer.err
    shown = len(answer.json["leden"]) + len(answer.json["netwerk"])
    audit, log = ledger(real, "auditlog"), ledger(real, "verwerkingslog")
    assert (audit["actor"][-1], audit["casus"][-1], audit["doel"][-1]) == (
        getpass.getuser(),
        number,
        "casusregie",
    )
    assert log["data_subject_id"].drop_nulls().n_unique() == shown
    assert verify(audit).intact


def test_another_purpose_or_casus_is_refused(real, number):
    for more in (
        ("--casus", number, "--doel", "statistiek"),
        ("--casus", "C-222222", "--doel", "casusregie"),
    ):
        answer = real("systeem", "brp-venlo:A1", *more)
        assert (answer.status, answer.out) == (2, "")
        assert answer.sentence


def test_whom_the_casus_does_not_reach_is_not_shown(real, number):
    answer = real("systeem", "brp-venlo:A7", "--casus", number, "--doel", "casusregie")
    assert (answer.status, answer.out) == (2, "")
    assert "regel straal" in answer.sentence


def test_a_closed_casus_shows_nothing(real, number):
    real("casus", "sluit", number)
    answer = real("systeem", "brp-venlo:A2", "--casus", number, "--doel", "casusregie")
    assert (answer.status, answer.out) == (2, "")
    assert "gesloten" in answer.sentence


def test_an_export_of_persons_holds_those_of_the_casus_only(real, number):
    more = ("--uit", "x.csv", "--casus", number, "--doel", "casusregie")
    assert real("export", "personen", *more).status == 0
    text = (real.folder / "x.csv").read_text(encoding="utf-8")
    assert "brp-venlo,A2," in text
    assert "brp-venlo,A7," not in text


def test_the_whole_network_never_leaves(real, number):
    for kind in ("graphml", "gexf", "csv", "cypher"):
        answer = real("export", kind, "--uit", "x.txt", "--casus", number, "--doel", "casusregie")
        assert answer.status == 2
        assert "regel straal" in answer.sentence
    assert not (real.folder / "x.txt").exists()


def test_the_samenloop_needs_no_casus_and_is_logged(real):
    rows = real("samenloop", "--json").json
    assert ("Verhaegh" in json.dumps(rows)) is False
    assert "samenloop" in ledger(real, "auditlog")["uitkomst"][-1]


def test_the_truth_stays_out_of_a_real_store(real, tmp_path):
    (tmp_path / "waarheid").mkdir()
    answer = real("koppelen", "--waarheid", tmp_path / "waarheid")
    assert answer.status == 2
    assert "--fictief" in answer.sentence
