"""Dates, numbers and lists as a Dutch reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def day(value: date | str | None) -> str:
    """A day in full, ``30 juni 2025``; incomplete dates stay incomplete, nothing becomes nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    year, *rest = value.split("-")
    month = f"{MONTHS[int(rest[0]) - 1]} " if rest else ""
    return (f"{int(rest[1])} " if len(rest) > 1 else "") + month + year


def short_day(value: date | None) -> str:
    """A day for a column of days, ``30-06-2025``; an open end is a dash."""
    return f"{value:%d-%m-%Y}" if value else "–"


def moment(value: datetime) -> str:
    """A moment for the log, ``30-06-2025 14:03:09``."""
    return f"{value:%d-%m-%Y %H:%M:%S}"


def whole(value: int | None) -> str:
    """A count with points between the thousands, ``12.345``."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def decimal(value: float | None, places: int = 1) -> str:
    """A number with a comma, ``12,3``."""
    if value is None:
        return "–"
    return f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def counted(number: int, one: str, many: str) -> str:
    """A count with its word: ``1 traject``, ``4 trajecten``."""
    return f"{whole(number)} {one if number == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """``a, b en c``."""
    *head, last = parts or [""]
    return f"{', '.join(head)} en {last}" if head else last
