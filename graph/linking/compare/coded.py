"""Fields of which every distinct value is numbered, and two different values are judged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import MISSING
from graph.linking.compare.strings import encode, per_distinct_pair

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from graph.linking.arrays import Levels, Numbers

    Judge = Callable[[list[str], list[str]], list[int]]


class FittedValues:
    """Values of all records; equal ones are level 0, and how common one is does not count.

    Args:
        values: a text per record.
        judge: the levels of two columns of different texts, row by row.
    """

    def __init__(self, values: pl.Series, judge: Judge) -> None:
        self._code, self._texts = encode(values)
        self._judge = judge

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._code

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``: these values know no rarity."""
        return {}

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        a, b = self._code[left], self._code[right]
        known = (a >= 0) & (b >= 0)
        found = np.where(known, 0, MISSING).astype(np.int8)
        unlike = np.flatnonzero(known & (a != b))
        found[unlike] = per_distinct_pair(a[unlike], b[unlike], self._of_codes)
        return found

    def _of_codes(self, left: Numbers, right: Numbers) -> Levels:
        ours, theirs = ([self._texts[code] for code in side.tolist()] for side in (left, right))
        return np.array(self._judge(ours, theirs), dtype=np.int8)
