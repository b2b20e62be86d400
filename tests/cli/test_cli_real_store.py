"""In a store that is not fictional a look at a person takes a casus and a purpose, and is logged."""

import json
import os
import pwd
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.audit import verify
from graph.store import open_store

FAMILY = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"
USER = pwd.getpwuid(os.getuid()).pw_name
CASEWORK = ("--doel", "casusregie")


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
        USER,
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


def test_a_casus_that_is_not_there_is_refused_in_the_log_too(real, number):
    answer = real("systeem", "brp-venlo:A2", "--casus", "999900018", *CASEWORK)
    assert "regel toewijzing" in answer.sentence
    last = ledger(real, "auditlog").row(-1, named=True)
    assert (last["uitkomst"].startswith("geweigerd"), last["casus"]) == (True, None)


def test_a_casus_of_somebody_else_shows_nothing(real, number, monkeypatch):
    monkeypatch.setattr("api.cli.looking.os_user", lambda: "een ander")
    for words in (("systeem", "brp-venlo:A2"), ("samenloop",), ("export", "personen", "--uit", "x.csv")):
        answer = real(*words, "--casus", number, *CASEWORK)
        assert (answer.status, answer.out) == (2, "")
        assert "regel toewijzing" in answer.sentence
    assert real("casus", "lijst", "--json").json[0]["betrokkenen"] == []


def test_the_environment_does_not_say_who_is_at_the_keyboard(real, number):
    borrowed = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME"), "directeur")
    assert real("systeem", "brp-venlo:A2", "--casus", number, *CASEWORK, **borrowed).status == 0
    assert ledger(real, "auditlog")["actor"][-1] == USER


def test_the_list_of_casussen_logs_whom_it_names_and_names_nobody_of_a_closed_one(real, number):
    assert real("casus", "lijst", "--json").json[0]["betrokkenen"] == ["brp-venlo:A2"]
    assert ledger(real, "verwerkingslog")["data_subject_id"].drop_nulls().len() == 1
    real("casus", "sluit", number)
    row = real("casus", "lijst", "--json").json[0]
    assert (row["staat"], row["betrokkenen"]) == ("gesloten", [])


def test_the_samenloop_by_code_is_for_triage_and_logged(real):
    rows = real("samenloop", "--json").json
    assert rows
    assert not [word for word in ("Verhaegh", "strafzaak", "leerplicht)") if word in json.dumps(rows)]
    last = ledger(real, "auditlog").row(-1, named=True)
    assert (last["uitkomst"], last["rol"], last["doel"]) == ("verleend: samenloop", "manager", "triage")
    for words in (("samenloop",), ("export", "samenloop", "--uit", "x.csv")):
        answer = real(*words, "--doel", "statistiek")
        assert (answer.status, answer.out) == (2, "")
        assert "regel doel" in answer.sentence


def test_the_samenloop_of_a_casus_holds_what_concerns_its_family(real, number):
    words = ("--betrokkene", "brp-venlo:A7", "--regisseur", "Petra")
    other = str(real("casus", "open", *words, "--json").json)
    seen = {n: real("samenloop", "--json", "--casus", n, *CASEWORK).json for n in (number, other)}
    assert seen[other] == []
    assert seen[number]
    assert ledger(real, "auditlog")["casus"][-1] == other


def test_what_a_source_keeps_from_the_house_is_in_no_list_and_no_export(real, number):
    levering = real.folder / "later"
    shutil.copytree(FAMILY / "jeugdzorg-nl", levering)
    head = json.loads((levering / "levering.json").read_text(encoding="utf-8"))
    hidden = [{"tabel": table, "niet_aan": ["zvh"]} for table in ("personen", "trajecten")]
    head |= {"levering_id": "later", "peildatum": "2025-07-01", "voorwaarden": hidden}
    (levering / "levering.json").write_text(json.dumps(head), encoding="utf-8")
    assert real("inlezen", levering).status == 0
    for words in (
        ("samenloop", "--uit", "x.json"),
        ("export", "samenloop", "--uit", "x.csv"),
        ("export", "personen", "--uit", "x.csv", "--casus", number, *CASEWORK),
        ("export", "systemen", "--uit", "x.csv", "--casus", number, *CASEWORK),
    ):
        answer = real(*words)
        assert answer.status == 0, answer.err
        text = (real.folder / words[words.index("--uit") + 1]).read_text(encoding="utf-8")
        told = re.findall(r"[\w-]+", text)  # whole words: a drawn code may hold a T5 by chance
        assert not {"jeugdzorg-nl", "T5", "C77", "C78"} & set(told), words


def test_on_paper_no_secret_address_stands(real, number):
    people = (FAMILY / "wijkteam-horst" / "personen.csv").read_text(encoding="utf-8").splitlines()
    levering = real.folder / "geheim"
    shutil.copytree(FAMILY / "wijkteam-horst", levering)
    head = json.loads((levering / "levering.json").read_text(encoding="utf-8"))
    head |= {"levering_id": "later", "peildatum": "2025-07-01"}
    (levering / "levering.json").write_text(json.dumps(head), encoding="utf-8")
    secret = [people[0] + ",geheimhouding", *(row + ",ja" for row in people[1:])]
    (levering / "personen.csv").write_text("\n".join(secret) + "\n", encoding="utf-8")
    assert real("inlezen", levering).status == 0
    for name, masked in (("x.json", False), ("x.svg", True)):
        answer = real("kaart", "wijkteam-horst:W3", "--uit", name, "--casus", number, *CASEWORK)
        assert answer.status == 0, answer.err
        assert ("Molenweg 7" not in (real.folder / name).read_text(encoding="utf-8")) == masked
    log = ledger(real, "verwerkingslog")
    assert (log["name"][-1], log["niveau"][-1]) == ("afdrukken", "in detail geopend")


def test_a_store_is_not_for_other_users_of_the_computer(shell):
    assert shell("nieuw").status == 0
    assert (shell.folder / "knooppunt.duckdb").stat().st_mode & 0o007 == 0


def test_the_truth_stays_out_of_a_real_store(real, tmp_path):
    (tmp_path / "waarheid").mkdir()
    answer = real("koppelen", "--waarheid", tmp_path / "waarheid")
    assert answer.status == 2
    assert "--fictief" in answer.sentence


def test_an_explanation_of_a_link_wants_its_purpose_and_is_logged_for_both_records(real):
    pair = ("brp-venlo:A3", "politie-limburg:SKN-2")
    refused = real("koppelen", "--uitleg", *pair)
    assert (refused.status, refused.out) == (2, "")
    assert "doel" in refused.sentence
    wrong = real("koppelen", "--uitleg", *pair, *CASEWORK)
    assert wrong.status == 2
    before = ledger(real, "verwerkingslog").height
    assert real("koppelen", "--uitleg", *pair, "--doel", "koppelen").status == 0
    shown = ledger(real, "verwerkingslog").slice(before)
    assert shown["niveau"].to_list() == ["in detail geopend"] * shown.height
    assert shown.height >= 1
    assert ledger(real, "auditlog").row(-1, named=True)["doel"] == "koppelen"
