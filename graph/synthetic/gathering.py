"""Hotspots: in the raised wijken as many families have a running traject as the planted rate says."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload
from graph.synthetic.families import counts_per_wijk, running
from graph.synthetic.landscape import Landscape
from graph.synthetic.plan import NOBODY, TODAY, Ints, Plan
from graph.synthetic.tracks import Tracks

MOVABLE = (8, 11, 13, 14, 16, 17, 19)
"""Kinds of traject of adults that may as well have been another's: no plans of the chain, no Veilig Thuis."""
RECENT = 700
"""Days: a traject that comes to another family began there at most so long ago."""
GROWN = (21, 70)
"""Ages of those who can have any of these."""
BASE, FEWEST = 5, 22
"""A release rounds to multiples of the first; a hotspot of fewer families than the second drowns in that."""


def gather(plan: Plan, tracks: Tracks, load: Caseload, land: Landscape, families: pl.DataFrame) -> None:
    """Running trajecten from elsewhere come to families in the raised wijken that had none."""
    rng = plan.rng("hotspots")
    wijk = np.full(len(load.born), NOBODY)
    wijk[families["person"].to_numpy()] = families["family_wijk"].to_numpy()
    rows = running(tracks)
    raised = np.flatnonzero(land.risk > 1)
    away = ~np.isin(wijk[tracks.person[rows]], raised)
    donors = rng.permutation(rows[np.isin(tracks.kind[rows], MOVABLE) & ~tracks.bound[rows] & away])
    comers = _without(rng, families, tracks.person[rows], load)
    short = _shortage(land, families, tracks.person[rows])
    wanted = pl.concat([comers.filter(family_wijk=n).head(short[n]) for n in raised.tolist()])
    who = wanted["person"].to_numpy()[: len(donors)]
    chosen = donors[: len(who)]
    tracks.person[chosen] = who
    since = np.maximum(tracks.start[chosen], TODAY - RECENT)
    tracks.start[chosen] = np.maximum(since, load.first[who])


def _shortage(land: Landscape, families: pl.DataFrame, busy: Ints) -> Ints:
    """How many families each wijk falls short of its planted rate, when as many elsewhere lose theirs."""
    count, homes = counts_per_wijk(families, busy, len(land.codes))
    hot = land.risk > 1
    share = np.where(hot, land.risk * homes / max(int(homes[~hot].sum()), 1), 0.0)
    elsewhere = int(count[~hot].sum())
    moved = max(0.0, (share.sum() * elsewhere - count[hot].sum()) / (1 + share.sum()))
    wanted = np.ceil(share * (elsewhere - moved)).astype(np.int64)
    wanted += -wanted % BASE
    wanted = np.maximum(wanted, min(FEWEST, elsewhere * 3 // 4))
    return np.where(hot, np.maximum(wanted - count, 0), 0)


def _without(rng: np.random.Generator, families: pl.DataFrame, busy: Ints, load: Caseload) -> pl.DataFrame:
    """One person of each family without a running traject; families that meet partners come first."""
    taken = families.filter(pl.col("person").is_in(np.unique(busy)))["kern"].unique()
    rows = families.filter(
        pl.col("core") & pl.col("age").is_between(*GROWN) & ~pl.col("kern").is_in(taken.implode())
    )
    rows = rows[rng.permutation(len(rows))]
    active = pl.Series("active", load.weight[rows["person"].to_numpy()] > 0)
    first = rows.with_columns(active).sort("active", descending=True, maintain_order=True)
    return first.unique("kern", keep="first", maintain_order=True)
