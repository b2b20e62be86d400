"""Households over time: on every day each person is in one of them or in none."""

from __future__ import annotations

import polars as pl

from graph.network.days import first_day, last_day
from graph.network.homes import within_life
from graph.network.intervals import depth, resolve, subtract
from models.codes import PlaceKind
from models.contract import MAX_HOUSEHOLD

RULE = "huishouden"
VERSION = "1"
"""The delivered household first; the rest by who lives at one woning, up to 12 people."""

DWELLING = PlaceKind.WONING.value


def delivered_members(
    huishoudens: pl.DataFrame, huishoudleden: pl.DataFrame, records: pl.DataFrame, addresses: pl.DataFrame
) -> pl.DataFrame:
    """Rows ``person, bron, huishouden_id, place, van, tot``, the one that counts first.

    Dated before undated, the later van, the newer peildatum, the smaller bron and id.
    """
    heads = huishoudens.join(addresses, on=["bron", "adres_id"], how="left").select(
        "bron", "huishouden_id", "place", head_van=first_day(), head_tot=last_day()
    )
    rows = huishoudleden.join(records, on=["bron", "persoon_id"]).join(heads, on=["bron", "huishouden_id"])
    return rows.sort(
        "person",
        pl.col("van").is_not_null() | pl.col("tot").is_not_null(),
        first_day(),
        "peildatum",
        "bron",
        "huishouden_id",
        descending=[False, True, True, True, False, False],
    ).select(
        "person",
        "bron",
        "huishouden_id",
        "place",
        van=pl.max_horizontal(first_day(), "head_van"),
        tot=pl.min_horizontal(last_day(), "head_tot"),
    )


def build_households(
    delivered: pl.DataFrame, homes: pl.DataFrame, places: pl.DataFrame, persons: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the households.

    Returns:
        ``households`` (household, place) and ``living`` (household, person, van, tot), one household for a
        person on a day. Numbers of delivered households come first, then one number for every place.
    """
    kinds = places.select("place", "soort")
    ours = delivered.join(kinds, on="place", how="left").filter(
        pl.col("soort").is_null() | (pl.col("soort") == DWELLING)
    )
    heads = ours.select("bron", "huishouden_id", "place").unique().sort("bron", "huishouden_id")
    heads = heads.with_columns(household=pl.int_range(pl.len(), dtype=pl.Int32))
    numbered = ours.join(heads.drop("place"), on=["bron", "huishouden_id"], maintain_order="left")
    named = within_life(resolve(numbered.select("person", "household", "van", "tot"), "person"), persons)
    rest = subtract(
        homes.join(kinds.filter(pl.col("soort") == DWELLING).select("place"), on="place"), named, ["person"]
    )
    crowded = depth(rest, ["place"]).filter(pl.col("depth") > MAX_HOUSEHOLD)
    derived = subtract(rest, crowded, ["place"])
    shifted = derived.select(
        household=(pl.col("place") + heads.height).cast(pl.Int32), person="person", van="van", tot="tot"
    )
    living = pl.concat([named.select(shifted.columns), shifted]).sort("household", "person", "van")
    own = kinds.select(household=(pl.col("place") + heads.height).cast(pl.Int32), place="place")
    return pl.concat([heads.select("household", "place"), own]), living


def household_on(living: pl.DataFrame, day: int) -> pl.DataFrame:
    """``household, person`` on one day."""
    return living.filter(pl.col("van") <= day, pl.col("tot") >= day).select("household", "person")
