"""From a declared column to the type it has in a frame."""

import polars as pl

from models.columns import TableSpec, ValueKind

DTYPES: dict[ValueKind, pl.DataType] = {
    ValueKind.DATE: pl.Date(),
    ValueKind.MOMENT: pl.Datetime("us", "UTC"),
    ValueKind.BOOLEAN: pl.Boolean(),
    ValueKind.INTEGER: pl.Int64(),
    ValueKind.NUMBER: pl.Float64(),
}
"""Every kind that is not named here is text."""


def dtype(kind: ValueKind) -> pl.DataType:
    """The frame type of a kind of value."""
    return DTYPES.get(kind, pl.String())


def schema(spec: TableSpec) -> dict[str, pl.DataType]:
    """Column names and types of a declared table, in order."""
    return {c.name: dtype(c.kind) for c in spec.columns}


def empty(spec: TableSpec) -> pl.DataFrame:
    """A frame of a declared table without rows."""
    return pl.DataFrame(schema=schema(spec))
