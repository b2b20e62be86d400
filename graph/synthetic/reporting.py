"""Meldingen, what was done with them, and offences."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload
from graph.synthetic.housemates import Housemates
from graph.synthetic.organisations import BUURTPREVENTIE, CRIMINAL, POLITIE, TRACKS, VT, VT_TRACK, ZVH
from graph.synthetic.plan import NOBODY, TODAY, YEARS, Ints, Plan
from graph.synthetic.tracks import Tracks

MELDINGEN = 2_850
VERVOLG = ("casusoverleg_zorg", "casusoverleg_justitie", "integraal", "partner", "geen")
FOLLOWED = (725, 690, 290, 985, 160)
"""Of the 2,850 meldingen a year 1,705 go to a casusoverleg or an integral approach."""
NATURES = (
    "burenoverlast",
    "jeugdoverlast",
    "huiselijk_geweld",
    "geweld",
    "vermogen",
    "verward_gedrag",
    "middelen",
    "overig",
)
NATURE_SHARE = (0.18, 0.15, 0.2, 0.12, 0.15, 0.1, 0.06, 0.04)
YOUTH_NUISANCE, DOMESTIC = 1, 2
WITH_FRIENDS = 0.6
VISITORS = 0.02
"""Share of the meldingen of the police with someone from outside the region."""


def report(plan: Plan, tracks: Tracks, load: Caseload) -> pl.DataFrame:
    """``source, track, person, day, nature, follow``: of the police, Veilig Thuis and the Veiligheidshuis."""
    rng = plan.rng("reports")
    total = plan.yearly(MELDINGEN) * YEARS
    own = [_before(rng, tracks, tracks.rows(VT_TRACK), VT, 1.0)]
    zvh = tracks.rows(*[n for n, t in enumerate(TRACKS) if t.source == ZVH])
    own.append(_before(rng, tracks, zvh[tracks.main[zvh] == NOBODY], ZVH, 0.45))
    rest = max(0, total - sum(len(frame) for frame in own))
    person, day = load.draw(rng, -(-rest // YEARS), (10, 85), 0.72)
    chosen = np.sort(rng.permutation(len(person))[:rest])
    columns = {"source": np.full(len(person), POLITIE), "track": np.full(len(person), NOBODY)}
    police = pl.DataFrame(columns | {"person": person, "day": day})[chosen]
    frame = pl.concat([*own, police]).sort("source", "day", "person", "track")
    follow = _quota(rng, len(frame))
    nature = rng.choice(len(NATURES), len(frame), p=NATURE_SHARE)
    nature = np.where((frame["source"] == VT).to_numpy(), DOMESTIC, nature)
    age = (frame["day"].to_numpy() - load.born[frame["person"].to_numpy()]) / 365.25
    nature = np.where((nature == YOUTH_NUISANCE) & (age > 23), 0, nature)
    return frame.with_columns(nature=pl.Series(nature), follow=pl.Series(follow))


def _before(rng: np.random.Generator, tracks: Tracks, rows: Ints, source: int, share: float) -> pl.DataFrame:
    rows = rows[rng.random(len(rows)) < share]
    day = tracks.start[rows] - rng.integers(0, 21, len(rows))
    columns = {"source": np.full(len(rows), source), "track": rows, "person": tracks.person[rows], "day": day}
    return pl.DataFrame(columns)


def _quota(rng: np.random.Generator, count: int) -> Ints:
    bounds = np.cumsum(FOLLOWED) / sum(FOLLOWED) * count
    return np.asarray(np.searchsorted(bounds, rng.permutation(count), side="right"))


def bystanders(
    plan: Plan, reports: pl.DataFrame, load: Caseload, mates: Housemates, outside: Ints
) -> pl.DataFrame:
    """``report, person, rol``: the index, housemates, friends and people from ``outside``."""
    rng = plan.rng("bystanders")
    person, day, nature = (reports[n].to_numpy() for n in ("person", "day", "nature"))
    home = np.flatnonzero(nature == DOMESTIC)
    question, mate = mates.together(person[home], day[home])
    keep = rng.random(len(question)) < 0.45
    young = np.flatnonzero((nature == YOUTH_NUISANCE) & (rng.random(len(nature)) < WITH_FRIENDS))
    friend = friends_of(person[young], day[young], load)
    visited = np.flatnonzero((reports["source"] == POLITIE).to_numpy() & (rng.random(len(nature)) < VISITORS))
    visitor = rng.choice(outside, len(visited))
    rows = [np.arange(len(person)), home[question[keep]], young[friend >= 0], visited]
    who = [person, mate[keep], friend[friend >= 0], visitor]
    role = np.repeat([0, 2, 0, 0], [len(r) for r in rows])
    frame = pl.DataFrame({"report": np.concatenate(rows), "person": np.concatenate(who), "rol": role})
    return frame.unique(["report", "person"], keep="first", maintain_order=True).sort(
        "report", "rol", "person"
    )


def friends_of(person: Ints, day: Ints, load: Caseload) -> Ints:
    """Someone of about the same age who lives here then, always the same; else ``NOBODY``."""
    order = np.argsort(load.born, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    offset = 1 + person * 7 % 23
    other = order[np.minimum(place[person] + offset, len(order) - 1)]
    there = (
        (load.first[other] <= day) & (day <= load.last[other]) & (load.born[other] < day) & (other != person)
    )
    return np.where(there, other, NOBODY)


def offend(plan: Plan, tracks: Tracks, reports: pl.DataFrame, load: Caseload) -> pl.DataFrame:
    """``person, day, category, domestic`` of suspects, known to the police."""
    rng = plan.rng("offences")
    rows = np.repeat(tracks.rows(CRIMINAL), rng.integers(1, 4, len(tracks.rows(CRIMINAL))))
    before = tracks.start[rows] - rng.integers(2, 120, len(rows))
    seen = reports.filter((pl.col("source") == POLITIE) & pl.col("nature").is_in([3, 4]))
    person = np.concatenate([tracks.person[rows], seen["person"].to_numpy()])
    day = np.concatenate([before, seen["day"].to_numpy()])
    category = rng.integers(0, len(OFFENCES), len(person))
    frame = pl.DataFrame({"person": person, "day": np.minimum(day, TODAY), "category": category})
    grown = pl.Series(day - load.born[person] > 12 * 365)
    return frame.filter(grown).unique(maintain_order=True).sort("person", "day", "category")


OFFENCES = (
    "winkeldiefstal",
    "diefstal_auto",
    "inbraak",
    "mishandeling",
    "bedreiging",
    "vernieling",
    "drugs",
    "mishandeling_partner",
)
REPORTERS = {POLITIE: (POLITIE, BUURTPREVENTIE), VT: (POLITIE,), ZVH: (POLITIE,)}
