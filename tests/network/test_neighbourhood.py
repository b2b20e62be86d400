"""A map made from the part of a view that was sought is the map made from all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest
from fake_view import FakeView, facts
from family_view import DAY as FAMILY_DAY
from family_view import family_view
from muddled_region import muddled
from random_region import DAY, READ

from graph.analysis.family_map import family_maps
from graph.analysis.systems import systems_on
from graph.network import Network
from graph.network.neighbourhood import QUESTIONS, neighbourhood, rehearse
from models.contract import MAX_HOUSEHOLD
from models.errors import NotFound
from models.family_map import FamilyMap
from models.judgement import RecordRef
from models.results import SYSTEEMLEDEN

SEEDS = range(3000, 3014)
DAYS = (DAY, DAY - timedelta(days=11), DAY - timedelta(days=24))


class Seeking(FakeView):
    """A view that counts how often it is asked and what it gives, and gives no table of facts whole."""

    def __init__(self, view: FakeView) -> None:
        super().__init__(view.tables, view.ledgers, view.results, view.regions, secret=view.secret)
        self.day = view.day
        self.asked = 0
        self.given: Counter[str] = Counter()

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        if among is None:
            assert table == "partners", f"all of {table}"
        else:
            assert (table, tuple(among.columns)) in QUESTIONS
        self.asked += 1
        found = super().facts(table, among)
        self.given[table] += found.height
        return found

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        assert among is not None, f"all of {name}"
        assert (name, tuple(among.columns)) in QUESTIONS
        self.asked += 1
        return super().result(name, among)


def maps(network: Network, person: str, day: date, subjects: frozenset[str]) -> tuple[FamilyMap, ...] | str:
    try:
        return family_maps(network, person, day, betrokkenen=subjects)
    except NotFound as unknown:
        return str(unknown)


def looks(whole: Network, draw: Random, most: int) -> Iterator[tuple[list[tuple[str, str]], frozenset[str]]]:
    """Some persons, or two together, each by one of their records."""
    people = whole.persons.select("person", "knooppunt_id").rows()
    for person, name in draw.sample(people, min(most, len(people))):
        others = draw.sample(people, draw.choice([0, 0, 1]))
        chosen = {person, *(number for number, _ in others)}
        records = whole.records.filter(pl.col("person").is_in(sorted(chosen))).sort("bron", "persoon_id")
        records = records.unique("person", keep="first", maintain_order=True)
        names = frozenset({name, *(other for _, other in others)})
        yield list(records.select("bron", "persoon_id").iter_rows()), names


@pytest.mark.parametrize("seed", SEEDS)
def test_a_map_from_the_neighbourhood_is_the_map_from_everything(seed: int) -> None:
    view, draw = muddled(seed), Random(seed)
    whole = Network.from_view(view)
    for records, names in looks(whole, draw, 6):
        day = draw.choice(DAYS)
        part = neighbourhood(Seeking(view), records, day).network
        subjects = draw.choice([names, frozenset()])
        for name in names:
            assert maps(part, name, day, subjects) == maps(whole, name, day, subjects)


def crowd(size: int) -> FakeView:
    """So many people in one dwelling, each with a parent and a house elsewhere that he has left."""
    people, stays, ties = [], [], []
    homes = [{"adres_id": "flat", "postcode": "5971AA", "huisnummer": 1, "soort": "woning"}]
    for n in range(size):
        people += [{"persoon_id": f"P{n}", "geboortedatum": "1990-01-01"}, {"persoon_id": f"O{n}"}]
        homes.append({"adres_id": f"old{n}", "postcode": "5971AB", "huisnummer": n + 1, "soort": "woning"})
        stays.append(
            {"persoon_id": f"P{n}", "adres_id": "flat", "soort": "woonadres", "van": date(2020, 1, 1)}
        )
        stays.append({"persoon_id": f"P{n}", "adres_id": f"old{n}", "soort": "woonadres"})
        ties.append({"persoon_id": f"O{n}", "ander_id": f"P{n}", "soort": "ouder"})
    tables = {"personen": people, "adressen": homes, "verblijf": stays, "relaties": ties}
    given = {"bron": "b", "peildatum": DAY} | READ
    return FakeView(
        {name: facts(name, [given | row for row in rows]) for name, rows in tables.items()}, day=DAY
    )


@pytest.mark.parametrize("size", [12, 13, 300])
def test_of_a_crowd_at_one_address_no_more_is_found_than_that_it_is_one(size: int) -> None:
    view = crowd(size)
    seeking = Seeking(view)
    part, whole = neighbourhood(seeking, [("b", "P7")], DAY).network, Network.from_view(view)
    name = whole.person_of(RecordRef("b", "P7"))
    assert name
    assert maps(part, name, DAY, frozenset({name})) == maps(whole, name, DAY, frozenset({name}))
    assert len(maps(part, name, DAY, frozenset())[0].personen) == (size if size <= MAX_HOUSEHOLD else 1)
    assert seeking.asked <= 40
    assert seeking.given["relaties"] <= 2 * MAX_HOUSEHOLD + 2


def test_two_trajecten_under_one_that_concerns_nobody_here_are_no_samenloop() -> None:
    tracks = [
        {"traject_id": own, "hoofdtraject_id": head} for own, head in (("T1", "H"), ("T2", "H"), ("H", None))
    ]
    given = {"soort": "wijkteam", "start": date(2020, 1, 1), "status": "lopend"}
    rows = [given | row | {"partner_id": f"partner {row['traject_id']}"} for row in tracks]
    involved = [{"persoon_id": "P0", "traject_id": own, "rol": "index"} for own in ("T1", "T2")]
    view = crowd(1)
    also = {"bron": "b", "peildatum": DAY} | READ
    view.tables["trajecten"] = facts("trajecten", [also | row for row in rows])
    view.tables["betrokkenen"] = facts("betrokkenen", [also | row for row in involved])
    part, whole = neighbourhood(Seeking(view), [("b", "P0")], DAY).network, Network.from_view(view)
    name = whole.person_of(RecordRef("b", "P0"))
    assert name
    (family,) = family_maps(part, name, DAY)
    assert (family,) == family_maps(whole, name, DAY)
    assert (len(family.trajecten), family.samenloop) == (2, ())


def test_a_person_whom_nobody_knows_has_no_neighbourhood() -> None:
    part = neighbourhood(Seeking(crowd(2)), [("b", "P9"), ("elders", "P1")], DAY)
    assert Network.from_view(part).persons.is_empty()


def test_a_rehearsal_asks_what_neighbourhoods_ask_and_finds_nobody() -> None:
    asked: set[tuple[str, tuple[str, ...]]] = set()

    class Listening(Seeking):
        def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
            if among is not None:
                asked.add((table, tuple(among.columns)))
            return super().facts(table, among)

        def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
            assert among is not None
            asked.add((name, tuple(among.columns)))
            return super().result(name, among)

    view = Listening(muddled(SEEDS[0]))
    rehearse(view)
    assert asked == set(QUESTIONS)
    assert not sum(found for name, found in view.given.items() if name != "partners")


@pytest.mark.parametrize(("analysed", "most"), [(False, 45), (True, 35)])
def test_an_example_family_is_found_in_a_few_questions(analysed: bool, most: int) -> None:
    whole = Network.from_view(family_view())
    seeking = Seeking(family_view())
    if analysed:
        seeking.results = seeking.results | {SYSTEEMLEDEN.name: systems_on(whole, FAMILY_DAY)}
    part = neighbourhood(seeking, [("brp-venlo", "A1")], FAMILY_DAY).network
    subject = frozenset({"vader"})
    assert maps(part, "vader", FAMILY_DAY, subject) == maps(whole, "vader", FAMILY_DAY, subject)
    assert seeking.asked <= most
