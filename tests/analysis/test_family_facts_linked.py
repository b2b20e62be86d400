"""The facts of VERWACHT.md with the persons that linking finds by itself."""

from __future__ import annotations

from functools import cache

from family_view import DAY, FAMILY, TRUE_PERSONS, family_view

from graph.analysis.family_map import family_map
from graph.analysis.overlaps import overlaps
from graph.linking import link
from graph.network import Network
from models.family_map import FamilyMap
from models.judgement import RecordRef
from models.results import PERSONEN

FATHER = RecordRef("brp-venlo", "A1")


@cache
def network() -> Network:
    given = family_view()
    view = type(given)(given.tables, dict(given.ledgers), {})
    view.results[PERSONEN.name] = link(view).persons
    return Network.from_view(view)


@cache
def family() -> FamilyMap:
    father = network().person_of(FATHER)
    assert father
    return family_map(network(), father, DAY)


def test_the_register_alone_gives_the_household_and_the_mother() -> None:
    members = {r for p in family().personen for r in p.records}
    assert {TRUE_PERSONS[role].split()[0] for role in FAMILY} <= members


def test_nobody_outside_the_family_is_drawn_into_it() -> None:
    members = {r for p in family().personen for r in p.records}
    assert members <= {r for role in FAMILY for r in TRUE_PERSONS[role].split()}


def test_the_records_with_a_citizen_number_bring_their_trajecten() -> None:
    assert {t.traject_id for t in family().trajecten} >= {"Z1", "LP1", "H9"}


def test_the_family_is_five_persons() -> None:
    assert len(family().personen) == 5


def test_twenty_records_are_seven_persons() -> None:
    assert network().persons.height == 7


def test_the_problem_signals_of_the_father_put_him_out_of_sight() -> None:
    father = network().person_of(FATHER)
    assert father in {u.persoon for u in family().uit_beeld}


def test_the_friends_are_those_of_the_register() -> None:
    friends = {r for c in family().netwerk for r in c.persoon.records}
    assert {"brp-venlo:A6", "brp-venlo:A7"} <= friends


def test_the_pairs_that_need_no_more_than_certain_links_are_found() -> None:
    pairs = {(r["traject_a"], r["traject_b"]) for r in overlaps(network()).iter_rows(named=True)}
    assert {("LP1", "Z1"), ("LP1", "H9"), ("Z1", "H9")} <= pairs
