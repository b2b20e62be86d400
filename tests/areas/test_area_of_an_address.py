"""Which area an address lies in: by its code, else by its point."""

from __future__ import annotations

import polars as pl
import pytest
import shapely
from fake_view import AREAS

from graph.areas import area_of, wijk_of

COLUMNS = {
    "gemeentecode": pl.String,
    "wijkcode": pl.String,
    "buurtcode": pl.String,
    "rd_x": pl.Float64,
    "rd_y": pl.Float64,
}


@pytest.fixture
def areas() -> pl.DataFrame:
    shapes = [shapely.box(x, 0, x + 10, 10) for x in (0, 10)]
    rows = [{"code": "GM0001", "naam": "g"}] + [
        {"code": code, "naam": code, "geometrie": shapely.to_wkb(shape)}
        for code, shape in zip(("WK000101", "WK000102"), shapes, strict=True)
    ]
    return pl.DataFrame(rows, schema=AREAS)


def addresses(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=COLUMNS)


def test_the_code_goes_before_the_point(areas: pl.DataFrame) -> None:
    found = wijk_of(addresses({"wijkcode": "WK000102", "rd_x": 1.0, "rd_y": 1.0}), areas)
    assert found.to_list() == ["WK000102"]


def test_a_buurt_says_which_wijk(areas: pl.DataFrame) -> None:
    assert wijk_of(addresses({"buurtcode": "BU00010203"}), areas).to_list() == ["WK000102"]


def test_a_code_that_no_area_has_gives_way_to_the_point(areas: pl.DataFrame) -> None:
    assert wijk_of(addresses({"wijkcode": "WK999999", "rd_x": 1.0, "rd_y": 1.0}), areas)[0] == "WK000101"


def test_a_point_on_the_border_belongs_to_the_smallest_code(areas: pl.DataFrame) -> None:
    assert wijk_of(addresses({"rd_x": 10.0, "rd_y": 5.0}), areas)[0] == "WK000101"


def test_what_lies_nowhere_is_unknown(areas: pl.DataFrame) -> None:
    nowhere = addresses({"rd_x": 99.0, "rd_y": 5.0}, {"rd_x": 1.0}, {"wijkcode": "WK999999"}, {})
    assert wijk_of(nowhere, areas).to_list() == [None] * 4
    assert wijk_of(nowhere, areas.clear()).to_list() == [None] * 4
    assert wijk_of(nowhere.clear(), areas).to_list() == []


def test_a_gemeente_follows_from_any_code(areas: pl.DataFrame) -> None:
    rows = ({"gemeentecode": "GM0001"}, {"wijkcode": "WK000109"}, {"buurtcode": "BU00010203"}, {})
    assert area_of(addresses(*rows), areas, "GM").to_list() == ["GM0001"] * 3 + [None]
