# ruff: noqa: S608  names come from the declarations and are quoted, values are bound
"""One look at the file: a snapshot, safe to use from several threads."""

from __future__ import annotations

import weakref
from threading import Lock
from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store import seeking
from graph.store.duck import seek
from graph.store.duck.connection import explained
from graph.store.duck.rows import fetch
from graph.store.duck.schema import fact_table, ledger_table, listed, quoted, result_table
from graph.store.shapes import AREA_TYPES, fact_types, ledger_types, version_types
from models.contract import ADRESSEN, TABLES
from models.ledgers import LEDGERS, LEVERINGEN
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from graph.store.base import Viewer
    from models.columns import TableSpec

ENDS = f"""WITH einde AS (
    SELECT deze.volgnummer, min(later.peildatum) - 1 AS laatste_dag
    FROM {ledger_table(LEVERINGEN.name)} AS deze JOIN {ledger_table(LEVERINGEN.name)} AS later
        ON later.bron = deze.bron AND later.volledig
        AND (later.peildatum, later.volgnummer) > (deze.peildatum, deze.volgnummer)
    GROUP BY deze.volgnummer)"""
"""Per levering: the last day of a fact that it was the last to name, if a full one came after it."""


class DuckView:
    """A View: everything it gives is of the moment at which it was made.

    It holds that moment until it is let go, so make one per question and keep none for long.
    """

    __slots__ = ("__weakref__", "_cursor", "_fictief", "_lock", "_path", "_secret", "_viewer")

    def __init__(self, cursor: duckdb.DuckDBPyConnection, path: Path, viewer: Viewer | None) -> None:
        self._cursor = cursor
        self._path = path
        self._viewer = viewer
        self._lock = Lock()
        weakref.finalize(self, cursor.close)
        cursor.execute("BEGIN TRANSACTION")
        meta = cursor.execute("SELECT fictief, geheim FROM opslag.meta").fetchone()
        assert meta is not None
        self._fictief, self._secret = bool(meta[0]), bytes(meta[1])

    @property
    def fictief(self) -> bool:
        """Whether this store holds a fictional region only."""
        return self._fictief

    @property
    def secret(self) -> bytes:
        """Key for opaque codes."""
        return self._secret

    def complete(self) -> bool:
        """Whether no fact that holds now is kept from this viewer."""
        allowed, values = self._allowed()
        kept = " UNION ALL ".join(
            f"SELECT 1 AS rij FROM {fact_table(table)} AS f WHERE f.bekend_tot IS NULL AND NOT {allowed}"
            for table in TABLES
        )
        found = self._fetch(f"SELECT rij FROM ({kept}) LIMIT 1", values, {"rij": pl.Int64()})
        return found.is_empty()

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering."""
        found = self._fetch(
            f"SELECT max(peildatum) AS peildatum FROM {ledger_table(LEVERINGEN.name)}",
            (),
            {"peildatum": pl.Date()},
        )
        latest: date | None = found["peildatum"].item()
        return latest

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What holds now, ordered by bron and key: all, or what stands ``among`` these values."""
        if among is None:
            return self._facts(table, None)
        wanted = seeking.values_sought(table, among)
        by_place = next((name for name in seek.SPELT if name in wanted.columns), None)
        if by_place is None:
            return self._facts(table, wanted)
        near = seek.spelt(wanted, by_place, self._spellings(seek.SPELT[by_place]))
        return seeking.only_among(table, self._facts(table, near), wanted)

    def _facts(self, table: str, among: pl.DataFrame | None) -> pl.DataFrame:
        spec = TABLES[table]
        allowed, shut_out = self._allowed()
        joined, sought = seek.joined(among, fact_types(spec), len(shut_out))
        ends, ended = (
            (ENDS, "LEFT JOIN einde AS e ON e.volgnummer = f.genoemd_in") if spec.period else ("", "")
        )
        return self._fetch(
            f"""{ends} SELECT f.bron, {_effective(spec)}, f.niet_aan, f.gezegd_in AS levering,
                    l.peildatum, f.eerst_verwerkt
                FROM {fact_table(table)} AS f {joined}
                JOIN {ledger_table(LEVERINGEN.name)} AS l ON l.volgnummer = f.gezegd_in {ended}
                WHERE f.bekend_tot IS NULL AND {allowed} ORDER BY {_order(("bron", *spec.key))}""",
            (*shut_out, *sought),
            fact_types(spec),
        )

    def _spellings(self, columns: Sequence[str]) -> pl.DataFrame:
        every = f"SELECT DISTINCT {listed(columns)} FROM {fact_table(ADRESSEN.name)}"
        return self._fetch(every, (), dict.fromkeys(columns, pl.String()))

    def ids(self, table: str, bron: str) -> pl.Series:
        """The ids that this source has delivered in a table, sorted."""
        name = TABLES[table].key[0]
        allowed, values = self._allowed()
        found = self._fetch(
            f"""SELECT DISTINCT f.{quoted(name)} FROM {fact_table(table)} AS f
                WHERE f.bron = ${len(values) + 1} AND f.gezegd_in IS NOT NULL AND f.bekend_tot IS NULL
                    AND {allowed} ORDER BY 1""",
            (*values, bron),
            {name: pl.String()},
        )
        return found[name]

    def versions(self, table: str) -> pl.DataFrame:
        """Everything ever said, ordered by bron, key and ``bekend_van``.

        Raises:
            ValueError: this view is of one viewer, from whom facts may be kept.
        """
        if self._viewer is not None:
            raise ValueError("only a whole view gives versions")
        spec = TABLES[table]
        types = version_types(spec)
        order = _order(("bron", *spec.key, "bekend_van"))
        return self._fetch(f"SELECT {listed(types)} FROM {fact_table(table)} ORDER BY {order}", (), types)

    def ledger(self, name: str, last: int | None = None) -> pl.DataFrame:
        """The rows in order of writing: all, or no more than the ``last`` so many."""
        types = ledger_types(LEDGERS[name])
        newest = f"WHERE volgnummer > (SELECT max(volgnummer) FROM {ledger_table(name)}) - $1"
        where, values = ("", ()) if last is None else (newest, (last,))
        sql = f"SELECT {listed(types)} FROM {ledger_table(name)} {where} ORDER BY volgnummer"
        return self._fetch(sql, values, types)

    def height(self, ledger: str) -> int:
        """How many rows a ledger has."""
        sql = f"SELECT count(*) FROM {ledger_table(ledger)}"
        with self._lock, explained(self._path):
            found = self._cursor.execute(sql).fetchone()
        return int(found[0]) if found else 0

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What the last analysis left, ordered by key: all, or what stands ``among`` these values."""
        spec = RESULTS[name]
        joined, sought = seek.joined(among, frames.schema(spec))
        table, order = result_table(name), _order(spec.key)
        sql = f"SELECT {listed(spec.names, 'f.')} FROM {table} AS f {joined} ORDER BY {order}"
        return self._fetch(sql, sought, frames.schema(spec))

    def areas(self) -> pl.DataFrame:
        """All areas, ordered by code."""
        sql = f"SELECT {listed(AREA_TYPES)} FROM opslag.gebieden ORDER BY code"
        return self._fetch(sql, (), AREA_TYPES)

    def close(self) -> None:
        """Let go of the moment; letting go of the view does the same."""
        with self._lock:
            self._cursor.close()

    def _allowed(self) -> tuple[str, tuple[object, ...]]:
        if self._viewer is None:
            return "true", ()
        shut_out = [self._viewer.organisation, self._viewer.kind]
        return "(f.niet_aan IS NULL OR NOT list_has_any(string_split(f.niet_aan, ' '), $1::VARCHAR[]))", (
            shut_out,
        )

    def _fetch(self, sql: str, values: Sequence[object], types: dict[str, pl.DataType]) -> pl.DataFrame:
        with self._lock, explained(self._path):
            return fetch(self._cursor, sql, values, types)


def _effective(spec: TableSpec) -> str:
    """The contract columns, with the last day as the leveringen make it."""
    last = spec.period[1] if spec.period else None
    return ", ".join(
        f"least(f.{quoted(name)}, e.laatste_dag) AS {quoted(name)}" if name == last else f"f.{quoted(name)}"
        for name in spec.names
    )


def _order(columns: Sequence[str]) -> str:
    return ", ".join(f"{quoted(name)} NULLS LAST" for name in columns)
