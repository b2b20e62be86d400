"""The gezinskaart as a picture: everyone once, nothing on another, and the same bytes each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box
from shapely.geometry import Point as At
from shapely.geometry import Polygon

from models.codes import RelationKind, Sex
from models.family_map import FamilyMap, MapHousehold, MapPerson, MapRelation, Weighing
from models.period import Period
from visual import family_map
from visual.drawing import Group, Shape, Text
from visual.family_map import cell, order, outlines, place
from visual.family_map.lines import descents, tracks, unions
from visual.family_map.symbols import SYMBOL
from visual.typeface import width

LETTERS = "abcdefghijklmno"
NAMES = (
    "Jo",
    "Ingrid van den Heuvel",
    "Peter-Paul van der Voort van Zijp-Lauwereyssens",
    "Aïcha El Ouafi",
    "",
)


def texts(shapes: tuple[Shape, ...]) -> Iterator[Text]:
    for shape in shapes:
        if isinstance(shape, Text):
            yield shape
        elif isinstance(shape, Group):
            yield from texts(shape.parts)


def extent(text: Text) -> Polygon:
    wide = width(text.text, text.size, bold=text.bold)
    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    return box(left, text.y - 0.7 * text.size, left + wide, text.y + 0.2 * text.size)


def placed(family: FamilyMap) -> tuple[order.Kin, list[list[str]], place.Placed]:
    kin = order.kin(family)
    rows = order.rows(kin)
    return kin, rows, place.place(kin, rows, cell.cells(family), tracks(unions(kin), rows))


@st.composite
def any_family(draw: st.DrawFn) -> FamilyMap:
    """Up to fifteen people with whatever relations and homes, loops and strange ages included."""
    codes = LETTERS[: draw(st.integers(1, 15))]
    people = tuple(
        MapPerson(
            c, draw(st.sampled_from(NAMES)), "", draw(st.sampled_from(Sex)), "",
            draw(st.sampled_from(("", "2020"))), draw(st.booleans()),
            draw(st.one_of(st.none(), st.integers(0, 99))), True, draw(st.booleans()), "", (),
        )
        for c in codes
    )  # fmt: skip
    kinds = st.sampled_from([*order.STEPS_DOWN, *order.COUPLES, RelationKind.CONFLICT])
    ties = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(codes), kinds), max_size=25))
    since = Period(date(2019, 3, 1), None)
    homes = draw(st.lists(st.lists(st.sampled_from(codes), min_size=1, unique=True), max_size=4))
    taken: set[str] = set()
    households = []
    for letter, home in zip("ABCD", homes, strict=False):
        members = tuple(m for m in home if m not in taken)
        taken |= set(members)
        if members:
            households.append(MapHousehold(letter, "Burgemeester Janslaan 12, Venlo", "woning", members, ()))
    return FamilyMap(
        "S-1", date(2025, 6, 30), "Geen trajecten.", people, tuple(households),
        tuple(MapRelation(a, b, kind, "", since, "brp") for a, b, kind in ties),
        (), (), (), (), (), Weighing((), (), ()), (),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(any_family())
def test_everyone_stands_in_the_picture_exactly_once(family: FamilyMap) -> None:
    _, rows, _ = placed(family)
    assert Counter(p for row in rows for p in row) == Counter(p.knooppunt_id for p in family.personen)


@settings(max_examples=60, deadline=None)
@given(any_family())
def test_nobody_stands_on_another_and_a_row_has_one_level(family: FamilyMap) -> None:
    _, _, found = placed(family)
    for row in found.rows:
        xs = [found.x[p] for p in row.persons]
        assert all(b - a >= cell.WIDTH - 1 for a, b in pairwise(xs))
        assert len({found.middle(p)[1] for p in row.persons}) == 1


@settings(max_examples=60, deadline=None)
@given(any_family())
def test_no_two_texts_overlap(family: FamilyMap) -> None:
    found = [extent(text) for text in texts(family_map.picture(family).shapes)]
    for i, one in enumerate(found):
        assert not any(one.intersects(other) for other in found[i + 1 :])


@settings(max_examples=60, deadline=None)
@given(any_family())
def test_no_outline_of_a_household_holds_a_stranger(family: FamilyMap) -> None:
    _, _, found = placed(family)
    for outline in outlines.outlines(family.huishoudens, found):
        parts = [Polygon(rings[0], rings[1:]) for rings in outline.parts]
        for person in found.x:
            inside = any(part.contains(At(found.middle(person))) for part in parts)
            assert inside == (person in outline.household.leden)


def test_children_stand_below_their_parents(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        kin, _, found = placed(family)
        for relation in kin.parents:
            assert found.row_of[relation.van] < found.row_of[relation.naar]


def test_couples_stand_side_by_side_unless_another_partner_is_between(
    families: tuple[FamilyMap, ...],
) -> None:
    for family in families:
        kin, rows, found = placed(family)
        partners = {frozenset((r.van, r.naar)) for r in kin.couples}
        for relation in kin.couples:
            row = rows[found.row_of[relation.van]]
            start, end = sorted((row.index(relation.van), row.index(relation.naar)))
            for between in row[start + 1 : end]:
                assert {frozenset((between, p)) for p in (relation.van, relation.naar)} & partners


def test_every_child_is_reached_by_a_line_that_ends_at_its_symbol(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        kin, _, found = placed(family)
        reached: dict[str, set[tuple[float, float]]] = {}
        for descent in descents(unions(kin), kin, found):
            for child in descent.union.children:
                reached.setdefault(child, set()).update(segment[-1] for segment in descent.segments)
        for relation in kin.parents:
            x, middle = found.middle(relation.naar)
            assert (x, middle - SYMBOL / 2) in reached[relation.naar]


def test_the_sheet_holds_all_that_is_drawn(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        drawn = family_map.picture(family)
        for text in texts(drawn.shapes):
            left, top, right, bottom = extent(text).bounds
            assert left >= 0
            assert top >= 0
            assert right <= drawn.width
            assert bottom <= drawn.height


def test_the_svg_is_well_formed_named_and_free_of_what_a_strict_policy_blocks(
    families: tuple[FamilyMap, ...],
) -> None:
    for family in families:
        svg = family_map.svg(family)
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        named = {element.get("id") for element in root}
        assert set(str(root.get("aria-labelledby")).split()) <= named
        assert not re.search(r"\sstyle=|<script|<style|\son\w+=|href=|url\(", svg)


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_is_shown_as_text(name: str) -> None:
    someone = MapPerson("p", name, name, Sex.V, "", "", False, 30, True, False, name, ())
    family = FamilyMap(
        name, date(2025, 6, 30), name, (someone,), (MapHousehold("A", name, "woning", ("p",), ()),),
        (), (), (), (), (), (), Weighing((), (), ()), (),
    )  # fmt: skip
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(family_map.svg(family)).iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "circle", "text"}


def test_who_is_out_of_sight_is_said_in_words(family: FamilyMap) -> None:
    words = " ".join(text.text for text in texts(family_map.picture(family).shapes))
    assert words.count("Uit beeld:") == 3
    assert "geen traject" in words
    assert "hulp" in words
    assert "alleen straf" in words


def test_running_trajecten_carry_the_letter_of_their_keten(family: FamilyMap) -> None:
    letters = Counter(text.text for text in texts(family_map.picture(family).shapes) if len(text.text) == 1)
    assert letters["Z"] == 2 + 1  # and once in the legend
    assert letters["S"] == 1 + 1


def test_the_order_of_the_input_changes_nothing_but_ties(family: FamilyMap) -> None:
    turned = replace(family, relaties=tuple(reversed(family.relaties)))
    assert family_map.svg(turned) == family_map.svg(family)


@pytest.mark.parametrize(("at", "name"), [(0, "voorbeeldgezin"), (1, "samengesteld"), (3, "niemand")])
def test_the_picture_is_as_it_was(
    at: int, name: str, families: tuple[FamilyMap, ...], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.svg", family_map.svg(families[at]))
