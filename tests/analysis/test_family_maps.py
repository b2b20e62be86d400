"""The map of one person, made from his surroundings alone, against the plain reading of the whole region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from itertools import combinations

import pytest
from plain_reading import PlainReading, System
from random_region import DAY, some_region, view_of

from graph.analysis.family_map import family_maps
from graph.analysis.systems import system_code, systems_of
from graph.network import Network
from models.family_map import FamilyMap

SEEDS = range(2000, 2008)
ON = (DAY, DAY - timedelta(days=12))


@cache
def network() -> Network:
    return Network.from_view(view_of([some_region(seed) for seed in SEEDS]))


@cache
def reading(seed: int) -> PlainReading:
    return PlainReading(some_region(seed), partial(system_code, network().secret))


def own_first(systems: list[System], person: str, code: Callable[[System], str]) -> list[str]:
    """The system of his household; else the largest; of equal ones the smallest code."""
    mine = [s for s in systems if person in s.members]
    mine.sort(key=lambda s: (person not in s.kern, -len(s.members), code(s)))
    return [code(s) for s in mine]


def pairs_within(plain: PlainReading, members: frozenset[str], day: date) -> set[tuple[object, ...]]:
    tracks = sorted(plain.region.rows("trajecten"), key=lambda r: f"{r['bron']}:{r['traject_id']}")
    return {
        (a["bron"], a["traject_id"], b["bron"], b["traject_id"])
        for a, b in combinations(tracks, 2)
        if not plain.one_track(a, b)
        and plain.concerned(a, day) & members
        and plain.concerned(b, day) & members
    }


def check(family: FamilyMap, plain: PlainReading, system: System, day: date) -> None:
    assert {p.knooppunt_id for p in family.personen} == system.members
    assert {p.knooppunt_id for p in family.personen if p.kern} == system.kern
    shown = {(o.bron_a, o.traject_a, o.bron_b, o.traject_b) for o in family.samenloop}
    assert shown == pairs_within(plain, system.members, day)
    unseen = {(p, kind) for members, p, kind in plain.out_of_sight(day) if members == system.members}
    assert {(u.persoon, u.soort) for u in family.uit_beeld} == unseen
    assert not {c.persoon.knooppunt_id for c in family.netwerk} & system.members
    housed = [p for h in family.huishoudens for p in h.leden]
    assert len(housed) == len(set(housed))
    assert set(housed) <= system.members


@pytest.mark.parametrize("day", ON)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_map_of_every_person_is_that_of_the_plain_reading(seed: int, day: date) -> None:
    plain = reading(seed)
    systems = {plain.code_of(s): s for s in plain.systems(day)}
    seen: set[str] = set()
    for person in plain.people:
        codes = own_first(list(systems.values()), person, plain.code_of)
        assert systems_of(network(), person, day) == codes
        if not set(codes) <= seen:
            for family in family_maps(network(), person, day):
                check(family, plain, systems[family.systeem_id], day)
        seen |= set(codes)


@pytest.mark.parametrize("seed", SEEDS)
def test_contacts_are_at_one_step_and_no_further(seed: int) -> None:
    plain = reading(seed)
    ties = {
        frozenset((plain.person(r), plain.person(r, "ander_id")))
        for r in plain.region.rows("relaties")
        if (r["van"] or DAY) <= DAY <= (r["tot"] or DAY)
    }
    homes = plain.households(DAY)
    for person in plain.people[:4]:
        for family in family_maps(network(), person, DAY):
            members = {p.knooppunt_id for p in family.personen}
            near = {p for tie in ties if tie & members for p in tie}
            near |= {p for home in homes if home & members for p in home}
            assert {c.persoon.knooppunt_id for c in family.netwerk} == near - members
