"""The example family: every row is read, kept once, and a second time changes nothing."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from delivery.workshop import FIXTURES, TODAY

from graph.delivery import read_deliveries
from graph.store import create_store
from graph.store.base import Store
from models.contract import TABLES


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    store = create_store(str(tmp_path / "proef.duckdb"), fictief=True)
    yield store
    store.close()


def _rows(table: str) -> list[dict[str, str]]:
    rows = []
    for path in sorted(FIXTURES.glob(f"*/{table}.csv")):
        with path.open(newline="") as file:
            rows += [row | {"bron": path.parent.name} for row in csv.DictReader(file)]
    return rows


def test_every_row_of_the_family_is_kept_and_none_refused(real: Store) -> None:
    reports = read_deliveries([FIXTURES], real, today=TODAY)
    assert [r.status for r in reports] == ["ingelezen"] * 7
    assert not any(r.as_json()["geweigerd"] for r in reports)
    assert not any(r.onbekende_kolommen or r.verboden_kolommen for r in reports)
    for table in TABLES:
        assert real.view().facts(table).height == len(_rows(table)), table


def test_the_report_has_exactly_the_keys_that_scripts_rely_on(real: Store) -> None:
    report = read_deliveries([FIXTURES / "om-limburg"], real, today=TODAY)[0].as_json()
    contract = ["bron", "levering_id", "status", "reden", "tabellen", "geweigerd"]
    contract += ["onbekende_kolommen", "verboden_kolommen"]
    assert set(report) == {*contract, "geleegd", "opmerkingen"}
    assert report["tabellen"]["personen"] == {"gelezen": 1, "opgeslagen": 1, "geweigerd": 0}


def test_values_arrive_typed_and_normalised(real: Store) -> None:
    read_deliveries([FIXTURES], real, today=TODAY)
    view = real.view()
    police = view.facts("adressen").filter(bron="politie-limburg", adres_id="a").row(0, named=True)
    assert (police["postcode"], police["huisnummer"]) == ("5922AB", 18)
    births = view.facts("personen").filter(bron="vz-limburg")["geboortedatum"].to_list()
    assert births == ["1981-03"]
    assert view.facts("signalen").filter(bron="leerplicht-venlo")["probleem"].to_list() == [True] * 3


def test_a_second_time_is_known_and_changes_nothing(real: Store) -> None:
    read_deliveries([FIXTURES], real, today=TODAY)
    before, version = {t: real.view().facts(t) for t in TABLES}, real.version()
    again = [r.as_json() for r in read_deliveries([FIXTURES], real, today=TODAY)]
    assert [r["status"] for r in again] == ["al_bekend"] * 7
    assert all("al eerder ingelezen" in r["reden"] for r in again)
    assert real.version() == version
    assert all(real.view().facts(t).equals(before[t]) for t in TABLES)


def test_a_zip_of_the_folder_reads_like_the_folder(real: Store, tmp_path: Path) -> None:
    for source in sorted(p for p in FIXTURES.iterdir() if p.is_dir()):
        with zipfile.ZipFile(tmp_path / f"{source.name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(source.iterdir()):
                archive.write(file, f"{source.name}/{file.name}")
    zips = sorted(tmp_path.glob("*.zip"))
    assert [r.status for r in read_deliveries(zips, real, today=TODAY)] == ["ingelezen"] * 7
    assert all(real.view().facts(t).height == len(_rows(t)) for t in TABLES)


def test_parquet_reads_like_csv(real: Store, tmp_path: Path) -> None:
    for source in sorted(p for p in FIXTURES.iterdir() if p.is_dir()):
        folder = tmp_path / source.name
        folder.mkdir()
        (folder / "levering.json").write_bytes((source / "levering.json").read_bytes())
        for file in source.glob("*.csv"):
            pl.read_csv(file, try_parse_dates=True).write_parquet(folder / f"{file.stem}.parquet")
    folders = [p for p in sorted(tmp_path.iterdir()) if p.is_dir()]
    reports = read_deliveries(folders, real, today=TODAY)
    assert [r.as_json()["geweigerd"] for r in reports] == [[]] * 7
    other = create_store(str(tmp_path / "ander.duckdb"), fictief=True)
    read_deliveries([FIXTURES], other, today=TODAY)
    assert all(real.view().facts(t).equals(other.view().facts(t)) for t in TABLES)
    other.close()
