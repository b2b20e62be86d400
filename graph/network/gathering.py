"""What is sought in a view, each key once; what was found is a small view again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.frames import empty
from graph.store.seeking import PERSON, RECORD, only_among
from graph.store.shapes import fact_types
from models.contract import TABLES
from models.ledgers import LEVERINGEN
from models.results import PERSONEN, RESULTS

if TYPE_CHECKING:
    from graph.store.base import View

Key = tuple[str, ...]
MANY = 5_000
"""Of more than so many keys at once it takes less to read everything."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some rows of a view, in the order of the whole: enough of a view for ``Network.from_view``."""

    secret: bytes
    tables: dict[str, pl.DataFrame]
    links: pl.DataFrame
    heads: pl.DataFrame

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering."""
        latest: date | None = self.heads["peildatum"].max()  # type: ignore[assignment]
        return latest

    def facts(self, table: str) -> pl.DataFrame:
        """The rows of a table that were found."""
        return self.tables[table]

    def ledger(self, name: str) -> pl.DataFrame:
        """The leveringen, all of them."""
        return {LEVERINGEN.name: self.heads}[name]

    def result(self, name: str) -> pl.DataFrame:
        """The links that were found."""
        return {PERSONEN.name: self.links}[name]


class Gathering:
    """The rows of one view that were found so far; ``seeks`` is how often it was asked."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rows: dict[str, pl.DataFrame] = {}
        self._asked: dict[tuple[str, ...], set[Key]] = {}
        self.seeks = 0

    def seek(self, table: str, columns: tuple[str, ...], keys: Iterable[Key]) -> None:
        """Find the rows of a table or result with these values, but for what was sought before."""
        asked = self._asked.setdefault((table, *columns), set())
        fresh = {key for key in keys if None not in key} - asked
        if not fresh:
            return
        asked |= fresh
        self.seeks += 1
        found = self._look(table, frame(columns, fresh))
        if not found.is_empty():
            self._rows[table] = _once(table, self.rows(table), found)

    def _look(self, table: str, among: pl.DataFrame) -> pl.DataFrame:
        if among.height <= MANY:
            return self._view.facts(table, among) if table in TABLES else self._view.result(table, among)
        if table in TABLES:
            return only_among(table, self._view.facts(table), among)
        return self._view.result(table).join(among, on=among.columns, how="semi", maintain_order="left")

    def among(self, table: str, columns: tuple[str, ...], keys: Iterable[Key]) -> pl.DataFrame:
        """The rows with these values, sought before or not."""
        wanted = set(keys)
        self.seek(table, columns, wanted)
        rows = self.rows(table)
        if rows.is_empty():
            return rows
        return rows.join(frame(columns, wanted), on=columns, how="semi", maintain_order="left")

    def asked(self, table: str, columns: tuple[str, ...]) -> pl.DataFrame:
        """What was sought."""
        return frame(columns, self._asked.get((table, *columns), set()))

    def rows(self, table: str) -> pl.DataFrame:
        """Everything that was found in a table, each row once, in the order of the whole."""
        return self._rows[table] if table in self._rows else _nothing(table)


def identify(sought: Gathering, records: Iterable[Key]) -> set[Key]:
    """All records of the persons of these records; what sources say of them is found."""
    known = set(records)
    persons = sought.among(PERSONEN.name, RECORD, known).select(PERSON).rows()
    every = known.union(sought.among(PERSONEN.name, PERSON, persons).select(RECORD).iter_rows())
    sought.seek("personen", RECORD, every)
    return every


def frame(columns: tuple[str, ...], keys: Iterable[Key]) -> pl.DataFrame:
    """Keys as a frame of text; what is not filled finds nothing and falls out."""
    known = [key for key in keys if None not in key]
    return pl.DataFrame(known, schema=dict.fromkeys(columns, pl.String), orient="row")


def _once(table: str, *found: pl.DataFrame) -> pl.DataFrame:
    key = ("bron", *TABLES[table].key) if table in TABLES else RESULTS[table].key
    return pl.concat(found).unique(key, maintain_order=True).sort(key, nulls_last=True)


def _nothing(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=fact_types(TABLES[table])) if table in TABLES else empty(RESULTS[table])
