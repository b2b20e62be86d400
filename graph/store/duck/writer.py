# ruff: noqa: S608  names come from the declarations and are quoted, values are bound
"""One transaction on the file: all of it is kept, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.duck.fold import Numbered, TableFold
from graph.store.duck.rows import fetch_row, insert
from graph.store.duck.schema import fact_table, ledger_table, listed, named_table, result_table, staged_table
from graph.store.shapes import (
    AREA_TYPES,
    COUNTED,
    VOLGNUMMER,
    conform,
    key_types,
    ledger_types,
    levering_row,
    stage_types,
    version_types,
)
from models.contract import TABLES
from models.errors import DeliveryRefused
from models.ledgers import LEDGERS, LEVERINGEN
from models.results import RESULTS

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from graph.store.base import DeliveryHead, Follow


class DuckWriter:
    """A Writer; the store begins and ends its transaction."""

    __slots__ = ("_changed", "_cursor", "_named", "_staged")

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._staged: set[str] = set()
        self._named: set[str] = set()
        self._changed = False

    def stage(self, table: str, rows: pl.DataFrame) -> None:
        """Add judged rows of the levering at hand."""
        types = stage_types(TABLES[table])
        self._staged.add(table)
        insert(self._cursor, staged_table(table), conform(rows, types))

    def stage_named(self, table: str, keys: pl.DataFrame) -> None:
        """Add keys of refused rows of the levering at hand."""
        types = key_types(TABLES[table])
        self._named.add(table)
        insert(self._cursor, named_table(table), conform(keys, types))

    def deliver(self, head: DeliveryHead, today: date, report: str) -> int:
        """Fold everything staged into the store; gives the number of the levering.

        Raises:
            DeliveryRefused: a levering of this id has been read before.
        """
        self._refuse_known(head)
        self.append(LEVERINGEN.name, levering_row(head, today, report))
        number = self._last(LEVERINGEN.name)
        levering = Numbered(number, head.bron, head.peildatum, today)
        for name, spec in TABLES.items():
            viewers = tuple(who for table, whom in head.conditions if table == name for who in whom)
            self._fold(TableFold(self._cursor, spec, levering, viewers), name, full=head.volledig)
        self._clear()
        return number

    def append(self, ledger: str, rows: pl.DataFrame) -> None:
        """Add rows to a ledger, numbered on from its last."""
        self._append(ledger, rows, self._last(ledger))

    def append_after(self, ledger: str, follow: Follow) -> None:
        """Add the rows that follow from the last one; no other transaction can come between."""
        last = self._last(ledger)
        types = ledger_types(LEDGERS[ledger])
        sql = f"SELECT {listed(types)} FROM {ledger_table(ledger)} WHERE volgnummer = $1"
        row = fetch_row(self._cursor, sql, (last,), types) if last else None
        self._append(ledger, follow(row), last)

    def restore(self, table: str, versions: pl.DataFrame) -> None:
        """Put back what ``View.versions`` of another store gave.

        Raises:
            ValueError: the table holds facts already.
        """
        fact = fact_table(table)
        if self._cursor.execute(f"SELECT 1 FROM {fact} LIMIT 1").fetchone() is not None:
            raise ValueError(f"this store already holds {table}")
        insert(self._cursor, fact, conform(versions, version_types(TABLES[table])))
        self._changed = True

    def replace(self, result: str, rows: pl.DataFrame) -> None:
        """Put these rows in the place of a result."""
        spec = RESULTS[result]
        self._cursor.execute(f"DELETE FROM {result_table(result)}")
        insert(self._cursor, result_table(result), conform(rows, frames.schema(spec)))
        self._changed = True

    def replace_areas(self, areas: pl.DataFrame) -> None:
        """Add areas or put them in the place of those with the same code."""
        rows = conform(areas, AREA_TYPES)
        self._cursor.execute(
            "DELETE FROM opslag.gebieden WHERE list_contains($1::VARCHAR[], code)", [rows["code"].to_list()]
        )
        insert(self._cursor, "opslag.gebieden", rows)
        self._changed = True

    def finish(self) -> bool:
        """Leave nothing staged; gives whether the transaction changed what analyses find, and counts it."""
        self._clear()
        if self._changed:
            self._cursor.execute("UPDATE opslag.meta SET versie = versie + 1")
        return self._changed

    def _refuse_known(self, head: DeliveryHead) -> None:
        known = self._cursor.execute(
            f"SELECT 1 FROM {ledger_table(LEVERINGEN.name)} WHERE bron = $bron AND levering_id = $id",
            {"bron": head.bron, "id": head.levering_id},
        ).fetchone()
        if known is not None:
            raise DeliveryRefused(f"Levering {head.levering_id} van {head.bron} is al ingelezen.")

    def _fold(self, fold: TableFold, name: str, *, full: bool) -> None:
        if name in self._staged:
            fold.rows()
        if name in self._named and full:
            fold.named()

    def _clear(self) -> None:
        for table in (*map(staged_table, self._staged), *map(named_table, self._named)):
            self._cursor.execute(f"TRUNCATE {table}")
        self._staged.clear()
        self._named.clear()

    def _append(self, ledger: str, rows: pl.DataFrame, last: int) -> None:
        declared = conform(rows, frames.schema(LEDGERS[ledger]))
        numbers = pl.int_range(last + 1, last + 1 + declared.height, eager=True)
        numbered = declared.clone().insert_column(0, numbers.alias(VOLGNUMMER.name))
        insert(self._cursor, ledger_table(ledger), numbered)
        self._changed |= ledger in COUNTED

    def _last(self, ledger: str) -> int:
        found = self._cursor.execute(
            f"SELECT coalesce(max(volgnummer), 0) FROM {ledger_table(ledger)}"
        ).fetchone()
        return int(found[0]) if found else 0
