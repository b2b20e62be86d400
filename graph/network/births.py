"""What an incomplete date of birth or death leaves possible."""

from __future__ import annotations

import polars as pl

from graph.network.days import OPEN_END, OPEN_START

RULE = "leven en leeftijd"
VERSION = "1"
ADULT = 18
PREGNANCY = 280
"""Days that an expected child is a person before the expected date (Naegele's rule)."""


def earliest(column: str) -> pl.Expr:
    """The first day that ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` can mean; empty if there is none."""
    text = pl.col(column)
    length = text.str.len_chars()
    filled = pl.when(length == 4).then(text + "-01-01").when(length == 7).then(text + "-01").otherwise(text)
    return filled.str.to_date("%Y-%m-%d", strict=False)


def latest(column: str) -> pl.Expr:
    """The last day that ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` can mean; empty if there is none."""
    length = pl.col(column).str.len_chars()
    first = earliest(column)
    year_end = first.dt.offset_by("1y").dt.offset_by("-1d")
    return pl.when(length == 4).then(year_end).when(length == 7).then(first.dt.month_end()).otherwise(first)


def last_minor_day(born: pl.Expr) -> pl.Expr:
    """The day before the eighteenth birthday; who is born on 29 February has it on 1 March."""
    leap = (born.dt.month() == 2) & (born.dt.day() == 29)
    birthday = born.dt.offset_by(f"{ADULT}y")
    return pl.when(leap).then(birthday).otherwise(birthday.dt.offset_by("-1d"))


def life(persons: pl.DataFrame) -> pl.DataFrame:
    """Add day numbers to persons with ``geboortedatum``, ``overlijdensdatum`` and ``ongeboren``.

    Returns:
        The persons with ``alive_van, alive_tot`` (who has died is no person the day after; an expected
        child is one before its birth), ``minor_tot`` (last day on which under 18 is possible) and
        ``minor_sure_tot`` (last day on which it is certain).
    """
    first, last = earliest("geboortedatum"), latest("geboortedatum")
    expected = pl.when(pl.col("ongeboren").fill_null(value=False)).then(PREGNANCY).otherwise(0)
    begins = first.cast(pl.Int32).fill_null(OPEN_START)
    return persons.with_columns(
        alive_van=pl.when(begins > OPEN_START).then(begins - expected).otherwise(begins).cast(pl.Int32),
        alive_tot=latest("overlijdensdatum").cast(pl.Int32).fill_null(OPEN_END),
        minor_tot=last_minor_day(last).cast(pl.Int32).fill_null(OPEN_END),
        minor_sure_tot=last_minor_day(first).cast(pl.Int32).fill_null(OPEN_START),
    )
