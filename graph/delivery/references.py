"""Ids that exist: of this levering's accepted rows and of earlier leveringen of the same source."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray


class IdIndex:
    """A set of ids that can be asked about millions at a time.

    Ids lie in order of a 64-bit hash: a search finds the candidate, and the real id decides.
    """

    def __init__(self, ids: list[pl.Series]) -> None:
        every = pl.concat([pl.Series("id", [], pl.String), *(s.alias("id") for s in ids)])
        hashes = hashed(every)
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._ids = every.gather(order)
        del every, hashes, order
        self._run = _longest_run(self._hashes, self._ids)

    def holds(self, ids: pl.Series) -> pl.Series:
        """Whether each id exists; nothing (null) refers to nothing and is fine."""
        found = ids.is_null()
        if self._ids.len() and not found.all():
            at = np.searchsorted(self._hashes, hashed(ids))
            for step in range(self._run):
                place = np.minimum(at + step, self._ids.len() - 1)
                found = found | (self._ids.gather(place) == ids).fill_null(value=False)
        return found.alias(ids.name)


def hashed(values: pl.Series) -> NDArray[np.uint64]:
    """A 64-bit hash of each value."""
    return values.hash(seed=17).to_numpy()


def _longest_run(hashes: NDArray[np.uint64], ids: pl.Series) -> int:
    """How many places with one hash must be looked at: more than one only where different ids share it."""
    same = np.flatnonzero(hashes[1:] == hashes[:-1])
    if not same.size:
        return 1
    runs = pl.DataFrame({"hash": hashes, "id": ids})
    clash = runs.group_by("hash").agg(n=pl.len(), ids=pl.col("id").n_unique()).filter(pl.col("ids") > 1)
    return max(clash["n"].to_list(), default=1)


def without_orphans(ids: pl.Series, parents: pl.Series, ok: pl.Series, known: IdIndex) -> pl.Series:
    """Which rows stay when a row falls with the row of the same table that it refers to.

    Args:
        ids: the id of each row; rows that stand and share an id are equal.
        parents: the id that each row refers to, or null.
        ok: which rows stand but for this reference.
        known: ids that exist elsewhere.

    Returns:
        ``ok`` without the rows whose reference leads, over any number of steps, to nothing.
    """
    stays = ok.to_numpy().copy()
    home = _first_row_of(ids, parents, ok)
    outside = known.holds(parents).to_numpy()
    lost = stays & ~outside & (home < 0)
    children = np.where(outside, -1, home)
    order = np.argsort(children, kind="stable")
    ranked = children[order]
    frontier = np.flatnonzero(lost)
    stays[frontier] = False
    while frontier.size:
        low, high = np.searchsorted(ranked, frontier), np.searchsorted(ranked, frontier, side="right")
        below = np.concatenate(
            [order[a:b] for a, b in zip(low, high, strict=True) if a < b] or [frontier[:0]]
        )
        frontier = below[stays[below]]
        stays[frontier] = False
    return pl.Series(ok.name, stays)


def _first_row_of(ids: pl.Series, parents: pl.Series, ok: pl.Series) -> NDArray[np.int64]:
    """For each row the standing row that its parent id names; -1 if there is none."""
    rows = pl.DataFrame({"id": ids, "ok": ok}).with_row_index("rij").filter("ok").unique("id", keep="first")
    asked = pl.DataFrame({"id": parents}).join(rows, on="id", how="left", maintain_order="left")
    return asked["rij"].cast(pl.Int64).fill_null(-1).to_numpy()
