"""Clusters by average linkage, beside the same written out plainly."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linking.clusters import Apart, cluster

SIZE = 7
PAIRS = list(combinations(range(SIZE), 2))


def apart(pairs: list[tuple[int, int]], token: list[int] | None = None) -> Apart:
    a, b = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    return Apart(a, b, np.array(token or [-1] * SIZE, dtype=np.int64))


def clusters_of(chance: dict[tuple[int, int], float], limit: float, kept_apart: Apart) -> list[int]:
    a, b = (np.array([pair[end] for pair in chance], dtype=np.int64) for end in (0, 1))
    return cluster(a, b, np.array(list(chance.values()), dtype=np.float64), limit, kept_apart).tolist()


def plainly(chance: dict[tuple[int, int], float], limit: float) -> list[set[int]]:
    """Join the two clusters of the highest average until none reaches the limit."""
    groups = [{record} for record in range(SIZE)]

    def average(x: set[int], y: set[int]) -> float:
        return sum(chance.get((min(i, j), max(i, j)), 0.0) for i in x for j in y) / (len(x) * len(y))

    while True:
        best = max(combinations(groups, 2), key=lambda two: average(*two), default=None)
        if best is None or average(*best) < limit:
            return groups
        groups = [g for g in groups if g not in best] + [best[0] | best[1]]


# Distinct powers, so that no two averages are equal.
CHANCES = st.permutations(range(len(PAIRS))).flatmap(
    lambda order: st.sets(st.sampled_from(PAIRS)).map(
        lambda chosen: {
            pair: 0.02 + 0.97 * ((at * 0.6180339887) % 1)
            for pair, at in zip(PAIRS, order, strict=True)
            if pair in chosen
        }
    )
)


@settings(max_examples=200)
@given(CHANCES, st.sampled_from([0.3, 0.5, 0.8]))
def test_clusters_are_those_of_average_linkage(chance: dict[tuple[int, int], float], limit: float) -> None:
    found = clusters_of(chance, limit, apart([]))
    groups = {frozenset(i for i in range(SIZE) if found[i] == label) for label in set(found)}
    assert groups == {frozenset(group) for group in plainly(chance, limit)}
    assert all(label == min(i for i in range(SIZE) if found[i] == label) for label in set(found))


@given(CHANCES, st.lists(st.sampled_from(PAIRS), max_size=6))
def test_what_must_stay_apart_stays_apart(
    chance: dict[tuple[int, int], float], pairs: list[tuple[int, int]]
) -> None:
    found = clusters_of(chance, 0.3, apart(pairs))
    assert all(found[i] != found[j] for i, j in pairs)


@given(CHANCES, st.lists(st.integers(-1, 2), min_size=SIZE, max_size=SIZE))
def test_a_cluster_holds_one_token_at_most(chance: dict[tuple[int, int], float], token: list[int]) -> None:
    found = clusters_of(chance, 0.3, apart([], token))
    for label in set(found):
        assert len({token[i] for i in range(SIZE) if found[i] == label} - {-1}) <= 1


def test_one_strong_link_does_not_chain_two_persons() -> None:
    two = {(0, 1): 0.99, (0, 2): 0.99, (1, 2): 0.99, (3, 4): 0.99, (3, 5): 0.99, (4, 5): 0.99}
    assert clusters_of(two | {(2, 3): 0.9}, 0.5, apart([])) == [0, 0, 0, 3, 3, 3, 6]
