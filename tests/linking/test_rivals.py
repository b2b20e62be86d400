"""One against one: the chances of a matching, beside counting every matching."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linking.chances.exclusion import matched

ODDS = st.floats(0.001, 1000.0)


def by_counting(odds: np.ndarray) -> np.ndarray:
    """The chance of every cell, over all matchings of rows and columns."""
    rows, cols = odds.shape
    weight, total = np.zeros_like(odds), 0.0
    for choice in product(range(-1, cols), repeat=rows):
        taken = [col for col in choice if col >= 0]
        if len(set(taken)) < len(taken):
            continue
        worth = np.prod([odds[row, col] for row, col in enumerate(choice) if col >= 0])
        total += worth
        for row, col in enumerate(choice):
            if col >= 0:
                weight[row, col] += worth
    return weight / total


def cells(odds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, cols = np.indices(odds.shape)
    return rows.ravel().astype(np.int64), cols.ravel().astype(np.int64)


@given(st.lists(ODDS, min_size=1, max_size=6))
def test_of_one_row_the_chances_are_exact(odds: list[float]) -> None:
    table = np.array([odds])
    assert matched(table.ravel(), *cells(table)) == pytest.approx(by_counting(table).ravel(), abs=1e-9)


@settings(max_examples=60, derandomize=True)  # the chances are near, not exact: no draw may surprise
@given(st.integers(2, 3), st.integers(2, 4), st.data())
def test_of_a_table_what_is_sure_is_sure_and_no_row_is_taken_twice(
    rows: int, cols: int, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(ODDS, min_size=rows * cols, max_size=rows * cols))
    table = np.array(drawn).reshape(rows, cols)
    found, true = matched(table.ravel(), *cells(table)).reshape(table.shape), by_counting(table)
    assert (found.sum(axis=1) <= 1.05).all()
    assert (found[true > 0.99] > 0.5).all()
    assert (found[true < 0.01] < 0.25).all()


def test_a_sure_pair_leaves_nothing_to_its_rivals() -> None:
    table = np.array([[1e6, 10.0], [10.0, 1e6]])
    assert matched(table.ravel(), *cells(table)) == pytest.approx([1, 0, 0, 1], abs=1e-3)


def test_one_person_who_stands_there_twice_is_no_rival_of_himself() -> None:
    odds, row, col = np.array([99.0, 99.0]), np.array([0, 0]), np.array([0, 1])
    apart = matched(odds, row, col)
    twice = matched(odds, row, col, twins=(np.array([0, 0]), np.array([0, 1])))
    assert apart == pytest.approx([0.4975, 0.4975], abs=1e-3)
    assert twice == pytest.approx([0.99, 0.99], abs=1e-3)
