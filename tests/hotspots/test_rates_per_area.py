"""From counts to a release: rounding, intervals, verdicts, and nothing that undoes the rounding."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from fake_view import AREAS
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from graph.analysis.rates import garwood, holm, rates


def area(code: str, inwoners: int | None = 2000, **figures: int | None) -> dict[str, object]:
    return {"code": code, "naam": f"Verzonnen {code}", "inwoners": inwoners, "huishoudens": 1000} | figures


def wijk(number: int) -> str:
    return f"WK0001{number:02}"


def release(counts: dict[str, int], *areas: dict[str, object]) -> pl.DataFrame:
    table = pl.DataFrame(
        {"gebied": list(counts), "gezinnen": list(counts.values())},
        schema={"gebied": pl.String, "gezinnen": pl.Int64},
    )
    return rates(table, pl.DataFrame(list(areas), schema=AREAS))


def row(found: pl.DataFrame, gebied: str) -> dict[str, object]:
    return found.row(by_predicate=pl.col("gebied") == gebied, named=True)


@pytest.mark.parametrize(("real", "published"), [(3, 5), (7, 5), (8, 10), (12, 10)])
def test_counts_are_published_as_the_nearest_five(real: int, published: int) -> None:
    assert row(release({wijk(1): real}, area(wijk(1))), wijk(1))["gezinnen"] == published


@pytest.mark.parametrize(("real", "households"), [(0, 500), (2, 500), (100, 100), (98, 101)])
def test_a_share_of_nothing_or_of_all_is_not_published(real: int, households: int) -> None:
    cell = row(release({wijk(1): real}, area(wijk(1), huishoudens=households)), wijk(1))
    assert (cell["gezinnen"], cell["per_duizend"]) == (None, None)
    assert cell["bovengrens"] is not None


def test_an_area_under_a_hundred_inhabitants_has_no_figures_and_counts_in_no_total() -> None:
    found = release({wijk(1): 40, wijk(2): 20}, area(wijk(1)), area(wijk(2), inwoners=99))
    small = row(found, wijk(2))
    assert small.pop("oordeel") == "te klein"
    assert small.pop("gebied") == wijk(2)
    assert small.pop("naam") == f"Verzonnen {wijk(2)}"
    assert set(small.values()) == {None}
    assert row(found, "regio")["gezinnen"] == 40
    assert row(found, "regio")["noemer"] == 1000


def test_unknown_inhabitants_are_at_least_the_households_and_else_too_few() -> None:
    found = release({}, area(wijk(1), inwoners=None), area(wijk(2), inwoners=None, huishoudens=None))
    assert row(found, wijk(1))["oordeel"] == "niet te onderscheiden"
    assert row(found, wijk(2))["oordeel"] == "te klein"


def test_the_whole_release_counts_against_one_kind_of_thing() -> None:
    areas = [area(wijk(n), huishoudens=None, woningen=800) for n in (1, 2)] + [area(wijk(3), woningen=900)]
    found = release({}, *areas)
    assert set(found["noemer_soort"]) == {"woningen"}
    assert found["noemer"].to_list() == [800, 800, 900, 2500]


def test_inhabitants_are_the_last_resort() -> None:
    found = release({wijk(1): 10}, area(wijk(1), huishoudens=None))
    assert row(found, wijk(1))["noemer_soort"] == "inwoners"
    assert row(found, wijk(1))["per_duizend"] == 5.0


def test_a_wijk_far_above_the_region_is_hoger_and_one_far_below_is_lager() -> None:
    counts = {wijk(n): 50 for n in range(20)} | {wijk(20): 120, wijk(21): 10}
    found = release(counts, *(area(code) for code in counts))
    assert row(found, wijk(20))["oordeel"] == "hoger"
    assert row(found, wijk(21))["oordeel"] == "lager"
    assert row(found, wijk(1))["oordeel"] == "niet te onderscheiden"


def test_gemeenten_that_have_an_area_are_summed_and_rounded_on_their_own() -> None:
    counts = {wijk(1): 7, wijk(2): 7, "WK000201": 7}
    areas = [area(wijk(1)), area(wijk(2)), area("WK000201"), area("GM0001", huishoudens=None)]
    found = release(counts, *areas)
    assert found["gebied"].to_list() == ["GM0001", wijk(1), wijk(2), "WK000201", "regio"]
    assert row(found, "GM0001")["gezinnen"] == 15
    assert row(found, "GM0001")["noemer"] == 2000
    assert row(found, "regio")["gezinnen"] == 20


def test_without_wijken_the_gemeenten_are_counted() -> None:
    found = release({"GM0001": 12}, area("GM0001"), area("GM0002"))
    assert found.select("gebied", "gezinnen").rows() == [("GM0001", 10), ("GM0002", None), ("regio", 10)]


def test_without_areas_there_is_no_release() -> None:
    assert release({wijk(1): 12}).is_empty()


COUNTS = st.lists(st.integers(0, 300), min_size=2, max_size=12)


@given(counts=COUNTS, shifts=st.lists(st.integers(-2, 2), min_size=12, max_size=12))
def test_everything_but_totals_follows_from_the_rounded_counts(counts: list[int], shifts: list[int]) -> None:
    rounded = [(c + 2) // 5 * 5 for c in counts]
    other = [max(r + s, 0) for r, s in zip(rounded, shifts, strict=False)]
    areas = [area(wijk(n)) for n in range(len(counts))]
    first, second = (release({wijk(n): c for n, c in enumerate(real)}, *areas) for real in (counts, other))
    own = pl.exclude("oordeel")
    assert (
        first.filter(pl.col("gebied") != "regio")
        .select(own)
        .equals(second.filter(pl.col("gebied") != "regio").select(own))
    )
    if row(first, "regio")["gezinnen"] == row(second, "regio")["gezinnen"]:
        assert first.equals(second)


@given(COUNTS)
def test_a_verdict_never_contradicts_the_interval(counts: list[int]) -> None:
    found = release({wijk(n): c for n, c in enumerate(counts)}, *(area(wijk(n)) for n in range(len(counts))))
    region = row(found, "regio")["per_duizend"]
    if region is None:
        assert found["oordeel"].unique().to_list() == ["niet te onderscheiden"]
        return
    assert (found.filter(oordeel="hoger")["ondergrens"] >= region).all()
    assert (found.filter(oordeel="lager")["bovengrens"] <= region).all()
    assert (found["ondergrens"] <= found["per_duizend"]).all()
    assert (found["per_duizend"] <= found["bovengrens"]).all()


def test_garwood_gives_the_intervals_of_the_table() -> None:
    lower, upper = garwood(np.array([0.0, 1.0, 10.0, 100.0]))
    assert lower == pytest.approx([0, 0.0253, 4.7954, 81.3639], abs=1e-4)
    assert upper == pytest.approx([3.6889, 5.5716, 18.3904, 121.6268], abs=1e-4)


def test_holm_rejects_step_by_step() -> None:
    assert holm(np.array([0.04, 0.01, 0.02]), 0.05).tolist() == [True, True, True]
    assert holm(np.array([0.04, 0.01, 0.03]), 0.05).tolist() == [False, True, False]
    assert holm(np.array([]), 0.05).tolist() == []


def test_on_maps_without_a_hotspot_at_most_one_in_twenty_has_a_verdict() -> None:
    generator = np.random.default_rng(7)
    areas = [area(wijk(n)) for n in range(60)]
    maps = poisson.rvs(20, size=(200, 60), random_state=generator)
    alarms = sum(
        release({wijk(n): int(c) for n, c in enumerate(counts)}, *areas)["oordeel"]
        .is_in(["hoger", "lager"])
        .any()
        for counts in maps
    )
    assert alarms <= 18  # of 200: 5 % and three standard errors
