"""The levering as a whole: levering.json, folders, zips, and what refuses all of it."""

from __future__ import annotations

import gc
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
from delivery.workshop import PERSONS, TODAY, MemoryStore, Workshop

from graph.delivery import read_deliveries, zip_package

HEAD = {
    "contractversie": 1,
    "levering_id": "l",
    "bron": "proef-bron",
    "bron_naam": "Proef",
    "bron_soort": "om",
    "peildatum": "2025-06-30",
    "volledig": True,
}


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refused(workshop: Workshop, store: MemoryStore, path: Path) -> str:
    """The reason why a levering is refused whole."""
    (report,) = workshop.reports(path)
    assert report["status"] == "geweigerd"
    assert report["tabellen"] == {}
    assert store.delivered == []
    return str(report["reden"])


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("contractversie", 2, "contractversie"),
        ("contractversie", True, "contractversie"),
        ("contractversie", "1", "contractversie"),
        ("bron", "Politie", "bron"),
        ("bron", "x", "bron"),
        ("bron", None, "bron"),
        ("bron_soort", "bank", "bron_soort"),
        ("bron_soort", ["om"], "bron_soort"),
        ("bron_naam", "", "bron_naam"),
        ("levering_id", 7, "levering_id"),
        ("levering_id", "x" * 201, "levering_id"),
        ("peildatum", "30-06-2025", "peildatum"),
        ("peildatum", "2025-02-30", "peildatum"),
        ("peildatum", "2025-W01-1", "peildatum"),
        ("volledig", "ja", "volledig"),
        ("voorwaarden", {}, "voorwaarden"),
        ("voorwaarden", [{"tabel": "bestaat_niet", "niet_aan": ["om"]}], "tabel"),
        ("voorwaarden", [{"tabel": "personen", "niet_aan": "om"}], "niet_aan"),
        ("voorwaarden", [{"tabel": "personen", "niet_aan": ["O M"]}], "niet_aan"),
        ("voorwaarden", ["personen"], "tabel"),
    ],
)
def test_a_wrong_key_refuses_the_levering_and_is_named(
    workshop: Workshop, store: MemoryStore, key: str, value: object, word: str
) -> None:
    reason = refused(workshop, store, workshop.make({"personen.csv": PERSONS}, **{key: value}))
    assert reason.startswith("levering.json")
    assert word in reason


@pytest.mark.parametrize("key", sorted(HEAD))
def test_every_key_must_be_there(workshop: Workshop, store: MemoryStore, key: str) -> None:
    path = workshop.make({})
    (path / "levering.json").write_text(json.dumps({k: v for k, v in HEAD.items() if k != key}))
    assert key in refused(workshop, store, path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"bron": "a", "bron": "b"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"9" * 5000,
        b"x" * 1_000_001,
    ],
)
def test_a_levering_json_that_cannot_be_read_is_told(
    workshop: Workshop, store: MemoryStore, content: bytes
) -> None:
    path = workshop.make({})
    (path / "levering.json").write_bytes(content)
    assert refused(workshop, store, path).startswith("levering.json")


def test_levering_json_may_have_a_byte_order_mark(workshop: Workshop) -> None:
    path = workshop.make({})
    (path / "levering.json").write_text("\ufeff" + json.dumps(HEAD))
    assert workshop.reports(path)[0]["status"] == "ingelezen"


def test_a_refused_levering_still_says_whose_it_was(workshop: Workshop) -> None:
    report = workshop.read({}, contractversie=9)
    assert (report["bron"], report["levering_id"]) == ("proef-bron", "levering")


def test_conditions_reach_the_store(workshop: Workshop, store: MemoryStore) -> None:
    workshop.read({}, voorwaarden=[{"tabel": "signalen", "niet_aan": ["politie", "om-limburg"]}])
    assert store.delivered[0][0].conditions == (("signalen", ("politie", "om-limburg")),)


def test_a_folder_without_levering_json_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    path = workshop.make({"personen.csv": PERSONS})
    (path / "levering.json").unlink()
    assert "geen levering.json" in refused(workshop, store, path)


