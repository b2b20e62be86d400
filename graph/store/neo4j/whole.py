"""Whole tables kept for a while: what seeks are answered from while the graph is being drawn on."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl


class WholeTables:
    """Frames of one version of the store, each read once however many ask for it at the same time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = -1
        self._frames: dict[str, pl.DataFrame] = {}

    def get(self, version: int, name: str, read: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The table or result of this name in this version; a view of an older version reads for itself."""
        with self._lock:
            if version < self._version:
                return read()
            if version > self._version:
                self._version, self._frames = version, {}
            if name not in self._frames:
                self._frames[name] = read()
            return self._frames[name]

    def let_go(self) -> None:
        """Keep nothing: the graph answers again."""
        if self._frames:
            with self._lock:
                self._frames = {}
