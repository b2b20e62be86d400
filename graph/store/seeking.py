"""By which columns an engine seeks the rows of a table, from the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.columns import TableSpec, ValueKind
from models.contract import ADRESSEN, TABLES
from models.provenance import BRON
from models.results import PERSONEN, SYSTEEMLEDEN

if TYPE_CHECKING:
    import polars as pl

RECORD, PERSON, SYSTEM = ("bron", "persoon_id"), ("knooppunt_id",), ("systeem_id",)
IN_RESULTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    PERSONEN.name: (RECORD, PERSON),
    SYSTEEMLEDEN.name: (SYSTEM, PERSON),
}
"""By which columns the rows of a result are sought; the other results are read whole."""

BY_POSTCODE, BY_STREET = "by_postcode", "by_street"
BY_PLACE = (BY_POSTCODE, BY_STREET)
"""Postcode and number of an address in one text, and town, street and number; no source delivers these."""


def sought(table: str) -> tuple[str, ...]:
    """Its own id, every id of another table that it names, and by what a place is recognised."""
    spec: TableSpec = TABLES[table]
    own = (c.name for c in spec.columns if c.name == spec.key[0] or c.refers_to or c.kind is ValueKind.BAG)
    return (*own, *BY_PLACE) if spec is ADRESSEN else tuple(own)


def with_sought(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every sought column: an engine may keep beside them what follows from the others."""
    if TABLES[table] is not ADRESSEN:
        return rows
    from graph.linking.places import by_postcode, by_street  # noqa: PLC0415  a store needs nothing of linking

    return rows.with_columns(by_postcode().alias(BY_POSTCODE), by_street().alias(BY_STREET))


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
    whole = rows if set(among.columns) <= set(rows.columns) else with_sought(table, rows)
    found = whole.join(values, on=among.columns, how="semi", maintain_order="left")
    return found.select(rows.columns)
