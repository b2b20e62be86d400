"""Periods: both ends count, empty ends are open."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.period import Period

DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 1))
PERIODS = st.builds(Period, st.none() | DAYS, st.none() | DAYS)


def test_both_ends_belong_to_the_period() -> None:
    may = Period(date(2025, 5, 1), date(2025, 5, 31))
    assert date(2025, 5, 1) in may
    assert date(2025, 5, 31) in may
    assert date(2025, 4, 30) not in may
    assert date(2025, 6, 1) not in may


def test_an_open_end_never_ends() -> None:
    assert date(9999, 12, 31) in Period(date(2025, 5, 1))
    assert date(1, 1, 1) in Period(tot=date(2025, 5, 1))


def test_tracks_that_follow_each_other_do_not_overlap() -> None:
    first = Period(date(2025, 1, 1), date(2025, 3, 31))
    second = Period(date(2025, 4, 1))
    assert first.overlap(second) is None
    assert first.overlap(Period(date(2025, 3, 31))) == Period(date(2025, 3, 31), date(2025, 3, 31))


def test_a_fact_that_was_taken_back_overlaps_nothing() -> None:
    assert Period(date(2025, 7, 15), date(2025, 6, 30)).overlap(Period()) is None


@given(PERIODS, PERIODS)
def test_overlap_holds_exactly_the_common_days(left: Period, right: Period) -> None:
    common = left.overlap(right)
    days = [date(2019, 12, 31) + timedelta(days=n) for n in range(35)]
    assert [d for d in days if d in left and d in right] == [d for d in days if common and d in common]


@given(PERIODS, PERIODS)
def test_overlap_does_not_care_who_comes_first(left: Period, right: Period) -> None:
    assert left.overlap(right) == right.overlap(left)
