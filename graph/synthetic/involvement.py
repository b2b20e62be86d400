"""Betrokkenen: whom a traject concerns besides the one it is about."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload
from graph.synthetic.housemates import Housemates
from graph.synthetic.organisations import TRACKS, VT_TRACK
from graph.synthetic.plan import FOREVER, TODAY, Plan
from graph.synthetic.population import Population
from graph.synthetic.tracks import Tracks

LATE, EARLY = 0.1, 0.06
"""Shares of housemates that are involved only later, or no longer until the end."""
ADULT = 18 * 365.25


def involve(plan: Plan, tracks: Tracks, load: Caseload, mates: Housemates) -> pl.DataFrame:
    """``track, person, rol, van, tot`` (tot ``FOREVER`` where open), one row a person and traject."""
    rng = plan.rng("involvement")
    family = np.array([track.family for track in TRACKS])[tracks.kind]
    asked = np.flatnonzero(family > 0)
    question, mate = mates.together(tracks.person[asked], tracks.start[asked])
    track = asked[question]
    chosen = rng.random(len(track)) < family[track]
    track, mate = track[chosen], mate[chosen]
    start, end = tracks.start[track], tracks.end[track]
    last = np.minimum(np.minimum(end, TODAY), load.last[mate])
    length = np.maximum(last - start, 0)
    late, early = rng.random(len(track)) < LATE, rng.random(len(track)) < EARLY
    van = np.where(late, start + (length * rng.uniform(0, 0.5, len(track))).astype(np.int64), start)
    stop = start + (length * rng.uniform(0.5, 1, len(track))).astype(np.int64)
    gone = load.last[mate] < TODAY
    tot = np.where(early & (length > 0), stop, np.where(gone, np.minimum(last, end), FOREVER))
    adult = start - load.born[mate] > ADULT
    violent = rng.random(len(track)) < np.where(tracks.kind[track] == VT_TRACK, 0.4, 0.1)
    others = {"track": track, "person": mate, "rol": np.where(adult & violent, 1, 2), "van": van, "tot": tot}
    own = {
        "track": np.arange(len(tracks.kind)),
        "person": tracks.person,
        "rol": np.zeros(len(tracks.kind), np.int64),
        "van": tracks.start,
        "tot": np.full(len(tracks.kind), FOREVER),
    }
    frame = pl.DataFrame({n: np.concatenate([own[n], others[n]]) for n in own})
    return frame.unique(["track", "person"], keep="first", maintain_order=True).sort("track", "rol", "person")


def expect(plan: Plan, people: Population, tracks: Tracks) -> pl.DataFrame:
    """``track, person``: cases of Veilig Thuis that become those of a mother, and the child expected."""
    rng = plan.rng("unborn")
    unborn = np.flatnonzero(people.unborn)
    rows = tracks.rows(VT_TRACK)
    rows = rows[(tracks.end[rows] == FOREVER) & (tracks.start[rows] < TODAY - 5) & ~tracks.bound[rows]]
    count = min(len(rows), max(1, len(unborn) // 5))
    chosen, rows = rng.permutation(unborn)[:count], rows[:count]
    tracks.person[rows] = people.people["mother"][chosen]
    tracks.start[rows] = TODAY - rng.integers(10, 120, count)
    tracks.bound[rows] = True
    return pl.DataFrame({"track": rows, "person": chosen})


def involve_unborn(involved: pl.DataFrame, expected: pl.DataFrame, tracks: Tracks) -> pl.DataFrame:
    """The same, with the children expected."""
    rows = expected.with_columns(
        rol=pl.lit(2, pl.Int64),
        van=pl.Series(tracks.start[expected["track"].to_numpy()]),
        tot=pl.lit(FOREVER, pl.Int64),
    )
    return pl.concat([involved, rows]).sort("track", "rol", "person")
