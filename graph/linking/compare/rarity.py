"""How much an equal value tells: sharing a rare name says more than sharing a common one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import Level

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Levels, Numbers

EDGES = 10.0 ** np.arange(-5, -0.9, 0.5)
"""Shares of records between which values count as equally rare, half a power of ten apart."""

STEPS = len(EDGES) + 1

UNSEEN = 1_000
"""Records that are thought to stand beside those at hand, so that a name in a small store is not yet rare."""


def rarity_levels(what: str, sentence: str) -> tuple[Level, ...]:
    """One exact level for each step of rarity, the rarest first."""
    return tuple(Level(f"{what}_{step}", sentence, agrees=True, exact=True) for step in range(STEPS))


class Rarity:
    """The step of rarity of every value.

    A value is as rare as it is among all records but the two that are compared.

    Args:
        codes: a value number per record, below zero where it is unknown.
        size: how many values there are.
        usual: the share of records that have a value of the ordinary sort, before looking.
    """

    def __init__(self, codes: Numbers, size: int, usual: float) -> None:
        counts = np.bincount(codes[codes >= 0], minlength=size)
        others = np.maximum(counts - 2, 0) + UNSEEN * usual
        self._shares = others / (counts.sum() + UNSEEN)
        self._weight = counts / max(1, counts.sum())
        self.step: Levels = np.searchsorted(EDGES, self._shares).astype(np.int8)

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """Per step: the share of records with such a value, and the chance that two strangers share one."""
        mass: Floats = np.bincount(self.step, self._weight, STEPS).astype(np.float64)
        chance = np.bincount(self.step, self._weight * self._shares, STEPS)
        return {step: (float(mass[step]), float(chance[step])) for step in range(STEPS)}
