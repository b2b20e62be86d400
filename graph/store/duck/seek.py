"""Seeking a few rows in a large table: a join on bound lists, which leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.store.duck.schema import SQL_TYPES, quoted
from graph.store.seeking import BY_STREET, with_sought
from models.contract import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Mapping

STREET = ("straat", "woonplaats")
NUMBER = ("huisnummer", "huisletter", "huisnummertoevoeging")
PARTS = r"^(?<street>.*)\|(?<huisnummer>\d+)\|[^|]*$"
"""An address by street (``graph.linking.places.by_street``): the number stands last but one."""


def joined(
    among: pl.DataFrame | None, types: Mapping[str, pl.DataType], bound: int = 0
) -> tuple[str, tuple[object, ...]]:
    """A join that keeps the rows ``f`` whose values stand together in the frame, and the values to bind.

    ``types`` are those of the table, ``bound`` is how many values the query binds already.
    """
    if among is None:
        return "", ()
    places = enumerate(among.columns, start=bound + 1)
    lists = ", ".join(f"unnest(${n}::{SQL_TYPES[types[name]]}[]) AS {quoted(name)}" for n, name in places)
    same = " AND ".join(f"s.{quoted(name)} = f.{quoted(name)}" for name in among.columns)
    return f"SEMI JOIN (SELECT {lists}) AS s ON {same}", tuple(among[c].to_list() for c in among.columns)


def spelt(among: pl.DataFrame, streets: pl.DataFrame) -> pl.DataFrame:
    """Addresses by street in columns that are delivered, in every spelling that occurs.

    Args:
        among: ``by_street``, perhaps with ``bron``.
        streets: ``straat, woonplaats`` of the whole table, each pair once.

    Returns:
        ``straat, woonplaats, huisnummer``, perhaps with ``bron``: all that are sought, and some more.
    """
    parts = pl.col(BY_STREET).str.extract_groups(PARTS)
    asked = among.with_columns(parts).unnest(BY_STREET).with_columns(pl.col("huisnummer").cast(pl.Int64))
    numbered = streets.with_columns(
        pl.lit(0).alias(name) if name == "huisnummer" else pl.lit("").alias(name) for name in NUMBER
    )
    marked = with_sought(ADRESSEN.name, numbered).with_columns(pl.col(BY_STREET).str.extract(PARTS, 1))
    found = asked.join(marked.select(*STREET, street=BY_STREET), on="street").drop("street")
    return found.unique()
