"""From links to groups: connected components that never join what must stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Labels = npt.NDArray[np.int64]


def components(size: int, pairs: pl.DataFrame) -> Labels:
    """Label every record with the smallest number in its connected component.

    Args:
        size: how many records there are.
        pairs: ``a, b``: record numbers below ``size``.
    """
    left, right = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    links = coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(size, size))
    _, found = connected_components(links, directed=False)
    _, first = np.unique(found, return_index=True)
    labels: Labels = first[found].astype(np.int64)
    return labels


def keep_apart(size: int, links: pl.DataFrame, apart: pl.DataFrame) -> Labels:
    """Components of the links in which no pair of ``apart`` stands together.

    Where all links of a component would bring such a pair together, they are taken one by one, the strongest
    first; a link that would do so is left out, and so is one of no strength at all.

    Args:
        size: how many records there are.
        links: ``a, b, strength``.
        apart: ``a, b``.
    """
    labels = components(size, links)
    torn = np.unique(labels[apart["a"].to_numpy()][_together(labels, apart)])
    if not len(torn):
        return labels
    inside = pl.Series(np.isin(labels[links["a"].to_numpy()], torn))
    strong = links.filter(inside & (links["strength"] > 0))
    ordered = strong.sort(["strength", "a", "b"], descending=[True, False, False])
    kept = _one_by_one(ordered.select("a", "b").iter_rows(), apart.select("a", "b").iter_rows())
    chosen = pl.DataFrame(kept, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    return components(size, pl.concat([links.filter(~inside).select("a", "b"), chosen]))


def _together(labels: Labels, pairs: pl.DataFrame) -> npt.NDArray[np.bool_]:
    together: npt.NDArray[np.bool_] = labels[pairs["a"].to_numpy()] == labels[pairs["b"].to_numpy()]
    return together


def _one_by_one(links: Iterable[tuple[int, ...]], apart: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The links, in order, that bring no pair of ``apart`` together."""
    foes: dict[int, set[int]] = {}
    for a, b in apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    group: dict[int, set[int]] = {}
    kept: list[tuple[int, ...]] = []
    for a, b in links:
        ours, theirs = group.setdefault(a, {a}), group.setdefault(b, {b})
        if ours is theirs or any(foes.get(member, set()) & theirs for member in ours):
            continue
        ours |= theirs
        group.update(dict.fromkeys(theirs, ours))
        kept.append((a, b))
    return kept
