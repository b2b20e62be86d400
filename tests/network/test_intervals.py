"""The algebra of periods against sets of days."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.days import OPEN_END, OPEN_START
from graph.network.intervals import depth, intersect, resolve, subtract, union

DAYS = range(-2, 12)  # the days that are looked at; what lies open reaches beyond
van = st.one_of(st.just(OPEN_START), st.integers(0, 9))
tot = st.one_of(st.just(OPEN_END), st.integers(0, 9))
periods = st.lists(st.tuples(st.integers(0, 2), van, tot), max_size=8)
Rows = list[tuple[int, int, int]]


def frame(rows: Rows) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"key": pl.Int32, "van": pl.Int32, "tot": pl.Int32}, orient="row")


def days(rows: pl.DataFrame, *columns: str) -> set[tuple[int, ...]]:
    """Every key and day that some row holds."""
    return {
        (*(row[c] for c in columns), day)
        for row in rows.iter_rows(named=True)
        for day in DAYS
        if row["van"] <= day <= row["tot"]
    }


@given(periods)
def test_a_union_holds_the_same_days_in_periods_that_do_not_touch(rows: Rows) -> None:
    found = union(frame(rows), ["key"])
    assert days(found, "key") == days(frame(rows), "key")
    assert found.equals(found.sort("key", "van"))
    for (key, _, end), (other, start, _) in zip(found.rows(), found.rows()[1:], strict=False):
        assert key != other or start > end + 1


@given(periods, periods)
def test_an_intersection_holds_the_days_of_both(left: Rows, right: Rows) -> None:
    found = intersect(frame(left), frame(right), ["key"])
    assert days(found, "key") == days(frame(left), "key") & days(frame(right), "key")


@given(periods, periods)
def test_a_subtraction_holds_the_days_of_the_left_alone(left: Rows, right: Rows) -> None:
    found = subtract(frame(left), frame(right), ["key"])
    assert days(found, "key") == days(frame(left), "key") - days(frame(right), "key")


@given(periods)
def test_depth_counts_the_rows_of_each_day(rows: Rows) -> None:
    found = depth(frame(rows), ["key"])
    counts: dict[tuple[int, int], int] = {}
    for row in frame(rows).iter_rows(named=True):
        for day in DAYS:
            if row["van"] <= day <= row["tot"]:
                counts[row["key"], day] = counts.get((row["key"], day), 0) + 1
    assert days(found, "key", "depth") == {(key, n, day) for (key, day), n in counts.items()}


@settings(max_examples=300)
@given(periods)
def test_of_several_rows_on_a_day_the_first_holds(rows: Rows) -> None:
    numbered = frame(rows).with_row_index("what")
    found = resolve(numbered, "key")
    expected = set()
    for key in range(3):
        for day in DAYS:
            holding = [r for r in numbered.rows() if r[1] == key and r[2] <= day <= r[3]]
            expected |= {(min(holding)[0], key, day)} if holding else set()
    assert days(found, "what", "key") == expected
    assert len(days(found, "key")) == sum(1 for _ in expected)
