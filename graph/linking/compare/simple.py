"""Fields without a shape of their own: texts, codes and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import MISSING, Level
from graph.linking.compare.coded import FittedValues
from graph.linking.compare.rarity import STEPS, Rarity, rarity_levels
from graph.linking.compare.strings import encode, likeness, per_distinct_pair, slips

if TYPE_CHECKING:
    import polars as pl

    from graph.linking.arrays import Levels, Numbers
    from graph.linking.records import Records


USUAL = 1e-3
"""The share of records that have one value of the ordinary sort."""


class Texts:
    """Compares any text: equal, a slip, alike, or different.

    Args:
        column: the text, folded.
        what: what the reader calls it, with its article: ``"De woonplaats"``.
    """

    def __init__(self, column: str, what: str) -> None:
        self.column = column
        self.outcomes = (
            *rarity_levels("gelijk", f"{what} is gelijk."),
            Level("verschrijving", f"{what} verschilt een letter of twee."),
            Level("lijkt", f"{what} lijkt op die van de ander."),
            Level("enigszins", f"{what} lijkt enigszins op die van de ander."),
            Level("anders", f"{what} is anders.", agrees=False),
        )

    def fit(self, records: Records) -> FittedTexts:
        """Number the texts of all records."""
        return FittedTexts(records.people[self.column])


class FittedTexts:
    """Texts of all records; see ``Texts``."""

    def __init__(self, values: pl.Series) -> None:
        self._code, texts = encode(values)
        self._rarity = Rarity(self._code, len(texts), USUAL)
        self._alike = likeness(texts)

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._code

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``."""
        return self._rarity.exact_shares()

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        a, b = self._code[left], self._code[right]
        found = np.full(len(a), MISSING, dtype=np.int8)
        both = (a >= 0) & (b >= 0)
        same = both & (a == b)
        found[same] = self._rarity.step[a[same]]
        unlike = np.flatnonzero(both & (a != b))
        found[unlike] = STEPS + per_distinct_pair(a[unlike], b[unlike], self._alike)
        return found


class Codes:
    """Compares a code of few values: equal or not.

    Args:
        column: the code.
        same: the sentence if equal.
        other: the sentence if not.
    """

    def __init__(self, column: str, same: str, other: str) -> None:
        self.column = column
        self.outcomes = (Level("gelijk", same, agrees=True), Level("anders", other, agrees=False))

    def fit(self, records: Records) -> FittedValues:
        """Number the codes of all records."""
        return FittedValues(records.people[self.column], _other_code)


def _other_code(left: list[str], _: list[str]) -> list[int]:
    return [1] * len(left)


class CitizenNumbers:
    """Compares a number that belongs to one person: equal, a slip, or another number.

    Args:
        column: the number as text.
    """

    outcomes = (
        Level("gelijk", "Het burgerservicenummer is gelijk.", agrees=True),
        Level("verschrijving", "De burgerservicenummers verschillen één cijfer, of twee staan verwisseld."),
        Level("anders", "De burgerservicenummers zijn anders.", agrees=False),
    )

    def __init__(self, column: str) -> None:
        self.column = column

    def fit(self, records: Records) -> FittedValues:
        """Number the numbers of all records."""
        return FittedValues(records.people[self.column], _other_number)


def _other_number(left: list[str], right: list[str]) -> list[int]:
    return [1 if changed <= 1 else 2 for changed in slips(left, right)]
