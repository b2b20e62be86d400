"""One against one: where only one of several candidates can be true, each weakens the others.

The chances are those of a random matching, by belief propagation (Sanghavi, Malioutov and Willsky 2009): each
side tells the other how free it is, given its other candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints
ROUNDS = 8


def matched(odds: Floats, rows: Ints, cols: Ints, twins: tuple[Ints, Ints] | None = None) -> Floats:
    """The chance of each pair, if every row and every column takes part in one pair at most.

    Args:
        odds: per pair, for it against no pair at all.
        rows: per pair the number of its row.
        cols: per pair the number of its column.
        twins: per pair a number of its row and of its column that is the same for pairs which do not exclude
            each other, because the other side is one person who stands there twice.
    """
    by_row = _Sums(rows, None if twins is None else twins[0])
    by_col = _Sums(cols, None if twins is None else twins[1])
    from_row = np.ones_like(odds)
    from_col = np.ones_like(odds)
    for _ in range(ROUNDS):
        from_row = 1 / (1 + by_row.others(odds * from_col))
        from_col = 1 / (1 + by_col.others(odds * from_row))
    free = odds * from_row * from_col
    return free / (1 + free)


class _Sums:
    """Sums over those of the same number."""

    def __init__(self, numbers: Ints, own: Ints | None) -> None:
        _, self._at = np.unique(numbers, return_inverse=True)
        self._own = None if own is None else np.unique(own, return_inverse=True)[1]

    def others(self, values: Floats) -> Floats:
        """Per entry the sum over the others of its number, but for those of its own."""
        if not len(values):
            return values
        own = values if self._own is None else np.bincount(self._own, values)[self._own]
        return np.maximum(np.bincount(self._at, values)[self._at] - own, 0.0)
