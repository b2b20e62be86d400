"""Who touches whom, as sparse arrays: persons tied by a relation, a household, a melding or a traject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from graph.network.days import holds_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.network.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Compressed rows: the neighbours of person ``i`` are ``indices[indptr[i]:indptr[i + 1]]``, ordered."""

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]

    @classmethod
    def of(cls, network: Network, day: int | None = None) -> Adjacency:
        """The persons of a whole network, tied on a day or, without one, at any time.

        Meldingen tie from their day on; that day and later.
        """
        ties, living, involved, notified = _on(network, day)
        count = network.persons.height
        direct = _matrix(ties["person"], ties["other"], (count, count))
        total = direct + direct.T
        for group, rows in (("household", living), ("traject", involved), ("notification", notified)):
            size = rows[group].to_numpy().max(initial=0) + 1
            shared = _matrix(rows["person"], rows[group], (count, size))
            total = total + shared @ shared.T
        ends = total.tocoo()
        apart = ends.row != ends.col
        tied = csr_array((ends.data[apart], (ends.row[apart], ends.col[apart])), shape=(count, count))
        tied.sort_indices()
        return cls(tied.indptr.astype(np.int64), tied.indices.astype(np.int32))

    def neighbours(self, person: int) -> NDArray[np.int32]:
        """The persons tied to one, ordered."""
        return self.indices[self.indptr[person] : self.indptr[person + 1]]

    def within(self, persons: Iterable[int], hops: int) -> NDArray[np.int32]:
        """Everyone at most so many hops from these persons, themselves included, ordered."""
        reached = np.unique(np.fromiter(persons, dtype=np.int32))
        fresh = reached
        for _ in range(hops):
            steps = [self.neighbours(int(person)) for person in fresh]
            around = np.unique(np.concatenate(steps)) if steps else fresh
            fresh = np.setdiff1d(around, reached, assume_unique=True)
            reached = np.union1d(reached, fresh)
        return reached


def _on(network: Network, day: int | None) -> tuple[pl.DataFrame, ...]:
    """The ties, households, trajecten and meldingen that count."""
    frames = (network.ties, network.living, network.involvements)
    if day is None:
        return (*frames, network.notified)
    told = network.notifications.filter(pl.col("day") <= day).select("notification")
    return (
        *(f.filter(holds_on(day)) for f in frames),
        network.notified.join(told, on="notification", how="semi"),
    )


def _matrix(rows: pl.Series, columns: pl.Series, shape: tuple[int, int]) -> Any:
    ones = np.ones(len(rows), dtype=np.int32)
    return csr_array((ones, (rows.to_numpy(), columns.to_numpy())), shape=shape)
