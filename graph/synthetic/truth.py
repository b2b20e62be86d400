"""The truth beside the region: which records are one person, one system, one double track, which wijken raised."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from graph.synthetic.columns import words_of
from graph.synthetic.known import ids
from graph.synthetic.landscape import Landscape
from graph.synthetic.organisations import SOURCES
from graph.synthetic.personal import Region

THEME = "gezinnen_met_traject"


def write_truth(folder: Path, land: Landscape, region: Region) -> None:
    """Write the four files of ``waarheid``."""
    folder.mkdir(parents=True, exist_ok=True)
    _persons(region).write_csv(folder / "personen.csv")
    _hotspots(land).write_csv(folder / "hotspots.csv")


def _persons(region: Region) -> pl.DataFrame:
    known = region.known
    prefix = words_of([o.prefix for o in SOURCES], known.source)
    frame = pl.DataFrame(
        {
            "bron": words_of([o.code for o in SOURCES], known.source),
            "persoon_id": prefix + ids("", known.serial),
            "waar_id": true_ids(known.person),
        }
    )
    return frame.sort("bron", "persoon_id")


def true_ids(person: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
    """``W12``: the person whom records are about."""
    return ids("W", person)


def _hotspots(land: Landscape) -> pl.DataFrame:
    raised = np.flatnonzero(land.risk > 1)
    codes = [land.codes[i] for i in raised]
    frame = pl.DataFrame({"thema": [THEME] * len(raised), "gebied": codes, "rr": land.risk[raised]})
    return frame.sort("gebied")
