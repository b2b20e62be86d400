"""Who writes at length: one process at a time, and a process that died holds nobody up for long."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING

from models.errors import StoreLocked, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from graph.store.neo4j.connection import Connection

LASTS = 15_000
"""Milliseconds on the server's clock; renewed three times in that."""
PATIENCE = 40.0
"""Seconds that a second writer waits."""
PAUSE = 0.2

TAKE = """MATCH (o:Opslag) SET o.slot = $wie
    WITH o WHERE o.schrijver IS NULL OR o.schrijver = $wie OR o.schrijver_tot < timestamp()
    SET o.schrijver = $wie, o.schrijver_tot = timestamp() + $duur RETURN 1 AS een"""
RENEW = """MATCH (o:Opslag {schrijver: $wie}) SET o.schrijver_tot = timestamp() + $duur RETURN 1 AS een"""
RELEASE = "MATCH (o:Opslag {schrijver: $wie}) REMOVE o.schrijver, o.schrijver_tot"
BUSY = "De opslag {where} wordt op dit moment door een ander bijgewerkt. Probeer het over een minuut opnieuw."


class Lease:
    """The right to write at length, kept alive by a thread while the block runs."""

    def __init__(self, connection: Connection, who: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._connection = connection
        self._values = {"wie": who, "duur": LASTS}
        self._pause = pause
        self._over = Event()
        self._beat = Thread(target=self._renew, daemon=True)

    def __enter__(self) -> None:
        """Wait for our turn.

        Raises:
            StoreLocked: another one writes and goes on writing.
        """
        waited = 0.0
        while not self._connection.write(TAKE, self._values):
            if waited >= PATIENCE:
                raise StoreLocked(BUSY.format(where=self._connection))
            self._pause(PAUSE)
            waited += PAUSE
        self._beat.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        try:
            self._connection.write(RELEASE, self._values)
        except StoreUnavailable:
            if error is None:
                raise  # else the first error is the one to tell; the lease ends by itself

    def _renew(self) -> None:
        while not self._over.wait(LASTS / 3000):
            try:
                self._connection.write(RENEW, self._values)
            except StoreUnavailable:
                return  # whoever writes meets the same and tells it
