"""Who joins a household by kinship on one day: its children under 18, and parents of those."""

from __future__ import annotations

import polars as pl

from graph.network import Network
from graph.network.days import holds_on
from graph.network.households import household_on

KERN, CHILD, PARENT, ALONE = 0, 1, 2, 3
"""Why someone is a member; the smallest that holds is given."""


def minors_on(network: Network, day: int) -> pl.DataFrame:
    """``parent, child, sure`` on a day: the child may be under 18 (is, if ``sure``), and both are alive."""
    people = network.persons.lazy().select("person", "alive_van", "alive_tot", "minor_tot", "minor_sure_tot")
    alive = people.filter(pl.col("alive_van") <= day, pl.col("alive_tot") >= day)
    children = alive.filter(pl.col("minor_tot") >= day)
    return (
        network.parents.lazy()
        .filter(holds_on(day))
        .join(children.select(child="person", sure=pl.col("minor_sure_tot") >= day), on="child")
        .join(alive.select(parent="person"), on="parent", how="semi")
        .select("parent", "child", "sure")
        .collect()
    )


def joined_on(network: Network, day: int) -> pl.DataFrame:
    """``household, person, role, sure`` on a day: everyone who belongs to each household, once."""
    kern = household_on(network.living, day)
    pairs = minors_on(network, day)
    children = pairs.join(kern.rename({"person": "parent"}), on="parent").select(
        "household", person="child", sure="sure"
    )
    minors = pl.concat([kern, children.select("household", "person")])
    parents = pairs.join(minors.rename({"person": "child"}), on="child").select(
        "household", person="parent", sure="sure"
    )
    every = pl.concat(
        [
            kern.with_columns(role=pl.lit(KERN, pl.Int8), sure=pl.lit(value=True)),
            children.select("household", "person", pl.lit(CHILD, pl.Int8).alias("role"), "sure"),
            parents.select("household", "person", pl.lit(PARENT, pl.Int8).alias("role"), "sure"),
        ]
    )
    ordered = every.sort("household", "person", "role", "sure", descending=[False, False, False, True])
    return ordered.unique(["household", "person"], keep="first", maintain_order=True)
