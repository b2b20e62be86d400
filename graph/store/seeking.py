"""By which columns an engine seeks the rows of a table, from the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.columns import TableSpec, ValueKind
from models.contract import ADRESSEN, TABLES
from models.provenance import BRON

if TYPE_CHECKING:
    import polars as pl

PLACES = frozenset({ValueKind.POSTCODE, ValueKind.BAG})
BY_STREET = "by_street"
"""Town, street and number of an address in one text, however they are spelt; no source delivers it."""


def sought(table: str) -> tuple[str, ...]:
    """Its own id, every id of another table that it names, and by what a place is recognised."""
    spec: TableSpec = TABLES[table]
    own = tuple(c.name for c in spec.columns if c.name == spec.key[0] or c.refers_to or c.kind in PLACES)
    return (*own, BY_STREET) if spec is ADRESSEN else own


def with_sought(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every sought column: an engine may keep beside them what follows from the others."""
    if BY_STREET not in sought(table):
        return rows
    from graph.linking.places import by_street  # noqa: PLC0415  a store alone needs nothing of linking

    return rows.with_columns(by_street().alias(BY_STREET))


def values_sought(table: str, among: pl.DataFrame) -> pl.DataFrame:
    """What is sought, each once, without empty values: these are nowhere found.

    Raises:
        ValueError: the columns are not ``bron`` and one that is sought, or that one alone.
    """
    by = set(among.columns) - {BRON.name}
    if len(by) != 1 or not by <= set(sought(table)):
        raise ValueError(f"{table} is not sought by {', '.join(among.columns)}")
    return among.drop_nulls().unique()


def only_among(table: str, rows: pl.DataFrame, among: pl.DataFrame) -> pl.DataFrame:
    """Of all rows of a table those that are sought, in their order: what every engine must give."""
    values = values_sought(table, among)
    whole = with_sought(table, rows) if BY_STREET in among.columns else rows
    found = whole.join(values, on=among.columns, how="semi", maintain_order="left")
    return found.select(rows.columns)
