"""Shapes from GeoJSON: read strictly, repaired where they cross themselves, brought to EPSG:28992."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeGuard

import numpy as np
import pyproj
import shapely

from models.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

RD, WGS84 = "28992", "4326"
NAMED = re.compile(r"(?:EPSG:{1,2}|EPSG:[\d.]+:)(28992|4326)$|(CRS:?84)$", re.IGNORECASE)
RD_BOX = (-100_000.0, 200_000.0, 400_000.0, 800_000.0)
WGS84_BOX = (2.0, 49.5, 8.5, 54.5)
"""Wide boxes around the Netherlands: what lies outside is in another system, or has x and y swapped."""


def polygons(geometry: object, where: str) -> BaseGeometry:
    """A Polygon or MultiPolygon of GeoJSON (RFC 7946), valid and with a surface.

    Raises:
        InputError: it is something else, or broken beyond repair.
    """
    if not isinstance(geometry, dict):
        raise InputError(f"{where} heeft geen vorm; geef elk gebied een Polygon of MultiPolygon.")
    rings, kind = geometry.get("coordinates"), geometry.get("type")
    if kind != "Polygon" and kind != "MultiPolygon":  # noqa: PLR1714  a broken file may hold a list here
        raise InputError(f"{where} is geen vlak; geef elk gebied een Polygon of MultiPolygon.")
    parts = [rings] if kind == "Polygon" else rings
    if not _filled(parts):
        raise InputError(f"{where} heeft een lege vorm; geef elk gebied minstens één ring van punten.")
    shape = shapely.unary_union([_polygon(part, where) for part in parts])
    surface = _surface(shape)
    if surface.is_empty:
        raise InputError(f"{where} heeft een vorm zonder oppervlak; teken de rand van het gebied opnieuw.")
    return surface


def to_rd(shapes: Sequence[BaseGeometry], declared: object, file: str) -> npt.NDArray[np.object_]:
    """The shapes in EPSG:28992 (RD New, metres).

    Args:
        shapes: all shapes of one file.
        declared: the member ``crs`` of the file, if it has one; else the coordinates tell.
        file: its name, for messages.

    Raises:
        InputError: the coordinates are in no system that we read.
    """
    given = np.array(shapes, dtype=object)
    bounds = shapely.total_bounds(given)
    system = _system(declared, bounds, file)
    if not _inside(bounds, RD_BOX if system == RD else WGS84_BOX):
        raise InputError(
            f"De punten in {file} liggen buiten Nederland; gebruik EPSG:28992 (meters) "
            "of EPSG:4326 (eerst lengte, dan breedte)."
        )
    if system == RD:
        return given
    change = pyproj.Transformer.from_crs(f"EPSG:{WGS84}", f"EPSG:{RD}", always_xy=True).transform
    moved: npt.NDArray[np.object_] = shapely.transform(given, change, interleaved=False)
    return np.array([_surface(shape) for shape in moved], dtype=object)


def _system(declared: object, bounds: npt.NDArray[np.float64], file: str) -> str:
    if declared is None:
        return WGS84 if _inside(bounds, (-180.0, -90.0, 180.0, 90.0)) else RD
    properties = declared.get("properties") if isinstance(declared, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = NAMED.search(name) if isinstance(name, str) else None
    if found is None:
        raise InputError(
            f"Het veld crs in {file} noemt een onbekend stelsel; gebruik EPSG:28992 of EPSG:4326."
        )
    return found[1] or WGS84


def _inside(bounds: npt.NDArray[np.float64], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return bool(box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3])


def _surface(shape: BaseGeometry) -> BaseGeometry:
    """What of a shape is surface, mended where its border crosses itself; stray lines and points go."""
    valid = shapely.make_valid(shape)
    parts = shapely.get_parts(valid, return_index=False)
    if valid.geom_type != "GeometryCollection":
        return valid if valid.geom_type in {"Polygon", "MultiPolygon"} else shapely.Polygon()
    return shapely.unary_union([p for p in parts if p.geom_type in {"Polygon", "MultiPolygon"}])


def _polygon(rings: object, where: str) -> BaseGeometry:
    if not _filled(rings):
        raise InputError(f"{where} heeft een lege vorm; geef elk gebied minstens één ring van punten.")
    shell, *holes = [_ring(ring, where) for ring in rings]
    return shapely.make_valid(shapely.Polygon(shell, holes))


def _ring(ring: object, where: str) -> list[tuple[float, float]]:
    points = [_point(p, where) for p in ring] if _filled(ring) else []
    if len(points) < 3:
        raise InputError(f"{where} heeft een ring met minder dan drie punten; teken de rand opnieuw.")
    return points if points[0] == points[-1] and len(points) > 3 else [*points, points[0]]


def _point(point: object, where: str) -> tuple[float, float]:
    if _filled(point) and len(point) >= 2:
        x, y = point[:2]
        if _coordinate(x) and _coordinate(y):
            return float(x), float(y)
    raise InputError(f"{where} heeft een punt dat geen paar getallen is; verbeter de coördinaten.")


def _coordinate(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _filled(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and bool(value)
