"""The documents and files of each command, to the letter of docs/contract/opdrachtregel.md."""

import csv
import json
import shutil
import stat
from pathlib import Path

import pytest

FAMILY = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"
SYSTEM = ["systeem_id", "leden", "trajecten", "samenloop", "uit_beeld", "weging", "netwerk"]
TRACK = ["bron", "traject_id", "soort", "partner", "regisseur", "start", "einde", "status", "personen"]
OVERLAP = ["soort", "bron_a", "traject_a", "bron_b", "traject_b", "van", "tot"]


def header(path: Path) -> list[str]:
    """The first row of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def test_inlezen_reports_every_levering(prompt):
    assert prompt("nieuw", "--fictief", "--json").json == {"store": "knooppunt.duckdb", "fictief": True}
    reports = prompt("inlezen", FAMILY, "--json").json
    assert [r["bron"] for r in reports] == sorted(p.name for p in FAMILY.iterdir() if p.is_dir())
    assert {r["status"] for r in reports} == {"ingelezen"}
    first = reports[0]
    promised = ["bron", "levering_id", "status", "reden", "tabellen", "geweigerd"]
    assert set(promised) | {"onbekende_kolommen", "verboden_kolommen"} <= set(first)
    assert first["tabellen"]["personen"] == {"gelezen": 7, "opgeslagen": 7, "geweigerd": 0}
    again = prompt("inlezen", FAMILY, "--json")
    assert again.status == 0
    assert {r["status"] for r in again.json} == {"al_bekend"}


def test_a_refused_levering_is_status_two_and_the_others_stay(prompt):
    prompt("nieuw", "--fictief")
    shutil.copytree(FAMILY / "brp-venlo", prompt.folder / "in" / "brp-venlo")
    broken = shutil.copytree(FAMILY / "om-limburg", prompt.folder / "in" / "om-limburg")
    head = json.loads((broken / "levering.json").read_text(encoding="utf-8"))
    (broken / "levering.json").write_text(json.dumps(head | {"contractversie": 99}), encoding="utf-8")
    answer = prompt("inlezen", "in", "--json")
    assert answer.status == 2
    assert {r["bron"]: r["status"] for r in answer.json} == {
        "brp-venlo": "ingelezen",
        "om-limburg": "geweigerd",
    }
    assert "De levering om-limburg" in answer.sentence
    assert prompt("koppelen", "--json").json["records"] == 7


def test_a_refused_row_is_named_with_its_line_and_column(prompt):
    prompt("nieuw", "--fictief")
    levering = shutil.copytree(FAMILY / "brp-venlo", prompt.folder / "brp-venlo")
    with (levering / "verblijf.csv").open("a", encoding="utf-8") as table:
        table.write("A99,H1,woonadres,2020-01-01,\n")
    answer = prompt("inlezen", "brp-venlo", "--json")
    assert answer.status == 0
    (refused,) = answer.json[0]["geweigerd"]
    assert (refused["bestand"], refused["regel"], refused["kolom"]) == ("verblijf.csv", 10, "persoon_id")
    prompt("nieuw", "--fictief", "--store", "tweede.duckdb")
    shown = prompt("inlezen", "brp-venlo", "--store", "tweede.duckdb")
    assert "verblijf.csv (regel 10, persoon_id)" in shown.out


def test_koppelen_gives_four_counts(prompt):
    prompt("nieuw", "--fictief")
    prompt("inlezen", FAMILY)
    counts = prompt("koppelen", "--json").json
    assert list(counts) == ["records", "personen", "zeker", "te_beoordelen"]
    assert counts["records"] == 20


def test_analyseer_is_about_the_latest_peildatum_unless_told(family, tmp_path):
    copy = shutil.copy(family.folder / "knooppunt.duckdb", tmp_path)
    assert family("analyseer", "--store", copy, "--json").json["peildatum"] == "2025-06-30"
    told = family("analyseer", "--store", copy, "--peildatum", "2018-06-30", "--json").json
    assert told["peildatum"] == "2018-06-30"


def test_systeem_is_the_document_of_the_contract(family):
    answer = family("systeem", "brp-venlo:A1", "--json")
    assert answer.err == ""
    found = answer.json
    assert list(found) == SYSTEM
    assert list(found["leden"][0]) == ["knooppunt_id", "records", "reden"]
    assert list(found["trajecten"][0]) == TRACK
    assert list(found["samenloop"][0]) == OVERLAP
    assert list(found["uit_beeld"][0]) == ["knooppunt_id", "soort", "reden"]
    assert list(found["weging"]) == ["ondoorgrondelijk", "ongrijpbaar", "ontwrichtend"]
    assert list(found["netwerk"][0]) == ["knooppunt_id", "relatie", "via"]


def test_systeem_alle_is_a_list_that_holds_the_own_one(family):
    own = family("systeem", "brp-venlo:A3", "--json").json
    every = family("systeem", "brp-venlo:A3", "--alle", "--json").json
    assert own in every


def test_systeem_reads_as_dutch_tables_without_json(family):
    answer = family("systeem", "brp-venlo:A1")
    assert answer.status == 0
    for words in (
        "Wie erbij hoort",
        "Ingrid van den Heuvel",
        "Wie er werkt",
        "niemand",
        "Wie uit beeld is",
    ):
        assert words in answer.out
    assert "None" not in answer.out


def test_an_unknown_person_is_one_sentence(family):
    answer = family("systeem", "brp-venlo:A99")
    assert answer.status == 2
    assert "brp-venlo:A99" in answer.sentence


def test_kaart_draws_the_three_kinds_of_file(family, tmp_path):
    starts = {"svg": b"<svg", "pdf": b"%PDF", "json": b"{"}
    for extension, start in starts.items():
        answer = family("kaart", "brp-venlo:A1", "--uit", tmp_path / f"kaart.{extension}")
        assert answer.status == 0, answer.err
        assert (tmp_path / f"kaart.{extension}").read_bytes().startswith(start)


def test_samenloop_lists_codes_and_no_names(family, tmp_path):
    rows = family("samenloop", "--json").json
    assert [row["soort"] for row in rows] == ["naast_elkaar"] * 6
    assert {"systeem_id", "organisatie_a", "contact_a", "organisatie_b", "reden", *OVERLAP} <= set(rows[0])
    text = json.dumps(rows, ensure_ascii=False)
    assert not [name for name in ("Verhaegh", "Heuvel", "Marco", "Ingrid", "Demi") if name in text]
    for extension in ("csv", "xlsx", "json"):
        assert family("samenloop", "--uit", tmp_path / f"lijst.{extension}").status == 0
    assert json.loads((tmp_path / "lijst.json").read_text(encoding="utf-8")) == rows
    assert (tmp_path / "lijst.xlsx").read_bytes().startswith(b"PK")
    assert header(tmp_path / "lijst.csv") == list(rows[0])


def test_samenloop_can_be_narrowed_to_a_period(family):
    assert family("samenloop", "--tot", "2025-01-31", "--json").json[0]["traject_b"] == "LP1"
    assert family("samenloop", "--tot", "2024-12-31", "--json").json == []
    assert len(family("samenloop", "--van", "2025-06-30", "--json").json) == 6


def test_hotspots_without_areas_is_an_empty_release(family):
    assert family("hotspots", "--json").json == []
    assert family("hotspots").status == 0


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        ("personen", ["bron", "persoon_id", "knooppunt_id"]),
        ("systemen", ["systeem_id", "knooppunt_id", "reden"]),
        ("samenloop", ["systeem_id", *OVERLAP]),
    ],
)
def test_exports_have_exactly_these_columns(family, tmp_path, what, columns):
    answer = family("export", what, "--uit", tmp_path / "x.csv", "--json")
    assert answer.json["bestanden"] == [str(tmp_path / "x.csv")]
    assert header(tmp_path / "x.csv") == columns


def test_an_export_is_for_its_owner_alone(family, tmp_path):
    family("export", "personen", "--uit", tmp_path / "x.csv")
    assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == 0o600


def test_a_folder_that_may_not_be_written_is_one_sentence(family, tmp_path):
    (tmp_path / "x.csv").mkdir()
    answer = family("export", "personen", "--uit", tmp_path / "x.csv")
    assert answer.status == 2
    assert "is een map" in answer.sentence


def test_meet_gives_figures_for_what_is_there(family, tmp_path):
    (tmp_path / "personen.csv").write_text(
        "bron,persoon_id,waar_id\nbrp-venlo,A1,v\nom-limburg,VIP9,v\nbrp-venlo,A2,m\n", encoding="utf-8"
    )
    answer = family("meet", "--waarheid", tmp_path, "--json")
    assert answer.status == 0, answer.err
    assert answer.json["personen"] == {"precisie": 1.0, "recall": 1.0, "f1": 1.0}
    assert "samenloop" not in answer.json
    assert "personen" in family("meet", "--waarheid", tmp_path).out


def test_a_casus_is_opened_listed_and_closed(family, tmp_path):
    store = ("--store", shutil.copy(family.folder / "knooppunt.duckdb", tmp_path))
    number = family(
        "casus", "open", "--betrokkene", "brp-venlo:A1", "--regisseur", "Petra", *store, "--json"
    ).json
    (row,) = family("casus", *store, "--json", "lijst").json
    assert (row["casus"], row["staat"], row["betrokkenen"]) == (number, "open", ["brp-venlo:A1"])
    assert family("casus", "sluit", number, *store).status == 0
    assert family("casus", "lijst", *store, "--json").json[0]["staat"] == "gesloten"
    again = family("casus", "sluit", number, *store)
    assert (again.status, "al gesloten" in again.sentence) == (2, True)


def test_a_casus_can_follow_from_a_melding(family, tmp_path):
    store = ("--store", shutil.copy(family.folder / "knooppunt.duckdb", tmp_path))
    family("casus", "open", "--melding", "politie-limburg:M4", "--regisseur", "Petra", *store)
    (row,) = family("casus", "lijst", *store, "--json").json
    assert row["betrokkenen"] == ["politie-limburg:SKN-3", "politie-limburg:SKN-4", "politie-limburg:SKN-5"]


def test_the_same_input_gives_the_same_bytes(family, chain, tmp_path):
    outputs = []
    for prompt in (family, chain(tmp_path)):
        files = []
        for name in ("personen", "systemen", "samenloop", "graphml", "gexf", "csv", "cypher"):
            path = tmp_path / f"uit-{name}.csv"
            assert prompt("export", name, "--uit", path).status == 0
            files.append(path.read_bytes())
        for extension in ("svg", "json", "pdf"):
            path = tmp_path / f"uit.{extension}"
            assert prompt("kaart", "brp-venlo:A1", "--uit", path).status == 0
            files.append(path.read_bytes())
        outputs.append([*files, prompt("systeem", "brp-venlo:A1").out, prompt("samenloop", "--json").out])
    assert outputs[0] == outputs[1]
