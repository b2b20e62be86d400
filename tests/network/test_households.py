"""Who lives where and with whom: one home and one household for a person on a day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from fake_view import FakeView, facts

from graph.network import Network
from graph.network.days import day_number
from graph.network.households import household_on

DAY = date(2025, 6, 30)
OLD = date(2018, 1, 1)


def region(
    stays: list[dict[str, object]],
    addresses: list[dict[str, object]] | None = None,
    **tables: list[dict[str, object]],
) -> Network:
    """Persons who stay at addresses A, B, … of one source; a woning unless it is said otherwise."""
    rows = [{"bron": "b", "soort": "woonadres", "peildatum": DAY} | s for s in stays]
    people = sorted({(str(r["bron"]), str(r["persoon_id"])) for r in rows})
    named = {(str(r["bron"]), str(r["adres_id"])) for r in rows}
    places = addresses or [
        {"bron": bron, "adres_id": own, "soort": "woning", "postcode": "9999ZZ", "huisnummer": ord(own[0])}
        for bron, own in sorted(named)
    ]
    return Network.from_view(
        FakeView(
            {
                "personen": facts("personen", [{"bron": b, "persoon_id": p} for b, p in people]),
                "adressen": facts("adressen", [{"bron": "b", "peildatum": DAY} | p for p in places]),
                "verblijf": facts("verblijf", rows),
            }
            | {
                name: facts(name, [{"bron": "b", "peildatum": DAY} | r for r in t])
                for name, t in tables.items()
            }
        )
    )


def together(network: Network, day: date = DAY) -> set[frozenset[str]]:
    """The households of a day, by persoon_id."""
    rows = household_on(network.living, day_number(day)).join(network.records, on="person")
    return {frozenset(g["persoon_id"]) for _, g in rows.group_by("household")}


def crowd(count: int, **more: object) -> list[dict[str, object]]:
    return [{"persoon_id": f"p{n:02d}", "adres_id": "A"} | more for n in range(count)]


def test_twelve_people_at_one_dwelling_are_a_household_and_thirteen_are_none() -> None:
    assert {len(h) for h in together(region(crowd(12)))} == {12}
    assert together(region(crowd(13))) == set()


def test_a_crowd_is_no_household_only_on_the_days_that_it_is_one() -> None:
    network = region([*crowd(12), {"persoon_id": "extra", "adres_id": "A", "van": DAY, "tot": DAY}])
    assert together(network, DAY) == set()
    assert {len(h) for h in together(network, OLD)} == {12}


def test_institutions_shelters_prisons_and_postal_addresses_make_no_household() -> None:
    for kind in ("instelling", "opvang", "detentie", "briefadres", None):
        place = [{"adres_id": "A", "soort": kind, "postcode": "9999ZZ", "huisnummer": 1}]
        assert together(region(crowd(2), place)) == set()


def test_only_a_woonadres_or_else_a_feitelijk_one_is_where_someone_lives() -> None:
    stays = [
        {"persoon_id": "p", "adres_id": "A", "soort": "feitelijk", "van": DAY},
        {"persoon_id": "p", "adres_id": "B", "soort": "woonadres", "van": OLD, "tot": date(2025, 7, 1)},
        {"persoon_id": "q", "adres_id": "A", "soort": "deels"},
        {"persoon_id": "r", "adres_id": "A", "soort": "briefadres"},
        {"persoon_id": "s", "adres_id": "A"},
        {"persoon_id": "t", "adres_id": "B"},
    ]
    network = region(stays)
    assert together(network) == {frozenset("s"), frozenset("pt")}
    assert together(network, date(2025, 7, 2)) == {frozenset("ps"), frozenset("t")}
    assert network.part_time.height == 1


def test_a_dated_address_goes_before_an_undated_one_and_a_later_one_before_both() -> None:
    stays = [
        {"persoon_id": "p", "adres_id": "A"},
        {"persoon_id": "p", "adres_id": "B", "van": date(2010, 1, 1)},
        {"persoon_id": "p", "adres_id": "C", "van": date(2020, 1, 1), "tot": date(2021, 1, 1)},
    ]
    network = region(stays)
    places = dict(network.places.select("place", "huisnummer").iter_rows())
    lived = [chr(places[p]) for p in network.homes["place"]]
    assert lived == ["A", "B", "C", "B"]
    edges = network.homes.select("van", "tot").rows()
    assert all(end + 1 == start for (_, end), (start, _) in pairwise(edges))


def test_a_delivered_household_goes_before_the_address_and_the_rest_stay_together() -> None:
    network = region(
        crowd(4),
        huishoudens=[{"huishouden_id": "h"}],
        huishoudleden=[{"huishouden_id": "h", "persoon_id": p} for p in ("p00", "p01")],
    )
    assert together(network) == {frozenset({"p00", "p01"}), frozenset({"p02", "p03"})}


def test_a_delivered_household_may_be_larger_than_twelve_but_not_live_in_a_shelter() -> None:
    members = [{"huishouden_id": "h", "persoon_id": f"p{n:02d}"} for n in range(14)]
    large = region(crowd(14), huishoudens=[{"huishouden_id": "h"}], huishoudleden=members)
    assert {len(h) for h in together(large)} == {14}
    shelter = [{"adres_id": "A", "soort": "opvang", "postcode": "9999ZZ", "huisnummer": 1}]
    at_shelter = region(
        crowd(2), shelter, huishoudens=[{"huishouden_id": "h", "adres_id": "A"}], huishoudleden=members[:2]
    )
    assert together(at_shelter) == set()


def test_a_member_of_two_delivered_households_is_in_the_one_with_the_later_start() -> None:
    network = region(
        crowd(2),
        huishoudens=[{"huishouden_id": "old"}, {"huishouden_id": "new"}],
        huishoudleden=[
            {"huishouden_id": "old", "persoon_id": "p00", "van": date(2010, 1, 1)},
            {"huishouden_id": "old", "persoon_id": "p01", "van": date(2010, 1, 1)},
            {"huishouden_id": "new", "persoon_id": "p01", "van": date(2020, 1, 1)},
        ],
    )
    assert together(network) == {frozenset({"p00"}), frozenset({"p01"})}
    assert together(network, OLD) == {frozenset({"p00", "p01"})}


def test_addresses_of_two_sources_that_are_one_place_are_one_home() -> None:
    stays = [
        {"persoon_id": "p", "adres_id": "A"},
        {"bron": "c", "persoon_id": "q", "adres_id": "z", "soort": "feitelijk"},
    ]
    places = [
        {
            "adres_id": "A",
            "soort": "woning",
            "straat": "Verzonnen str.",
            "postcode": "9999ZZ",
            "huisnummer": 7,
        },
        {"bron": "c", "adres_id": "z", "straat": "Verzonnenstraat", "postcode": "9999ZZ", "huisnummer": 7},
    ]
    assert together(region(stays, places)) == {frozenset("pq")}
