"""The first look at a table: which keys clash and which rows refer to nothing within their own table.

What is kept of a row is some 25 bytes. A small table keeps its judged rows too, a large one is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.delivery.chunk import TableFile
from graph.delivery.duplicates import Fate, Keys
from graph.delivery.header import Header
from graph.delivery.judging import Judge, Judged
from graph.delivery.references import IdIndex, without_orphans
from models.columns import Column, TableSpec

HELD_ROWS = 300_000
"""A table of at most this many rows stays in memory between the first look and the second."""
MAX_DOUBTS = 200_000
"""At most this many rows with clashing hashes are held to compare their real keys."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Judged rows with the fate of their keys, and which of them refer to nothing in their own table.

    ``certain``: so many keys clash that their hashes decide; no more than ``MAX_DOUBTS`` rows are compared.
    """

    judged: Judged
    fates: NDArray[np.int8]
    orphans: NDArray[np.bool_]
    certain: bool


class Survey:
    """All rows of one table, judged, with what only the whole table can tell."""

    def __init__(self, spec: TableSpec, file: TableFile, header: Header, judge: Judge) -> None:
        self._file, self._header, self._judge = file, header, judge
        self._parent = parent_column(spec)
        self._keys = Keys(spec.key)
        self._id = spec.key[0]
        self._family: list[pl.DataFrame] = []
        self._held: list[Judged] | None = []

    def look(self, known: IdIndex | None, progress: Callable[[str, int], None]) -> Iterator[Surveyed]:
        """Read everything once, then give all rows; ``known`` are ids of this table that exist elsewhere."""
        rows = 0
        for judged in self._read():
            self._keys.add(judged.rows, judged.keyed)
            if self._parent:
                self._family.append(judged.rows.select(pl.col(self._id, self._parent.name, "ok")))
            rows += judged.rows.height
            self._hold(judged, rows)
            progress(self._file.name, judged.rows.height + judged.broken.height)
        fates = self._keys.fates()
        return self._give(fates, self._orphans(fates, known))

    def _read(self) -> Iterator[Judged]:
        return (self._judge(chunk) for chunk in self._file.chunks(self._header))

    def _hold(self, judged: Judged, rows: int) -> None:
        if self._held is not None:
            self._held.append(judged)
            if rows > HELD_ROWS:
                self._held = None

    def _orphans(self, fates: NDArray[np.int8], known: IdIndex | None) -> NDArray[np.bool_]:
        if not self._parent or known is None or not self._family:
            return np.zeros(fates.size, dtype=np.bool_)
        family = pl.concat(self._family)
        stands = family["ok"] & pl.Series(fates != Fate.CLASH)
        stays = without_orphans(family[self._id], family[self._parent.name], stands, known)
        return (stands & ~stays).to_numpy()

    def _give(self, fates: NDArray[np.int8], orphans: NDArray[np.bool_]) -> Iterator[Surveyed]:
        at, certain = 0, int((fates == Fate.CLASH).sum()) > MAX_DOUBTS
        for judged in self._read() if self._held is None else self._held:
            end = at + judged.rows.height
            yield Surveyed(judged, fates[at:end], orphans[at:end], certain)
            at = end


def parent_column(spec: TableSpec) -> Column | None:
    """The column that refers to the table's own ids, if it has one."""
    return next((c for c in spec.columns if c.refers_to == spec.name), None)
