"""The map of areas: public shapes without figures, and a release in patterns that do without colour."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import polars as pl
import pytest
import shapely
from shapely.geometry import shape
from shared_data import shared

from graph.frames import empty, schema
from models.access import Actor, Role
from models.results import VRIJGAVE
from visual import area_map, pages
from visual.area_legend import FILLS
from visual.interval import Scale, dot_and_whisker

SVG = "{http://www.w3.org/2000/svg}"
THEME = "gezinnen_met_traject"


def squares(*names: str) -> pl.DataFrame:
    """Wijken side by side, each a kilometre square."""
    cells = [shapely.box(1000 * i, 0, 1000 * (i + 1), 1000) for i, _ in enumerate(names)]
    return pl.DataFrame(
        {
            "code": [f"WK{i:06}" for i, _ in enumerate(names)],
            "naam": names,
            "geometrie": shapely.to_wkb(cells),
        },
        schema={"code": pl.String, "naam": pl.String, "geometrie": pl.Binary},
    )


def release(*verdicts: str) -> pl.DataFrame:
    """A row per wijk with this verdict, and the region."""
    rows: list[dict[str, object]] = [
        {"gebied": f"WK{i:06}", "naam": f"Wijk {i:02}", "gezinnen": 45, "noemer": 1000,
         "noemer_soort": "huishoudens", "per_duizend": 45.0 - i, "ondergrens": 30.0, "bovengrens": 60.5,
         "oordeel": verdict, "thema": THEME}
        for i, verdict in enumerate(verdicts)
    ]  # fmt: skip
    for row in rows:
        if row["oordeel"] == "te klein":
            row.update(dict.fromkeys(("gezinnen", "noemer", "per_duizend", "ondergrens", "bovengrens")))
    region = {**rows[0], "gebied": "regio", "oordeel": "niet te onderscheiden", "per_duizend": 20.0}
    return pl.DataFrame([*rows, region], schema=schema(VRIJGAVE))


def chrome() -> pages.Chrome:
    actor = Actor("Ad Analist", Role.ANALIST, "zvh")
    return pages.chrome(actor, path="/hotspots", fictief=True, csrf="x", peildatum=None)


def test_the_wijken_of_limburg_are_drawn_without_a_release() -> None:
    features = json.loads(shared("geo/limburg_wijken_2022_rd.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    rows = [
        {
            "code": f["properties"]["code"],
            "naam": f["properties"]["naam"],
            "geometrie": shape(f["geometry"]).wkb,
        }
        for f in features
    ]
    svg = area_map.svg(pl.DataFrame(rows), empty(VRIJGAVE), "")
    root = ET.fromstring(svg)
    assert len(root.findall(f"{SVG}g/{SVG}path")) == len(features)
    assert len(svg) < 600_000
    assert "url(#" not in svg.partition("</defs>")[2]


def test_every_area_says_its_figures_in_its_title() -> None:
    svg = area_map.svg(squares("Oost", "West"), release("hoger", "te klein"), THEME)
    titles = [title.text for title in ET.fromstring(svg).iter(f"{SVG}title")]
    assert "Oost: 45 gezinnen, 45,0 per 1.000 (tussen 30,0 en 60,5), hoger dan de regio" in titles
    assert "West: te klein om te tonen" in titles


def test_verdicts_differ_without_colour() -> None:
    patterned = {verdict for verdict, fill in FILLS.items() if fill.startswith("url(")}
    assert patterned == {"lager", "te klein"}
    svg = area_map.svg(squares("a", "b"), release("te klein", "lager"), THEME)
    for fill in re.findall(r"url\(#([\w-]+)\)", svg):
        assert f'id="{fill}"' in svg


def test_neighbours_keep_their_common_border_when_simplified() -> None:
    wavy = [(i, 5 * (i % 2)) for i in range(0, 1001, 10)]
    below = shapely.Polygon([(0, -500), *wavy, (1000, -500)])
    above = shapely.Polygon([(0, 500), *wavy, (1000, 500)])
    one, other = area_map.simplified([below, above])
    assert one.intersection(other).length >= 999
    assert one.intersection(other).area == 0


def test_areas_without_a_shape_or_without_any_area_give_a_sentence() -> None:
    assert "nog geen gebieden" in area_map.svg(squares().clear(), empty(VRIJGAVE), "")
    bare = squares("Oost").with_columns(geometrie=pl.lit(None, pl.Binary))
    assert "nog geen gebieden" in area_map.svg(bare, empty(VRIJGAVE), "")


def test_north_is_up_and_all_lies_on_the_sheet() -> None:
    south, north = shapely.box(0, 0, 1000, 1000), shapely.box(0, 1000, 1000, 2000)
    areas = pl.DataFrame(
        {"code": ["WK1", "WK2"], "naam": ["z", "n"], "geometrie": shapely.to_wkb([south, north])}
    )
    drawn = area_map.picture(areas, empty(VRIJGAVE), "")
    heights = {shape.title: shape.parts[0].rings[0] for shape in drawn.shapes if hasattr(shape, "title")}
    assert max(y for _, y in heights["n"]) <= min(y for _, y in heights["z"]) + 0.1
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for ring in heights.values() for x, y in ring)


def test_the_ranking_holds_every_area_of_the_map_and_its_figures() -> None:
    names = [f"Wijk {i:02}" for i in range(16)]
    verdicts = ["niet te onderscheiden"] * 14 + ["hoger", "te klein"]
    html = pages.hotspots(chrome(), pages.HotspotPage(squares(*names), release(*verdicts), THEME))
    rows = re.findall(r'<th class="utrecht-table__cell" scope="row"[^>]*>([^<]*)</th>', html)
    assert rows[0] == "Wijk 14"
    assert rows[-1] == "Wijk 15"
    assert sorted(rows) == sorted(names)
    assert "1 wijk van de 16 heeft meer gezinnen met een traject dan de regio." in html


def test_without_a_wijk_that_stands_out_the_answer_says_so() -> None:
    html = pages.hotspots(
        chrome(), pages.HotspotPage(squares("Oost"), release("niet te onderscheiden"), THEME)
    )
    assert "Geen enkele wijk springt eruit" in html


@pytest.mark.parametrize(("high", "ticks"), [(8.0, 2), (80.0, 1)])
def test_a_whisker_beyond_the_axis_stays_open(high: float, ticks: int) -> None:
    svg = dot_and_whisker(Scale(10.0, 5.0), 2.0, 4.0, high)
    assert len(re.findall(r'<path d="M[\d.]+ 6L[\d.]+ 14"', svg)) == ticks
    assert 'aria-hidden="true"' in svg
