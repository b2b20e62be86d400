"""The line to a server: whatever the server does, there is an answer in time."""

from __future__ import annotations

import logging
import weakref
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from neo4j import GraphDatabase

from graph.store.neo4j.sentences import AWAY, SILENT, TOO_SLOW, explained, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from neo4j import Driver

    from graph.store.neo4j.address import Address

_driver_log = logging.getLogger("neo4j")
_driver_log.addHandler(logging.NullHandler())  # what goes wrong, we say ourselves, once
_driver_log.setLevel(logging.WARNING)  # below that it tells the values that are bound, so names

T = TypeVar("T")

CONNECT_LIMIT = 5.0
RETRY_LIMIT = 5.0
"""Seconds in which an attempt is made again when the server asks for that or is away."""
PATIENCE = 4.0
"""Seconds that work may take before we knock to hear whether the server is still there."""
SILENCE = 10.0
"""Seconds without an answer to a knock after which the server is taken to stand still."""
REST = 1.0
"""Seconds after that in which nobody tries again: who waits in line need not wait as long once more."""


class Line:
    """The driver of one server, and another one once that hangs; for several threads."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._lock = Lock()
        self._rests_until = 0.0
        self._driver = connect(address)
        self._end = weakref.finalize(self, self._driver.close)

    def run(self, work: Callable[[Driver], T], limit: float) -> T:
        """What the work gives; it is left to itself when the limit is over or the server stands still.

        Raises:
            StoreUnavailable: there is no answer.
        """
        if monotonic() < self._rests_until:
            raise unavailable(SILENT, self._address)
        driver, end = self._driver, monotonic() + limit
        errand = _Errand(lambda: work(driver))
        errand.start()
        errand.join(min(PATIENCE, limit))
        answers = limit > PATIENCE
        while errand.is_alive() and answers and monotonic() < end:
            answers = self._answers()
            errand.join(min(PATIENCE, max(0.0, end - monotonic())) if answers else 0.0)
        if errand.is_alive():
            self._leave(driver, rest=0.0 if answers else REST)
            raise unavailable(TOO_SLOW if answers else SILENT, self._address)
        outcome = errand.outcome()
        self._rests_until = 0.0
        return outcome

    def check_kept(self, driver: Driver) -> None:
        """Fail once this driver was left: work that nobody waits for any more must not begin again."""
        if driver is not self._driver:
            raise unavailable(SILENT, self._address)

    def close(self) -> None:
        """Let go of the server, also of one that no longer answers; being forgotten does the same."""
        closing = Thread(target=self._end, daemon=True)
        closing.start()
        closing.join(CONNECT_LIMIT)

    def _answers(self) -> bool:
        """Whether the server lets in a second visitor; one that says no is there too."""
        knock = _Errand(self._knock)
        knock.start()
        knock.join(SILENCE)
        return not knock.is_alive() and not isinstance(knock.error, AWAY)

    def _knock(self) -> None:
        with connect(self._address) as other:
            other.verify_connectivity()

    def _leave(self, stuck: Driver, rest: float) -> None:
        """Leave the connections on which a server hangs."""
        with self._lock:
            self._rests_until = monotonic() + rest
            if self._driver is not stuck:
                return
            end, self._driver = self._end, connect(self._address)
            self._end = weakref.finalize(self, self._driver.close)
        Thread(target=end, daemon=True).start()


def connect(address: Address) -> Driver:
    """A driver; it visits the server no sooner than it has work.

    Raises:
        InputError: there can be no server at this address.
    """
    with explained(address):
        return GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            connection_timeout=CONNECT_LIMIT,
            connection_write_timeout=SILENCE,
            connection_acquisition_timeout=SILENCE,
            max_transaction_retry_time=RETRY_LIMIT,
            max_connection_pool_size=64,
            liveness_check_timeout=60,
            keep_alive=True,
            notifications_min_severity="OFF",
            user_agent="knooppunt",
        )


class _Errand(Thread, Generic[T]):
    """Work that the caller can stop waiting for; a process can end while it still hangs."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._result: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work and keep what it gave or what went wrong."""
        with self:
            self._result.append(self._work())

    def outcome(self) -> T:
        """What the work gave.

        Raises:
            BaseException: what the work raised.
        """
        if self.error is not None:
            raise self.error
        return self._result[0]

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error
        return True
