"""The made-up gemeenten and wijken: names, codes and shapes at sea, where no municipality lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import shapely
from scipy.spatial import cKDTree

from graph.synthetic.plan import Ints, Mask, Plan, Reals, Size

DATA = Path(__file__).parent / "data"
CORNER = (20_000.0, 500_000.0)
"""South-west corner in EPSG:28992: in the North Sea."""
CELL = 2_000.0
"""Metres between the middles of two wijken."""
FIRST_GEMEENTE = 9700
"""CBS gives no codes in GM97xx to GM99xx."""
CROWDED, FEW = 1.1, 20
"""A hotspot has so many times the people of the mean wijk; up to this number of wijken it is a strong one."""
SMALL = 0.06
"""Share of wijken in which hardly anyone lives."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """Wijken by number; ``weight`` is the share of the people, ``risk`` the planted rate of trouble."""

    codes: list[str]
    names: list[str]
    gemeente: Ints
    gemeente_names: list[str]
    shapes: list[shapely.Polygon]
    middles: Reals
    weight: Reals
    risk: Reals

    @property
    def gemeente_codes(self) -> list[str]:
        """Codes of the gemeenten, by number."""
        return [f"GM{FIRST_GEMEENTE + number}" for number in range(len(self.gemeente_names))]


def words(name: str, kind: str) -> list[str]:
    """The pieces of one kind in a small data file."""
    frame = pl.read_csv(DATA / f"{name}.csv", comment_prefix="#")
    return frame.filter(pl.col("soort") == kind)["stuk"].to_list()


def landscape(plan: Plan) -> Landscape:
    """Draw the map."""
    rng = plan.rng("landscape")
    gemeenten, wijken = _numbers(plan)
    middles = _middles(rng, wijken)
    gemeente = _gemeente_of(rng, middles, gemeenten)
    order = np.lexsort((middles[:, 0], gemeente))
    middles, gemeente = middles[order], gemeente[order]
    number = np.arange(wijken) - np.searchsorted(gemeente, gemeente)
    codes = [f"WK{FIRST_GEMEENTE + g}{n + 1:02d}" for g, n in zip(gemeente, number, strict=True)]
    small = _small(rng, wijken)
    weight = np.where(small, min(0.3, 60 * wijken / plan.persons), rng.lognormal(0, 0.45, wijken))
    risk = _risk(rng, small)
    weight = np.where(risk > 1, CROWDED * weight.mean(), weight)
    return Landscape(
        codes,
        _wijk_names(rng, wijken),
        gemeente,
        _gemeente_names(rng, int(gemeente.max()) + 1),
        _shapes(middles),
        middles,
        weight / weight.sum(),
        risk,
    )


def _numbers(plan: Plan) -> tuple[int, int]:
    if plan.size is Size.KLEIN and plan.persons < 20_000:
        return 3, 10
    return max(2, min(270, round(8 * plan.scale))), max(8, min(6_000, round(60 * plan.scale)))


def _middles(rng: np.random.Generator, wijken: int) -> Reals:
    side = int(np.ceil(np.sqrt(wijken)))
    grid = np.stack(np.divmod(np.arange(side * side), side), axis=1)[:wijken].astype(np.float64)
    return np.asarray(CORNER + (grid + rng.uniform(0.15, 0.85, grid.shape)) * CELL)


def _gemeente_of(rng: np.random.Generator, middles: Reals, gemeenten: int) -> Ints:
    """Wijken go to the nearest of some middles, improved a few times (Lloyd), so that none stays empty."""
    centres = middles[rng.choice(len(middles), gemeenten, replace=False)]
    for _ in range(8):
        near = np.asarray(cKDTree(centres).query(middles)[1])
        sums = np.stack([np.bincount(near, middles[:, axis], gemeenten) for axis in (0, 1)], axis=1)
        count = np.bincount(near, minlength=gemeenten)[:, None]
        centres = np.where(count > 0, sums / np.maximum(count, 1), centres)
    return np.unique(near, return_inverse=True)[1].astype(np.int64)


def _small(rng: np.random.Generator, wijken: int) -> Mask:
    small = np.zeros(wijken, np.bool_)
    small[rng.choice(wijken, max(1, round(wijken * SMALL)), replace=False)] = True
    return small


def _risk(rng: np.random.Generator, small: Mask) -> Reals:
    """One in twelve wijken is a hotspot: 2 to 3 times the rate elsewhere, and more where wijken are few."""
    risk = np.ones(len(small))
    raised = rng.choice(np.flatnonzero(~small), max(1, round(len(small) / 12)), replace=False)
    low, high = (3.2, 3.6) if len(small) <= FEW else (2.0, 3.0)
    risk[raised] = rng.uniform(low, high, len(raised)).round(2)
    return risk


def _shapes(middles: Reals) -> list[shapely.Polygon]:
    box = shapely.box(*(middles.min(axis=0) - CELL / 2), *(middles.max(axis=0) + CELL / 2))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(middles), extend_to=box))
    pairs = shapely.STRtree(cells).query(shapely.points(middles), predicate="within")
    cells = shapely.intersection(cells[pairs[1][np.argsort(pairs[0])]], box)
    return list(shapely.transform(cells, lambda xy: np.round(xy, 1)))


def _gemeente_names(rng: np.random.Generator, count: int) -> list[str]:
    names = [b + e for b in words("plaatsen", "gemeente_begin") for e in words("plaatsen", "gemeente_einde")]
    return [names[i] for i in rng.permutation(len(names))[:count]]


def _wijk_names(rng: np.random.Generator, count: int) -> list[str]:
    """Names that stand once in the region; their beginnings repeat as late as possible."""
    begins, ends = words("plaatsen", "wijk_begin"), words("plaatsen", "wijk_einde")
    begins, ends = ([pieces[i] for i in rng.permutation(len(pieces))] for pieces in (begins, ends))
    names = [
        begin + ends[(turn + place) % len(ends)]
        for turn in range(len(ends))
        for place, begin in enumerate(begins)
    ]
    names += [f"{name} {part}" for part in words("plaatsen", "wijk_deel") for name in names]
    return names[:count]


def write_areas(folder: Path, land: Landscape, people: Ints, households: Ints) -> None:
    """Write ``gebieden.geojson`` and ``gebieden.csv``; inhabitants and households are counts per wijk."""
    rows = [
        (code, name, int(p), int(h), shape)
        for code, name, p, h, shape in zip(
            land.codes, land.names, people, households, land.shapes, strict=True
        )
    ]
    for number, (code, name) in enumerate(zip(land.gemeente_codes, land.gemeente_names, strict=True)):
        mine = np.flatnonzero(land.gemeente == number)
        shape = shapely.union_all([land.shapes[i] for i in mine])
        rows.append((code, name, int(people[mine].sum()), int(households[mine].sum()), shape))
    rows.sort(key=lambda row: row[0])
    (folder / "gebieden.geojson").write_text(_geojson(rows), encoding="utf-8")
    figures = pl.DataFrame(
        [row[:4] for row in rows], schema=["code", "naam", "inwoners", "huishoudens"], orient="row"
    )
    figures.with_columns(peiljaar=pl.lit(2025)).write_csv(folder / "gebieden.csv")


def _geojson(rows: list[tuple[str, str, int, int, shapely.Geometry]]) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "naam": name, "inwoners": people, "huishoudens": households},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, name, people, households, shape in rows
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}) + "\n"
