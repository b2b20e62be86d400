"""Frames in and out of DuckDB, through Arrow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb


def insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Add a frame that has the columns of the table, in its order.

    A relation leaves nothing behind; a registered frame is held until the transaction ends.
    """
    naive = rows.with_columns(pl.col(pl.Datetime).dt.replace_time_zone(None))
    cursor.from_arrow(naive.to_arrow()).insert_into(table)


def fetch(
    cursor: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object], types: dict[str, pl.DataType]
) -> pl.DataFrame:
    """What a query gives, in the declared types."""
    found = cursor.execute(sql, list(values)).pl()
    moments = [name for name, kind in types.items() if isinstance(kind, pl.Datetime)]
    return found.with_columns(pl.col(moments).dt.replace_time_zone("UTC")).cast(types)  # type: ignore[arg-type]


def fetch_row(
    cursor: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object], names: Iterable[str]
) -> dict[str, object] | None:
    """The first row that a query gives, as plain values; for one row a frame is a long way round."""
    found = cursor.execute(sql, list(values)).fetchone()
    if found is None:
        return None
    plain = (v.replace(tzinfo=UTC) if isinstance(v, datetime) else v for v in found)
    return dict(zip(names, plain, strict=True))
