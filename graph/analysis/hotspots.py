"""Hotspots: how many families with a running traject live in each wijk, as a release that betrays nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.analysis.rates import leaf_level, rates
from graph.analysis.systems import at_work, memberships_on
from graph.areas import area_of
from graph.frames import schema
from graph.network.days import day_number, holds_on
from models.codes import PlaceKind
from models.results import VRIJGAVE

if TYPE_CHECKING:
    from graph.network import Network

RULE = "hotspots"
VERSION = "1"
THEME = "gezinnen_met_traject"


def release(network: Network, areas: pl.DataFrame, day: date) -> pl.DataFrame:
    """Families with at least one running traject, per wijk, against the households there.

    A family is a gezinssysteem; it counts once, in the wijk where most people of its kern live (of equal ones
    the smallest code). Families outside a dwelling (institution, shelter, prison) count nowhere: the
    households that they would be compared with do not hold them.

    Args:
        network: the whole network.
        areas: ``View.areas()``.
        day: the peildatum.

    Returns:
        A frame ``models.results.VRIJGAVE``; empty without areas.
    """
    return release_among(network, memberships_on(network, day), areas, day)


def release_among(network: Network, members: pl.DataFrame, areas: pl.DataFrame, day: date) -> pl.DataFrame:
    """As ``release``, for memberships that are known already."""
    found = rates(_counted(network, members, areas, day), areas)
    return found.select(pl.lit(THEME).alias("thema"), pl.all()).select(*schema(VRIJGAVE))


def families_per_area(network: Network, areas: pl.DataFrame, day: date) -> pl.DataFrame:
    """``gebied, gezinnen``: real counts, for a release to protect, never to show."""
    return _counted(network, memberships_on(network, day), areas, day)


def _counted(network: Network, members: pl.DataFrame, areas: pl.DataFrame, day: date) -> pl.DataFrame:
    busy = at_work(network, members, day)
    kern = members.filter("kern").join(busy, on="systeem_id", how="semi").select("systeem_id", "person")
    located = kern.join(_areas_of_people(network, areas, day), on="person")
    votes = located.group_by("systeem_id", "gebied").len()
    first = votes.sort("systeem_id", "len", "gebied", descending=[False, True, False])
    return first.unique("systeem_id", keep="first").group_by("gebied").agg(gezinnen=pl.len()).sort("gebied")


def _areas_of_people(network: Network, areas: pl.DataFrame, day: date) -> pl.DataFrame:
    """``person, gebied`` of who lives in a dwelling in a known area on the day."""
    number = day_number(day)
    household = network.living.filter(holds_on(number)).join(network.households, on="household")
    home = network.homes.filter(holds_on(number))
    people = pl.concat([household.select("person", "place"), home.select("person", "place")])
    place = people.drop_nulls("place").unique("person", keep="first", maintain_order=True)
    area = area_of(network.places, areas, leaf_level(areas))
    dwelling = pl.col("soort").fill_null(PlaceKind.WONING.value) == PlaceKind.WONING.value
    known = network.places.with_columns(area).filter(dwelling).select("place", "gebied").drop_nulls()
    return place.join(known, on="place").select("person", "gebied")
