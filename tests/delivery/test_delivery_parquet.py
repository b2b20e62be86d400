"""Parquet in whatever types a partner's tools wrote it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from delivery.workshop import MemoryStore, Workshop

from graph.delivery.chunk import ILLEGIBLE
from graph.delivery.parquet_file import as_text


def parquet(**columns: pa.Array | list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, row_group_size=2)
    return out.getvalue()


BAD = ILLEGIBLE
DAY = datetime(2025, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        (["a", "", None], pa.string(), ["a", "", None]),
        (["a", None], pa.dictionary(pa.int8(), pa.string()), ["a", None]),
        (["a", None], pa.string_view(), ["a", None]),
        ([b"a", None], pa.binary(), ["a", None]),
        ([True, False, None], pa.bool_(), ["ja", "nee", None]),
        ([18, None], pa.int16(), ["18", None]),
        ([18.0, 18.5, float("nan"), None], pa.float64(), ["18", "18.5", None, None]),
        ([1e300, float("inf")], pa.float64(), ["1e+300", "inf"]),
        ([date(2025, 6, 30), None], pa.date32(), ["2025-06-30", None]),
        ([date(2025, 6, 30)], pa.date64(), ["2025-06-30"]),
        (
            [DAY, DAY.replace(hour=1), None],
            pa.timestamp("us", "UTC"),
            ["2025-06-30", BAD, None],
        ),
        ([Decimal(18), None], pa.decimal128(5, 0), ["18", None]),
        ([None, None], pa.null(), [None, None]),
        ([["a"], None], pa.list_(pa.string()), [BAD, None]),
        ([{"a": 1}, None], pa.struct([("a", pa.int8())]), [BAD, None]),
    ],
)
def test_every_type_becomes_the_text_that_csv_would_have(
    values: list[object], kind: pa.DataType, texts: list[str | None]
) -> None:
    assert as_text(pa.array(values, kind)).to_pylist() == texts


def test_a_half_float_or_a_duration_is_illegible_or_text_but_no_error() -> None:
    for odd in (pa.array([np.float16(1)]), pa.array([1], pa.duration("s")), pa.array([1], pa.time32("s"))):
        assert as_text(odd).null_count == 0


def test_numbers_get_their_leading_zeros_back() -> None:
    assert as_text(pa.array([12345678, 999900006]), 9).to_pylist() == ["012345678", "999900006"]
    assert as_text(pa.array([12345678.0]), 9).to_pylist() == ["012345678"]


def test_native_types_are_judged_like_text(workshop: Workshop, store: MemoryStore) -> None:
    content = parquet(
        persoon_id=["P1", "P2", "P3"],
        burgerservicenummer=[999900006, None, 123456782],
        geboortedatum=[date(1981, 3, 14), None, date(1999, 1, 1)],
        ongeboren=[False, True, None],
        voornamen=[["a"], None, ["b"]],
    )
    report = workshop.read({"personen.parquet": content})
    rows = store.facts("personen")
    assert rows["geboortedatum"].to_list() == ["1981-03-14", None, "1999-01-01"]
    assert rows["burgerservicenummer"].to_list() == ["999900006", None, None]
    assert rows["ongeboren"].to_list() == [False, True, None]
    assert [(g["bestand"], g["regel"], g["kolom"]) for g in report["geweigerd"]] == [
        ("personen.parquet", 2, "voornamen"),
        ("personen.parquet", 4, "burgerservicenummer"),
        ("personen.parquet", 4, "voornamen"),
    ]


def test_unknown_and_forbidden_columns_are_named_and_not_read(workshop: Workshop, store: MemoryStore) -> None:
    content = parquet(nationaliteit=["0001"], schoenmaat=[43], persoon_id=["P1"])
    report = workshop.read({"personen.parquet": content})
    assert report["verboden_kolommen"] == ["personen.nationaliteit"]
    assert report["onbekende_kolommen"] == ["personen.schoenmaat"]
    assert store.facts("personen").height == 1


def test_a_missing_required_column_refuses_every_row_with_one_entry(workshop: Workshop) -> None:
    report = workshop.read({"partners.parquet": parquet(partner_id=["a", "b", "c"], naam=["A", "B", "C"])})
    assert [(g["bestand"], g["regel"], g["kolom"]) for g in report["geweigerd"]] == [
        ("partners.parquet", 1, "soort")
    ]
    assert report["tabellen"]["partners"] == {"gelezen": 3, "opgeslagen": 0, "geweigerd": 3}


def test_text_that_is_no_utf8_refuses_the_levering(workshop: Workshop, store: MemoryStore) -> None:
    raw = pa.array([b"P1", b"\xff\xfe"], pa.binary())
    odd = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    report = workshop.read({"personen.parquet": parquet(persoon_id=odd)})
    assert report["status"] == "geweigerd"
    assert "UTF-8" in report["reden"]
    assert store.delivered == []


@pytest.mark.parametrize("spoil", ["cut", "empty", "csv", "flipped"])
def test_a_spoilt_file_refuses_the_levering(workshop: Workshop, store: MemoryStore, spoil: str) -> None:
    good = parquet(persoon_id=[f"P{n}" for n in range(500)])
    files = {
        "cut": good[:-20],
        "empty": b"",
        "csv": b"persoon_id\nP1\n",
        "flipped": good[:4] + bytes(b ^ 0x5A for b in good[4:40]) + good[40:],
    }
    report = workshop.read({"personen.parquet": files[spoil]})
    assert report["status"] == "geweigerd"
    assert report["reden"].startswith("personen.parquet is beschadigd")
    assert store.delivered == []


def test_a_file_without_rows_is_an_empty_table(workshop: Workshop) -> None:
    report = workshop.read({"personen.parquet": parquet(persoon_id=pa.array([], pa.string()))})
    assert report["tabellen"]["personen"] == {"gelezen": 0, "opgeslagen": 0, "geweigerd": 0}
    assert report["geweigerd"] == []
