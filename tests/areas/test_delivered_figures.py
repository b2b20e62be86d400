"""Figures on areas that come with a levering stand beside those that were loaded with the shapes."""

from __future__ import annotations

import polars as pl
from fake_view import AREAS, FakeView, facts

from graph.areas import known_areas


def loaded(**figures: object) -> pl.DataFrame:
    row = {"code": "WK990001", "naam": "Verzonnen wijk", "geometrie": b"shape"} | figures
    return pl.DataFrame([row], schema=AREAS)


def delivered(*rows: dict[str, object]) -> pl.DataFrame:
    first = {"bron": "brp-verzonnen", "naam": "Verzonnen wijk"}
    return facts("gebieden", [first | {"code": "WK990001"} | row for row in rows])


def known(areas: pl.DataFrame, rows: pl.DataFrame) -> list[dict[str, object]]:
    view = FakeView({"gebieden": rows}, regions=areas)
    return known_areas(view).to_dicts()


def test_a_delivered_figure_of_a_later_year_counts() -> None:
    (area,) = known(loaded(inwoners=500, peiljaar=2022), delivered({"inwoners": 600, "peiljaar": 2024}))
    assert (area["inwoners"], area["peiljaar"], area["geometrie"]) == (600, 2024, b"shape")


def test_an_older_delivered_figure_fills_only_what_is_unknown() -> None:
    (area,) = known(
        loaded(inwoners=500, peiljaar=2022),
        delivered({"inwoners": 400, "huishoudens": 210, "peiljaar": 2019}),
    )
    assert (area["inwoners"], area["huishoudens"], area["peiljaar"]) == (500, 210, 2022)


def test_an_area_without_a_shape_is_known_all_the_same() -> None:
    areas = known(loaded(inwoners=500), delivered({"code": "WK990002", "naam": "Nog een", "inwoners": 300}))
    assert [(a["code"], a["naam"], a["inwoners"], a["geometrie"]) for a in areas] == [
        ("WK990001", "Verzonnen wijk", 500, b"shape"),
        ("WK990002", "Nog een", 300, None),
    ]


def test_of_two_sources_the_latest_year_counts() -> None:
    rows = delivered(
        {"bron": "a-bron", "huishoudens": 100, "peiljaar": 2023},
        {"bron": "b-bron", "huishoudens": 120, "peiljaar": 2024},
    )
    (area,) = known(loaded(), rows)
    assert area["huishoudens"] == 120
