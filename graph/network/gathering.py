"""What is sought in a view, each key once; what was found is a small view again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.frames import empty
from graph.network.network import Network
from graph.network.organisations import build_sources
from graph.network.people import People
from graph.store.seeking import PERSON, RECORD, only_among, with_sought
from graph.store.shapes import fact_types
from models.contract import PARTNERS, TABLES
from models.ledgers import LEVERINGEN
from models.results import PERSONEN, RESULTS

if TYPE_CHECKING:
    from graph.store.base import View

Key = tuple[str, ...]
Row = dict[str, Any]
MANY = 5_000
"""Of more than so many keys at once it takes less to read everything."""


class Gathering:
    """The rows of one view that were found so far.

    ``linked`` are the persons of the records that were linked, ``seeks`` is how often the view was asked.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[str, list[pl.DataFrame]] = {}
        self._by_key: dict[tuple[str, Key], dict[Key, list[Row]]] = {}
        self.linked: dict[Key, Key] = {}
        self.seeks = 0

    def among(self, table: str, columns: Key, keys: Iterable[Key]) -> list[Row]:
        """The rows of a table or result with these values, and all by which they are sought.

        What was sought before is not asked again.
        """
        wanted = {key for key in keys if None not in key}
        self._seek(table, columns, wanted)
        known = self._by_key[table, columns]
        return [row for key in wanted for row in known[key]]

    def size(self, table: str) -> int:
        """How often rows of a table were found; it grows with every new one."""
        return sum(found.height for found in self._found.get(table, ()))

    def rows(self, table: str) -> pl.DataFrame:
        """Everything that was found in a table, each row once, in the order of the whole."""
        found = self._found.get(table)
        if not found:
            return (
                pl.DataFrame(schema=fact_types(TABLES[table])) if table in TABLES else empty(RESULTS[table])
            )
        key = ("bron", *TABLES[table].key) if table in TABLES else RESULTS[table].key
        return pl.concat(found).unique(key, maintain_order=True).sort(key, nulls_last=True)

    def _seek(self, table: str, columns: Key, wanted: set[Key]) -> None:
        known = self._by_key.setdefault((table, columns), {})
        fresh = wanted - known.keys()
        if not fresh:
            return
        self.seeks += 1
        known |= {key: [] for key in fresh}
        found = self._look(table, frame(columns, fresh))
        if found.is_empty():
            return
        self._found.setdefault(table, []).append(found)
        marked = with_sought(table, found) if table in TABLES else found
        for row in marked.iter_rows(named=True):
            known[tuple(row[name] for name in columns)].append(row)
        if table == PERSONEN.name:
            self.linked |= {(bron, own): (person,) for bron, own, person in found.iter_rows()}

    def _look(self, table: str, among: pl.DataFrame) -> pl.DataFrame:
        if among.height <= MANY:
            return self._view.facts(table, among) if table in TABLES else self._view.result(table, among)
        if table in TABLES:
            return only_among(table, self._view.facts(table), among)
        return self._view.result(table).join(among, on=among.columns, how="semi", maintain_order="left")


def identify(sought: Gathering, records: Iterable[Key]) -> set[Key]:
    """All records of the persons of these records; what sources say of them is found."""
    known = set(records)
    sought.among(PERSONEN.name, RECORD, known - sought.linked.keys())
    persons = {sought.linked[record] for record in known if record in sought.linked}
    every = known | keys(sought.among(PERSONEN.name, PERSON, persons), RECORD)
    sought.among("personen", RECORD, every)
    return every


def keys(rows: Iterable[Row], columns: Key) -> set[Key]:
    """The values of these columns, each combination once."""
    return {tuple(row[name] for name in columns) for row in rows}


def frame(columns: Key, values: Iterable[Key]) -> pl.DataFrame:
    """Values as a frame of text; what is not filled finds nothing and falls out."""
    known = [value for value in values if None not in value]
    return pl.DataFrame(known, schema=dict.fromkeys(columns, pl.String), orient="row")


STAYING = frozenset({"verblijf", "huishoudens", "huishoudleden"})
"""Of these only what holds on the day counts."""


class Part:
    """Some rows of a view, in the order of the whole: enough of a view for ``Network.from_view``.

    ``sought`` are the rows that were found, ``people`` who is in them (``look``).
    """

    people: People

    def __init__(self, view: View, day: date) -> None:
        self.sought = Gathering(view)
        self.secret = view.secret
        self._day = day
        self._heads = view.ledger(LEVERINGEN.name)
        self._partners = view.facts(PARTNERS.name)

    def look(self) -> People:
        """Everyone in the rows that were found so far."""
        self.people = People.from_view(self)
        return self.people

    @cached_property
    def network(self) -> Network:
        """The network of these people, once all are found."""
        return Network.of(self.people, self)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """``bron, naam, soort``."""
        return build_sources(self._heads)

    @property
    def links(self) -> pl.DataFrame:
        """``bron, persoon_id, knooppunt_id`` of the records that were found, hidden ones included."""
        return self.result(PERSONEN.name)

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering."""
        latest: date | None = self._heads["peildatum"].max()  # type: ignore[assignment]
        return latest

    def facts(self, table: str) -> pl.DataFrame:
        """The rows of a table that were found; the partners are all there."""
        if table == PARTNERS.name:
            return self._partners
        rows = self.sought.rows(table)
        day = pl.lit(self._day)
        holds = (pl.col("van").fill_null(day) <= day) & (pl.col("tot").fill_null(day) >= day)
        return rows.filter(holds) if table in STAYING and not rows.is_empty() else rows

    def ledger(self, name: str) -> pl.DataFrame:
        """The leveringen, all of them."""
        return {LEVERINGEN.name: self._heads}[name]

    def result(self, name: str) -> pl.DataFrame:
        """The rows of a result that were found."""
        return self.sought.rows(name)