def test_a_path_that_is_nothing_or_no_zip_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    text = workshop.folder / "personen.csv"
    text.write_text(PERSONS)
    assert "bestaat niet" in refused(workshop, store, workshop.folder / "nergens")
    assert "geen zip" in refused(workshop, store, text)
    empty = workshop.folder / "leeg"
    empty.mkdir()
    assert "geen levering.json" in refused(workshop, store, empty)


def test_leveringen_are_read_in_order_of_peildatum_bron_and_id(workshop: Workshop) -> None:
    workshop.make({}, "a", peildatum="2025-03-01", bron="bb")
    workshop.make({}, "b", peildatum="2025-01-01", bron="cc")
    workshop.make({}, "c", peildatum="2025-03-01", bron="aa")
    workshop.make({}, "d", peildatum="geen")
    zipped(workshop.folder / "e.zip", {"levering.json": json.dumps(HEAD | {"peildatum": "2025-02-01"})})
    found = workshop.reports(workshop.folder)
    assert [(r["bron"], r["status"]) for r in found] == [
        ("cc", "ingelezen"),
        ("proef-bron", "ingelezen"),
        ("aa", "ingelezen"),
        ("bb", "ingelezen"),
        ("proef-bron", "geweigerd"),
    ]


def test_a_refused_levering_leaves_the_others_alone(workshop: Workshop, store: MemoryStore) -> None:
    workshop.make({"personen.csv": b"persoon_id\n\xff\n"}, "a", bron="aa")
    workshop.make({"personen.csv": PERSONS}, "b", bron="bb")
    assert [r["status"] for r in workshop.reports(workshop.folder)] == ["geweigerd", "ingelezen"]
    assert store.facts("personen")["bron"].unique().to_list() == ["bb"]


def test_the_same_id_of_another_source_is_another_levering(workshop: Workshop, store: MemoryStore) -> None:
    workshop.make({"personen.csv": PERSONS}, "a", bron="aa", levering_id="een")
    workshop.make({"personen.csv": PERSONS}, "b", bron="bb", levering_id="een")
    workshop.make({"personen.csv": "persoon_id\nP9\n"}, "c", bron="bb", levering_id="een")
    assert [r["status"] for r in workshop.reports(workshop.folder)] == ["ingelezen", "ingelezen", "al_bekend"]
    assert store.facts("personen").height == 6


@pytest.mark.parametrize("folder", ["", "map/"])
def test_a_zip_holds_its_files_in_its_root_or_in_one_folder(
    workshop: Workshop, store: MemoryStore, folder: str
) -> None:
    files = {f"{folder}levering.json": json.dumps(HEAD), f"{folder}personen.csv": PERSONS}
    files |= {"__MACOSX/map/._personen.csv": "x", f"{folder}.DS_Store": "x"}
    (report,) = workshop.reports(zipped(workshop.folder / "l.zip", files))
    assert report["tabellen"]["personen"]["opgeslagen"] == 3
    assert report["opmerkingen"] == []


def test_parquet_in_a_zip_is_read(workshop: Workshop, store: MemoryStore) -> None:
    out = io.BytesIO()
    pl.DataFrame({"persoon_id": ["P1", "P2"]}).write_parquet(out)
    files = {"levering.json": json.dumps(HEAD), "personen.parquet": out.getvalue()}
    (report,) = workshop.reports(zipped(workshop.folder / "l.zip", files))
    assert report["tabellen"]["personen"] == {"gelezen": 2, "opgeslagen": 2, "geweigerd": 0}


def test_what_is_no_table_of_the_contract_is_named_and_not_read(workshop: Workshop) -> None:
    path = workshop.make(
        {"personen.csv": PERSONS, "klanten.csv": "a\n", "LEESMIJ.txt": "x", ".verborgen": "x"}
    )
    (path / "bijlagen").mkdir()
    (report,) = workshop.reports(path)
    assert [o.split(" ")[0] for o in report["opmerkingen"]] == ["bijlagen/", "LEESMIJ.txt", "klanten.csv"]
    assert list(report["tabellen"]) == ["personen"]


