"""Read areas from GeoJSON, with their figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import shapely

from graph.areas.figures import Figures, code_of, figures_of, read_figures
from graph.areas.shapes import polygons, to_rd
from models.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SCHEMA = {
    "code": pl.String,
    "naam": pl.String,
    "inwoners": pl.Int64,
    "woningen": pl.Int64,
    "huishoudens": pl.Int64,
    "peiljaar": pl.Int64,
    "geometrie": pl.Binary,
}


def load_areas(geojson: Path, figures: Path | None = None) -> pl.DataFrame:
    """Areas with shapes and figures.

    A figure in the table goes before the same one in the shape's properties. An area that only the table
    names has no shape.

    Args:
        geojson: a FeatureCollection in EPSG:28992 or EPSG:4326, the CBS code in the property ``code``.
        figures: CSV ``code, naam, inwoners, huishoudens, peiljaar``.

    Returns:
        ``code, naam, inwoners, woningen, huishoudens, peiljaar, geometrie`` (WKB, EPSG:28992) by code.

    Raises:
        InputError: the message names the file, the feature or line, and what would be right.
    """
    known, shapes = _read_shapes(geojson)
    table = read_figures(figures) if figures else {}
    rows = []
    for code in sorted(known.keys() | table.keys()):
        found = table.get(code, Figures()).over(known.get(code, Figures()))
        if found.naam is None:
            raise InputError(f"Gebied {code} heeft geen naam; vul naam in bij de vorm of in de cijfers.")
        numbers = (found.inwoners, found.woningen, found.huishoudens, found.peiljaar)
        rows.append((code, found.naam, *numbers, shapes.get(code)))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _read_shapes(path: Path) -> tuple[dict[str, Figures], dict[str, bytes]]:
    features, crs = _features(path)
    known: dict[str, Figures] = {}
    shapes: list[BaseGeometry] = []
    for number, feature in enumerate(features, start=1):
        where = f"{path.name}, gebied {number},"
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(properties, dict):
            raise InputError(f"{where} heeft geen eigenschappen; geef elk gebied een code en een naam.")
        code = code_of(properties.get("code"), where)
        if code in known:
            raise InputError(f"{where} noemt {code} voor de tweede keer; maak er één MultiPolygon van.")
        known[code] = figures_of(properties, where)
        shapes.append(polygons(feature.get("geometry"), f"{where} {code},"))
    moved = to_rd(shapes, crs, path.name)
    return known, dict(zip(known, shapely.to_wkb(moved), strict=True))


def _features(path: Path) -> tuple[list[object], object]:
    """The features of a FeatureCollection, at least one, and its member ``crs``."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path.name} is niet te lezen; kijk of het bestand bestaat.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{path.name} is geen GeoJSON; exporteer het bestand opnieuw als GeoJSON."
        ) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise InputError(f"{path.name} is geen FeatureCollection; exporteer het bestand opnieuw als GeoJSON.")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise InputError(f"{path.name} bevat geen gebieden; de lijst features is leeg.")
    return features, document.get("crs")
