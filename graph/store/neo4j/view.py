"""One look at a server: everything it gives is of the moment at which it was made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.base import FOLD
from graph.store.neo4j import fold, ledger, pages
from graph.store.neo4j.follow import DAYS
from graph.store.neo4j.seek import sought
from graph.store.seeking import only_among, values_sought
from graph.store.shapes import AREA_TYPES, stage_types
from models.contract import TABLES
from models.ledgers import LEVERINGEN
from models.provenance import BRON
from models.results import RESULTS

if TYPE_CHECKING:
    from datetime import date

    from graph.store.base import Viewer
    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.standing import Look
    from graph.store.neo4j.whole import WholeTables


class Neo4jView:
    """A View of one version of the store; safe to use from several threads."""

    def __init__(
        self, connection: Connection, look: Look, whole: WholeTables, viewer: Viewer | None = None
    ) -> None:
        self._connection = connection
        self._look = look
        self._whole = whole
        self._viewer = viewer

    @property
    def fictief(self) -> bool:
        """Whether this store holds a fictional region only."""
        return self._look.fictief

    @property
    def secret(self) -> bytes:
        """Key for opaque codes."""
        return self._look.secret

    def complete(self) -> bool:
        """Whether no fact that holds now is kept from this viewer."""
        return self._viewer is None or not pages.kept_from(self._connection, self._version, self._shut_out)

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering."""
        latest: date | None = self._days["peildatum"].max()  # type: ignore[assignment]
        return latest

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What holds now, by bron and key; ``among`` is sought in the graph if that is up to date."""
        if among is None:
            return self._allowed(self._table(table))
        wanted = values_sought(table, among)
        found = sought(self._connection, table, wanted, self._look)
        if found is None:
            whole = self._whole.get(self._version, table, lambda: self._table(table))
            found = only_among(table, whole, wanted)
        return self._allowed(found)

    def _table(self, table: str) -> pl.DataFrame:
        spec = TABLES[table]
        state = pages.read_table(self._connection, table, self._version, fold.state_types(spec))
        return fold.current(state, spec, self._days)

    def versions(self, table: str) -> pl.DataFrame:
        """Everything ever said, ordered by bron, key and ``bekend_van``.

        Raises:
            ValueError: this view is of one viewer, from whom facts may be kept.
        """
        if self._viewer is not None:
            raise ValueError("only a whole view gives versions")
        spec = TABLES[table]
        state = pages.read_table(self._connection, table, self._version, fold.state_types(spec))
        columns = (BRON.name, *stage_types(spec), *FOLD)
        return state.select(columns).sort(BRON.name, *spec.key, "bekend_van", nulls_last=True)

    def ids(self, table: str, bron: str) -> pl.Series:
        """The ids that this source has delivered in a table, sorted."""
        spec = TABLES[table]
        part = pages.of_facts(table, bron)
        state = pages.read(self._connection, part, self._version, fold.state_types(spec))
        held = state.filter(pl.col("bekend_tot").is_null(), pl.col("gezegd_in").is_not_null())
        return self._allowed(held)[spec.key[0]].unique().sort()

    def ledger(self, name: str, last: int | None = None) -> pl.DataFrame:
        """The rows in order of writing, or the newest of them."""
        return ledger.read(self._connection, name, self.height(name), last=last)

    def height(self, ledger: str) -> int:
        """How many rows a ledger has."""
        return self._look.standing.height(ledger)

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What the last analysis left, ordered by key."""
        if among is None:
            return self._result(name)
        found = sought(self._connection, name, among, self._look)
        if found is None:
            whole = self._whole.get(self._version, name, lambda: self._result(name))
            found = whole.join(among.unique(), on=among.columns, how="semi", maintain_order="left")
        return found

    def _result(self, name: str) -> pl.DataFrame:
        spec = RESULTS[name]
        rows = pages.read(self._connection, pages.of_result(name), self._version, frames.schema(spec))
        return rows.sort(spec.key, nulls_last=True)

    def areas(self) -> pl.DataFrame:
        """All areas, ordered by code."""
        return pages.read(self._connection, pages.AREAS, self._version, AREA_TYPES).sort("code")

    @cached_property
    def _days(self) -> pl.DataFrame:
        height = self.height(LEVERINGEN.name)
        return ledger.read(self._connection, LEVERINGEN.name, height, columns=DAYS)

    @property
    def _version(self) -> int:
        return self._look.standing.version

    @property
    def _shut_out(self) -> list[str]:
        assert self._viewer is not None
        return [self._viewer.organisation, self._viewer.kind]

    def _allowed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that are not kept from this viewer."""
        if self._viewer is None:
            return rows
        words = pl.col("niet_aan").str.split(" ")
        kept = pl.any_horizontal(words.list.contains(who) for who in self._shut_out)
        return rows.filter(~kept.fill_null(value=False))