def test_a_table_that_stands_in_it_twice_refuses_the_levering(workshop: Workshop, store: MemoryStore) -> None:
    path = workshop.make({"personen.csv": PERSONS, "personen.parquet": b""})
    assert "twee keer" in refused(workshop, store, path)
    twice = zipped(
        workshop.folder / "twee.zip", {"levering.json": json.dumps(HEAD), "a.csv": "1", "b.csv": "2"}
    )
    twice.write_bytes(twice.read_bytes().replace(b"b.csv", b"a.csv"))
    assert "twee keer" in refused(workshop, store, twice)


@pytest.mark.parametrize(
    "name", ["../personen.csv", "/etc/personen.csv", "map/../../x.csv", "C:/x.csv", "//x.csv", "..\\x.csv"]
)
def test_a_zip_that_points_outside_is_refused(workshop: Workshop, store: MemoryStore, name: str) -> None:
    path = zipped(workshop.folder / "l.zip", {"levering.json": json.dumps(HEAD), name: "x"})
    assert "buiten de map" in refused(workshop, store, path)


def test_a_zip_that_unpacks_without_measure_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    path = zipped(
        workshop.folder / "l.zip", {"levering.json": json.dumps(HEAD), "personen.csv": "0" * (20 << 20)}
    )
    assert "groot" in refused(workshop, store, path)


def test_a_zip_of_too_many_files_is_refused(
    workshop: Workshop, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_package, "MAX_FILES", 3)
    path = zipped(workshop.folder / "l.zip", {f"{n}.txt": "x" for n in range(4)})
    assert "bestanden" in refused(workshop, store, path)


def test_a_zip_with_two_leveringen_or_none_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    two = zipped(workshop.folder / "a.zip", {"a/levering.json": "{}", "b/levering.json": "{}"})
    assert "meer dan één" in refused(workshop, store, two)
    none = zipped(workshop.folder / "b.zip", {"personen.csv": PERSONS, "a/b/levering.json": "{}"})
    assert "geen levering.json" in refused(workshop, store, none)


def test_a_zip_that_is_cut_off_or_spoilt_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    whole = zipped(
        workshop.folder / "l.zip", {"levering.json": json.dumps(HEAD), "personen.csv": PERSONS * 99}
    )
    raw = whole.read_bytes()
    for number, spoilt in enumerate(
        (raw[:-30], raw[: len(raw) // 2], b"", b"PK", _flipped(raw, raw.index(b"personen.csv") + 14))
    ):
        path = workshop.folder / f"{number}.zip"
        path.write_bytes(spoilt)
        assert "beschadigd" in refused(workshop, store, path)


def _flipped(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]


def test_a_zip_with_a_password_is_refused(workshop: Workshop, store: MemoryStore) -> None:
    raw = bytearray(zipped(workshop.folder / "l.zip", {"levering.json": json.dumps(HEAD)}).read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path = workshop.folder / "slot.zip"
    path.write_bytes(raw)
    assert "wachtwoord" in refused(workshop, store, path)


def test_progress_counts_every_row_once(workshop: Workshop, store: MemoryStore) -> None:
    seen: dict[str, int] = {}

    def progress(name: str, rows: int) -> None:
        seen[name] = seen.get(name, 0) + rows

    path = workshop.make({"personen.csv": PERSONS, "adressen.csv": "adres_id\nH1\nH2,\n"})
    read_deliveries([path], store, today=TODAY, progress=progress)
    assert seen == {"personen.csv": 3, "adressen.csv": 2}


def test_a_peildatum_in_the_future_is_remarked(workshop: Workshop) -> None:
    assert any("toekomst" in o for o in workshop.read({}, peildatum="2025-07-02")["opmerkingen"])


def test_parquet_in_a_spoilt_zip_leaves_no_file_open(workshop: Workshop, store: MemoryStore) -> None:
    out = io.BytesIO()
    pl.DataFrame({"persoon_id": [f"P{n}" for n in range(500)]}).write_parquet(out)
    whole = zipped(
        workshop.folder / "l.zip", {"levering.json": json.dumps(HEAD), "personen.parquet": out.getvalue()}
    )
    raw = whole.read_bytes()
    whole.write_bytes(_flipped(raw, raw.index(b"personen.parquet") + 60))
    assert "beschadigd" in refused(workshop, store, whole)
    gc.collect()  # a file left open becomes a warning here, and warnings are errors
