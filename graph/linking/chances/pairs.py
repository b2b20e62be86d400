"""Pairs of records with their levels, ordered, each once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.learning.patterns import compare

if TYPE_CHECKING:
    from graph.linking.arrays import Ints, Levels, Mask
    from graph.linking.learning.learn import Learned
    from graph.linking.task import Task


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs.

    Attributes:
        a, b: record numbers, a before b; pairs in order of ``a, b``.
        levels: pairs by fields.
        key: ``a * size + b``, for finding a pair.
    """

    a: Ints
    b: Ints
    levels: Levels
    key: Ints

    def __len__(self) -> int:
        return len(self.a)

    def find(self, key: Ints) -> tuple[Ints, Mask]:
        """Where these pairs stand, and whether they are there at all."""
        if not len(self.key):
            return np.zeros(len(key), dtype=np.int64), np.zeros(len(key), dtype=bool)
        at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        return at, self.key[at] == key

    def with_more(self, key: Ints, task: Task, learned: Learned) -> Pairs:
        """These pairs and those of ``key`` that are not there yet, compared."""
        new = np.setdiff1d(key, self.key)
        if not len(new):
            return self
        size = task.records.size
        a, b = new // size, new % size
        keys = np.concatenate([self.key, new])
        order = np.argsort(keys, kind="stable")
        levels = np.concatenate([self.levels, compare(task.fields, learned.fitted, a, b)])
        return Pairs(
            np.concatenate([self.a, a])[order], np.concatenate([self.b, b])[order], levels[order], keys[order]
        )


def pairs_of(a: Ints, b: Ints, levels: Levels, size: int) -> Pairs:
    """Pairs that are already ordered."""
    return Pairs(a, b, levels, a * size + b)
