"""The network of a family: who stands one step from a member and is none."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from graph.network import Network
from graph.network.days import holds_on
from graph.network.households import household_on

RULE = "één stap"
VERSION = "1"

INVERSE = {
    "ouder": "kind",
    "stiefouder": "stiefkind",
    "pleegouder": "pleegkind",
    "adoptieouder": "adoptiekind",
    "grootouder": "kleinkind",
    "voogd": "staat onder voogdij",
    "gezag": "staat onder gezag",
    "verzorger": "wordt verzorgd",
    "geweld_tegen": "geweld door",
    "steun": "krijgt steun",
}
"""How a relation is called from the other side; kinds that are not here are the same from both."""
TOGETHER = "woont samen"
NOTIFIED = "samen in een melding"


def one_step(
    network: Network, members: Collection[int], seen_from: Collection[int], day: int
) -> pl.DataFrame:
    """Contacts by relation on the day, by a shared melding until the day, and by living together.

    Args:
        network: the network, or a part of it that holds everyone at one step.
        members: the persons of the system; none of them is a contact.
        seen_from: whose contacts are wanted, among the members.
        day: the number of the day.

    Returns:
        ``contact, relatie, via`` ordered; contact and via are person numbers.
    """
    own, inside = sorted(seen_from), sorted(members)
    steps = pl.concat(
        [_tied(network, own, day), _living_with(network, own, day), _notified(network, own, day)]
    )
    outside = steps.filter(~pl.col("contact").is_in(inside))
    return outside.unique().sort("contact", "relatie", "via")


def _tied(network: Network, own: list[int], day: int) -> pl.DataFrame:
    ties = network.ties.filter(holds_on(day))
    towards = ties.filter(pl.col("other").is_in(own)).select(contact="person", relatie="soort", via="other")
    away = ties.filter(pl.col("person").is_in(own)).select(
        contact="other", relatie=pl.col("soort").replace(INVERSE), via="person"
    )
    return pl.concat([towards, away])


def _living_with(network: Network, own: list[int], day: int) -> pl.DataFrame:
    today = household_on(network.living, day)
    mine = today.filter(pl.col("person").is_in(own)).rename({"person": "via"})
    mates = today.join(mine, on="household").rename({"person": "contact"})
    return mates.select("contact", pl.lit(TOGETHER).alias("relatie"), "via")


def _notified(network: Network, own: list[int], day: int) -> pl.DataFrame:
    until = network.notifications.filter(pl.col("day") <= day).select("notification")
    told = network.notified.join(until, on="notification", how="semi").select("notification", "person")
    mine = told.filter(pl.col("person").is_in(own)).rename({"person": "via"})
    both = told.join(mine, on="notification").rename({"person": "contact"})
    return both.select("contact", pl.lit(NOTIFIED).alias("relatie"), "via")


def reach(network: Network, persons: Collection[int]) -> set[int]:
    """Everyone at one step of these persons at any time, by relation or melding."""
    own = sorted(persons)
    ties = network.ties.filter(pl.col("person").is_in(own) | pl.col("other").is_in(own))
    told = network.notified.filter(pl.col("person").is_in(own))["notification"].unique().implode()
    beside = network.notified.filter(pl.col("notification").is_in(told))
    return {*ties["person"].to_list(), *ties["other"].to_list(), *beside["person"].to_list()}
