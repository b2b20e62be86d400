"""Every levering of the fictional region is one that the contract accepts entirely."""

from __future__ import annotations

import json
import re
from datetime import date

import polars as pl
import pytest

from graph.delivery import read_deliveries
from graph.store import create_store
from graph.synthetic import write_region
from models.codes import PartnerKind
from models.columns import ValueKind
from models.contract import TABLES

PATTERNS = {
    ValueKind.ID: r"[A-Za-z0-9._:-]{1,64}",
    ValueKind.DATE: r"\d{4}-\d\d-\d\d",
    ValueKind.BIRTH_DATE: r"\d{4}(-\d\d(-\d\d)?)?",
    ValueKind.BOOLEAN: r"ja|nee",
    ValueKind.BAG: r"\d{16}",
    ValueKind.GEMEENTE: r"GM\d{4}",
    ValueKind.WIJK: r"WK\d{6}",
    ValueKind.POSTCODE: r"[1-9]\d{3} ?[A-Z]{2}",
}


def test_every_levering_is_read_without_a_refused_row(normal, tmp_path) -> None:
    store = create_store(str(tmp_path / "s.duckdb"), fictief=True)
    reports = read_deliveries([normal.folder / "leveringen"], store, today=date(2025, 7, 1))
    found = [report.as_json() for report in reports]
    assert len(found) == 14
    assert {r["status"] for r in found} == {"ingelezen"}
    assert [r["geweigerd"] for r in found] == [[]] * 14
    assert [(r["onbekende_kolommen"], r["verboden_kolommen"]) for r in found] == [([], [])] * 14
    store.close()


@pytest.mark.parametrize("name", [n for n in TABLES if n != "gebieden"])
def test_every_value_has_the_form_of_its_column(normal, name) -> None:
    frame = normal.all(name)
    assert len(frame)
    for column in TABLES[name].columns:
        if column.name not in frame.columns:
            assert not column.required
            continue
        values = frame[column.name]
        assert not (column.required and values.null_count())
        if column.codes is not None:
            assert set(values.drop_nulls()) <= {code.value for code in column.codes}
        pattern = PATTERNS.get(column.kind)
        if pattern:
            wrong = [v for v in values.drop_nulls().unique() if not re.fullmatch(pattern, v)]
            assert not wrong


def test_heads_name_fourteen_sources_of_known_kinds(normal) -> None:
    heads = [
        json.loads((normal.folder / "leveringen" / bron / "levering.json").read_text(encoding="utf-8"))
        for bron in normal.sources
    ]
    assert {h["bron_soort"] for h in heads} <= {kind.value for kind in PartnerKind}
    assert {h["peildatum"] for h in heads} == {"2025-06-30"}
    assert len({h["bron_soort"] for h in heads}) == 14
    assert any(h["voorwaarden"] for h in heads)


def test_closed_trajecten_have_an_end_and_no_period_runs_backwards(normal) -> None:
    tracks = normal.all("trajecten")
    closed = tracks.filter(pl.col("status") == "afgesloten")
    assert len(closed)
    assert closed["einde"].null_count() == 0
    for name in ("trajecten", "interventies", "verblijf", "relaties", "betrokkenen"):
        frame = normal.all(name)
        van, tot = ("start", "einde") if "start" in frame.columns else ("van", "tot")
        assert not len(frame.filter(pl.col(tot) < pl.col(van)))


def test_facts_on_health_have_a_ground(normal) -> None:
    signals, helped, tracks = (normal.all(n) for n in ("signalen", "interventies", "trajecten"))
    care = ["ggz-vlierstreek", "verslavingszorg-vlierstreek"]
    mind = pl.col("leefgebied").is_in(["psychisch_functioneren", "lichamelijk_functioneren"])
    treated = pl.col("soort").str.starts_with("behandeling")
    need = [
        signals.filter(mind | pl.col("bron").is_in(care)),
        helped.filter(treated | pl.col("bron").is_in(care) | pl.col("partner_id").is_in(care)),
        tracks.filter(pl.col("bron").is_in(care) | pl.col("partner_id").is_in(care)),
    ]
    assert all(len(frame) for frame in need)
    assert [frame["grondslag"].null_count() for frame in need] == [0, 0, 0]


def test_a_larger_region_delivers_csv_and_parquet(tmp_path) -> None:
    write_region(tmp_path, size="regio", persons=12_000, seed=2, errors="normaal")
    kinds = {path.suffix for path in (tmp_path / "leveringen/brp-vlierstreek").iterdir()}
    assert kinds == {".json", ".csv", ".parquet"}
    store = create_store(str(tmp_path / "s.duckdb"), fictief=True)
    reports = read_deliveries([tmp_path / "leveringen"], store, today=date(2025, 7, 1))
    assert [report.as_json()["geweigerd"] for report in reports] == [[]] * 14
    store.close()
