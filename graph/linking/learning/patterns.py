"""Pairs that compare alike are one pattern: the model learns from patterns and how often each is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.compare.base import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.linking.arrays import Floats, Ints, Levels, Mask
    from graph.linking.compare.base import Fitted
    from graph.linking.fields import Field

AT_ONCE = 2_000_000
"""Pairs that are compared in one go."""


def compare(fields: tuple[Field, ...], fitted: list[Fitted], left: Ints, right: Ints) -> Levels:
    """The level of every pair in every field (pairs by fields), as the model sees them.

    A field that is read beside another one has its levels twice: first for pairs where that other one is
    not equal, then for those where it is.
    """
    found = np.empty((len(left), len(fields)), dtype=np.int8)
    renew(fields, fitted, found, (left, right))
    return found


def renew(
    fields: tuple[Field, ...],
    fitted: list[Fitted],
    found: Levels,
    pairs: tuple[Ints, Ints],
    which: Sequence[int] | None = None,
) -> None:
    """Compare some fields, or all, and put what is found in the place of what stood there."""
    left, right = pairs
    for start in range(0, len(left), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        for at in range(len(fields)) if which is None else which:
            found[part, at] = fitted[at].levels(left[part], right[part])
    names = [field.name for field in fields]
    for at, field in enumerate(fields):
        if field.given is not None:
            parent = names.index(field.given)
            _branch(found, at, field, equal=_exact(fields[parent])[found[:, parent]])


def _exact(field: Field) -> Mask:
    """Per level whether it is an exact one; the last stands for a missing level."""
    return np.array([*(level.exact for level in field.comparator.outcomes), False])


def _branch(found: Levels, at: int, field: Field, equal: Mask) -> None:
    """Move the levels of pairs whose parent field is equal to their own branch, and those of others back."""
    many = np.int8(len(field.comparator.outcomes))
    known = found[:, at] != MISSING
    bare = np.where(known, found[:, at] % many, MISSING)
    found[:, at] = np.where(known & equal, bare + many, bare)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct rows of levels within a stratum.

    Attributes:
        levels: patterns by fields.
        stratum: per pattern.
        count: per pattern how many pairs.
    """

    levels: Levels
    stratum: Ints
    count: Floats


def tally(levels: Levels, stratum: Ints, widths: list[int]) -> Patterns:
    """Count the distinct rows."""
    key = stratum.astype(np.int64)
    for at, width in enumerate(widths):
        key = key * (width + 1) + (levels[:, at].astype(np.int64) + 1)
    distinct, count = np.unique(key, return_counts=True)
    found = np.empty((len(distinct), len(widths)), dtype=np.int8)
    rest = distinct
    for at in range(len(widths) - 1, -1, -1):
        found[:, at] = (rest % (widths[at] + 1) - 1).astype(np.int8)
        rest = rest // (widths[at] + 1)
    return Patterns(found, rest, count.astype(np.float64))
