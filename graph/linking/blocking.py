"""Which pairs are worth comparing: those that share a block small enough to look through.

A block is made of one key, or of two or three keys of different fields. Wide blocks (one key) that are small
count too, so that a rare surname brings its bearers together whatever else went wrong; large ones are left to
narrower ones. Which keys are combined follows from how common their values are.
"""

from __future__ import annotations

from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.linking.keys import Keys

MOST_PER_KEY = (8, 12, 24)
"""A block of one, two or three keys that is larger is left to narrower blocks."""

MANY, MOST_OF_MANY = 250_000, (5, 6, 8)
"""Among so many records chance fills blocks: smaller ones are enough, and many more would be compared."""

EVERY = 200
"""Of no more records than this, every pair is compared."""

TOO_WIDE = 3.0
"""Keys whose blocks hold, on average, so many times too many records are not used together."""

NARROW = 3.0
"""Keys whose blocks hold no more records than this on average need no further key."""

MOST_NUMBERS = 1 << 62


def candidates(keys: Keys, size: int) -> pl.DataFrame:
    """Pairs of records that share a block.

    Args:
        keys: per name ``field.kind`` a frame ``nr, key``.
        size: how many records there are.

    Returns:
        ``a, b`` (Int32, a before b), each pair once, ordered.
    """
    if size <= EVERY:
        a, b = np.triu_indices(size, 1)
        return pl.DataFrame({"a": a.astype(np.int32), "b": b.astype(np.int32)})
    coded = {name: _coded(frame) for name, frame in keys.items() if frame.height}
    most = MOST_PER_KEY if size < MANY else MOST_OF_MANY
    found = [
        _pairs_within(_block(coded, names), size, most[len(names) - 1])
        for names in _combinations(coded, size, most)
    ]
    merged = pl.concat(found).unique().sort() if found else pl.Series(dtype=pl.Int64)
    return pl.DataFrame({"a": (merged // size).cast(pl.Int32), "b": (merged % size).cast(pl.Int32)})


def _coded(frame: pl.DataFrame) -> pl.DataFrame:
    """Keys as numbers."""
    return frame.select(pl.col("nr").cast(pl.Int32), key=pl.col("key").rank("dense").cast(pl.Int64) - 1)


def _combinations(
    coded: dict[str, pl.DataFrame], size: int, limits: tuple[int, ...]
) -> Iterator[tuple[str, ...]]:
    """Keys to be used together: neither far too wide nor already narrow with one key fewer.

    How many records a record finds in its block, on average, is estimated as if keys were independent.
    """
    share = {name: _share(frame, size) for name, frame in coded.items()}

    def wide(names: tuple[str, ...]) -> float:
        return size * prod(share[name] for name in names)

    for many, most in enumerate(limits, start=1):
        for names in combinations(coded, many):
            one_each = len({name.split(".")[0] for name in names}) == many
            fewer = (part for less in range(1, many) for part in combinations(names, less))
            if one_each and wide(names) <= TOO_WIDE * most and all(wide(part) > NARROW for part in fewer):
                yield names


def _share(frame: pl.DataFrame, size: int) -> float:
    """The chance that two records share this key."""
    counts = frame["key"].value_counts()["count"].to_numpy().astype(np.float64)
    return float((counts**2).sum() / frame.height / size)


def _block(coded: dict[str, pl.DataFrame], names: tuple[str, ...]) -> pl.DataFrame:
    """``nr, key`` of keys used together."""
    block, numbers = coded[names[0]], _width(coded[names[0]])
    for name in names[1:]:
        width = _width(coded[name])
        if numbers * width > MOST_NUMBERS:
            block = block.with_columns(pl.col("key").rank("dense").cast(pl.Int64) - 1)
            numbers = _width(block)
        block = block.join(coded[name], on="nr").select("nr", key=pl.col("key") * width + pl.col("key_right"))
        numbers *= width
    return block


def _width(frame: pl.DataFrame) -> int:
    return int(frame["key"].to_numpy().max(initial=0)) + 1


def _pairs_within(block: pl.DataFrame, size: int, limit: int) -> pl.Series:
    """Every pair of each block of two up to ``limit`` records, as one number."""
    few = block.filter(pl.len().over("key").is_between(2, limit)).unique().sort("key", "nr")
    nr, key = few["nr"].to_numpy().astype(np.int64), few["key"].to_numpy()
    found = []
    for step in range(1, limit):
        same = np.flatnonzero(key[:-step] == key[step:]) if len(key) > step else np.empty(0, np.int64)
        if not len(same):
            break
        found.append(nr[same] * size + nr[same + step])
    return pl.Series(np.unique(np.concatenate(found)) if found else np.empty(0, np.int64))
