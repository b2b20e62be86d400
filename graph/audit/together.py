"""Who writes at the same time shares a transaction (group commit), so that fifty looks cost no fifty.

One thread writes at a time. What others hand in meanwhile waits, and whoever comes next writes all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Handed(Generic[T]):
    """What one thread handed in, and how it went."""

    work: T
    written: bool = False
    error: BaseException | None = None


class Together(Generic[T]):
    """Writes what several threads hand in.

    Args:
        write: gets it in the order in which it came; writes all of it or, when it raises, none.
    """

    def __init__(self, write: Callable[[list[T]], None]) -> None:
        self._write = write
        self._waiting: list[_Handed[T]] = []
        self._handing_in, self._writing = Lock(), Lock()

    def write(self, work: T) -> None:
        """Return once this has been written.

        Raises:
            BaseException: what writing raised; nothing that was written with it is there either.
        """
        own = _Handed(work)
        with self._handing_in:
            self._waiting.append(own)
        with self._writing:
            if not own.written and own.error is None:
                self._write_all()
        if not own.written:
            raise own.error or RuntimeError("nobody wrote this")

    def _write_all(self) -> None:
        with self._handing_in:
            handed, self._waiting = self._waiting, []
        with _Outcome(handed):
            self._write([one.work for one in handed])


class _Outcome(Generic[T]):
    """Tells everyone who handed something in how it went."""

    def __init__(self, handed: list[_Handed[T]]) -> None:
        self._handed = handed

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._handed:
            one.written, one.error = error is None, error
