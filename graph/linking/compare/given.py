"""Given names: the first one in full, as an initial, as a call name, or with a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking.compare.base import MISSING, Level
from graph.linking.compare.coded import FittedValues
from graph.linking.compare.rarity import STEPS, Rarity, rarity_levels
from graph.linking.compare.strings import encode, likeness, per_distinct_pair

if TYPE_CHECKING:
    from graph.linking.arrays import Levels, Numbers
    from graph.linking.records import Records

OTHERS = (
    Level("verschrijving", "De voornamen verschillen een letter of twee.", agrees=None),
    Level("tweede_naam", "De een heet naar een andere voornaam van de ander.", agrees=None),
    Level("roepnaam", "De een is vaak de roepnaam van de ander.", agrees=None),
    Level("voorletter", "De voorletter van de een past bij de voornaam van de ander.", agrees=None),
    Level("latere_letter", "De een heeft alleen een letter, en die past bij een latere naam.", agrees=None),
    Level("lijkt", "De voornamen lijken op elkaar.", agrees=None),
    Level("enigszins", "De voornamen lijken enigszins op elkaar.", agrees=None),
    Level("zelfde_letter", "Andere voornamen met dezelfde eerste letter.", agrees=False),
    Level("anders", "De voornamen zijn anders.", agrees=False),
)
SLIP, OTHER_GIVEN, VARIANT, INITIAL, LATER_INITIAL, ALIKE, SOMEWHAT, SAME_LETTER, DIFFERENT = range(
    STEPS, STEPS + len(OTHERS)
)


USUAL = 2e-3
"""The share of records that have one value of the ordinary sort."""


class GivenNames:
    """Compares the first given name, and looks whether it is one of the other's later names.

    Args:
        column: given names as bare words with one space between them; a single letter is an initial.
    """

    outcomes = (*rarity_levels("gelijk", "De voornaam is gelijk."), *OTHERS)

    def __init__(self, column: str) -> None:
        self.column = column

    def fit(self, records: Records) -> FittedGivenNames:
        """Number the names of all records."""
        return FittedGivenNames(records.people[self.column])


class FittedGivenNames:
    """Given names of all records; see ``GivenNames``."""

    def __init__(self, given: pl.Series) -> None:
        names = given.str.split(" ")
        first, last = names.list.first(), names.list.slice(1).list.join(" ")
        full = first.str.len_chars() > 1
        self._code, texts = encode(pl.select(pl.when(full).then(first)).to_series())
        self._letter = _letters(first)
        self._rarity = Rarity(self._code, len(texts), USUAL)
        self._alike = likeness(texts)
        self._later, later = encode(pl.select(pl.when(last != "").then(last)).to_series())
        self._later_words = [frozenset(text.split()) for text in later]
        self._texts = texts
        self._variants = np.empty(0, dtype=np.int64)
        self._later_letter = _letters(names.list.get(1, null_on_oob=True))

    def learn(self, variants: list[tuple[str, str]], empty: list[str]) -> None:
        """Take in what the records taught: names that are one name's forms, and names that say nothing.

        Args:
            variants: pairs of names.
            empty: names that stand there when the real one is not known.
        """
        at = {text: code for code, text in enumerate(self._texts)}
        pairs = [sorted((at[a], at[b])) for a, b in variants if a in at and b in at]
        self._variants = np.array(sorted(low << 32 | high for low, high in pairs), dtype=np.int64)
        gone = np.isin(self._code, [at[name] for name in empty if name in at])
        self._code = np.where(gone, -1, self._code).astype(np.int32)
        self._letter = np.where(gone, -1, self._letter).astype(np.int32)

    def names(self, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers, list[str]]:
        """The numbers of the first names of pairs of records, and the names themselves."""
        return self._code[left], self._code[right], self._texts

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._code

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``."""
        return self._rarity.exact_shares()

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        a, b = self._code[left], self._code[right]
        same_letter = self._letter[left] == self._letter[right]
        found = np.where(same_letter, INITIAL, DIFFERENT).astype(np.int8)
        both = (a >= 0) & (b >= 0)
        found[both] = self._of_names(a[both], b[both])
        lower = both & (found >= ALIKE)
        rows = np.flatnonzero(lower & ((self._later[left] >= 0) | (self._later[right] >= 0)))
        found[rows[self._by_later_name(left[rows], right[rows])]] = OTHER_GIVEN
        lone = (found == DIFFERENT) & ((a < 0) != (b < 0))
        fits = (self._letter[left] == self._later_letter[right]) | (
            self._letter[right] == self._later_letter[left]
        )
        found[lone & fits] = LATER_INITIAL
        found[(self._letter[left] < 0) | (self._letter[right] < 0)] = MISSING
        return found

    def _of_names(self, a: Numbers, b: Numbers) -> Levels:
        found = self._rarity.step[a]
        unlike = np.flatnonzero(a != b)
        kinds = per_distinct_pair(a[unlike], b[unlike], self._alike)
        first = np.array([text[0] for text in self._texts] or [""])
        letter = first[a[unlike]] == first[b[unlike]]
        found[unlike] = np.select(
            [kinds == 0, kinds == 1, kinds == 2, letter], [SLIP, ALIKE, SOMEWHAT, SAME_LETTER], DIFFERENT
        )
        keys = np.minimum(a[unlike], b[unlike]).astype(np.int64) << 32 | np.maximum(a[unlike], b[unlike])
        found[unlike[np.isin(keys, self._variants) & (kinds > 0)]] = VARIANT
        return found

    def _by_later_name(self, left: Numbers, right: Numbers) -> list[bool]:
        return [
            self._is_later(a, lb) or self._is_later(b, la)
            for a, b, la, lb in zip(
                self._code[left].tolist(),
                self._code[right].tolist(),
                self._later[left].tolist(),
                self._later[right].tolist(),
                strict=True,
            )
        ]

    def _is_later(self, name: int, later: int) -> bool:
        return later >= 0 and self._texts[name] in self._later_words[later]


def _letters(first: pl.Series) -> Numbers:
    """The first letter as a number; -1 where unknown."""
    code, _ = encode(first.str.slice(0, 1))
    return code


LATER = (
    Level("gelijk", "De verdere voornamen zijn gelijk.", agrees=True),
    Level("letters", "De verdere voornamen passen bij elkaars letters.", agrees=True),
    Level("deels", "De een heeft meer voornamen dan de ander.", agrees=None),
    Level("anders", "De verdere voornamen zijn anders.", agrees=False),
)


class LaterNames:
    """Compares the given names after the first.

    Args:
        column: as for ``GivenNames``.
    """

    outcomes = LATER

    def __init__(self, column: str) -> None:
        self.column = column

    def fit(self, records: Records) -> FittedValues:
        """Number the later names of all records."""
        later = records.people[self.column].str.split(" ").list.slice(1).list.join(" ")
        return FittedValues(pl.select(pl.when(later != "").then(later)).to_series(), _later_names)


def _later_names(left: list[str], right: list[str]) -> list[int]:
    return [_later(ours, theirs) for ours, theirs in zip(left, right, strict=True)]


def _later(left: str, right: str) -> int:
    """The level of two different texts of later names."""
    ours, theirs = left.split(), right.split()
    pairs = list(zip(ours, theirs, strict=False))
    if all(a == b for a, b in pairs):
        return 2
    if all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs):
        return 1
    return 3
