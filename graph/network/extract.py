"""A small part of a network that is a network itself: some persons and what is theirs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from graph.network.days import holds_on
from graph.network.households import household_on

if TYPE_CHECKING:
    from graph.network.network import Network
    from graph.network.people import People

OF_PERSONS = (
    "persons", "records", "homes", "part_time", "living", "involvements", "interventions", "signals",
    "notified", "offences",
)  # fmt: skip


def only(network: Network, persons: Collection[int]) -> Network:
    """The network of these persons alone; numbers keep their meaning."""
    kept = pl.Series(sorted(persons), dtype=pl.Int32).implode()
    of_persons = {
        name: frame.filter(pl.col("person").is_in(kept))
        for name, frame in ((name, getattr(network, name)) for name in OF_PERSONS)
    }
    involved = of_persons["involvements"]["traject"].unique().implode()
    told = of_persons["notified"]["notification"].unique().implode()
    return replace(
        network,
        **of_persons,
        parents=network.parents.filter(pl.col("parent").is_in(kept), pl.col("child").is_in(kept)),
        ties=network.ties.filter(pl.col("person").is_in(kept), pl.col("other").is_in(kept)),
        trajectories=network.trajectories.filter(pl.col("traject").is_in(involved)),
        notifications=network.notifications.filter(pl.col("notification").is_in(told)),
    )


def kin_and_household(network: Network | People, person: int, day: int) -> set[int]:
    """Everyone who is tied to a person by household or by parents of minors, at any remove, on a day.

    Whatever decides to which systems the person belongs lies within this set.
    """
    people = network.persons.select("person", "alive_van", "alive_tot", "minor_tot")
    found: set[int] = set()
    fresh = {person}
    while fresh:
        found |= fresh
        fresh = (
            _housemates(network, fresh, day) | _parents_and_children(network, people, fresh, day)
        ) - found
    return found


def _housemates(network: Network | People, persons: set[int], day: int) -> set[int]:
    mine = network.living.filter(pl.col("person").is_in(sorted(persons)), holds_on(day))
    theirs = network.living.filter(pl.col("household").is_in(mine["household"].implode()))
    return set(household_on(theirs, day)["person"].to_list())


def _parents_and_children(
    network: Network | People, people: pl.DataFrame, persons: set[int], day: int
) -> set[int]:
    mine = sorted(persons)
    near = network.parents.filter(pl.col("parent").is_in(mine) | pl.col("child").is_in(mine), holds_on(day))
    ends = set(near["parent"].to_list()) | set(near["child"].to_list())
    alive = people.filter(pl.col("person").is_in(sorted(ends)))
    alive = alive.filter(pl.col("alive_van") <= day, pl.col("alive_tot") >= day)
    minors = alive.filter(pl.col("minor_tot") >= day)["person"].implode()
    real = near.filter(pl.col("child").is_in(minors), pl.col("parent").is_in(alive["person"].implode()))
    return set(real["parent"].to_list()) | set(real["child"].to_list())
