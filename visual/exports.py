"""The frames of results as the files that docs/contract/opdrachtregel.md promises."""

from __future__ import annotations

import json

import polars as pl

from models.results import PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, VRIJGAVE
from visual.spreadsheet_safety import neutral_frame

PERSON_COLUMNS = PERSONEN.names
SYSTEM_COLUMNS = tuple(name for name in SYSTEEMLEDEN.names if name != "kern")
OVERLAP_COLUMNS = tuple(name for name in SAMENLOPEN.names if name != "reden")
HOTSPOT_COLUMNS = VRIJGAVE.names
FREE_TEXT = frozenset({"reden", "naam"})


def persons_csv(persons: pl.DataFrame) -> str:
    """``bron,persoon_id,knooppunt_id``: every person record once (a frame of ``PERSONEN``)."""
    return _csv(persons, PERSON_COLUMNS)


def systems_csv(members: pl.DataFrame) -> str:
    """``systeem_id,knooppunt_id,reden`` (a frame of ``SYSTEEMLEDEN``)."""
    return _csv(members, SYSTEM_COLUMNS)


def overlaps_csv(overlaps: pl.DataFrame) -> str:
    """The whole history of pairs of trajecten, an open end left empty (a frame of ``SAMENLOPEN``)."""
    return _csv(overlaps.sort(OVERLAP_COLUMNS), OVERLAP_COLUMNS)


def hotspots_csv(release: pl.DataFrame) -> str:
    """A release as it was published (a frame of ``VRIJGAVE``)."""
    return _csv(release, HOTSPOT_COLUMNS)


def hotspots_json(release: pl.DataFrame) -> str:
    """A release as a JSON list of rows, what is not published as ``null``."""
    rows = release.select(HOTSPOT_COLUMNS).to_dicts()
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _csv(frame: pl.DataFrame, columns: tuple[str, ...]) -> str:
    exact = tuple(name for name in columns if name not in FREE_TEXT)
    return neutral_frame(frame.select(columns), exact).write_csv(date_format="%Y-%m-%d")
