"""Dates of birth: full, incomplete, day and month swapped, a digit off, or years apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking.compare.base import MISSING, Level
from graph.linking.compare.rarity import STEPS, Rarity, rarity_levels
from graph.linking.compare.strings import encode

if TYPE_CHECKING:
    from graph.linking.arrays import Levels, Mask, Numbers
    from graph.linking.records import Records

OTHERS = (
    Level("omgewisseld", "Dag en maand zijn omgewisseld.", agrees=None),
    Level("een_cijfer", "De geboortedatums verschillen één cijfer.", agrees=None),
    Level("twee_cijfers_gewisseld", "Twee cijfers van de geboortedatum staan verwisseld.", agrees=None),
    Level("zelfde_maand", "Jaar en maand zijn gelijk; de dag is onbekend.", agrees=None),
    Level("zelfde_jaar", "Het geboortejaar is gelijk; meer is niet bekend.", agrees=None),
    Level("andere_dag", "Geboren in dezelfde maand, op een andere dag.", agrees=False, near=True),
    Level("ander_jaar", "Dezelfde dag en maand, een ander jaar.", agrees=False),
    Level("andere_maand", "Geboren in hetzelfde jaar, in een andere maand.", agrees=False, near=True),
    Level("paar_jaar", "De geboortejaren liggen tot drie jaar uit elkaar.", agrees=False),
    Level("jaren", "De geboortejaren liggen vier tot veertien jaar uit elkaar.", agrees=False),
    Level("generatie", "De geboortejaren liggen vijftien jaar of meer uit elkaar.", agrees=False),
)
(
    SWAPPED,
    DIGIT,
    TURNED,
    SAME_MONTH,
    SAME_YEAR,
    OTHER_DAY,
    OTHER_YEAR,
    OTHER_MONTH,
    NEAR,
    YEARS,
    GENERATION,
) = range(STEPS, STEPS + len(OTHERS))
PARTS = ((0, 4), (5, 2), (8, 2))
DAYS, AT_LEAST = 365, 10
DEFAULT = 5.0
"""A day of the year that is so many times as common as an ordinary one is a date filled in by default."""
FEW_YEARS, GENERATION_YEARS = 3, 15


USUAL = 4e-5
"""The share of records that have one value of the ordinary sort."""


class BirthDates:
    """Compares what is known of two dates of birth.

    Args:
        column: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
    """

    outcomes = (*rarity_levels("gelijk", "De geboortedatum is gelijk."), *OTHERS)

    def __init__(self, column: str) -> None:
        self.column = column

    def fit(self, records: Records) -> FittedBirthDates:
        """Read the dates of all records."""
        return FittedBirthDates(records.people[self.column])


class FittedBirthDates:
    """Dates of birth of all records; see ``BirthDates``.

    A first of January that stands there far more often than another day is a year with nothing known of the
    day: sources fill it in.
    """

    def __init__(self, dates: pl.Series) -> None:
        year, month, day = (_part(dates, *at) for at in PARTS)
        filled_in = _default_days(month, day)
        month, day = np.where(filled_in, 0, month), np.where(filled_in, 0, day)
        self._year, self._month, self._day = (x.astype(np.int16) for x in (year, month, day))
        full = pl.Series((year > 0) & (month > 0) & (day > 0))
        codes, texts = encode(pl.select(pl.when(full).then(dates)).to_series())
        self._code = codes
        self._rarity = Rarity(codes, len(texts), USUAL)

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._code

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``."""
        return self._rarity.exact_shares()

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        ya, yb = self._year[left], self._year[right]
        ma, mb, da, db = self._month[left], self._month[right], self._day[left], self._day[right]
        same_year, same_month, same_day = ya == yb, ma == mb, da == db
        whole = (self._code[left] >= 0) & (self._code[right] >= 0)
        gap = np.abs(ya - yb)
        changed, turned = _digits(ya, yb, ma, mb, da, db)
        some_month = (ma > 0) & (mb > 0)
        found: Levels = np.select(
            [
                whole & same_year & same_month & same_day,
                whole & same_year & (ma == db) & (da == mb),
                whole & (changed == 1),
                whole & turned,
                ~whole & same_year & same_month & some_month,
                ~whole & same_year & ~some_month,
                same_year & same_month,
                same_month & same_day & whole & (gap < GENERATION_YEARS),
                same_year,
                gap <= FEW_YEARS,
                gap < GENERATION_YEARS,
            ],
            [
                self._rarity.step[np.maximum(self._code[left], 0)] if len(self._rarity.step) else 0,
                *range(SWAPPED, GENERATION),
            ],
            GENERATION,
        ).astype(np.int8)
        found[(ya <= 0) | (yb <= 0)] = MISSING
        return found


def _part(dates: pl.Series, start: int, size: int) -> Numbers:
    return dates.str.slice(start, size).cast(pl.Int32, strict=False).fill_null(0).to_numpy()


def _default_days(month: Numbers, day: Numbers) -> Mask:
    """Whether a date stands on a day of the year that sources fill in when they know no better."""
    whole = (month > 0) & (day > 0)
    at = np.where(whole, month * 32 + day, 0)
    counts = np.bincount(at[whole], minlength=13 * 32)
    common = (counts > max(AT_LEAST, DEFAULT * whole.sum() / DAYS)) & (np.arange(len(counts)) % 32 == 1)
    filled_in: Mask = whole & common[at]
    return filled_in


def _digits(*parts: Numbers) -> tuple[Numbers, Numbers]:
    """How many of the eight digits differ; and whether two neighbours of one part changed places."""
    places = ((0, 1000), (0, 100), (0, 10), (0, 1), (1, 10), (1, 1), (2, 10), (2, 1))
    left, right = parts[0::2], parts[1::2]
    ours = [left[part] // unit % 10 for part, unit in places]
    theirs = [right[part] // unit % 10 for part, unit in places]
    differs = [a != b for a, b in zip(ours, theirs, strict=True)]
    changed = np.sum(differs, axis=0)
    turned = np.zeros(len(changed), dtype=bool)
    for at in (0, 1, 2, 4, 6):
        crossed = (ours[at] == theirs[at + 1]) & (ours[at + 1] == theirs[at])
        turned |= (changed == 2) & crossed & differs[at] & differs[at + 1]
    return changed, turned
