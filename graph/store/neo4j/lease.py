"""Who writes at length: one process at a time, and a process that died holds nobody up for long.

A process may also stand still (a laptop asleep, a line that is down) and go on when another one has taken
its turn. So every transaction under a lease makes sure that the lease lasts longer than the transaction may;
the server itself ends one that takes longer.
"""

from __future__ import annotations

import logging
import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from graph.store.neo4j.connection import Lapsing
from models.errors import StoreLocked, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection

LASTS = 30.0
"""Seconds on the server's clock; renewed often in that."""
STEP = 15.0
"""Seconds that one transaction under a lease may take."""
SLACK = 3.0
"""Seconds that a server may need to notice that a transaction takes too long."""
HOLD = 10.0
"""Seconds that a transaction may take that nobody else can write beside."""
PATIENCE = 60.0
"""Seconds that a second writer waits: longer than a dead process holds a lease."""
PAUSE = 0.2

TAKE = """MATCH (o:Opslag) SET o.slot = $wie
    WITH o WHERE o.schrijver IS NULL OR o.schrijver = $wie OR o.schrijver_tot < timestamp()
    SET o.schrijver = $wie, o.schrijver_tot = timestamp() + $duur RETURN 1 AS een"""
RENEW = """MATCH (o:Opslag {schrijver: $wie}) SET o.schrijver_tot = timestamp() + $duur RETURN 1 AS een"""
CONFIRM = """MATCH (o:Opslag {schrijver: $wie}) WHERE o.schrijver_tot > timestamp() + $duur
    RETURN 1 AS een"""
RELEASE = "MATCH (o:Opslag {schrijver: $wie}) REMOVE o.schrijver, o.schrijver_tot"
BUSY = "De opslag {where} wordt op dit moment door een ander bijgewerkt. Probeer het over een minuut opnieuw."
OVERTAKEN = "De opslag {where} is intussen door een ander bijgewerkt. Begin opnieuw; er is niets verloren."

log = logging.getLogger("knooppunt")


class Lease:
    """The right to write at length, kept alive by a thread while the block runs.

    ``held`` is a connection that writes only while it lasts.

    Args:
        connection: the server.
        who: the writer; whoever has the same name has the same right.
        busy: the sentence when another one goes on writing.
        pause: how to wait.
    """

    def __init__(
        self,
        connection: Connection,
        who: str,
        busy: str = BUSY,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.who = who
        self.limit = STEP
        self.held = connection.under(self)
        self._connection = connection
        self._busy = busy
        self._pause = pause
        self._over = Event()
        self._beat = Thread(target=self._renew_at_times, daemon=True)

    def __enter__(self) -> Self:
        """Wait for our turn.

        Raises:
            StoreLocked: another one writes and goes on writing.
        """
        end = time.monotonic() + PATIENCE
        while not self._last(TAKE):
            if time.monotonic() > end:
                raise StoreLocked(self._busy.format(where=self._connection))
            self._pause(PAUSE)
        self._beat.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        try:
            self._connection.write(RELEASE, {"wie": self.who}, HOLD)
        except StoreUnavailable as problem:  # it ends by itself
            log.warning("De beurt om te schrijven is niet teruggegeven: %s", problem)

    def renew(self) -> None:
        """Let it last again from now.

        Raises:
            StoreUnavailable: another one has it.
        """
        if not self._last(RENEW):
            raise StoreUnavailable(OVERTAKEN.format(where=self._connection))

    def confirm(self, tx: ManagedTransaction) -> None:
        """Fail unless it lasts longer than this transaction may take."""
        if not list(tx.run(CONFIRM, wie=self.who, duur=_milliseconds(self.limit + SLACK))):
            raise Lapsing(OVERTAKEN.format(where=self._connection))

    def _last(self, statement: str) -> bool:
        values = {"wie": self.who, "duur": _milliseconds(LASTS)}
        return bool(self._connection.write(statement, values, HOLD))

    def _renew_at_times(self) -> None:
        while not self._over.wait(LASTS / 6):
            try:
                self.renew()
            except StoreUnavailable as problem:  # whoever writes meets the same and tells it
                log.warning("De beurt om te schrijven is niet verlengd: %s", problem)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
