"""One transaction on a server: all of it is kept, or none.

What a block writes is kept here until the block ends. Then pages and long ledgers are laid ready where no
view looks, and one short transaction of the server makes all of it count at once.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.neo4j import fold, ledger, pages, standing
from graph.store.neo4j.commit import Change, Pending, add_rows, clear_left_behind, lay_ready, make_count
from graph.store.neo4j.drawing import GraphDiffers
from graph.store.neo4j.follow import DAYS, follow, redraw
from graph.store.shapes import (
    AREA_TYPES,
    COUNTED,
    conform,
    key_types,
    levering_row,
    stage_types,
    version_types,
)
from models.contract import TABLES
from models.errors import DeliveryRefused, StoreUnavailable
from models.ledgers import LEDGERS, LEVERINGEN
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date

    from graph.store.base import DeliveryHead, Follow
    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.lease import Lease
    from graph.store.neo4j.pages import Part
    from graph.store.neo4j.standing import Standing
    from models.columns import TableSpec

log = logging.getLogger("knooppunt")
KNOWN = "MATCH (l:Levering {bron: $bron, levering_id: $id}) WHERE l.volgnummer <= $hoogte RETURN 1 AS een"


@dataclass(slots=True)
class Staged:
    """What was handed over of the levering at hand."""

    rows: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    named: dict[str, list[pl.DataFrame]] = field(default_factory=dict)


class Neo4jWriter:
    """A Writer; the store begins it and ends it."""

    def __init__(
        self, connection: Connection, who: str, turn: Callable[[], AbstractContextManager[Lease]]
    ) -> None:
        self._connection = connection
        self._who = who
        self._turn = turn
        self._held = ExitStack()
        self._lease: Lease | None = None
        self._standing: Standing | None = None  # known and unchanging while we hold the turn
        self._staged = Staged()
        self._pending = Pending()

    def stage(self, table: str, rows: pl.DataFrame) -> None:
        """Add judged rows of the levering at hand."""
        self._staged.rows.setdefault(table, []).append(conform(rows, stage_types(TABLES[table])))

    def stage_named(self, table: str, keys: pl.DataFrame) -> None:
        """Add keys of refused rows of the levering at hand."""
        self._staged.named.setdefault(table, []).append(conform(keys, key_types(TABLES[table])))

    def deliver(self, head: DeliveryHead, today: date, report: str) -> int:
        """Fold everything staged into the store; gives the number of the levering.

        Raises:
            DeliveryRefused: a levering of this id has been read before.
        """
        days = self._days()
        self._refuse_known(head)
        number = self._hold().height(LEVERINGEN.name) + self._pending.grown(LEVERINGEN.name) + 1
        levering = fold.Numbered(number, head.peildatum, today)
        own = days.filter(bron=head.bron)
        for name, spec in TABLES.items():
            viewers = [who for table, whom in head.conditions if table == name for who in whom]
            self._fold(spec, head, levering, own, viewers)
        self._staged = Staged()
        self.append(LEVERINGEN.name, levering_row(head, today, report))
        return number

    def append(self, ledger: str, rows: pl.DataFrame) -> None:
        """Add rows to a ledger."""
        if ledger in COUNTED:
            self._hold()
        self._pending.rows.append((ledger, conform(rows, frames.schema(LEDGERS[ledger]))))

    def append_after(self, ledger: str, follow: Follow) -> None:
        """Add the rows that follow from the last one, which is known once the last transaction runs."""
        if ledger in COUNTED:
            self._hold()
        self._pending.following.append((ledger, follow))

    def replace(self, result: str, rows: pl.DataFrame) -> None:
        """Put these rows in the place of a result."""
        types = frames.schema(RESULTS[result])
        self._change(pages.of_result(result), types).new = conform(rows, types)

    def replace_areas(self, areas: pl.DataFrame) -> None:
        """Add areas or put them in the place of those with the same code."""
        rows = conform(areas, AREA_TYPES)
        change = self._change(pages.AREAS, AREA_TYPES)
        change.new = pl.concat([change.new.join(rows, on="code", how="anti", maintain_order="left"), rows])

    def restore(self, table: str, versions: pl.DataFrame) -> None:
        """Put back what ``View.versions`` of another store gave."""
        spec = TABLES[table]
        rows = conform(versions, version_types(spec))
        for (bron,), own in rows.group_by("bron", maintain_order=True):
            change = self._change(pages.of_facts(table, str(bron)), fold.state_types(spec))
            if change.new.height:
                raise ValueError(f"this store already holds {table} of {bron}")
            change.new = own.select(*fold.state_types(spec))

    def finish(self) -> None:
        """Make everything count at once, and bring the graph up to date."""
        pending = self._pending
        if self._lease is not None and self._standing is not None:
            lay_ready(self._lease.held, pending, self._standing)
            make_count(self._lease, self._who, pending, self._standing)
            _draw_on(self._lease.held)
        elif pending.rows or pending.following:
            add_rows(self._connection, self._who, pending)

    def release(self) -> None:
        """Let go of the turn, whatever happened."""
        self._held.close()

    def _hold(self) -> Standing:
        """Take the turn to write what counts; from here the store stands still but for its logs."""
        if self._standing is None:
            self._lease = self._held.enter_context(self._turn())
            found = standing.look(self._connection)
            assert found is not None
            clear_left_behind(self._lease.held, found.standing)
            if found.graph is None or found.graph.version != found.standing.version:
                _draw_on(self._lease.held)
            self._standing = found.standing
        return self._standing

    def _change(self, part: Part, types: dict[str, pl.DataType]) -> Change:
        version = self._hold().version
        if part not in self._pending.parts:
            old = pages.read(self._connection, part, version, types)
            self._pending.parts[part] = Change(old, old)
        return self._pending.parts[part]

    def _fold(
        self,
        spec: TableSpec,
        head: DeliveryHead,
        levering: fold.Numbered,
        days: pl.DataFrame,
        viewers: list[str],
    ) -> None:
        rows, named = self._staged.rows.get(spec.name), self._staged.named.get(spec.name)
        if not rows and not (named and head.volledig):
            return
        change = self._change(pages.of_facts(spec.name, head.bron), fold.state_types(spec))
        if rows:
            judged = fold.limited(pl.concat(rows), viewers)
            change.new = fold.fold_rows(change.new, judged, spec, levering, days)
        if named and head.volledig:
            change.new = fold.fold_named(change.new, pl.concat(named), spec, levering, days)

    def _days(self) -> pl.DataFrame:
        """What the fold needs of every levering, those of this transaction included."""
        height = self._hold().height(LEVERINGEN.name)
        kept = ledger.read(self._connection, LEVERINGEN.name, height, columns=DAYS)
        own = [rows for name, rows in self._pending.rows if name == LEVERINGEN.name]
        if not own:
            return kept
        added = pl.concat(own).with_row_index("volgnummer", offset=height + 1)
        return pl.concat([kept, added.select(DAYS).cast(kept.schema)])

    def _refuse_known(self, head: DeliveryHead) -> None:
        values = {"bron": head.bron, "id": head.levering_id, "hoogte": self._hold().height(LEVERINGEN.name)}
        here = [rows for name, rows in self._pending.rows if name == LEVERINGEN.name]
        again = any(not rows.filter(bron=head.bron, levering_id=head.levering_id).is_empty() for rows in here)
        if again or self._connection.read(KNOWN, values):
            raise DeliveryRefused(f"Levering {head.levering_id} van {head.bron} is al ingelezen.")


def _draw_on(connection: Connection) -> None:
    """Bring the graph up to date; where that fails, what was written counts, and the next writer draws on."""
    try:
        try:
            follow(connection)
        except GraphDiffers:
            redraw(connection)
    except (StoreUnavailable, GraphDiffers) as problem:
        log.warning("De graaf is nog niet bijgewerkt, dat komt bij de volgende keer: %s", problem)
