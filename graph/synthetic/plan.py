"""What is asked for: size, seed and level of errors; every part of the work draws from its own generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Progress = Callable[[str, int], None]

FOREVER = 1_000_000
"""Days are counted from 1970-01-01; this one stands for an open end, its negative for an unknown start."""
NOBODY = -1
YEARS = 10


def day(year: int, month: int = 1, number: int = 1) -> int:
    """The number of a day, counted from 1970-01-01."""
    return (date(year, month, number) - date(1970, 1, 1)).days


TODAY = day(2025, 6, 30)
"""The peildatum of every levering."""
BEGIN = day(2015, 7, 1)
"""The first day of the ten years of history."""


class Size(StrEnum):
    """grootte of a region."""

    KLEIN = "klein"
    REGIO = "regio"
    LAND = "land"


class Errors(StrEnum):
    """How often the sources make mistakes."""

    NORMAAL = "normaal"
    DUBBEL = "dubbel"
    GEEN = "geen"


PERSONS = {Size.KLEIN: 2_000, Size.REGIO: 100_000, Size.LAND: 3_000_000}
RATE = {Errors.GEEN: 0.0, Errors.NORMAAL: 1.0, Errors.DUBBEL: 2.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """One region to be made."""

    size: Size
    persons: int
    seed: int
    errors: Errors

    @property
    def scale(self) -> float:
        """1 for a region of 100,000 persons; the volumes of work follow it."""
        return self.persons / PERSONS[Size.REGIO]

    @property
    def rate(self) -> float:
        """What the rates of mistakes are multiplied with."""
        return RATE[self.errors]

    def rng(self, part: str) -> np.random.Generator:
        """The generator of one part, so that a change in one part leaves the others as they were."""
        return np.random.default_rng([self.seed, crc32(part.encode())])

    def yearly(self, count: float) -> int:
        """How many of something happen in a year, given the number in a region of 100,000; at least one."""
        return max(1, round(count * self.scale))
