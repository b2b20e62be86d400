"""Gezinssystemen over the whole history: who stood in which system from day to day, as periods."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.analysis.rivals import skipped
from graph.network import Network
from graph.network.days import OPEN_END, OPEN_START
from graph.network.intervals import depth, intersect, subtract, union

MEMBER = ["household", "person"]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Frames of periods.

    Attributes:
        members: ``household, person, kern, van, tot``: in the system of a household, while it is one.
        living: ``household, person, van, tot``: the kern, system or not.
    """

    members: pl.DataFrame
    living: pl.DataFrame


def history(network: Network) -> History:
    """Everyone's memberships, by the rule of ``graph.analysis.systems``."""
    living = network.living.select(*MEMBER, "van", "tot")
    joined = _joined(living, minor_children(network))
    every = pl.concat(
        [
            living.select(*MEMBER, pl.lit(value=True).alias("kern"), "van", "tot"),
            joined.select(*MEMBER, pl.lit(value=False).alias("kern"), "van", "tot"),
        ]
    )
    sizes = depth(living, ["household"])
    large = sizes.filter(pl.col("depth") > 1).drop("depth")
    of_many = intersect(every, large, ["household"])
    single = intersect(living, sizes.filter(pl.col("depth") == 1).drop("depth"), ["household"])
    free = subtract(single, of_many, ["person"])
    of_one = intersect(every, free.select("household", "van", "tot"), ["household"])
    kept = subtract(of_one, skipped(free, of_one), ["household"])
    return History(pl.concat([of_many, kept]), living)


def minor_children(network: Network) -> pl.DataFrame:
    """``parent, child, van, tot`` while both are alive and the child may be under 18."""
    people = network.persons
    young = people.select(child="person", van="alive_van", tot=pl.min_horizontal("alive_tot", "minor_tot"))
    alive = people.select(parent="person", van="alive_van", tot="alive_tot")
    return intersect(intersect(network.parents, young, ["child"]), alive, ["parent"])


def _joined(living: pl.DataFrame, minors: pl.DataFrame) -> pl.DataFrame:
    """Who joins a household from elsewhere: children under 18, and parents of those."""
    kern = living.rename({"person": "parent"})
    children = intersect(kern, minors, ["parent"]).select("household", "child", "van", "tot")
    young = minors.select("child").unique()
    inside = living.rename({"person": "child"}).join(young, on="child", how="semi")
    around = pl.concat([inside.select(children.columns), children])
    parents = intersect(around, minors, ["child"]).select("household", "parent", "van", "tot")
    both = pl.concat([children.rename({"child": "person"}), parents.rename({"parent": "person"})])
    return subtract(union(both, MEMBER), living, MEMBER)


def apart(members: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """These persons while they are in no system, each in a household ``-1 - person`` of his own.

    On the days on which he is not alive as well: two trajecten on one person remain on one person.
    """
    always = persons.select(
        household=(-1 - pl.col("person")).cast(pl.Int32),
        person="person",
        kern=pl.lit(value=True),
        van=pl.lit(OPEN_START, pl.Int32),
        tot=pl.lit(OPEN_END, pl.Int32),
    )
    return subtract(always, members.join(persons, on="person", how="semi"), ["person"])
