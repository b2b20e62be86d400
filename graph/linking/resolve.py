"""From a task to persons: compare, learn, weigh, block, cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree

from graph.linking.blockers import blocked
from graph.linking.blocking import candidates
from graph.linking.chances.pairs import Pairs
from graph.linking.chances.weigh import Weighed, weigh
from graph.linking.clusters import Apart, cluster
from graph.linking.learning.learn import Learned, learn
from graph.linking.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints, Mask
    from graph.linking.task import Task

HELD_BACK = 0.99
"""A pair that may not be certain counts for so much of the limit."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of pairs of records: ``a, b`` and whether they are one person."""

    a: Ints
    b: Ints
    same: Mask

    @classmethod
    def nothing(cls) -> Said:
        """Nobody said anything."""
        none = np.empty(0, dtype=np.int64)
        return cls(none, none, none.astype(bool))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is one person.

    Attributes:
        learned: the model.
        weighed: the pairs and their chances.
        doubt: per pair whether it may not be a certain link by itself.
        label: per record the smallest record number of its person.
        certain: rows of ``weighed.pairs``: the strongest links by which each person hangs together.
        review: rows of ``weighed.pairs``: for a person to look at, one for every two persons that may be one.
    """

    learned: Learned
    weighed: Weighed
    doubt: Mask
    label: Ints
    certain: Ints
    review: Ints


def resolve(
    task: Task, said: Said | None = None, limits: Limits = DEFAULT, look_at: tuple[int, int] | None = None
) -> Resolved:
    """Say which records are one person.

    Args:
        task: the records and how they are compared.
        said: what people decided; it binds.
        limits: where a link is certain, and where it is put before a person.
        look_at: a pair of records, the smaller number first, that is to be among the pairs in any case.
    """
    said = said or Said.nothing()
    found = candidates(task.keys, task.records.size)
    a, b = (found[side].cast(pl.Int64).to_numpy() for side in ("a", "b"))
    learned = learn(task, a, b)
    weighed = weigh(task, learned, a, b).with_pairs(task, learned, said.a, said.b)
    if look_at is not None:
        weighed = weighed.with_pairs(task, learned, *(np.array([number]) for number in look_at))
    stops = blocked(task, weighed.pairs, weighed.chance)
    chance = _bound(weighed, stops.doubt, said, task.records.size, limits)
    apart = _kept_apart(stops.apart, said)
    label = cluster(weighed.pairs.a, weighed.pairs.b, chance, limits.certain, apart)
    return Resolved(
        learned=learned,
        weighed=weighed,
        doubt=stops.doubt,
        label=label,
        certain=_strongest_links(weighed.pairs, chance, label),
        review=_for_review(weighed, label, limits, _rows(weighed.pairs, said, task.records.size)),
    )


def _rows(pairs: Pairs, said: Said, size: int) -> Ints:
    return pairs.find(said.a * size + said.b)[0]


def _bound(weighed: Weighed, doubt: Mask, said: Said, size: int, limits: Limits) -> Floats:
    """The chances, with what people said, and nothing in doubt above the limit."""
    chance = np.where(doubt, np.minimum(weighed.chance, HELD_BACK * limits.certain), weighed.chance)
    chance[_rows(weighed.pairs, said, size)] = said.same.astype(np.float64)
    return chance


def _kept_apart(apart: Apart, said: Said) -> Apart:
    """What rules keep apart unless a person said otherwise, and what a person said is apart."""
    size = len(apart.token)
    token = apart.token.copy()
    token[np.concatenate([said.a[said.same], said.b[said.same]])] = -1
    free = ~np.isin(apart.a * size + apart.b, (said.a * size + said.b)[said.same])
    other = ~said.same
    return Apart(
        np.concatenate([apart.a[free], said.a[other]]), np.concatenate([apart.b[free], said.b[other]]), token
    )


def _strongest_links(pairs: Pairs, chance: Floats, label: Ints) -> Ints:
    """A spanning tree of every person, of the strongest links."""
    inside = np.flatnonzero((label[pairs.a] == label[pairs.b]) & (chance > 0))
    far = 2.0 - chance[inside]
    size = len(label)
    tree = minimum_spanning_tree(
        coo_array((far, (pairs.a[inside], pairs.b[inside])), shape=(size, size)).tocsr()
    )
    x, y = tree.nonzero()
    rows: Ints = np.sort(pairs.find(np.minimum(x, y).astype(np.int64) * size + np.maximum(x, y))[0])
    return rows


def _for_review(weighed: Weighed, label: Ints, limits: Limits, decided: Ints) -> Ints:
    """Between every two persons the likeliest pair, if it is likely enough and nobody has decided on it."""
    pairs = weighed.pairs
    open_ = (label[pairs.a] != label[pairs.b]) & (weighed.chance >= limits.review)
    x, y = label[pairs.a], label[pairs.b]
    both = np.minimum(x, y) * len(label) + np.maximum(x, y)
    rows = np.flatnonzero(open_ & ~np.isin(both, both[decided]))
    order = rows[np.lexsort((pairs.key[rows], -weighed.chance[rows], both[rows]))]
    first = np.flatnonzero(np.diff(both[order], prepend=-1))
    found: Ints = np.sort(order[first])
    return found
