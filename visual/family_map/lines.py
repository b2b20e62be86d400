"""Couple lines and descent lines of the gezinskaart: each union with a track of its own."""

from __future__ import annotations

from dataclasses import dataclass

from models.codes import RelationKind, UnionForm
from models.family_map import MapRelation
from visual.drawing import Point
from visual.family_map.cell import WIDTH
from visual.family_map.order import Kin
from visual.family_map.place import TRACK, Placed
from visual.family_map.symbols import SYMBOL, half_width

BLOOD = frozenset({RelationKind.OUDER, RelationKind.ADOPTIEOUDER})
FORMAL = frozenset({UnionForm.HUWELIJK.value, UnionForm.GEREGISTREERD.value})
ABOVE = 12.0
ASIDE = 10.0  # beside the top of a symbol, where the line from the parents arrives


@dataclass(frozen=True, slots=True)
class Union:
    """One or two parents and the children they have together here; ``relation`` if they are a couple."""

    partners: tuple[str, ...]
    children: tuple[str, ...]
    blood: bool
    relation: MapRelation | None


@dataclass(frozen=True, slots=True)
class CoupleLine:
    """From symbol edge to symbol edge; ``strokes`` cross it where the couple parted."""

    union: Union
    points: tuple[Point, ...]
    formal: bool
    strokes: int
    words: str  # "ex sinds 2019"


@dataclass(frozen=True, slots=True)
class Descent:
    """From a union to its children: a stem, a bar, and a drop to the top of each child's symbol."""

    union: Union
    segments: tuple[tuple[Point, ...], ...]


def unions(family: Kin) -> tuple[Union, ...]:
    """Every couple, and everyone who is a parent here, with the children that they share."""
    by_child: dict[tuple[str, bool], list[str]] = {}
    for relation in family.parents:
        by_child.setdefault((relation.naar, relation.soort in BLOOD), []).append(relation.van)
    groups: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for (child, blood), parents in by_child.items():
        if blood or (child, True) not in by_child:
            for group in _pairs(family, sorted(parents)):
                groups.setdefault((group, blood), []).append(child)
    couples = {_pair(relation): relation for relation in family.couples}
    for pair in couples:
        groups.setdefault((pair, True), [])
    return tuple(
        Union(partners, tuple(sorted(children)), blood, couples.get(partners))
        for (partners, blood), children in sorted(groups.items())
    )


def track_counts(found: tuple[Union, ...], ordered: list[list[str]]) -> list[int]:
    """How many tracks each gap below a row needs."""
    row_of = {p: i for i, members in enumerate(ordered) for p in members}
    counts = [0] * len(ordered)
    for union in found:
        if union.children:
            counts[max(row_of[p] for p in union.partners)] += 1
    return counts


def couple_lines(found: tuple[Union, ...], family: Kin, placed: Placed) -> tuple[CoupleLine, ...]:
    """A line for every union of two, straight between neighbours, over the heads of others else."""
    return tuple(_couple(union, family, placed) for union in found if len(union.partners) == 2)


def descents(found: tuple[Union, ...], family: Kin, placed: Placed) -> tuple[Descent, ...]:
    """The lines from parents to children; bars of one gap lie on tracks of their own."""
    used: dict[int, int] = {}
    drawn = []
    parents = sorted((u for u in found if u.children), key=lambda u: _left(u, placed))
    for union in parents:
        row = max(placed.row_of[p] for p in union.partners)
        track = used.get(row, 0)
        used[row] = track + 1
        drawn.append(_descent(union, family, placed, placed.rows[row].bottom + 22 + TRACK * track))
    return tuple(drawn)


def _pairs(family: Kin, parents: list[str]) -> list[tuple[str, ...]]:
    """Two parents are one union; of three or more, couples first and then each alone."""
    if len(parents) <= 2:
        return [tuple(parents)]
    couples = {_pair(relation) for relation in family.couples}
    pair = next((c for c in sorted(couples) if set(c) <= set(parents)), None)
    rest = [p for p in parents if not pair or p not in pair]
    return ([pair] if pair else []) + [(p,) for p in rest]


def _pair(relation: MapRelation) -> tuple[str, ...]:
    return tuple(sorted((relation.van, relation.naar)))


def _left(union: Union, placed: Placed) -> tuple[float, tuple[str, ...]]:
    return (-min(placed.x[p] for p in union.partners), union.partners)


def _couple(union: Union, family: Kin, placed: Placed) -> CoupleLine:
    one, other = sorted(union.partners, key=lambda p: placed.x[p])
    relation = union.relation
    parted = relation is not None and relation.soort is RelationKind.EX_PARTNER
    formal = relation is not None and (relation.vorm in FORMAL or (parted and not relation.vorm))
    strokes = (2 if formal else 1) if parted else 0
    return CoupleLine(
        union, _couple_points(one, other, family, placed), formal, strokes, _words(relation, parted)
    )


def _words(relation: MapRelation | None, parted: bool) -> str:
    if relation is None:
        return ""
    year = f"{relation.periode.van.year}" if relation.periode.van else ""
    if parted:
        return f"ex sinds {year}" if year else "ex"
    return f"sinds {year}" if year else ""


def _couple_points(one: str, other: str, family: Kin, placed: Placed) -> tuple[Point, ...]:
    (x1, y1), (x2, y2) = placed.middle(one), placed.middle(other)
    if _adjacent(one, other, placed):
        left, right = half_width(family.persons[one]), half_width(family.persons[other])
        return ((x1 + left, y1), (x2 - right, y2))
    over = min(y1, y2) - SYMBOL / 2 - ABOVE
    left, right = x1 + ASIDE, x2 - ASIDE
    return ((left, y1 - SYMBOL / 2), (left, over), (right, over), (right, y2 - SYMBOL / 2))


def _adjacent(one: str, other: str, placed: Placed) -> bool:
    row = placed.rows[placed.row_of[one]].persons
    return other in row and abs(row.index(one) - row.index(other)) == 1


def _descent(union: Union, family: Kin, placed: Placed, bar: float) -> Descent:
    start = _start(union, family, placed)
    tops = [(placed.x[c], placed.rows[placed.row_of[c]].top) for c in union.children]
    ends = [x for x, _ in tops] + [start[-1][0]]
    segments: list[tuple[Point, ...]] = [(*start, (start[-1][0], bar))]
    if min(ends) != max(ends):
        segments.append(((min(ends), bar), (max(ends), bar)))
    return Descent(union, (*segments, *(((x, bar), (x, top)) for x, top in tops)))


def _start(union: Union, family: Kin, placed: Placed) -> tuple[Point, ...]:
    """Where the stem leaves: the middle of a straight couple line, else beside the symbol."""
    if len(union.partners) == 2:
        one, other = sorted(union.partners, key=lambda p: placed.x[p])
        points = _couple_points(one, other, family, placed)
        if len(points) == 2:
            middle = (points[0][0] + points[1][0]) / 2
            return ((middle if union.blood else middle - ASIDE, points[0][1]),)
        return ((placed.x[other] - WIDTH / 2, points[1][1]),)
    x, y = placed.middle(union.partners[0])
    return ((x + half_width(family.persons[union.partners[0]]), y), (x + WIDTH / 2, y))
