"""What every comparator offers: its levels, and a look at any pair of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from graph.linking.arrays import Levels, Numbers
    from graph.linking.records import Records

MISSING = -1
"""The level of a pair of which one side is unknown: no evidence either way."""


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison.

    Attributes:
        name: what the model calls it; part of the model's version.
        sentence: what the reader reads, in Dutch.
        agrees: whether it speaks of the same value (True), of another one (False) or of neither (None).
        exact: whether the two values are equal, so that how rare the value is counts.
        near: whether the values are as near as equal ones without being equal: how much oftener strangers of
            one name are so near tells how much oftener their values are equal.
    """

    name: str
    sentence: str
    agrees: bool | None = None
    exact: bool = False
    near: bool = False


class Fitted(Protocol):
    """A comparator that has seen the records."""

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """The level of every pair of record numbers; ``MISSING`` where a side is unknown."""

    def exact_shares(self) -> dict[int, tuple[float, float]]:
        """Per exact level: the share of records whose value is of this level, and of pairs of strangers
        that have one such value by chance."""

    def codes(self) -> Numbers:
        """Per record the number of its value, below zero where it is unknown."""


@runtime_checkable
class TeachesNames(Protocol):
    """A fitted comparator of names that learns from pairs of records of one person."""

    def names(self, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers, list[str]]:
        """The numbers of the names of pairs of records, and the names themselves."""

    def learn(self, variants: list[tuple[str, str]], empty: list[str]) -> None:
        """Take in names that are forms of one name, and names that say nothing."""


class Comparator(Protocol):
    """A way to compare one field."""

    @property
    def column(self) -> str:
        """The column that it reads; fields of one column know the same thing."""

    @property
    def outcomes(self) -> tuple[Level, ...]:
        """The levels, the best first."""

    def fit(self, records: Records) -> Fitted:
        """Look at all records once: number their values, and count how common each is."""
