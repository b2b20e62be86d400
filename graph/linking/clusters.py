"""From chances to persons: average linkage that never joins what must stay apart.

Clusters grow by the strongest average over all pairs between them, a pair that was never compared counting as
zero (sparse UPGMA, Sokal and Michener 1958). So one strong link does not chain two persons together.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.components import components

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints, Mask

FAINT = 0.01
"""A chance below this counts as none."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What never stands in one cluster.

    Attributes:
        a, b: pairs of records.
        token: per record a number of which one cluster has one at most; below zero for none.
    """

    a: Ints
    b: Ints
    token: Ints


def cluster(a: Ints, b: Ints, chance: Floats, limit: float, apart: Apart) -> Ints:
    """Label every record with the smallest number in its cluster.

    Args:
        a, b: pairs of records, each once.
        chance: per pair.
        limit: clusters join while the average chance between them is at least this.
        apart: what never stands in one cluster, for all records.
    """
    size = len(apart.token)
    kept = chance >= FAINT
    a, b, chance = a[kept], b[kept], chance[kept]
    label = np.arange(size, dtype=np.int64)
    strong = chance >= limit
    part = components(size, a[strong], b[strong])
    whole = _whole(part, a, b, strong, apart)
    done = whole[part]
    first = np.full(size, size, dtype=np.int64)
    np.minimum.at(first, part, np.arange(size))
    label[done] = first[part[done]]
    inside = (part[a] == part[b]) & ~done[a]
    grown = _Clusters(a[inside], b[inside], chance[inside], limit, apart)
    for smallest, members in grown.grow():
        label[members] = smallest
    return label


def _whole(part: Ints, a: Ints, b: Ints, strong: Mask, apart: Apart) -> Mask:
    """Per component whether each pair is strong and none must stay apart: it is one cluster as it is."""
    members = np.bincount(part)
    within = strong & (part[a] == part[b])
    found = np.bincount(part[a[within]], minlength=len(members))
    whole: Mask = found == members * (members - 1) // 2
    whole[part[apart.a][part[apart.a] == part[apart.b]]] = False
    has = apart.token >= 0
    tokens = np.unique(np.column_stack([part[has], apart.token[has]]), axis=0)
    whole[np.flatnonzero(np.bincount(tokens[:, 0], minlength=len(members)) > 1)] = False
    return whole


class _Clusters:
    """Clusters that grow, with the sum of the chances between each two."""

    def __init__(self, a: Ints, b: Ints, chance: Floats, limit: float, apart: Apart) -> None:
        self._limit = limit
        self._near: dict[int, dict[int, float]] = {}
        for i, j, p in zip(a.tolist(), b.tolist(), chance.tolist(), strict=True):
            self._near.setdefault(i, {})[j] = p
            self._near.setdefault(j, {})[i] = p
        self._members = {i: [i] for i in self._near}
        self._foes: dict[int, set[int]] = {i: set() for i in self._near}
        for i, j in zip(apart.a.tolist(), apart.b.tolist(), strict=True):
            if i in self._foes and j in self._foes:
                self._foes[i].add(j)
                self._foes[j].add(i)
        self._token = {i: int(apart.token[i]) for i in self._near}
        self._heap = [
            (-p, i, j) for i, near in self._near.items() for j, p in near.items() if i < j and p >= limit
        ]
        heapq.heapify(self._heap)

    def grow(self) -> list[tuple[int, list[int]]]:
        """Join until nothing is strong enough: per cluster its smallest member and all."""
        while self._heap:
            average, i, j = heapq.heappop(self._heap)
            if self._average(i, j) == -average and self._may_join(i, j):
                self._join(i, j)
        return [(min(members), members) for members in self._members.values()]

    def _may_join(self, i: int, j: int) -> bool:
        ours, theirs = self._token[i], self._token[j]
        return j not in self._foes[i] and (ours < 0 or theirs < 0 or ours == theirs)

    def _average(self, i: int, j: int) -> float | None:
        """The average chance between two clusters; none if one of them is gone."""
        total = self._near.get(i, {}).get(j)
        return None if total is None else total / (len(self._members[i]) * len(self._members[j]))

    def _join(self, i: int, j: int) -> None:
        """``j`` becomes part of ``i``."""
        gone = self._near.pop(j)
        ours = self._near[i]
        del ours[j], gone[i]
        for k, total in gone.items():
            del self._near[k][j]
            ours[k] = self._near[k][i] = ours.get(k, 0.0) + total
        self._members[i] += self._members.pop(j)
        self._token[i] = max(self._token[i], self._token.pop(j))
        for foe in self._foes.pop(j):
            self._foes[foe].discard(j)
            self._foes[foe].add(i)
            self._foes[i].add(foe)
        for k in ours:
            average = self._average(i, k)
            if average is not None and average >= self._limit:
                heapq.heappush(self._heap, (-average, min(i, k), max(i, k)))
