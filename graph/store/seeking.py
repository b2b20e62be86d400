"""Which columns of a table an engine can seek by, from the declarations."""

from __future__ import annotations

from models.columns import TableSpec, ValueKind
from models.contract import TABLES

PLACES = frozenset({ValueKind.POSTCODE, ValueKind.BAG})


def sought(table: str) -> tuple[str, ...]:
    """Its own id, every id of another table that it names, and by what a place is recognised."""
    spec: TableSpec = TABLES[table]
    return tuple(
        c.name for c in spec.columns if c.name == spec.key[0] or c.refers_to or c.kind in PLACES
    )
