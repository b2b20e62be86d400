"""The map of areas: each in the pattern of its verdict, with its figures as title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

from visual import dutch
from visual.area_legend import BASE, FILLS, PATTERNS, legend
from visual.drawing import INK, PAPER, Area, Group, Picture, Point, Shape, Style, Text
from visual.svg import svg as as_svg
from visual.typeface import width as text_width
from visual.words import VERDICTS, label

WIDEST, HIGHEST, NARROWEST = 720.0, 860.0, 440.0
PAD = 8.0
DETAIL = 1400.0
"""Shapes keep what is larger than their whole width divided by this."""
BORDER = Style(stroke="#9aa7b2", width=0.7)
OUTER = Style(stroke=INK, width=1.2)
LABEL = 12.0
NUMBERED = re.compile(r"^Wijk \d+ ")
"""What the CBS puts before the name of a wijk."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """From metres of the RD grid to the sheet: north is up."""

    left: float
    top: float
    scale: float
    width: float
    height: float

    def at(self, x: float, y: float) -> Point:
        """Where a place of the RD grid stands."""
        return PAD + (x - self.left) * self.scale, PAD + (self.top - y) * self.scale


def svg(areas: pl.DataFrame, release: pl.DataFrame, theme: str) -> str:
    """Draw the smallest areas there are (buurten are not drawn: a release has none).

    Args:
        areas: ``code, naam, geometrie`` (WKB, EPSG:28992); others are left out.
        release: a frame ``models.results.VRIJGAVE``; empty draws plain outlines.
        theme: the ``thema`` whose verdicts to show.
    """
    return as_svg(picture(areas, release, theme), name="gebieden", css_class="kp-area-picture", defs=PATTERNS)


def picture(areas: pl.DataFrame, release: pl.DataFrame, theme: str) -> Picture:
    """The map and its legend as shapes."""
    rows = {row["gebied"]: row for row in release.filter(pl.col("thema") == theme).iter_rows(named=True)}
    drawn = leaves(areas)
    if drawn.is_empty():
        nothing = Text(PAD, 40, "Er zijn nog geen gebieden ingelezen.", 14, fill=INK)
        return Picture(NARROWEST, 80, "Kaart zonder gebieden", "Er zijn nog geen gebieden.", (nothing,))
    shapes = simplified(shapely.from_wkb(drawn["geometrie"].to_list()))
    sheet = _sheet(shapes)
    places = list(zip(drawn["code"], drawn["naam"], shapes, strict=True))
    verdicts = [rows[code]["oordeel"] if code in rows else "" for code, _, _ in places]
    key, legend_height = legend(verdicts, (PAD, sheet.height + 8), sheet.width - 2 * PAD)
    areas_drawn = [_area(sheet, name, shape, rows.get(code)) for code, name, shape in places]
    parts = (*areas_drawn, *_outer(sheet, areas), *_names(sheet, places, verdicts), *key)
    height = sheet.height + legend_height + 8
    return Picture(sheet.width, height, _title(theme, rows), _describe(verdicts), parts)


def leaves(areas: pl.DataFrame) -> pl.DataFrame:
    """The areas to draw: wijken, or gemeenten where there are no wijken."""
    placed = areas.drop_nulls("geometrie").sort("code")
    for level in ("WK", "GM"):
        found = placed.filter(pl.col("code").str.starts_with(level))
        if not found.is_empty():
            return found
    return placed.clear()


def simplified(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Shapes with fewer points, neighbours still sharing their border (Visvalingam-Whyatt on a coverage)."""
    left, _, right, _ = shapely.total_bounds(shapes)
    return list(shapely.coverage_simplify(shapes, (right - left) / DETAIL))


def _sheet(shapes: Sequence[BaseGeometry]) -> Sheet:
    left, bottom, right, top = shapely.total_bounds(shapes)
    wide, high = max(right - left, 1.0), max(top - bottom, 1.0)
    scale = min((WIDEST - 2 * PAD) / wide, (HIGHEST - 2 * PAD) / high)
    width = max(NARROWEST, wide * scale + 2 * PAD)
    margin = (width - 2 * PAD - wide * scale) / 2 / scale
    return Sheet(left - margin, top, scale, width, high * scale + 2 * PAD)


def _area(sheet: Sheet, name: str, shape: BaseGeometry, row: Mapping[str, object] | None) -> Group:
    fill = FILLS.get(str(row["oordeel"]), BASE) if row else BASE
    style = Style(BORDER.stroke, fill, BORDER.width)
    return Group((Area(_rings(sheet, shape), style),), title=area_title(name, row))


def area_title(name: str, row: Mapping[str, object] | None) -> str:
    """What is known of an area, in one line."""
    if row is None:
        return name
    verdict = str(row["oordeel"])
    if row["gezinnen"] is None:
        return f"{name}: {VERDICTS.get(verdict, verdict)}"
    return (
        f"{name}: {dutch.whole(_int(row['gezinnen']))} gezinnen, {dutch.decimal(_float(row['per_duizend']))} "
        f"per 1.000 (tussen {dutch.decimal(_float(row['ondergrens']))} en "
        f"{dutch.decimal(_float(row['bovengrens']))}), {VERDICTS.get(verdict, verdict)}"
    )


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _rings(sheet: Sheet, shape: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    polygons = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return tuple(tuple(sheet.at(x, y) for x, y in ring.coords[:-1]) for ring in rings if len(ring.coords) > 3)


def _outer(sheet: Sheet, areas: pl.DataFrame) -> list[Shape]:
    """The borders of gemeenten over those of their wijken."""
    towns = areas.drop_nulls("geometrie").filter(pl.col("code").str.starts_with("GM")).sort("code")
    if towns.is_empty() or towns["code"].to_list() == leaves(areas)["code"].to_list():
        return []
    shapes = simplified(shapely.from_wkb(towns["geometrie"].to_list()))
    return [Area(_rings(sheet, shape), OUTER) for shape in shapes]


def _names(
    sheet: Sheet, places: Sequence[tuple[str, str, BaseGeometry]], verdicts: Sequence[str]
) -> list[Shape]:
    """The names of areas that stand out, as far as they do not run into one another."""
    taken: list[BaseGeometry] = []
    shown: list[Shape] = []
    for (_, name, shape), verdict in zip(places, verdicts, strict=True):
        if verdict != "hoger":
            continue
        middle = shape.representative_point()
        x, y = sheet.at(middle.x, middle.y)
        called = NUMBERED.sub("", name)
        half = text_width(called, LABEL, bold=True) / 2 + 4
        x = min(max(x, half), sheet.width - half)
        room = shapely.box(x - half, y - LABEL, x + half, y + 5)
        if not any(room.intersects(other) for other in taken):
            taken.append(room)
            shown.append(Text(x, y + 2, called, LABEL, bold=True, anchor="middle", halo=PAPER))
    return shown


def _title(theme: str, rows: Mapping[str, object]) -> str:
    return f"Kaart: {label(theme)} per gebied" if rows else "Kaart: grenzen van de gebieden"


def _describe(verdicts: Sequence[str]) -> str:
    counts = [(words, verdicts.count(verdict)) for verdict, words in VERDICTS.items()]
    said = [f"{dutch.whole(count)} {words}" for words, count in counts if count]
    areas = dutch.counted(len(verdicts), "gebied", "gebieden")
    return f"{areas}: {dutch.listed(said) or 'nog zonder cijfers'}. De tabel zegt hetzelfde."
