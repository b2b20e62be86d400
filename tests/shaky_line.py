"""A line between a driver and a server that can be slow, silent or cut; for addresses with ``bolt://``."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from threading import Lock, Thread
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"


class ShakyLine:
    """Listens on a port of its own and passes on what it hears, both ways.

    ``delay``: seconds that each piece waits. ``silent``: nothing is passed on, and the line stays open.
    """

    def __init__(self, port: int) -> None:
        self.delay = 0.0
        self.silent = False
        self.passed = 0
        self._target = port
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._snap_at: int | None = None
        self._is_cut = False
        self._door = socket.create_server((HOST, 0))
        self.port: int = self._door.getsockname()[1]
        self.address = f"bolt://{HOST}:{self.port}"

    def cut(self) -> None:
        """Break what is open; who calls is hung up on until ``mend``."""
        with self._lock:
            self._is_cut, broken, self._open = True, self._open, []
        for end in broken:
            _hang_up(end)

    def snap_after(self, size: int) -> None:
        """Break what is open once so many bytes more have been passed on; who calls again is let through."""
        self._snap_at = self.passed + size

    def mend(self) -> None:
        """As good as new; what was broken stays broken."""
        with self._lock:
            self._is_cut, self._snap_at, self.silent, self.delay = False, None, False, 0.0

    def __enter__(self) -> Self:
        Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._door.close()
        self.cut()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                Thread(target=self._connect, args=(caller,), daemon=True).start()

    def _connect(self, caller: socket.socket) -> None:
        server = socket.socket()
        with self._lock:
            cut = self._is_cut
            self._open += [] if cut else [caller, server]
        if not cut:
            with suppress(OSError):
                server.connect((HOST, self._target))
                Thread(target=self._pass_on, args=(server, caller), daemon=True).start()
                self._pass_on(caller, server)
        for end in (caller, server):
            _hang_up(end)

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                time.sleep(self.delay)
                while self.silent and not self._is_cut:
                    time.sleep(0.02)
                self.passed += len(piece)
                if self._snap_at is not None and self.passed > self._snap_at:
                    self.cut()
                    self.mend()
                other.sendall(piece)
        for end in (one, other):
            _hang_up(end)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
