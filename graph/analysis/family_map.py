"""The gezinskaart: what is known of one gezinssysteem on one day, as plain values."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.analysis import map_people, map_work
from graph.analysis.family import Family
from graph.analysis.one_step import one_step, reach
from graph.analysis.out_of_sight import found_among
from graph.analysis.sentences import CONTACT, answer
from graph.analysis.systems import memberships_on, own_first, person_number
from graph.analysis.weighing import weigh
from graph.network import Network
from graph.network.days import day_number
from graph.network.extract import kin_and_household, only
from models.errors import NotFound
from models.family_map import FamilyMap, MapContact, MapOutOfSight, MapTrajectory


def family_map(
    network: Network, person: str, day: date, *, betrokkenen: frozenset[str] = frozenset()
) -> FamilyMap:
    """The own gezinssysteem of a person: that of the household where he lives.

    Args:
        network: the whole graph.
        person: a ``knooppunt_id``.
        day: the day that the map shows.
        betrokkenen: whom the case is about; the network starts from them, or, if empty, from any member.

    Raises:
        NotFound: nobody has this ``knooppunt_id``, or he belongs to no system on this day.
    """
    maps = family_maps(network, person, day, betrokkenen=betrokkenen)
    if not maps:
        raise NotFound(f"Deze persoon leeft niet op {day:%d-%m-%Y}. Kies een andere peildatum.")
    return maps[0]


def family_maps(
    network: Network, person: str, day: date, *, betrokkenen: frozenset[str] = frozenset()
) -> tuple[FamilyMap, ...]:
    """Every gezinssysteem to which a person belongs on a day, his own first; see ``family_map``."""
    number = person_number(network, person)
    kin = kin_and_household(network, number, day_number(day))
    near = only(network, kin | reach(network, kin))
    members = memberships_on(near, day)
    return tuple(
        _drawn(Family(near, members.filter(pl.col("systeem_id") == code), day, betrokkenen))
        for code in own_first(members, number)
    )


def _drawn(family: Family) -> FamilyMap:
    trajectories = map_work.map_trajectories(family)
    return FamilyMap(
        systeem_id=str(family.members["systeem_id"][0]),
        peildatum=family.day,
        antwoord=_answer(trajectories),
        personen=map_people.map_persons(family),
        huishoudens=map_people.map_households(family),
        relaties=map_people.map_relations(family),
        trajecten=trajectories,
        interventies=map_work.map_interventions(family),
        signalen=map_work.map_signals(family),
        samenloop=map_work.map_overlaps(family),
        uit_beeld=_out_of_sight(family),
        weging=weigh(family.network, family.persons, family.day),
        netwerk=_contacts(family),
    )


def _answer(trajectories: tuple[MapTrajectory, ...]) -> str:
    directing = sorted({t.partner for t in trajectories if t.directs})
    return answer(len(trajectories), len({t.partner for t in trajectories}), directing)


def _out_of_sight(family: Family) -> tuple[MapOutOfSight, ...]:
    found = found_among(family.network, family.members, family.day)
    return tuple(
        MapOutOfSight(person, kind, reason)
        for person, kind, reason in found.select("knooppunt_id", "soort", "reden").iter_rows()
    )


def _contacts(family: Family) -> tuple[MapContact, ...]:
    names = family.names
    inside = family.persons
    subjects = [p for p in inside if names[p] in family.betrokkenen]
    seen_from = subjects if family.betrokkenen else inside
    steps = one_step(family.network, inside, seen_from, family.number)
    people = {p: map_people.map_person(family, p, False, CONTACT) for p in steps["contact"].unique()}
    return tuple(MapContact(people[p], relation, names[via]) for p, relation, via in steps.iter_rows())
