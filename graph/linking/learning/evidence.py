"""What is learned from: candidates, pairs within households, and random pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import MISSING
from graph.linking.learning.patterns import Patterns, compare, tally

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints, Levels, Mask
    from graph.linking.compare.base import Fitted
    from graph.linking.learning.model import Column
    from graph.linking.task import Task

RANDOM = 1_000_000
"""Random pairs that are looked at."""

OF_ONE_NAME = 300_000
"""Random pairs of one given name that are looked at."""

AGAIN = 10.0
"""A register in which everyone stands twenty times has so many pairs per record."""

SEED = 5
"""The draw is the same each time, so that the same records give the same model."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is learned from.

    Attributes:
        candidates: pairs of the blocks, by pair of sources.
        household: pairs within one household of one source; one stratum.
        random: random pairs; those that have the same value in a field that others are read beside are a
            stratum of their own.
        totals: per pair of sources how many pairs it has in all, compared or not.
        smaller: per pair of sources the records of its smaller source.
        within: per pair of sources whether it is one source with itself.
        most: per pair of sources how many pairs can be one person at most.
    """

    candidates: Patterns
    household: Patterns
    random: Patterns
    totals: Floats
    smaller: Floats
    within: Mask
    most: Floats


def gather(
    task: Task, fitted: list[Fitted], columns: tuple[Column, ...], pairs: tuple[Ints, Ints], levels: Levels
) -> Evidence:
    """Count what the records show.

    Args:
        task: the records and the fields.
        fitted: the comparators.
        columns: the fields as the model sees them.
        pairs: candidates.
        levels: of the candidates.
    """
    widths = [column.width for column in columns]
    totals, smaller, within, most = _sizes(task)
    a, b = task.housemates
    home = compare(task.fields, fitted, a, b)
    for at, field in enumerate(task.fields):
        if field.shared:
            home[:, at] = MISSING
    drawn, stratum = _random_levels(task, fitted)
    return Evidence(
        candidates=tally(levels, task.stratum(*pairs), widths),
        household=tally(home, np.zeros(len(a), dtype=np.int64), widths),
        random=tally(drawn, stratum, widths),
        totals=totals,
        smaller=smaller,
        within=within,
        most=most,
    )


def _sizes(task: Task) -> tuple[Floats, Floats, Mask, Floats]:
    """Per pair of sources ``totals, smaller, within, most`` of ``Evidence``."""
    many, sizes = len(task.sizes), task.sizes
    low, high = np.divmod(np.arange(many * many), many)
    within: Mask = low == high
    pairs = np.where(within, sizes[low] * (sizes[low] - 1) / 2, sizes[low] * sizes[high])
    smaller = np.where(low <= high, np.minimum(sizes[low], sizes[high]), 0).astype(np.float64)
    return np.maximum(pairs, 1.0), smaller, within, np.where(within, AGAIN * smaller, smaller)


def _random_levels(task: Task, fitted: list[Fitted]) -> tuple[Levels, Ints]:
    """Levels of random pairs: first of any two records, then of two with one value of a parent field."""
    rng = np.random.default_rng(SEED)
    a, b = _any_two(task.records.size, rng)
    parents = sorted({field.given for field in task.fields if field.given})
    found, strata = [compare(task.fields, fitted, a, b)], [np.zeros(len(a), dtype=np.int64)]
    names = [field.name for field in task.fields]
    for at in (names.index(parent) for parent in parents):
        c, d = _of_one_value(fitted[at].codes(), rng)
        levels = compare(task.fields, fitted, c, d)
        levels[:, at] = MISSING
        found.append(levels)
        strata.append(np.ones(len(c), dtype=np.int64))
    return np.concatenate(found), np.concatenate(strata)


def _any_two(size: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Random pairs; every pair where there are no more than that."""
    if size * (size - 1) // 2 <= RANDOM:
        every = np.triu_indices(size, 1)
        return every[0].astype(np.int64), every[1].astype(np.int64)
    a, b = rng.integers(0, size, (2, RANDOM))
    return a[a != b], b[a != b]


def _of_one_value(codes: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Random pairs of records that have the same known value."""
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] >= 0]
    values = codes[order]
    first, last = np.searchsorted(values, values, "left"), np.searchsorted(values, values, "right")
    others = (last - first - 1).astype(np.float64)
    if not others.sum():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    many = min(OF_ONE_NAME, int(others.sum()))
    ours = rng.choice(len(order), many, p=others / others.sum())
    theirs = first[ours] + (rng.random(len(ours)) * others[ours]).astype(np.int64)
    theirs += theirs >= ours
    return order[ours], order[theirs]
