"""Values that cost time to make, kept while the store stands as it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class _Place(Generic[V]):
    """Where one value comes to stand; whoever comes second waits for the first."""

    __slots__ = ("lock", "values")

    def __init__(self) -> None:
        self.lock = Lock()
        self.values: list[V] = []


class Kept(Generic[V]):
    """Values of one version of the store, no more than so many: those used last. Each is made once.

    A value of an older version is forgotten as soon as a newer version is asked for.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._version = -1
        self._places: OrderedDict[Hashable, _Place[V]] = OrderedDict()
        self._lock = Lock()

    def get(self, version: int, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key.

        Args:
            version: of the store, read before whatever ``make`` reads.
            key: what else the value depends on.
            make: makes it; what it raises is not kept.
        """
        place = self._place(version, key)
        with place.lock:
            if not place.values:
                place.values.append(make())
            return place.values[0]

    def _place(self, version: int, key: Hashable) -> _Place[V]:
        with self._lock:
            if version < self._version:
                return _Place()
            if version > self._version:
                self._places.clear()
                self._version = version
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
