"""Seeking a few rows in a large table: a join on bound lists, which leaves nothing behind."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

import polars as pl

from graph.store.duck.schema import SQL_TYPES, quoted
from graph.store.seeking import BY_POSTCODE, BY_STREET, with_sought
from models.contract import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Mapping

SPELT = {BY_POSTCODE: ("postcode",), BY_STREET: ("straat", "woonplaats")}
"""From which columns an address is recognised, beside its number."""
NUMBER = ("huisnummer", "huisletter", "huisnummertoevoeging")
PARTS = r"^(?<before>.*)\|(?<huisnummer>\d+)\|[^|]*$"
"""How it is recognised (``graph.linking.places``): the number stands last but one."""


def joined(
    among: pl.DataFrame | None, types: Mapping[str, pl.DataType], bound: int = 0
) -> tuple[str, tuple[object, ...]]:
    """A join that keeps the rows ``f`` whose values stand together in the frame, and the values to bind.

    ``types`` are those of the table, ``bound`` is how many values the query binds already.
    """
    if among is None:
        return "", ()
    lists = ", ".join(
        f"unnest(from_json(${number}, '[\"{SQL_TYPES[types[name]]}\"]')) AS {quoted(name)}"
        for number, name in enumerate(among.columns, start=bound + 1)
    )
    same = " AND ".join(f"s.{quoted(name)} = f.{quoted(name)}" for name in among.columns)
    return f"SEMI JOIN (SELECT {lists}) AS s ON {same}", tuple(
        dumps(among[c].to_list()) for c in among.columns
    )


def spelt(among: pl.DataFrame, column: str, spellings: pl.DataFrame) -> pl.DataFrame:
    """Addresses in columns that are delivered, in every spelling that occurs.

    Args:
        among: ``column`` (one of ``SPELT``), perhaps with ``bron``.
        column: by what they are sought.
        spellings: the columns of ``SPELT`` in the whole table, each combination once.

    Returns:
        These columns and ``huisnummer``, perhaps with ``bron``: all that are sought, and some more.
    """
    asked = _in_parts(among, column).with_columns(pl.col("huisnummer").cast(pl.Int64))
    text = {name for names in SPELT.values() for name in names} | set(NUMBER)
    dummy = {name: pl.lit(0 if name == "huisnummer" else "") for name in text - set(spellings.columns)}
    marked = _in_parts(with_sought(ADRESSEN.name, spellings.with_columns(**dummy)), column)
    return asked.join(marked.select("before", *SPELT[column]), on="before").drop("before").unique()


def _in_parts(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    parts = pl.col(column).str.extract_groups(PARTS)
    return rows.drop("huisnummer", strict=False).with_columns(parts).unnest(column)
