"""The truth beside the region: one person, one system, double tracks, raised wijken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from graph.synthetic.columns import words_of
from graph.synthetic.families import counts_per_wijk, located, running
from graph.synthetic.identifiers import track_ids
from graph.synthetic.known import ids
from graph.synthetic.organisations import SOURCES
from graph.synthetic.plan import TODAY, Ints
from graph.synthetic.truth_overlaps import overlaps
from graph.synthetic.truth_systems import Facts, gather_facts, systems_today
from graph.synthetic.work import Work
from graph.synthetic.world import Region

THEME = "gezinnen_met_traject"


def write_truth(folder: Path, region: Region) -> None:
    """Write the four files of ``waarheid``."""
    folder.mkdir(parents=True, exist_ok=True)
    _persons(region).write_csv(folder / "personen.csv")
    facts = gather_facts(region.people, region.housing, np.unique(region.known.person))
    members = systems_today(facts)
    _hotspots(region, members).write_csv(folder / "hotspots.csv")
    _systems(members).write_csv(folder / "systemen.csv")
    _overlaps(region, facts).write_csv(folder / "samenloop.csv")


def _systems(members: pl.DataFrame) -> pl.DataFrame:
    number = members["kern"].rank("dense").cast(pl.Int64).to_numpy()
    frame = pl.DataFrame({"waar_id": true_ids(members["person"].to_numpy()), "systeem_id": ids("S", number)})
    return frame.sort("systeem_id", "waar_id")


def _overlaps(region: Region, facts: Facts) -> pl.DataFrame:
    """A before b by ``bron:traject``."""
    pairs = overlaps(region, facts)
    codes = words_of([o.code for o in SOURCES], region.work.source)
    named = pl.DataFrame({"bron": codes, "traject": track_ids(region, np.arange(len(codes)))})
    named = named.with_columns(key=pl.concat_str("bron", "traject", separator=":"))
    a, b = named[pairs["a"].to_numpy()], named[pairs["b"].to_numpy()]
    first = (a["key"] < b["key"]).alias("first")
    both = (
        a.select(pl.all().name.suffix("_1")).hstack(b.select(pl.all().name.suffix("_2"))).with_columns(first)
    )
    sides = [
        pl.when("first").then(f"{column}_{one}").otherwise(f"{column}_{other}").alias(f"{column}_{side}")
        for side, one, other in (("a", 1, 2), ("b", 2, 1))
        for column in ("bron", "traject")
    ]
    kind = pl.Series(
        "soort", words_of(("naast_elkaar", "dubbel_spoor"), pairs["double"].to_numpy().astype(np.int64))
    )
    columns = ["soort", "bron_a", "traject_a", "bron_b", "traject_b"]
    return both.select(kind, *sides).select(columns).sort(columns)


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


def _hotspots(region: Region, members: pl.DataFrame) -> pl.DataFrame:
    """The raised wijken, and how many times the rate of the other wijken theirs is on the peildatum."""
    land, work = region.land, region.work
    families = located(members, region.people, region.housing, work.mates)
    count, homes = counts_per_wijk(families, helped_today(work), len(land.codes))
    hot = land.risk > 1
    elsewhere = count[~hot].sum() / homes[~hot].sum()
    raised = np.flatnonzero(hot)
    rate = count[raised] / np.maximum(homes[raised], 1)
    codes = [land.codes[i] for i in raised]
    rr = (rate / max(elsewhere, 1e-9)).round(2)
    return pl.DataFrame({"thema": [THEME] * len(raised), "gebied": codes, "rr": rr}).sort("gebied")


def helped_today(work: Work) -> Ints:
    """Whom a traject concerns that runs on the peildatum."""
    on = np.zeros(len(work.tracks.kind), np.bool_)
    on[running(work.tracks)] = True
    rows = work.involved.filter((pl.col("van") <= TODAY) & (pl.col("tot") >= TODAY))
    return rows.filter(pl.Series(on[rows["track"].to_numpy()]))["person"].to_numpy()
