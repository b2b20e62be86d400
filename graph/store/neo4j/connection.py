"""One door to the server: bound values, retries, a time limit, and one Dutch sentence for what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from time import monotonic, sleep
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, Query, unit_of_work
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph.store.neo4j.line import CONNECT_LIMIT, RETRY_LIMIT, Line
from graph.store.neo4j.sentences import AtFault, explained
from models.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from typing import Self

    from neo4j import Driver, Result, Session

    from graph.store.neo4j.address import Address

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]
Values = Mapping[str, object]
NONE: Values = MappingProxyType({})

LOOK_LIMIT = 20.0
"""Seconds that a look for a page may take, retries included."""
BULK_LIMIT = 300.0
"""Seconds for one step of work in bulk: a page of columns, a batch of nodes."""
BATCH = 10_000
PAUSE = 0.1
"""Seconds between two attempts of ours."""


class Lapsing(StoreUnavailable):
    """A turn would not last as long as the transaction that needs it."""


class Turn(Protocol):
    """The right to write at length, which may be lost; every transaction under it makes sure of it."""

    limit: float
    """Seconds that one transaction under it may take."""

    def renew(self) -> None:
        """Make it last again; raises ``StoreUnavailable`` when another one took it."""

    def confirm(self, tx: ManagedTransaction) -> None:
        """Raise ``Lapsing`` unless it lasts longer than this transaction may take."""


class Connection:
    """The driver of one server and database; safe to use from several threads.

    Statements are literals of ours and never hold a value: values are bound. A list of values goes within a
    map: the server plans a statement anew for each size of a list that is a parameter itself.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._line = Line(address)
        self._seen = GraphDatabase.bookmark_manager()  # on a cluster, we read no older than what we wrote
        self._turn: Turn | None = None

    def __str__(self) -> str:
        return str(self.address)

    def under(self, turn: Turn) -> Self:
        """The same connection, on which every write first makes sure of the turn."""
        held = copy(self)
        held._turn = turn
        return held

    def check(self) -> None:
        """Whether the server answers and knows us.

        Raises:
            InputError: address, user or password is wrong.
            StoreUnavailable: it does not answer.
        """
        try:
            with explained(self):
                self._line.run(lambda driver: driver.verify_connectivity(), CONNECT_LIMIT + RETRY_LIMIT)
            self.read("RETURN 1 AS een")
        except AtFault as problem:
            raise InputError(str(problem)) from problem

    def read(self, statement: str, values: Values = NONE, limit: float | None = None) -> list[dict[str, Any]]:
        """All rows that a statement gives."""

        def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
            return rows_of(tx.run(statement, dict(values)))

        return self.reading(work, limit)

    def write(
        self, statement: str, values: Values = NONE, limit: float | None = None
    ) -> list[dict[str, Any]]:
        """One statement in a transaction of its own; it may run twice, so it must be the same both times."""

        def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
            return rows_of(tx.run(statement, dict(values)))

        return self.writing(work, limit)

    def batches(self, statement: str, rows: Sequence[Values], values: Values = NONE) -> None:
        """A statement that unwinds ``$blok.rijen``, ``BATCH`` rows in each transaction."""
        for start in range(0, len(rows), BATCH):
            self.write(statement, {"blok": {"rijen": rows[start : start + BATCH]}, **values})

    def until_done(self, statement: str, values: Values = NONE) -> None:
        """A statement that does a part of the work and gives ``aantal``, again and again until that is 0."""
        while self.write(statement, values)[0]["aantal"]:
            continue

    def outside(
        self, statement: str, values: Values = NONE, limit: float | None = None
    ) -> list[dict[str, Any]]:
        """A statement that makes its own transactions (schema, ``CALL … IN TRANSACTIONS``)."""
        seconds = limit or BULK_LIMIT

        def run(driver: Driver) -> list[dict[str, Any]]:
            def once() -> list[dict[str, Any]]:
                self._line.check_kept(driver)
                with self._session(driver) as session:
                    return rows_of(session.run(Query(statement, timeout=seconds), dict(values)))

            return _persisted(once)

        if self._turn is not None:
            self.writing(lambda _: None)
        with explained(self):
            return self._line.run(run, seconds + RETRY_LIMIT)

    def reading(self, work: Work[T], limit: float | None = None) -> T:
        """Read in one transaction, tried again when the server asks for that."""
        seconds = limit or LOOK_LIMIT

        def run(driver: Driver) -> T:
            def once() -> T:
                with self._session(driver) as session:
                    return session.execute_read(self._attempt(driver, work, seconds))

            return _persisted(once)

        with explained(self):
            return self._line.run(run, seconds + RETRY_LIMIT)

    def writing(self, work: Work[T], limit: float | None = None) -> T:
        """Write in one transaction, tried again when the server asks for that or its answer got lost.

        It may have been done already when it is tried again, so it must be the same both times.
        """
        turn, seconds = self._turn, limit or BULK_LIMIT
        if turn is None:
            return self._write_once(work, seconds)

        def sure(tx: ManagedTransaction) -> T:
            turn.confirm(tx)
            return work(tx)

        seconds = min(seconds, turn.limit)
        try:
            return self._write_once(sure, seconds)
        except Lapsing:
            turn.renew()
            return self._write_once(sure, seconds)

    def close(self) -> None:
        """Let go of the server, also of one that no longer answers; being forgotten does the same."""
        self._line.close()

    def _write_once(self, work: Work[T], seconds: float) -> T:
        def run(driver: Driver) -> T:
            def once() -> T:
                with self._session(driver) as session:
                    return session.execute_write(self._attempt(driver, work, seconds))

            return _persisted(once)

        with explained(self):
            return self._line.run(run, seconds + RETRY_LIMIT)

    def _session(self, driver: Driver) -> Session:
        return driver.session(database=self.address.database, fetch_size=BATCH, bookmark_manager=self._seen)

    def _attempt(self, driver: Driver, work: Work[T], limit: float) -> Work[T]:
        """Work with a time limit on the server, that begins only while somebody waits for it."""

        def begin(tx: ManagedTransaction) -> T:
            self._line.check_kept(driver)
            return work(tx)

        return unit_of_work(timeout=limit)(begin)


def rows_of(result: Result) -> list[dict[str, Any]]:
    """All rows, as the driver gives their values; its own ``data`` would rebuild pages byte by byte."""
    return [dict(record) for record in result]


def _persisted(once: Callable[[], T]) -> T:
    """Try again what the driver does not: work outside its retries, a commit whose answer got lost.

    What we do may be done twice.
    """
    end = monotonic() + RETRY_LIMIT
    while True:
        try:
            return once()
        except (Neo4jError, DriverError) as problem:
            again = problem.is_retryable() or isinstance(problem, IncompleteCommit)
            if not again or monotonic() > end:
                raise
            sleep(PAUSE)
