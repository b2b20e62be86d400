"""Interventies and signalen: what was done within the trajecten, and which life domains had problems."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload
from graph.synthetic.housemates import Housemates
from graph.synthetic.menu import DOMAINS, MENU, SEEN_BY
from graph.synthetic.organisations import OM, PROTECTION, TRACKS, ZVH
from graph.synthetic.plan import FOREVER, TODAY, YEARS, Ints, Plan
from graph.synthetic.tracks import ANNOUNCED, Tracks

INTERVENTIONS = 10_230
"""A year, in a region of 100,000 persons."""
PLANNED, WAITING, RUNNING, DONE, BROKEN, REFUSED, UNAVAILABLE = range(7)
OPEN_SHARE = (0.06, 0.09, 0.73, 0.0, 0.07, 0.03, 0.02)
PAST_SHARE = (0.0, 0.0, 0.0, 0.8, 0.11, 0.05, 0.04)
STILL_OPEN = 0.55


def intervene(plan: Plan, tracks: Tracks, involved: pl.DataFrame) -> pl.DataFrame:
    """``track, person, option, start, end, status``; ``option`` is a line of the menu of that source."""
    rng = plan.rng("interventions")
    source = np.array([t.source for t in TRACKS])[tracks.kind]
    weight = np.where(source == ZVH, 3.0, np.where(source == OM, 0.7, 1.3)) * (tracks.status != ANNOUNCED)
    track = rng.choice(len(source), plan.yearly(INTERVENTIONS) * YEARS, p=weight / weight.sum())
    rows = involved.filter(pl.col("track").is_in(np.arange(len(source))))
    low = np.searchsorted(rows["track"].to_numpy(), track)
    count = np.searchsorted(rows["track"].to_numpy(), track, side="right") - low
    other = rng.random(len(track)) < 0.35
    person = rows["person"].to_numpy()[
        low + np.where(other, (rng.random(len(track)) * count).astype(np.int64), 0)
    ]
    end = np.minimum(tracks.end[track], TODAY)
    start = tracks.start[track] + (rng.random(len(track)) ** 1.5 * (end - tracks.start[track])).astype(
        np.int64
    )
    open_ = (tracks.end[track] == FOREVER) & (rng.random(len(track)) < STILL_OPEN)
    status = np.where(open_, rng.choice(7, len(track), p=OPEN_SHARE), rng.choice(7, len(track), p=PAST_SHARE))
    finish = np.minimum(start + rng.integers(1, 260, len(track)), end)
    finish = np.where(status <= RUNNING, FOREVER, finish)
    sizes = np.array([len(MENU[s]) if s in MENU else 1 for s in range(20)])[source[track]]
    option = (rng.random(len(track)) * sizes).astype(np.int64)
    option = np.where((tracks.kind[track] == PROTECTION) & (rng.random(len(track)) < 0.2), 0, option)
    columns = {
        "track": track,
        "person": person,
        "option": option,
        "start": start,
        "end": finish,
        "status": status,
    }
    return (
        pl.DataFrame(columns)
        .with_columns(source=pl.Series(source[track]))
        .sort("track", "start", "person", "option")
    )


def signal(
    plan: Plan, tracks: Tracks, load: Caseload, mates: Housemates, worries: pl.DataFrame
) -> pl.DataFrame:
    """``source, person, day, domain, problem, criminogenic``: also on housemates, and the ``worries``."""
    rng = plan.rng("signals")
    source = np.array([t.source for t in TRACKS])[tracks.kind]
    asked = np.flatnonzero(np.isin(source, list(SEEN_BY)))
    question, mate = mates.together(tracks.person[asked], tracks.start[asked])
    near = rng.random(len(question)) < 0.12
    track = np.concatenate([asked, asked, asked[question[near]]])
    person = np.concatenate([tracks.person[asked], tracks.person[asked], mate[near]])
    keep = rng.random(len(track)) < 0.62
    track, person = track[keep], person[keep]
    span = np.minimum(tracks.end[track], TODAY) - tracks.start[track]
    day = tracks.start[track] + (rng.random(len(track)) ** 2 * span).astype(np.int64)
    domain = _domain(rng, source[track])
    frame = pl.DataFrame(
        {"source": source[track], "person": person, "day": day, "domain": domain}
    ).with_columns(
        problem=pl.Series(rng.random(len(track)) < 0.86),
        criminogenic=pl.Series(rng.integers(0, 3, len(track))),
    )
    alive = pl.Series(load.last[person] >= day)
    return (
        pl.concat([worries, frame.filter(alive)])
        .unique(["source", "person", "day", "domain"], keep="first", maintain_order=True)
        .sort("source", "day", "person", "domain")
    )


def _domain(rng: np.random.Generator, source: Ints) -> Ints:
    out = np.zeros(len(source), np.int64)
    for number, names in SEEN_BY.items():
        mine = np.flatnonzero(source == number)
        options = np.array([DOMAINS.index(n) for n in names.split()])
        out[mine] = options[rng.integers(0, len(options), len(mine))]
    return out
