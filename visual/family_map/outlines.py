"""Dashed outlines of households, which never enclose someone who does not live there."""

from __future__ import annotations

from dataclasses import dataclass

from shapely import box as rectangle
from shapely import union_all
from shapely.geometry import Polygon

from models.family_map import MapHousehold
from visual.drawing import Point
from visual.family_map.cell import WIDTH
from visual.family_map.place import Placed

Ring = tuple[Point, ...]
INSET = 5.0
OVERHEAD = 16.0
PASSAGE = 40.0  # two rows of one household are drawn as one from this much above each other


@dataclass(frozen=True, slots=True)
class Outline:
    """One household: its parts (outer ring, then holes), and where letter and address stand in each.

    A label is (left, foot of the row, room).
    """

    household: MapHousehold
    parts: tuple[tuple[Ring, ...], ...]
    labels: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Members of one household who stand side by side in one row."""

    row: int
    left: float
    right: float


def outlines(households: tuple[MapHousehold, ...], placed: Placed) -> tuple[Outline, ...]:
    """An outline for every household that has members on this map."""
    present = [home for home in households if any(p in placed.x for p in home.leden)]
    return tuple(_outline(home, placed) for home in present)


def _outline(home: MapHousehold, placed: Placed) -> Outline:
    runs = _runs(home, placed)
    shapes = [_rectangle(run, placed) for run in runs]
    shapes += [
        _corridor(one, other, placed)
        for one in runs
        for other in runs
        if other.row == one.row + 1 and _common(one, other) >= PASSAGE
    ]
    merged = union_all(shapes)
    polygons = [merged] if isinstance(merged, Polygon) else list(merged.geoms)
    polygons.sort(key=lambda polygon: (polygon.bounds[1], polygon.bounds[0]))
    parts = tuple(_rings(polygon) for polygon in polygons)
    return Outline(home, parts, tuple(_label(polygon, runs, placed) for polygon in polygons))


def _runs(home: MapHousehold, placed: Placed) -> list[_Run]:
    members, found = set(home.leden), []
    for number, row in enumerate(placed.rows):
        run: list[str] = []
        for person in (*row.persons, ""):
            if person in members:
                run.append(person)
            elif run:
                left, right = placed.x[run[0]] - WIDTH / 2, placed.x[run[-1]] + WIDTH / 2
                found.append(_Run(number, left + INSET, right - INSET))
                run = []
    return found


def _rectangle(run: _Run, placed: Placed) -> Polygon:
    row = placed.rows[run.row]
    return rectangle(run.left, row.top - OVERHEAD, run.right, row.bottom)


def _common(one: _Run, other: _Run) -> float:
    return min(one.right, other.right) - max(one.left, other.left) + 2 * INSET + 1


def _corridor(one: _Run, other: _Run, placed: Placed) -> Polygon:
    left, right = max(one.left, other.left), min(one.right, other.right)
    return rectangle(left, placed.rows[one.row].bottom - 1, right, placed.rows[other.row].top)


def _rings(polygon: Polygon) -> tuple[Ring, ...]:
    plain = polygon.normalize().simplify(0)
    return tuple(tuple(ring.coords[:-1]) for ring in (plain.exterior, *plain.interiors))


def _label(polygon: Polygon, runs: list[_Run], placed: Placed) -> tuple[float, float, float]:
    """The foot of the lowest run in this part, at its left."""
    inside = [run for run in runs if polygon.intersects(_rectangle(run, placed).buffer(-1))]
    lowest = max(inside, key=lambda run: (run.row, -run.left))
    return lowest.left, placed.rows[lowest.row].bottom, min(lowest.right - lowest.left, WIDTH)
