"""Dwellings: two records may each know several; the best-fitting pair of addresses counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import MISSING, Level
from graph.linking.compare.rarity import STEPS, Rarity, rarity_levels
from graph.linking.compare.strings import LOOKS_ALIKE, encode, likeness, per_distinct_pair

if TYPE_CHECKING:
    import polars as pl

    from graph.linking.arrays import Ints, Levels, Numbers
    from graph.linking.records import Records

OTHERS = (
    Level("adres_lijkt", "Beide kennen een woning met hetzelfde huisnummer in een straat die zo klinkt."),
    Level("straat", "Beide woonden in dezelfde straat of postcode."),
    Level("plaats", "Beide woonden in dezelfde plaats.", agrees=None),
    Level("elders", "De adressen liggen in verschillende plaatsen.", agrees=False),
)
LIKE, STREET, TOWN, ELSEWHERE = range(STEPS, STEPS + len(OTHERS))


USUAL = 5e-5
"""The share of records that have one value of the ordinary sort."""


class Dwellings:
    """Compares the dwellings where two records were ever seen."""

    column = "place"
    outcomes = (*rarity_levels("gelijk", "Beide kennen dezelfde woning."), *OTHERS)

    def fit(self, records: Records) -> FittedDwellings:
        """Lay the dwellings of all records in arrays."""
        return FittedDwellings(records.people.height, records.homes)


class FittedDwellings:
    """Dwellings of all records; see ``Dwellings``.

    Args:
        size: how many records there are.
        homes: ``nr, place, street, number, postcode, town``, ordered by ``nr``.
    """

    def __init__(self, size: int, homes: pl.DataFrame) -> None:
        self._start = np.searchsorted(homes["nr"].to_numpy(), np.arange(size + 1)).astype(np.int64)
        self._place, places = encode(homes["place"])
        self._street, streets = encode(homes["street"])
        self._number, _ = encode(homes["number"])
        self._postcode, _ = encode(homes["postcode"])
        self._town, _ = encode(homes["town"])
        self._alike = likeness(streets)
        self._rarity = Rarity(self._place, len(places), USUAL)
        has = np.diff(self._start) > 0
        first = np.minimum(self._start[:-1], max(0, len(self._place) - 1))
        self._first = np.where(has, self._place[first], -1) if len(self._place) else np.full(size, -1)

    def codes(self) -> Numbers:
        """See ``Fitted``."""
        return self._first

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """See ``Fitted``."""
        return self._rarity.exact_shares()

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """See ``Fitted``."""
        found = np.full(len(left), MISSING, dtype=np.int8)
        many = np.diff(self._start)
        pairs = np.flatnonzero((many[left] > 0) & (many[right] > 0))
        if not len(pairs):
            return found
        ours, theirs, at = self._spread(left[pairs], right[pairs])
        found[pairs] = np.minimum.reduceat(self._of_addresses(ours, theirs), at)
        return found

    def _spread(self, left: Numbers, right: Numbers) -> tuple[Ints, ...]:
        """Every address of the left record beside every one of the right; where each pair begins."""
        wide, high = self._start[left + 1] - self._start[left], self._start[right + 1] - self._start[right]
        sizes = wide * high
        ends = np.cumsum(sizes)
        at = ends - sizes
        within = np.arange(ends[-1]) - np.repeat(at, sizes)
        steps = np.repeat(high, sizes)
        ours = np.repeat(self._start[left], sizes) + within // steps
        theirs = np.repeat(self._start[right], sizes) + within % steps
        return ours, theirs, at

    def _of_addresses(self, a: Ints, b: Ints) -> Levels:
        same_place = self._place[a] == self._place[b]
        same_number = (self._number[a] == self._number[b]) & (self._number[a] >= 0)
        same_street = (self._street[a] == self._street[b]) & (self._street[a] >= 0)
        same_code = (self._postcode[a] == self._postcode[b]) & (self._postcode[a] >= 0)
        same_town = (self._town[a] == self._town[b]) & (self._town[a] >= 0)
        sounds = np.zeros(len(a), dtype=bool)
        rows = np.flatnonzero(same_number & ~same_place & ~same_street)
        rows = rows[(self._street[a[rows]] >= 0) & (self._street[b[rows]] >= 0)]
        sounds[rows] = (
            per_distinct_pair(self._street[a[rows]], self._street[b[rows]], self._alike) <= LOOKS_ALIKE
        )
        like = (same_number & same_street) | sounds
        return np.select(
            [same_place, like, same_street | same_code, same_town],
            [self._rarity.step[self._place[a]], LIKE, STREET, TOWN],
            ELSEWHERE,
        ).astype(np.int8)
