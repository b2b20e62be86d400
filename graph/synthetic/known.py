"""Whom each source knows, since when it last met them, and under which number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.synthetic.draft import FOSTER
from graph.synthetic.organisations import (
    BRP,
    GI,
    JEUGDZORG,
    POLITIE,
    SOURCES,
    VT,
    WIJKTEAM,
    WONEN,
)
from graph.synthetic.plan import NOBODY, TODAY, Ints, Plan
from graph.synthetic.population import Population
from graph.synthetic.work import Work

FAMILY_SOURCES = (VT, JEUGDZORG, GI, WIJKTEAM)
KNOWS_PARENT = 0.75
PLACING = 60
"""Days in which a source that met a child hears with which foster parents it came to live."""
TENANTS = 0.12
TWICE = 0.015
"""Share of persons that a source by mistake holds under two numbers."""


@dataclass(frozen=True, slots=True)
class Known:
    """Records ordered by (source, person, copy); ``kin`` are relations that a source other than BRP holds."""

    source: Ints
    person: Ints
    copy: Ints
    contact: Ints
    serial: Ints
    kin: pl.DataFrame
    size: int

    def record(self, source: Ints | int, person: Ints, turn: Ints | int = 0) -> Ints:
        """The row of the record; of two records of one person facts take turns."""
        keys = self.source * self.size + self.person
        wanted = np.asarray(source) * self.size + person
        row = np.searchsorted(keys, wanted)
        copies = np.searchsorted(keys, wanted, side="right") - row
        return np.asarray(row + np.asarray(turn) % np.maximum(copies, 1))


def who_is_known(plan: Plan, people: Population, work: Work) -> Known:
    """The records of all sources."""
    rng = plan.rng("known")
    met = _met(plan, people, work)
    kin = _kin(rng, people, met)
    met = pl.concat([met, _far_ends(kin)]).group_by("source", "person").agg(pl.col("day").max())
    met = met.sort("source", "person")
    copies = 1 + (rng.random(len(met)) < TWICE * plan.rate) * (met["source"] != BRP).to_numpy()
    row = np.repeat(np.arange(len(met)), copies)
    source, person = met["source"].to_numpy()[row], met["person"].to_numpy()[row]
    copy = np.append(0, (row[1:] == row[:-1]).astype(np.int64))
    return Known(source, person, copy, met["day"].to_numpy()[row], _serials(rng, source), kin, people.size)


def _met(plan: Plan, people: Population, work: Work) -> pl.DataFrame:
    """``source, person, day`` of every meeting of a source with a person."""
    source = work.source
    track = work.involved["track"].to_numpy()
    help_day, aid = work.interventions["start"], work.interventions["source"]
    seen = work.reports["source"].to_numpy()[work.bystanders["report"].to_numpy()]
    seen_day = work.reports["day"].to_numpy()[work.bystanders["report"].to_numpy()]
    tenants = _tenants(plan, work)
    everyone = np.flatnonzero(~people.unborn & ~people.outside)
    pieces: list[tuple[Ints | pl.Series, Ints | pl.Series, Ints | pl.Series]] = [
        (np.full(len(everyone), BRP), everyone, np.full(len(everyone), TODAY)),
        (source[track], work.involved["person"], work.involved["van"]),
        (aid, work.interventions["person"], help_day),
        (work.signals["source"], work.signals["person"], work.signals["day"]),
        (seen, work.bystanders["person"], seen_day),
        (np.full(len(work.offences), POLITIE), work.offences["person"], work.offences["day"]),
        (np.full(len(tenants), WONEN), tenants, np.full(len(tenants), TODAY)),
    ]
    return pl.concat([_meeting(*piece) for piece in pieces]).unique(maintain_order=True)


def _meeting(source: Ints | pl.Series, person: Ints | pl.Series, day: Ints | pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {"source": source, "person": person, "day": day},
        schema=dict.fromkeys(("source", "person", "day"), pl.Int64),
    )


def _tenants(plan: Plan, work: Work) -> Ints:
    """Adults who rent from the housing corporation: all those of one address in eight."""
    everyone = np.arange(len(work.load.born))
    adult = work.load.born < TODAY - 18 * 366
    row = work.mates.stay(everyone, np.full(len(everyone), TODAY))
    at_home = adult & (row >= 0) & (work.mates.column("site", row) < 0)
    rented = plan.rng("tenants").random(int(work.mates.column("address", row).max()) + 1) < TENANTS
    return everyone[at_home & rented[np.maximum(work.mates.column("address", row), 0)]]


def _kin(rng: np.random.Generator, people: Population, met: pl.DataFrame) -> pl.DataFrame:
    """Relations that family sources know of those they met: rows of the true kin, all of foster parents."""
    kin = pl.DataFrame(people.kin).with_row_index("row")
    mine = (
        met.filter(pl.col("source").is_in(FAMILY_SOURCES))
        .group_by("source", "person")
        .agg(pl.col("day").max())
    )
    found = mine.join(kin, left_on="person", right_on="b", how="inner").rename({"person": "b"})
    since = pl.when(pl.col("kind") == FOSTER).then(pl.col("day") + PLACING).otherwise("day")
    found = found.filter(pl.col("van") <= since).sort("source", "row", "day")
    unborn = people.unborn[found["b"].to_numpy()]
    mothers = people.people["mother"][found["b"].to_numpy()] == found["a"].to_numpy()
    fostered = (found["kind"] == FOSTER).to_numpy()
    keep = np.where(unborn, mothers, fostered | (rng.random(len(found)) < KNOWS_PARENT))
    return found.filter(pl.Series(keep)).select("source", "row", "a", "b", "kind", "van", "tot", "day")


def _far_ends(kin: pl.DataFrame) -> pl.DataFrame:
    return kin.select("source", pl.col("a").alias("person"), "day")


def _serials(rng: np.random.Generator, source: Ints) -> Ints:
    """A number per record that follows no order of persons."""
    serial = np.empty(len(source), np.int64)
    for number in range(len(SOURCES)):
        mine = source == number
        serial[mine] = 1 + rng.permutation(int(mine.sum()))
    return serial


def ids(prefix: str, serial: Ints) -> pl.Series:
    """``P12``: ids that one source gives; empty for ``NOBODY``."""
    series = pl.Series(serial)
    return prefix + series.set(series == NOBODY, None).cast(pl.String)
