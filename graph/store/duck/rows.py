# ruff: noqa: S608  names come from the declarations and are quoted, values are bound
"""Frames in and out of DuckDB, through Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.store.duck.schema import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

INCOMING = "binnenkomend"


def conform(rows: pl.DataFrame, types: dict[str, pl.DataType]) -> pl.DataFrame:
    """The rows with exactly these columns and types; a column that is missing is empty.

    Raises:
        ValueError: a column is not declared.
    """
    unknown = sorted(set(rows.columns) - set(types))
    if unknown:
        raise ValueError(f"columns that are not declared: {', '.join(unknown)}")
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in types.items()
    )


def insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Add a conforming frame to a table."""
    naive = rows.with_columns(pl.col(pl.Datetime).dt.replace_time_zone(None))
    cursor.register(INCOMING, naive.to_arrow())
    try:
        cursor.execute(f"INSERT INTO {table} SELECT {listed(rows.columns)} FROM {INCOMING}")
    finally:
        cursor.unregister(INCOMING)


def fetch(
    cursor: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object], types: dict[str, pl.DataType]
) -> pl.DataFrame:
    """What a query gives, in the declared types."""
    found = cursor.execute(sql, list(values)).pl()
    moments = [name for name, kind in types.items() if isinstance(kind, pl.Datetime)]
    return found.with_columns(pl.col(moments).dt.replace_time_zone("UTC")).cast(types)  # type: ignore[arg-type]
