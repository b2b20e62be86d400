"""Families with a double track on the peildatum: several partners at work, and a parent out of sight."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload
from graph.synthetic.families import running
from graph.synthetic.menu import DOMAINS
from graph.synthetic.organisations import COMMUNITY, CRIMINAL, PLAN_TRACKS, VT_TRACK, WIJKTEAM, YOUTH_CARE
from graph.synthetic.plan import FOREVER, TODAY, Ints, Plan
from graph.synthetic.tracks import CONDITIONS, MONITORING, RUNNING, Tracks

FAMILIES = 40
"""How many in a region of 100,000 persons; never fewer than three."""
MEMBERS, HOMES = (4, 8), (2, 3)
PUNISHED = 3
"""One in so many of the parents out of sight has a criminal case and no care."""


def plant_two_tracks(plan: Plan, tracks: Tracks, load: Caseload, families: pl.DataFrame) -> pl.DataFrame:
    """Procesregie on a parent and, recently, Veilig Thuis on a child; the other parent lives elsewhere.

    Returns:
        The signals that make the other parent one who is out of sight, as ``helping.signal`` has them.
    """
    rng = plan.rng("two tracks")
    cast = _cast(plan, rng, families, load, tracks)
    parent, child, other = (cast[name].to_numpy() for name in ("parent", "child", "other"))
    count = len(cast)
    begin(tracks, load, PLAN_TRACKS[0], parent, TODAY - rng.integers(40, 170, count))
    service = begin(tracks, load, VT_TRACK, child, TODAY - rng.integers(6, 35, count))
    tracks.phase[service] = rng.integers(CONDITIONS, MONITORING + 1, len(service))
    begin(tracks, load, COMMUNITY, parent, TODAY - rng.integers(60, 300, count))
    begin(tracks, load, YOUTH_CARE, child, TODAY - rng.integers(60, 400, count))
    punished = other[1::PUNISHED]
    begin(tracks, load, CRIMINAL, punished, TODAY - rng.integers(20, 150, len(punished)))
    return _seen(rng, other)


def begin(tracks: Tracks, load: Caseload, kind: int, person: Ints, start: Ints) -> Ints:
    """Trajecten of one kind that run today: the latest of the free ones become these; their rows."""
    rows = tracks.rows(kind)
    rows = rows[~tracks.bound[rows]]
    rows = rows[np.argsort(-tracks.start[rows], kind="stable")][: len(person)]
    person, start = person[: len(rows)], start[: len(rows)]
    tracks.person[rows], tracks.start[rows] = person, np.maximum(start, load.first[person])
    tracks.end[rows], tracks.status[rows], tracks.bound[rows] = FOREVER, RUNNING, True
    return rows


def _cast(
    plan: Plan, rng: np.random.Generator, families: pl.DataFrame, load: Caseload, tracks: Tracks
) -> pl.DataFrame:
    """``kern, parent, child, other`` of the families chosen: first those that meet partners anyway."""
    busy = np.zeros(len(load.born), np.bool_)
    busy[tracks.person[running(tracks)]] = True
    person = families["person"].to_numpy()
    rows = families.with_columns(busy=pl.Series(busy[person]), active=pl.Series(load.weight[person] > 0))
    age, core = pl.col("age"), pl.col("core")
    roles = {
        "parent": core & age.is_between(20, 75),
        "child": core & age.is_between(4, 17),
        "other": ~core & (pl.col("address") >= 0) & (age > 18) & ~pl.col("busy"),
    }
    dwelt = pl.col("address").filter(pl.col("address") >= 0)
    told = rows.sort("kern", "age", descending=[False, True]).group_by("kern", maintain_order=True)
    found = told.agg(
        pl.len().alias("members"),
        dwelt.n_unique().alias("homes"),
        pl.col("active").any(),
        *(pl.col("person").filter(fits).first().alias(role) for role, fits in roles.items()),
    ).drop_nulls()
    found = found.filter(pl.col("members").is_between(*MEMBERS), pl.col("homes").is_between(*HOMES))
    found = found[rng.permutation(len(found))].sort("active", descending=True, maintain_order=True)
    apart = found.unique("other", keep="first", maintain_order=True)
    return apart.head(max(3, round(FAMILIES * plan.scale)))


def _seen(rng: np.random.Generator, person: Ints) -> pl.DataFrame:
    domains = np.array([DOMAINS.index(name) for name in ("financien", "huisvesting", "dagbesteding")])
    count = len(person)
    columns = {
        "source": np.full(count, WIJKTEAM),
        "person": person,
        "day": TODAY - rng.integers(20, 300, count),
        "domain": rng.choice(domains, count),
        "problem": np.ones(count, np.bool_),
        "criminogenic": rng.integers(0, 3, count),
    }
    return pl.DataFrame(columns)
