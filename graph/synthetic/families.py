"""The true families of the peildatum, with where their people live: what the planting of trouble looks at."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.housemates import Housemates
from graph.synthetic.moves import Housing
from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints
from graph.synthetic.population import Population
from graph.synthetic.tracks import ANNOUNCED, Tracks
from graph.synthetic.truth_systems import gather_facts, systems_today


def families_today(people: Population, housing: Housing, mates: Housemates) -> pl.DataFrame:
    """``kern, person, age, address, core, wijk, family_wijk``: one row a member, of families in a dwelling.

    ``address`` is the dwelling of that person (``NOBODY`` in an institution or elsewhere) and ``wijk`` where
    that lies; ``core`` says that it is the dwelling of the family, which lies in ``family_wijk``.
    """
    members = systems_today(gather_facts(people, housing, np.flatnonzero(~people.unborn)))
    return located(members, people, housing, mates)


def located(members: pl.DataFrame, people: Population, housing: Housing, mates: Housemates) -> pl.DataFrame:
    """The same of the ``kern, person`` of true systems of the peildatum."""
    person, kern = members["person"].to_numpy(), members["kern"].to_numpy()
    row = mates.stay(person, np.full(len(person), TODAY))
    address = np.where(mates.column("site", row) < 0, mates.column("address", row), NOBODY)
    home = np.where((kern >= 0) & (kern < len(housing.wijk)), kern, address)
    age = (TODAY - people.people["born"][person]) / 365.25
    core = (address == home) & (address >= 0)
    wijk = {"wijk": housing.wijk[address], "family_wijk": housing.wijk[home]}
    columns = {"age": age, "address": address, "core": core, **wijk}
    rows = members.with_columns(**{name: pl.Series(value) for name, value in columns.items()})
    return rows.filter(pl.Series(home >= 0))


def counts_per_wijk(families: pl.DataFrame, persons: Ints, wijken: int) -> tuple[Ints, Ints]:
    """Per wijk: the families of which one of these persons is a member, and the dwellings lived in."""
    mine = families.filter(pl.col("person").is_in(np.unique(persons))).unique("kern")
    homes = families.filter(pl.col("address") >= 0).unique("address")
    busy, lived = mine["family_wijk"].to_numpy(), homes["wijk"].to_numpy()
    return np.bincount(busy, minlength=wijken), np.bincount(lived, minlength=wijken)


def running(tracks: Tracks) -> Ints:
    """The trajecten that run on the peildatum."""
    return np.flatnonzero((tracks.end == FOREVER) & (tracks.status != ANNOUNCED))
