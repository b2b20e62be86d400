"""Where everyone lives: one place a day, from all that sources say of it."""

from __future__ import annotations

import polars as pl

from graph.network.days import first_day, last_day
from graph.network.intervals import intersect, resolve

RULE = "één woonplek per dag"
VERSION = "1"
"""A woonadres before a feitelijk one, dated before undated, the later van, the newer peildatum, the bron."""


def residences(verblijf: pl.DataFrame, records: pl.DataFrame, addresses: pl.DataFrame) -> pl.DataFrame:
    """All delivered stays as ``person, place, soort, van, tot, dated, peildatum, bron, adres_id``."""
    return (
        verblijf.join(records, on=["bron", "persoon_id"])
        .join(addresses, on=["bron", "adres_id"])
        .select(
            "person",
            "place",
            "soort",
            dated=pl.col("van").is_not_null() | pl.col("tot").is_not_null(),
            van=first_day(),
            tot=last_day(),
            peildatum="peildatum",
            bron="bron",
            adres_id="adres_id",
        )
    )


def build_homes(stays: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """``person, place, van, tot`` without overlap, within the life of each person."""
    ranked = stays.filter(pl.col("soort").is_in(["woonadres", "feitelijk"])).sort(
        "person",
        pl.col("soort") == "woonadres",
        "dated",
        "van",
        "peildatum",
        "bron",
        "adres_id",
        descending=[False, True, True, True, True, False, False],
    )
    homes = resolve(ranked.select("person", "place", "van", "tot"), "person")
    return within_life(homes, persons)


def build_part_time(stays: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """``person, place, van, tot`` of stays for part of the time (co-parenting)."""
    partly = stays.filter(pl.col("soort") == "deels").select("person", "place", "van", "tot")
    return within_life(partly.unique(), persons)


def within_life(frame: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """The rows of ``frame`` on the days on which their person is one."""
    lives = persons.select("person", van="alive_van", tot="alive_tot")
    return intersect(frame, lives, ["person"]).sort("person", "van", "tot")
