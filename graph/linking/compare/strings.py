"""Texts that are nearly alike: the level of every pair of distinct texts is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from graph.linking.arrays import Levels, Numbers

    Judge = Callable[[list[str], list[str]], Levels]

SHORT, LONG = 4, 8
"""From so many letters on, one slip (two slips) leaves a word recognisable."""

ALIKE = 0.88
"""Jaro-Winkler similarity from which two words look alike."""

SOMEWHAT = 0.5
"""Share of letters that stay where two words are somewhat alike (optimal string alignment)."""

SLIP, LOOKS_ALIKE, SOMEWHAT_ALIKE, OTHER = range(4)


def encode(values: pl.Series) -> tuple[Numbers, list[str]]:
    """Number the distinct texts in alphabetical order; -1 where there is none."""
    known = values.drop_nulls().unique().sort()
    numbers = pl.DataFrame({"v": known}).with_row_index("n").with_columns(pl.col("n").cast(pl.Int32))
    joined = pl.DataFrame({"v": values}).join(numbers, on="v", how="left", maintain_order="left")
    return joined["n"].fill_null(-1).to_numpy(), known.to_list()


def per_distinct_pair(left: Numbers, right: Numbers, judge: Callable[[Numbers, Numbers], Levels]) -> Levels:
    """What ``judge`` says of each pair of value numbers, asked once for every distinct pair."""
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right)
    keys = (low << 32) | high
    distinct, back = np.unique(keys, return_inverse=True)
    found = judge((distinct >> 32).astype(np.int32), (distinct & 0xFFFFFFFF).astype(np.int32))
    return found[back]


def likeness(texts: list[str]) -> Callable[[Numbers, Numbers], Levels]:
    """A judge of pairs of text numbers: ``SLIP``, ``LOOKS_ALIKE``, ``SOMEWHAT_ALIKE`` or ``OTHER``."""
    array = np.array(texts, dtype=object)

    def judge(left: Numbers, right: Numbers) -> Levels:
        return how_alike(array[left].tolist(), array[right].tolist())

    return judge


def how_alike(left: list[str], right: list[str]) -> Levels:
    """Compare two columns of different words, row by row.

    A *slip* is a letter too many, too few, changed or swapped with its neighbour (optimal string alignment);
    words *look alike* by Jaro-Winkler (Winkler 1990).
    """
    if not left:
        return np.empty(0, dtype=np.int8)
    changed = slips(left, right)
    alike = cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float32, workers=2)
    size = np.fromiter((max(len(a), len(b)) for a, b in zip(left, right, strict=True)), np.int32, len(left))
    slip = ((changed == 1) & (size >= SHORT)) | ((changed == 2) & (size >= LONG))
    somewhat = changed <= size * (1 - SOMEWHAT)
    kinds = [SLIP, LOOKS_ALIKE, SOMEWHAT_ALIKE]
    return np.select([slip, alike >= ALIKE, somewhat], kinds, OTHER).astype(np.int8)


def slips(left: list[str], right: list[str]) -> npt.NDArray[np.uint8]:
    """How many letters were added, left out, changed or swapped with a neighbour, row by row."""
    return cpdist(left, right, scorer=OSA.distance, dtype=np.uint8, workers=2)
