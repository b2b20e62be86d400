"""What leaves as CSV, XLSX and JSON: exact where a machine reads it, harmless where a spreadsheet does."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.frames import empty, schema
from models.results import PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, VRIJGAVE
from visual import exports, overlap_table
from visual.pages import OverlapRow, OverlapSide
from visual.spreadsheet_safety import STARTS, neutral, neutral_frame

DAY = date(2025, 6, 30)
IDS = st.text("ABab09._:-", min_size=1, max_size=8)


def row_with(word: str) -> OverlapRow:
    side = OverlapSide(word, word, "strafzaak", word, word, word, DAY, None)
    return OverlapRow(word, "dubbel_spoor", side, side, DAY, None, word)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_begins_a_formula(text: str) -> None:
    assert not neutral(text).startswith(STARTS)
    assert neutral(text).removeprefix("'" if text.startswith(STARTS) else "") == text


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), max_size=5))
def test_a_frame_is_made_neutral_as_its_cells_are(values: list[str]) -> None:
    frame = pl.DataFrame({"woord": values}, schema={"woord": pl.String})
    assert neutral_frame(frame)["woord"].to_list() == [neutral(value) for value in values]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=10))
def test_the_list_of_samenlopen_opens_without_computing(word: str) -> None:
    frame = overlap_table.frame([row_with("=" + word), row_with(word)])
    for line in read(overlap_table.csv(frame))[1:]:
        assert not any(cell.startswith(STARTS) for cell in line)
    book = load_workbook(BytesIO(overlap_table.xlsx(frame, peildatum=DAY, fictief=True)))
    for line in book["Samenloop"].iter_rows():
        assert not any(cell.data_type == "f" for cell in line)
    assert len(list(book["Samenloop"].iter_rows())) == 3


def test_the_workbook_says_what_it_is() -> None:
    frame = overlap_table.frame([row_with("x")])
    book = load_workbook(BytesIO(overlap_table.xlsx(frame, peildatum=DAY, fictief=True)))
    said = " ".join(str(cell.value) for line in book["Toelichting"].iter_rows() for cell in line)
    assert "30-06-2025" in said
    assert "verzonnen" in said
    assert book["Samenloop"].freeze_panes == "A2"
    assert book["Samenloop"]["A1"].value == "Systeem"


def test_the_workbook_does_not_tell_when_it_was_made() -> None:
    made = overlap_table.xlsx(overlap_table.frame([row_with("x")]), peildatum=DAY, fictief=True)
    with ZipFile(BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = load_workbook(BytesIO(made)).properties
    assert (told.created.year, told.modified.year) == (1980, 1980)


def test_the_list_as_json_has_iso_days_and_null() -> None:
    (row,) = json.loads(overlap_table.as_json(overlap_table.frame([row_with("x")])))
    assert (row["van"], row["tot"], row["organisatie_a"]) == ("2025-06-30", None, "x")


@settings(deadline=None)
@given(st.lists(st.tuples(IDS, IDS, IDS), min_size=1, max_size=5))
def test_ids_of_an_export_come_back_to_the_letter(rows: list[tuple[str, str, str]]) -> None:
    frame = pl.DataFrame(rows, schema=schema(PERSONEN), orient="row")
    assert read(exports.persons_csv(frame)) == [list(PERSONEN.names), *map(list, rows)]


def test_exports_have_the_columns_of_the_contract() -> None:
    assert exports.persons_csv(empty(PERSONEN)) == "bron,persoon_id,knooppunt_id\n"
    assert exports.systems_csv(empty(SYSTEEMLEDEN)) == "systeem_id,knooppunt_id,reden\n"
    wanted = "systeem_id,soort,bron_a,traject_a,bron_b,traject_b,van,tot\n"
    assert exports.overlaps_csv(empty(SAMENLOPEN)) == wanted


def test_an_open_end_is_empty_and_days_are_iso() -> None:
    row = ("S-1", "naast_elkaar", "om", "Z1", "vt", "V1", DAY, None, "x")
    frame = pl.DataFrame([row], schema=schema(SAMENLOPEN), orient="row")
    assert read(exports.overlaps_csv(frame))[1] == [*row[:6], "2025-06-30", ""]


@given(st.permutations([("S-2", "dubbel_spoor"), ("S-1", "naast_elkaar"), ("S-1", "dubbel_spoor")]))
def test_samenlopen_leave_in_the_order_of_their_columns(heads: list[tuple[str, str]]) -> None:
    rows = [(*head, "om", "Z1", "vt", "V1", DAY, None, "x") for head in heads]
    frame = pl.DataFrame(rows, schema=schema(SAMENLOPEN), orient="row")
    lines = read(exports.overlaps_csv(frame))[1:]
    assert lines == sorted(lines)


def test_a_reason_cannot_compute() -> None:
    frame = pl.DataFrame([("S-1", "p", True, "=1+1")], schema=schema(SYSTEEMLEDEN), orient="row")
    assert read(exports.systems_csv(frame))[1][2] == "'=1+1"


def test_hotspots_leave_as_they_were_published() -> None:
    small = {"thema": "t", "gebied": "WK000001", "naam": "Oost", "oordeel": "te klein"}
    frame = pl.DataFrame([small], schema=schema(VRIJGAVE))
    (row,) = json.loads(exports.hotspots_json(frame))
    assert list(row) == list(VRIJGAVE.names)
    assert row["gezinnen"] is None
    assert read(exports.hotspots_csv(frame))[1][:4] == ["t", "WK000001", "Oost", ""]
