"""The samenloop list as a file to work with: CSV, XLSX and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import polars as pl
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from visual.pages.values import OverlapRow, OverlapSide
from visual.spreadsheet_safety import neutral, neutral_frame
from visual.words import label
from visual.workbook import repeatable

WIDEST = 60
SIDE = ("organisatie", "traject", "soort_traject", "regisseur", "contact", "start", "einde")
SCHEMA: dict[str, type[pl.DataType]] = {
    "systeem": pl.String,
    "soort": pl.String,
    **{
        f"{name}_{side}": pl.Date if name in ("start", "einde") else pl.String
        for side in "ab"
        for name in SIDE
    },
    "van": pl.Date,
    "tot": pl.Date,
    "reden": pl.String,
}


def frame(rows: Sequence[OverlapRow]) -> pl.DataFrame:
    """One row per samenloop with both sides in full, in the order given."""
    return pl.DataFrame([_flat(row) for row in rows], schema=SCHEMA)


def csv(overlaps: pl.DataFrame) -> str:
    """Any frame of samenlopen as CSV that a spreadsheet may open."""
    return neutral_frame(overlaps).write_csv(date_format="%Y-%m-%d")


def as_json(overlaps: pl.DataFrame) -> str:
    """Any frame of samenlopen as a JSON list of rows, days as ISO text."""
    return json.dumps(overlaps.to_dicts(), ensure_ascii=False, indent=2, default=str) + "\n"


def xlsx(overlaps: pl.DataFrame, *, peildatum: date | None, fictief: bool) -> bytes:
    """Any frame of samenlopen as a workbook: a sheet to filter, and one that explains it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Samenloop"
    sheet.append([label(name).capitalize() for name in overlaps.columns])
    for row in overlaps.iter_rows():
        sheet.append([neutral(value) if isinstance(value, str) else value for value in row])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _set_widths(sheet, overlaps)
    _explain(book.create_sheet("Toelichting"), peildatum, fictief)
    return repeatable(book)


def _set_widths(sheet: Worksheet, overlaps: pl.DataFrame) -> None:
    for number, name in enumerate(overlaps.columns, 1):
        texts = [label(name), *(str(value) for value in overlaps[name] if value is not None)]
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = min(WIDEST, max(len(text) for text in texts) + 3)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.cell(1, number).alignment = Alignment(vertical="top")


def _explain(sheet: Worksheet, peildatum: date | None, fictief: bool) -> None:
    lines = [
        "Samenloop: twee trajecten van verschillende organisaties op één gezin, met minstens één dag samen.",
        "Van is de latere start, tot is het eerdere einde. Leeg betekent: loopt nog.",
        f"Peildatum: {peildatum:%d-%m-%Y}" if peildatum else "Peildatum: onbekend",
        *(["Alles in dit bestand is verzonnen."] if fictief else []),
    ]
    for line in lines:
        sheet.append([line])


def _flat(row: OverlapRow) -> dict[str, str | date | None]:
    return {
        "systeem": row.systeem_id,
        "soort": label(row.soort),
        **_side(row.a, "a"),
        **_side(row.b, "b"),
        "van": row.van,
        "tot": row.tot,
        "reden": row.reden,
    }


def _side(side: OverlapSide, letter: str) -> dict[str, str | date | None]:
    values = (
        side.organisatie,
        f"{side.bron}:{side.traject_id}",
        label(side.soort),
        side.regisseur,
        side.contact,
        side.start,
        side.einde,
    )
    return {f"{name}_{letter}": value for name, value in zip(SIDE, values, strict=True)}
