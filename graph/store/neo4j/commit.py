"""How a change comes to count: laid ready where no view looks, then made to count in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.neo4j import ledger, pages
from graph.store.neo4j.lease import HOLD, OVERTAKEN
from graph.store.neo4j.standing import Standing, commit, lock
from graph.store.shapes import COUNTED, conform
from models.errors import StoreUnavailable
from models.ledgers import LEDGERS

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graph.store.base import Follow
    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.lease import Lease

MANY = 2_000
"""More rows of a ledger than this are laid ready in batches before the last transaction."""

LEFT_PAGES = """MATCH (b:Blad) WHERE b.van > $versie WITH b LIMIT 20
    DELETE b RETURN count(*) AS aantal"""


@dataclass(slots=True)
class Change:
    """What a part was and what it becomes; ``ending`` are the pages of the old that the new replaces."""

    old: pl.DataFrame
    new: pl.DataFrame
    ending: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Pending:
    """What a transaction will change: parts, rows of ledgers, and rows that follow from a ledger's last."""

    parts: dict[pages.Part, Change] = field(default_factory=dict)
    rows: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    following: list[tuple[str, Follow]] = field(default_factory=list)

    def grown(self, name: str) -> int:
        """How many rows a ledger gets."""
        return sum(rows.height for ledger_name, rows in self.rows if ledger_name == name)

    def added(self, name: str) -> pl.DataFrame:
        """The rows that a ledger gets, in order."""
        own = [rows for ledger_name, rows in self.rows if ledger_name == name]
        return pl.concat([frames.empty(LEDGERS[name]), *own])

    def laid_ready(self) -> set[str]:
        """The ledgers whose rows go in batches; only whoever holds the turn may add to these."""
        return {name for name in COUNTED if self.grown(name) > MANY}


def clear_left_behind(connection: Connection, standing: Standing) -> None:
    """Remove what a process that stopped halfway had laid ready; only whoever holds the turn may."""
    connection.until_done(LEFT_PAGES, {"versie": standing.version})
    for name in COUNTED:
        ledger.clear_beyond(connection, name, standing.height(name))


def lay_ready(connection: Connection, pending: Pending, standing: Standing) -> None:
    """Write pages and long ledgers; no view sees them."""
    for part, change in pending.parts.items():
        change.ending = pages.write(connection, part, change.new, change.old, standing.version + 1)
    for name in sorted(pending.laid_ready()):
        ledger.append_many(connection, name, pending.added(name), standing.height(name))


def make_count(lease: Lease, who: str, pending: Pending, begun: Standing) -> None:
    """One transaction, after which every view sees all of it; done once, however often it is tried.

    Raises:
        StoreUnavailable: it took so long that another one wrote; nothing of this counts.
    """

    def work(tx: ManagedTransaction) -> None:
        now, done, writer = lock(tx, who)
        if done:
            return
        if writer != lease.who or now.version != begun.version:
            raise StoreUnavailable(OVERTAKEN.format(where=lease.held))
        ready = pending.laid_ready()
        now = now.after({name: pending.grown(name) for name in ready})
        for part, change in pending.parts.items():
            pages.end(tx, part, change.ending, now.version + 1)
        commit(tx, who, _append(tx, pending, now, skip=ready).counted())

    lease.held.writing(work, HOLD)


def add_rows(connection: Connection, who: str, pending: Pending) -> None:
    """The rows of ledgers that do not count towards the version, without waiting for whoever writes."""

    def work(tx: ManagedTransaction) -> None:
        now, done, _ = lock(tx, who)
        if not done:
            commit(tx, who, _append(tx, pending, now, skip=set()))

    connection.writing(work, HOLD)


def _append(tx: ManagedTransaction, pending: Pending, now: Standing, skip: set[str]) -> Standing:
    """Add the rows that were not laid ready; gives how the store stands then."""
    for name in LEDGERS:
        rows = pending.added(name)
        if rows.height and name not in skip:
            ledger.append(tx, name, rows, now.height(name))
            now = now.after({name: rows.height})
    for name, follow in pending.following:
        rows = conform(follow(ledger.last_row(tx, name, now.height(name))), frames.schema(LEDGERS[name]))
        ledger.append(tx, name, rows, now.height(name))
        now = now.after({name: rows.height})
    return now
