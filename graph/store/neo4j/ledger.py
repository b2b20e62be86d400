"""Ledgers: one node for each row, numbered; a reader sees the numbers up to its moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.store.neo4j.connection import BULK_LIMIT
from graph.store.shapes import VOLGNUMMER, ledger_types
from models.errors import StoreUnavailable
from models.graph import LEDGER_LABELS
from models.ledgers import AUDITLOG, LEDGERS, VERWERKINGSLOG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection

LATE, PAUSE = 2.0, 0.01
"""A server shows the nodes of one transaction one by one, so the last rows may be a moment late."""
WITH_GAPS = frozenset({AUDITLOG.name, VERWERKINGSLOG.name})
"""Of these someone took a row away when it stays missing, and whoever reads the log must see that."""


MISSING = "In de opslag {where} ontbreken regels van {name}."
NO_LAST = "In de opslag ontbreekt de laatste regel van {name}: er kan niets meer bij tot die terug is."


def statement_read(name: str, columns: Iterable[str]) -> str:
    """Rows of a ledger from one number to another, oldest first."""
    wanted = ", ".join(f"r.{column} AS {column}" for column in columns)
    return f"""MATCH (r:{LEDGER_LABELS[name]}) WHERE r.volgnummer > $na AND r.volgnummer <= $tot
        RETURN {wanted} ORDER BY volgnummer"""


def read(
    connection: Connection, name: str, height: int, *, last: int | None = None, columns: Iterable[str] = ()
) -> pl.DataFrame:
    """A ledger of so many rows, or its ``last`` ones; all columns unless some are named.

    Raises:
        StoreUnavailable: rows are missing, and stay so; of a log those that are there are given.
    """
    every = ledger_types(LEDGERS[name])
    wanted = {column: every[column] for column in columns} or every
    after = 0 if last is None else max(0, height - last)
    statement = statement_read(name, wanted)

    def work(tx: ManagedTransaction) -> list[list[Any]]:
        return tx.run(statement, na=after, tot=height).values()

    end = time.monotonic() + LATE
    while True:
        rows = connection.reading(work, BULK_LIMIT) if height > after else []
        if len(rows) == height - after:
            return to_frame(rows, wanted)
        if time.monotonic() > end:
            break
        time.sleep(PAUSE)
    if name in WITH_GAPS:
        return to_frame(rows, wanted)
    raise StoreUnavailable(MISSING.format(where=connection, name=name))


def last_row(tx: ManagedTransaction, name: str, height: int) -> Mapping[str, object] | None:
    """The row of the highest number, read within a transaction that holds the lock.

    Raises:
        StoreUnavailable: someone took it away; nothing may follow from a row before it.
    """
    every = ledger_types(LEDGERS[name])
    if not height:
        return None
    rows = tx.run(statement_read(name, every), na=height - 1, tot=height).values()
    if not rows:
        raise StoreUnavailable(NO_LAST.format(name=name))
    return to_frame(rows, every).row(0, named=True)


def append(tx: ManagedTransaction, name: str, rows: pl.DataFrame, height: int) -> None:
    """Add rows that are numbered on from ``height``."""
    numbered = to_values(rows, height)
    statement = f"UNWIND $blok.rijen AS rij CREATE (r:{LEDGER_LABELS[name]}) SET r = rij"
    tx.run(statement, blok={"rijen": numbered}).consume()


def append_many(connection: Connection, name: str, rows: pl.DataFrame, height: int) -> None:
    """The same in batches of a transaction each; nobody sees them before the ledger is said to be longer."""
    statement = f"""UNWIND $blok.rijen AS rij MERGE (r:{LEDGER_LABELS[name]} {{volgnummer: rij.volgnummer}})
        SET r = rij"""
    connection.batches(statement, to_values(rows, height))


def clear_beyond(connection: Connection, name: str, height: int) -> None:
    """Remove rows beyond the height of a ledger: a process that stopped halfway left them."""
    connection.until_done(
        f"""MATCH (r:{LEDGER_LABELS[name]}) WHERE r.volgnummer > $hoogte WITH r LIMIT 10000
        DELETE r RETURN count(*) AS aantal""",
        {"hoogte": height},
    )


def to_values(rows: pl.DataFrame, height: int) -> list[dict[str, object]]:
    """Rows as the driver takes them; an empty value is no property."""
    return [
        {VOLGNUMMER.name: number} | {name: value for name, value in row.items() if value is not None}
        for number, row in enumerate(rows.iter_rows(named=True), start=height + 1)
    ]


def to_frame(rows: list[list[Any]], wanted: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as the driver gives them, in the declared types."""
    if not rows:
        return pl.DataFrame(schema=wanted)
    columns = {}
    for (name, kind), values in zip(wanted.items(), zip(*rows, strict=True), strict=True):
        native = [_native(value) for value in values] if kind.is_temporal() else values
        columns[name] = pl.Series(name, native, dtype=kind)
    return pl.DataFrame(columns)


def _native(value: Any) -> Any:
    """Python's own date or moment; the driver has types of its own."""
    return value.to_native() if hasattr(value, "to_native") else value
