"""Surnames: by birth, of the partner, or both; a slip, or one name within another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking.compare.base import MISSING, Level
from graph.linking.compare.rarity import STEPS, Rarity, rarity_levels
from graph.linking.compare.strings import encode, likeness, per_distinct_pair

if TYPE_CHECKING:
    from graph.linking.arrays import Levels, Numbers
    from graph.linking.records import Records

OTHERS = (
    Level("verschrijving", "De achternamen verschillen een letter of twee.", agrees=None),
    Level("deel", "De achternaam van de een is een deel van die van de ander.", agrees=None),
    Level("partnernaam", "De een draagt de naam van de partner van de ander.", agrees=None),
    Level("lijkt", "De achternamen lijken op elkaar.", agrees=None),
    Level("enigszins", "De achternamen lijken enigszins op elkaar.", agrees=None),
    Level("anders", "De achternamen zijn anders.", agrees=False),
)
SLIP, PART, PARTNER, ALIKE, SOMEWHAT, DIFFERENT = range(STEPS, STEPS + len(OTHERS))
LONG_ENOUGH = 4
"""A name of so many letters that stands within another is no accident."""


USUAL = 5e-4
"""The share of records that have one value of the ordinary sort."""


class Surnames:
    """Compares surnames by birth, then with the partner's name.

    Args:
        column: the surname by birth, squeezed.
        partner: the partner's name, squeezed; none where the source has no such thing.
    """

    outcomes = (*rarity_levels("gelijk", "De achternaam is gelijk."), *OTHERS)

    def __init__(self, column: str, partner: str | None = None) -> None:
        self.column, self._partner = column, partner

    def fit(self, records: Records) -> FittedSurnames:
        """Number the surnames of all records."""
        own = records.people[self.column]
        partner = (
            records.people[self._partner] if self._partner else pl.Series([None] * len(own), dtype=pl.String)
        )
        return FittedSurnames(own, partner)


class FittedSurnames:
    """Surnames of all records; see ``Surnames``."""

    def __init__(self, own: pl.Series, partner: pl.Series) -> None:
        codes, self._texts = encode(pl.concat([own, partner]))
        self._own, self._partner = codes[: len(own)], codes[len(own) :]
        self._rarity = Rarity(self._own, len(self._texts), USUAL)
        self._alike = likeness(self._texts)

    def learn(self, variants: list[tuple[str, str]], empty: list[str]) -> None:  # noqa: ARG002  surnames have no forms
        """Take in names that say nothing; see ``FittedGivenNames.learn``."""
        at = {text: code for code, text in enumerate(self._texts)}
        gone = np.isin(self._own, [at[name] for name in empty if name in at])
        self._own = np.where(gone, -1, self._own).astype(np.int32)

    def names(self, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers, list[str]]:
        """The numbers of the surnames of pairs of records, and the names themselves."""
        return self._own[left], self._own[right], self._texts

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._own

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``."""
        return self._rarity.exact_shares()

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        a, b = self._own[left], self._own[right]
        found = np.full(len(a), MISSING, dtype=np.int8)
        both = np.flatnonzero((a >= 0) & (b >= 0))
        found[both] = self._of_names(a[both], b[both])
        p, q = self._partner[left], self._partner[right]
        worn = ((a == q) & (a >= 0)) | ((b == p) & (b >= 0)) | ((p == q) & (p >= 0) & (found > PARTNER))
        found[worn & ((found > PARTNER) | (found == MISSING))] = PARTNER
        return found

    def _of_names(self, a: Numbers, b: Numbers) -> Levels:
        found = self._rarity.step[a]
        unlike = np.flatnonzero(a != b)
        found[unlike] = per_distinct_pair(a[unlike], b[unlike], self._of_texts)
        return found

    def _of_texts(self, left: Numbers, right: Numbers) -> Levels:
        kinds = self._alike(left, right)
        found = np.select([kinds == 0, kinds == 1, kinds == 2], [SLIP, ALIKE, SOMEWHAT], DIFFERENT).astype(
            np.int8
        )
        for row in np.flatnonzero(found > SLIP).tolist():
            short, long = sorted((self._texts[left[row]], self._texts[right[row]]), key=len)
            if len(short) >= LONG_ENOUGH and short in long:
                found[row] = PART
        return found
