"""Citizen numbers that can be nobody's."""

from __future__ import annotations

import numpy as np

from graph.synthetic.plan import Ints, Plan, Size

WEIGHTS = np.array([9, 8, 7, 6, 5, 4, 3, 2])
STRIDE = 7_368_787
"""A prime: steps of this size visit every number of eight digits once."""
LOWEST, COUNT = 10_000_000, 89_000_000


def citizen_numbers(plan: Plan, count: int) -> Ints:
    """Unique numbers of nine digits: of the test range for a small region, else with remainder 5.

    The test range 9999xxxxx passes the elfproef and is never given out; numbers whose weighted sum leaves
    remainder 5 fail it on purpose.
    """
    rng = plan.rng("citizen numbers")
    if plan.size is Size.KLEIN and count <= 9_000:
        return np.asarray(rng.permutation(_complete(np.arange(99_990_000, 100_000_000), 0))[:count])
    wanted = count * 9 // 8 + 200  # one in eleven drops out
    steps = (np.arange(wanted, dtype=np.int64) + int(rng.integers(0, COUNT))) * STRIDE % COUNT
    return _complete(LOWEST + steps, 5)[:count]


def _complete(eight: Ints, remainder: int) -> Ints:
    """The ninth digit that gives the weighted sum this remainder; numbers without such a digit drop out."""
    digits = eight[:, None] // 10 ** np.arange(7, -1, -1) % 10
    last = (digits @ WEIGHTS - remainder) % 11
    return np.asarray((eight * 10 + last)[last < 10])
