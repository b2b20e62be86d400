"""Keys that stand twice: equal rows count once, different ones are all refused.

Per row two 64-bit hashes are kept, of the key and of the content. Rows that agree in both are equal (128 bits
agree); rows that agree in the key's hash alone are compared on their real keys before they are refused.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

KEY_SEED, CONTENT_SEED = 101, 202


class Fate(IntEnum):
    """What becomes of a row for its key."""

    KEEP = 0
    COPY = 1
    CLASH = 2


class Keys:
    """The hashes of all rows of one table, in order of reading."""

    def __init__(self, key: tuple[str, ...]) -> None:
        self._key = key
        self._hashes: list[NDArray[np.uint64]] = []
        self._contents: list[NDArray[np.uint64]] = []
        self._keyed: list[NDArray[np.bool_]] = []

    def add(self, rows: pl.DataFrame, keyed: NDArray[np.bool_]) -> None:
        """Add rows (key and content columns); ``keyed`` says of which rows the key could be read."""
        self._hashes.append(key_hash(rows.select(self._key)))
        self._contents.append(rows.drop("regel").hash_rows(CONTENT_SEED).to_numpy())
        self._keyed.append(keyed)

    def fates(self) -> NDArray[np.int8]:
        """The fate of each row, in order of reading."""
        if not self._hashes:
            return np.zeros(0, dtype=np.int8)
        keys, contents = np.concatenate(self._hashes), np.concatenate(self._contents)
        fates = np.zeros(keys.size, dtype=np.int8)
        rows = np.flatnonzero(np.concatenate(self._keyed))
        ordered = np.sort(keys[rows])
        twice = ordered[1:][ordered[1:] == ordered[:-1]]
        if twice.size:
            rows = rows[np.isin(keys[rows], twice)]
            fates[rows] = _judged(keys[rows], contents[rows])
        return fates


def key_hash(keys: pl.DataFrame) -> NDArray[np.uint64]:
    """A 64-bit hash of each key."""
    return keys.hash_rows(KEY_SEED).to_numpy()


def _judged(keys: NDArray[np.uint64], contents: NDArray[np.uint64]) -> NDArray[np.int8]:
    rows = pl.DataFrame({"key": keys, "content": contents})
    clash = pl.col("content").n_unique().over("key") > 1
    first = pl.int_range(pl.len()).over("key") == 0
    fate = pl.when(clash).then(int(Fate.CLASH)).when(first).then(int(Fate.KEEP)).otherwise(int(Fate.COPY))
    return rows.select(fate.cast(pl.Int8).alias("fate"))["fate"].to_numpy()


def real_fates(rows: pl.DataFrame, key: tuple[str, ...]) -> pl.Series:
    """The fates of rows whose key hashes clash, judged on the real values."""
    content = pl.struct(pl.exclude("regel"))
    clash = content.n_unique().over(key) > 1
    first = pl.int_range(pl.len()).over(key) == 0
    fate = pl.when(clash).then(int(Fate.CLASH)).when(first).then(int(Fate.KEEP)).otherwise(int(Fate.COPY))
    return rows.select(fate.cast(pl.Int8).alias("fate"))["fate"]
