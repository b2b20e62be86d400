"""One door to the server: bound values, retries, a time limit, and one Dutch sentence for what goes wrong."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock, Thread
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, Query, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from models.errors import InputError, KnooppuntError, StoreUnavailable

if TYPE_CHECKING:
    from neo4j import Driver

    from graph.store.neo4j.address import Address

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]
Values = Mapping[str, object]
NONE: Values = MappingProxyType({})

CONNECT_LIMIT = 5.0
RETRY_LIMIT = 5.0
LOOK_LIMIT = 20.0
"""Seconds that a look for a page may take, retries included."""
BULK_LIMIT = 300.0
"""Seconds for one step of work in bulk: a page of columns, a batch of nodes."""
BATCH = 10_000

NOTHING_LOST = "Wat al was opgeslagen, is niet verloren."
READ_ONLY = "Op de server {where} kan nu alleen worden gelezen"
TOO_SLOW = "De server {where} deed er te lang over"
NO_MEMORY = "De server {where} heeft te weinig geheugen"
_SENTENCES = {
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDbError": READ_ONLY,
    "Neo.ClientError.Database.DatabaseNotFound": "Op de server {where} is deze database er niet",
    "Neo.ClientError.Security.Forbidden": "De gebruiker van Knooppunt heeft op {where} te weinig rechten",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": NO_MEMORY,
    "Neo.TransientError.General.OutOfMemoryError": NO_MEMORY,
    "Neo.DatabaseError.General.StorageDamageDetected": "De schijf van de server {where} is vol of beschadigd",
    "Neo.ClientError.Transaction.TransactionTimedOut": TOO_SLOW,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": TOO_SLOW,
}


class Connection:
    """The driver of one server and database; safe to use from several threads.

    Statements are literals of ours and never hold a value: values are bound.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = Lock()
        self._driver = self._connect()
        self._end = weakref.finalize(self, self._driver.close)

    def __str__(self) -> str:
        return str(self.address)

    def check(self) -> None:
        """Whether the server answers and knows us.

        Raises:
            InputError: user or password is wrong.
            StoreUnavailable: it does not answer.
        """
        try:
            with self.explained():
                self._timed(self._driver.verify_connectivity, CONNECT_LIMIT + RETRY_LIMIT)
                self.read("RETURN 1 AS een")
        except StoreUnavailable as problem:
            if isinstance(problem.__cause__, AuthError):
                raise InputError(str(problem)) from problem
            raise

    def read(self, statement: str, values: Values = NONE, limit: float = LOOK_LIMIT) -> list[dict[str, Any]]:
        """All rows that a statement gives."""

        def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
            return tx.run(statement, dict(values)).data()

        return self.reading(work, limit)

    def write(self, statement: str, values: Values = NONE, limit: float = BULK_LIMIT) -> list[dict[str, Any]]:
        """One statement in a transaction of its own; it may run twice, so it must be the same both times."""

        def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
            return tx.run(statement, dict(values)).data()

        return self.writing(work, limit)

    def batches(self, statement: str, rows: Sequence[Values], values: Values = NONE) -> None:
        """A statement that unwinds ``$rows``, ``BATCH`` rows in each transaction."""
        for start in range(0, len(rows), BATCH):
            self.write(statement, {"rows": rows[start : start + BATCH], **values})

    def outside(
        self, statement: str, values: Values = NONE, limit: float = BULK_LIMIT
    ) -> list[dict[str, Any]]:
        """A statement that makes its own transactions (schema, ``CALL … IN TRANSACTIONS``)."""

        def work() -> list[dict[str, Any]]:
            with self._driver.session(database=self.address.database) as session:
                return session.run(Query(statement, timeout=limit), dict(values)).data()

        with self.explained():
            return self._timed(work, limit)

    def reading(self, work: Work[T], limit: float = LOOK_LIMIT) -> T:
        """Read in one transaction, tried again when the server asks for that."""

        def run() -> T:
            with self._driver.session(database=self.address.database, fetch_size=BATCH) as session:
                return session.execute_read(unit_of_work(timeout=limit)(work))

        with self.explained():
            return self._timed(run, limit + RETRY_LIMIT)

    def writing(self, work: Work[T], limit: float = BULK_LIMIT) -> T:
        """Write in one transaction, tried again when the server asks for that."""

        def run() -> T:
            with self._driver.session(database=self.address.database, fetch_size=BATCH) as session:
                return session.execute_write(unit_of_work(timeout=limit)(work))

        with self.explained():
            return self._timed(run, limit + RETRY_LIMIT)

    def close(self) -> None:
        """Let go of the server, also of one that no longer answers; being forgotten does the same."""
        closing = Thread(target=self._end, daemon=True)
        closing.start()
        closing.join(CONNECT_LIMIT)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the driver says into our errors; a statement that is wrong is our own fault."""
        try:
            yield
        except (Neo4jError, DriverError, OSError) as problem:
            if isinstance(problem, ClientError) and (problem.code or "").startswith(
                "Neo.ClientError.Statement"
            ):
                raise
            raise self._explanation(problem) from problem

    def _explanation(self, problem: Neo4jError | DriverError | OSError) -> KnooppuntError:
        where = str(self.address)
        if isinstance(problem, AuthError):
            return StoreUnavailable(
                f"De server {where} kent deze gebruiker met dit wachtwoord niet: "
                "kijk naar KNOOPPUNT_NEO4J_GEBRUIKER en KNOOPPUNT_NEO4J_WACHTWOORD."
            )
        if isinstance(problem, ConfigurationError):
            return InputError(f"Het adres {where} is geen adres van een Neo4j-server.")
        said = _SENTENCES.get(getattr(problem, "code", None) or "")
        if said is not None:
            return StoreUnavailable(f"{said.format(where=where)}. {NOTHING_LOST}")
        if isinstance(problem, ServiceUnavailable | OSError):
            return StoreUnavailable(f"De server {where} is niet te bereiken. {NOTHING_LOST}")
        return StoreUnavailable(f"De server {where} kan dit nu niet doen. {NOTHING_LOST}")

    def _connect(self) -> Driver:
        address = self.address
        with self.explained():
            return GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                connection_timeout=CONNECT_LIMIT,
                connection_write_timeout=LOOK_LIMIT,
                connection_acquisition_timeout=LOOK_LIMIT,
                max_transaction_retry_time=RETRY_LIMIT,
                max_connection_pool_size=64,
                liveness_check_timeout=60,
                keep_alive=True,
                notifications_min_severity="OFF",
                user_agent="knooppunt",
            )

    def _timed(self, run: Callable[[], T], limit: float) -> T:
        """Whatever the server does, there is an answer within the limit."""
        errand = _Errand(run)
        errand.start()
        errand.join(limit)
        if errand.is_alive():
            self._replace_driver()
            raise StoreUnavailable(f"De server {self.address} antwoordt niet. {NOTHING_LOST}")
        return errand.outcome()

    def _replace_driver(self) -> None:
        """Leave the connections on which a server hangs."""
        with self._lock:
            stuck, self._driver = self._end, self._connect()
            self._end = weakref.finalize(self, self._driver.close)
        Thread(target=stuck, daemon=True).start()


class _Errand(Thread, Generic[T]):
    """Work that the caller can stop waiting for; a process can end while it still hangs."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._error: BaseException | None = None
        self._result: list[T] = []

    def run(self) -> None:
        """Do the work and keep what it gave or what went wrong."""
        with self:
            self._result.append(self._work())

    def outcome(self) -> T:
        """What the work gave.

        Raises:
            BaseException: what the work raised.
        """
        if self._error is not None:
            raise self._error
        return self._result[0]

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._error = error
        return True
