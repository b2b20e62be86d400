"""Days as whole numbers, counted from 1970-01-01, with far numbers for open ends."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

OPEN_START = -10_000_000
OPEN_END = 10_000_000
EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """The number of a day."""
    return (day - EPOCH).days


def as_date(number: int) -> date | None:
    """The day of a number; ``None`` where that end is open."""
    return None if number in (OPEN_START, OPEN_END) else EPOCH + timedelta(days=number)


def first_day(column: str = "van") -> pl.Expr:
    """A column of dates as first days; empty is an open start."""
    return pl.col(column).cast(pl.Int32).fill_null(OPEN_START)


def last_day(column: str = "tot") -> pl.Expr:
    """A column of dates as last days; empty is an open end."""
    return pl.col(column).cast(pl.Int32).fill_null(OPEN_END)


def to_date(column: str) -> pl.Expr:
    """A column of day numbers as dates; open ends become empty."""
    number = pl.col(column)
    return pl.when(number > OPEN_START, number < OPEN_END).then(number).cast(pl.Date).alias(column)


def holds_on(day: int) -> pl.Expr:
    """Whether ``van`` to ``tot``, both included, holds a day."""
    return (pl.col("van") <= day) & (pl.col("tot") >= day)


def years_earlier(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February falls back to the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
