"""Couple lines and descent lines of the gezinskaart: each union with a track of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.codes import RelationKind, UnionForm
from models.family_map import MapRelation
from visual.drawing import Point
from visual.family_map.cell import WIDTH
from visual.family_map.order import BLOOD, Kin
from visual.family_map.place import OVER, TRACK, Placed, Tracks
from visual.family_map.symbols import SYMBOL, half_width

FORMAL = frozenset({UnionForm.HUWELIJK.value, UnionForm.GEREGISTREERD.value})
ABOVE = 8.0
WITHIN = 10.0  # between the words below a symbol and the outline of the household
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


def tracks(found: tuple[Union, ...], ordered: list[list[str]]) -> Tracks:
    """How many lines of their own the unions need above and below each row."""
    above, below = [0] * len(ordered), [0] * len(ordered)
    row_of = {p: i for i, members in enumerate(ordered) for p in members}
    for union in found:
        if union.children:
            below[max(row_of[p] for p in union.partners)] += 1
    for union in _pairs_once(found):
        if not _beside(union.partners, ordered):
            above[min(row_of[p] for p in union.partners)] += 1
    return Tracks(tuple(above), tuple(below))


def couple_lines(found: tuple[Union, ...], family: Kin, placed: Placed) -> tuple[CoupleLine, ...]:
    """A line for every union of two, straight between neighbours, over the heads of others else."""
    used: dict[int, int] = {}
    drawn = []
    for union in sorted(_pairs_once(found), key=lambda u: _span(u, placed)):
        row = min(placed.row_of[p] for p in union.partners)
        points = _straight(union, family, placed)
        if not points:
            used[row] = used.get(row, 0) + 1
            points = _over(union, placed, placed.rows[row].top - OVER * used[row] + ABOVE)
        drawn.append(_couple(union, points))
    return tuple(drawn)


def descents(found: tuple[Union, ...], family: Kin, placed: Placed) -> tuple[Descent, ...]:
    """The lines from parents to children; bars of one gap lie on tracks of their own."""
    couples = {line.union.partners: line for line in couple_lines(found, family, placed)}
    used: dict[int, int] = {}
    drawn = []
    parents = sorted((u for u in found if u.children), key=lambda u: _left(u, placed))
    for union in parents:
        row = max(placed.row_of[p] for p in union.partners)
        track = used.get(row, 0)
        used[row] = track + 1
        start = _start(union, couples.get(union.partners), family, placed)
        drawn.append(_descent(union, start, placed, placed.rows[row].bottom + 22 + TRACK * track))
    return tuple(drawn)


def _pairs_once(found: tuple[Union, ...]) -> list[Union]:
    """Each two partners once, also where they have children of their own and foster children."""
    return list({union.partners: union for union in found if len(union.partners) == 2}.values())


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


def _couple(union: Union, points: tuple[Point, ...]) -> CoupleLine:
    relation = union.relation
    parted = relation is not None and relation.soort is RelationKind.EX_PARTNER
    formal = relation is not None and (relation.vorm in FORMAL or (parted and not relation.vorm))
    strokes = (2 if formal else 1) if parted else 0
    return CoupleLine(union, points, formal, strokes, _words(relation, parted))


def _words(relation: MapRelation | None, parted: bool) -> str:
    if relation is None:
        return ""
    year = f"{relation.periode.van.year}" if relation.periode.van else ""
    if parted:
        return f"ex sinds {year}" if year else "ex"
    return f"sinds {year}" if year else ""


def _span(union: Union, placed: Placed) -> tuple[float, tuple[str, ...]]:
    one, other = (placed.x[p] for p in union.partners)
    return abs(one - other), union.partners


def _beside(partners: tuple[str, ...], ordered: Sequence[Sequence[str]]) -> bool:
    one, other = partners
    return any({one, other} == set(pair) for row in ordered for pair in pairwise(row))


def _straight(union: Union, family: Kin, placed: Placed) -> tuple[Point, ...]:
    """From edge to edge where the two stand side by side; else nothing."""
    if not _beside(union.partners, [row.persons for row in placed.rows]):
        return ()
    one, other = sorted(union.partners, key=lambda p: placed.x[p])
    (x1, y), (x2, _) = placed.middle(one), placed.middle(other)
    return ((x1 + half_width(family.persons[one]), y), (x2 - half_width(family.persons[other]), y))


def _over(union: Union, placed: Placed, level: float) -> tuple[Point, ...]:
    """Up from one symbol, over the heads of others, and down to the other."""
    one, other = sorted(union.partners, key=lambda p: placed.x[p])
    (x1, y1), (x2, y2) = placed.middle(one), placed.middle(other)
    left, right = x1 + ASIDE, x2 - ASIDE
    return ((left, y1 - SYMBOL / 2), (left, level), (right, level), (right, y2 - SYMBOL / 2))


def _descent(union: Union, start: tuple[Point, ...], placed: Placed, bar: float) -> Descent:
    tops = [(placed.x[c], placed.rows[placed.row_of[c]].top) for c in union.children]
    ends = [x for x, _ in tops] + [start[-1][0]]
    segments: list[tuple[Point, ...]] = [(*start, (start[-1][0], bar))]
    if min(ends) != max(ends):
        segments.append(((min(ends), bar), (max(ends), bar)))
    return Descent(union, (*segments, *(((x, bar), (x, top)) for x, top in tops)))


def _start(union: Union, couple: CoupleLine | None, family: Kin, placed: Placed) -> tuple[Point, ...]:
    """Where the stem leaves: the middle of a straight couple line, else beside a symbol."""
    if couple is None:
        return _aside(union, family, placed)
    first, second, *more = couple.points
    if more:
        return ((max(placed.x[p] for p in union.partners) - WIDTH / 2, second[1]),)
    middle = (first[0] + second[0]) / 2
    return ((middle if union.blood else middle - ASIDE, first[1]),)


def _aside(union: Union, family: Kin, placed: Placed) -> tuple[Point, ...]:
    """From the side of one parent's symbol, past the words below it, and within the household's outline."""
    parent = union.partners[0]
    x, y = placed.middle(parent)
    row = placed.rows[placed.row_of[parent]].persons
    at = row.index(parent)
    taken = [
        near in family.beside.get(parent, ())
        for near in (row[max(0, at - 1)], row[min(at + 1, len(row) - 1)])
    ]
    children = sum(placed.x[child] for child in union.children) / len(union.children)
    left = not taken[0] if taken[0] != taken[1] else children < x
    way = -1 if left else 1
    edge, stem = half_width(family.persons[parent]), WIDTH / 2 - WITHIN
    return ((x + way * edge, y), (x + way * stem, y))
