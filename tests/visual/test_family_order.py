"""Who stands beside whom on the gezinskaart: households together, parents of one child together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from models.codes import RelationKind
from models.family_map import FamilyMap, MapHousehold, MapPerson, MapRelation
from models.period import Period
from visual import family_map
from visual.family_map import cell, order, outlines, place
from visual.family_map.lines import WITHIN, descents, tracks, unions
from visual.family_map.outlines import INSET

Make = Callable[..., MapPerson]


def tie(van: str, naar: str, soort: RelationKind) -> MapRelation:
    return MapRelation(van, naar, soort, "", Period(None, None), "brp")


def home(letter: str, *members: str) -> MapHousehold:
    return MapHousehold(letter, f"Dorpsweg {ord(letter)}, Horst", "woning", members, ())


def placed(family: FamilyMap) -> tuple[order.Kin, list[list[str]], place.Placed]:
    kin = order.kin(family)
    rows = order.rows(kin)
    return kin, rows, place.place(kin, rows, cell.cells(family), tracks(unions(kin), rows))


@pytest.fixture(name="parted")
def parted_family(family: FamilyMap, make_person: Make) -> FamilyMap:
    """A mother with child and new partner in one home, the father in another, and no tie to the new one."""
    people = (
        make_person("a", "Anna", "V", 40),
        make_person("b", "Bart", "M", 41, kern=False),
        make_person("c", "Cas", "M", 12),
        make_person("n", "Niek", "M", 45),
    )
    ties = (
        tie("a", "b", RelationKind.EX_PARTNER),
        tie("a", "c", RelationKind.OUDER),
        tie("b", "c", RelationKind.OUDER),
    )
    homes = (home("A", "a", "c", "n"), home("B", "b"))
    return replace(
        family, personen=people, relaties=ties, huishoudens=homes, trajecten=(), uit_beeld=(), netwerk=()
    )


def test_members_of_one_household_stand_side_by_side_and_in_one_outline(parted: FamilyMap) -> None:
    _, rows, found = placed(parted)
    assert rows == [["b", "a", "n"], ["c"]]
    drawn = outlines.outlines(parted.huishoudens, found)
    assert [len(outline.parts) for outline in drawn] == [1, 1]


def test_who_has_no_line_to_anyone_stands_close_to_the_others(parted: FamilyMap) -> None:
    _, _, found = placed(parted)
    assert found.x["n"] - found.x["a"] == cell.WIDTH


def test_two_parents_of_one_child_stand_together_also_where_nobody_calls_them_a_couple(
    parted: FamilyMap,
) -> None:
    unknown = replace(parted, relaties=parted.relaties[1:], huishoudens=(home("A", "c"),))
    _, rows, _ = placed(unknown)
    assert abs(rows[0].index("a") - rows[0].index("b")) == 1


def test_the_line_from_one_parent_stays_within_the_outline_and_off_the_line_of_the_couple(
    parted: FamilyMap,
) -> None:
    own = tie("a", "n", RelationKind.OUDER)
    kin, _, found = placed(replace(parted, relaties=(*parted.relaties, own)))
    line = next(d for d in descents(unions(kin), kin, found) if d.union.children == ("n",))
    stem = line.segments[0][1][0]
    assert WITHIN > INSET
    assert stem - found.x["a"] == (cell.WIDTH / 2 - WITHIN) * (1 if found.x["a"] > found.x["b"] else -1)


def test_every_part_of_a_household_that_stands_apart_carries_its_address(parted: FamilyMap) -> None:
    between = (*parted.relaties, tie("n", "a", RelationKind.PARTNER))
    torn = replace(parted, relaties=between, huishoudens=(home("A", "b", "n"), home("B", "a", "c")))
    _, rows, found = placed(torn)
    assert rows[0].index("a") == 1
    assert len(outlines.outlines(torn.huishoudens, found)[0].parts) == 2
    drawn = re.findall(r"<text[^>]*>Dorpsweg 65, Horst</text>", family_map.svg(torn))
    assert len(drawn) == 2
