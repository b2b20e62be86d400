"""Households that are one: if one member is found in both, the others are looked for there.

Between two such households a pair is one person or two housemates; strangers hardly come into it. So
sharing a surname or a dwelling says nothing there, and a better partner within the household speaks
against a pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl

from graph.linking.chances.exclusion import matched

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints
LINKED = 0.5
"""Two households of which a pair has this chance of being one person are looked at together."""
STAYS = 0.5


def linked_households(a: Ints, b: Ints, chance: Floats, groups: pl.DataFrame) -> pl.DataFrame:
    """Pairs of groups of which some pair of members is probably one person.

    Args:
        a, b: pairs of records.
        chance: that they are one person.
        groups: ``group, nr``.

    Returns:
        ``left, right``: groups, each pair of groups once.
    """
    sure = pl.DataFrame({"a": a, "b": b}).filter(pl.Series(chance >= LINKED))
    of_a = groups.select(left="group", a="nr")
    of_b = groups.select(right="group", b="nr")
    both = (
        sure.join(of_a, on="a")
        .join(of_b, on="b")
        .select("left", "right")
        .filter(pl.col("left") != pl.col("right"))
    )
    ordered = both.select(left=pl.min_horizontal("left", "right"), right=pl.max_horizontal("left", "right"))
    return ordered.unique().sort("left", "right")


def member_pairs(linked: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """``pair, a, b, x, y``: every member of one group beside every member of the other."""
    numbered = linked.with_row_index("pair")
    left = numbered.join(groups.select(left="group", x="nr"), on="left")
    both = left.join(groups.select(right="group", y="nr"), on="right").filter(pl.col("x") != pl.col("y"))
    found = both.select(
        pl.col("pair").cast(pl.Int64),
        a=pl.min_horizontal("x", "y"),
        b=pl.max_horizontal("x", "y"),
        x="x",
        y="y",
    )
    return found.sort("pair", "x", "y")


@dataclass(frozen=True, slots=True)
class Within:
    """Member pairs of linked households.

    Attributes:
        edge: per member pair the number of its candidate pair.
        household: the pair of households.
        row, col: the member on either side, numbered within all.
        size: how many members the smaller household has.
    """

    edge: Ints
    household: Ints
    row: Ints
    col: Ints
    size: Ints

    @classmethod
    def of(cls, members: pl.DataFrame, edge: Ints, linked: pl.DataFrame, groups: pl.DataFrame) -> Self:
        """From what ``member_pairs`` gave; ``edge`` is per member pair the number of its candidate pair."""
        sizes = groups.group_by("group").len()
        both = (
            linked.join(sizes, left_on="left", right_on="group", how="left", maintain_order="left")
            .join(
                sizes, left_on="right", right_on="group", how="left", suffix="_right", maintain_order="left"
            )
            .select(pl.min_horizontal("len", "len_right"))
        )
        smaller = both.to_series().to_numpy().astype(np.int64)
        household = members["pair"].to_numpy()
        many = int(groups["nr"].to_numpy().max(initial=0)) + 1
        row, col = household * many + members["x"].to_numpy(), household * many + members["y"].to_numpy()
        return cls(edge, household, row, col, smaller[household])


def within_households(
    chance: Floats, alone: Floats, ratio: Floats, at: Within, stays: float = STAYS
) -> Floats:
    """The chance of each candidate pair, once its households are looked at.

    Args:
        chance: per candidate pair, as it stands.
        alone: per candidate pair, without its household.
        ratio: how much more likely its levels are for one person than for housemates.
        at: the member pairs.
        stays: chance that a member of the smaller household is in the other, once one is.
    """
    odds = ratio[at.edge] * stays / np.maximum(1 - stays, 0.05) / at.size
    inside = matched(odds, at.row, at.col)
    bond = _bond(chance[at.edge], at)
    strongest = np.zeros(len(chance))
    np.maximum.at(strongest, at.edge, bond)
    new = alone.copy()
    best = bond >= strongest[at.edge] - 1e-12
    edges = at.edge[best]
    new[edges] = bond[best] * inside[best] + (1 - bond[best]) * alone[edges]
    return new


def _bond(chance: Floats, at: Within) -> Floats:
    """Per member pair the chance that another pair of the two households is one person."""
    miss = np.log(np.maximum(1 - chance, 1e-9))
    whole = _sum_by(at.household, miss)
    rows, cols = _sum_by(at.row, miss), _sum_by(at.col, miss)
    others = np.minimum(whole - rows - cols + miss, 0.0)
    bond: Floats = 1 - np.exp(others)
    return bond


def _sum_by(numbers: Ints, values: Floats) -> Floats:
    if not len(values):
        return values
    _, inverse = np.unique(numbers, return_inverse=True)
    sums: Floats = np.bincount(inverse, values).astype(np.float64)
    return sums[inverse]
