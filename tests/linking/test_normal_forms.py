"""Names and addresses made comparable."""

from __future__ import annotations

import polars as pl
import pytest
from fake_view import facts

from graph.linking.names import birth_surname, fold, skeleton
from graph.linking.places import place_keys


def surname(own: str | None, partner: str | None = None) -> str | None:
    row = pl.DataFrame({"own": [own], "partner": [partner]}, schema={"own": pl.String, "partner": pl.String})
    return row.select(birth_surname(pl.col("own"), pl.col("partner"))).item()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("van den Heuvel", "Heuvel"),
        ("v.d. Heuvel", "HEUVEL"),
        ("van Dijk", "Dyk"),
        ("Ĳsselstein", "Ysselstein"),
        ("Müller", "muller"),
        ("'t Hart", "Hart"),
        ("Jansen-de Vries", "Jansen de Vries"),
    ],
)
def test_ways_to_write_one_surname_are_equal(left: str, right: str) -> None:
    assert surname(left) == surname(right)


@pytest.mark.parametrize(
    ("own", "partner"),
    [("Verhaegh-van den Heuvel", "Verhaegh"), ("van den Heuvel-Verhaegh", "Verhaegh")],
)
def test_the_name_of_a_partner_beside_it_does_not_count(own: str, partner: str) -> None:
    assert surname(own, partner) == "heuvel"


def test_a_surname_that_is_only_a_prefix_stays() -> None:
    assert surname("De") == "de"
    assert surname(" ") is None
    assert surname(None) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [("schmidt", "smit"), ("dyk", "dijk"), ("visser", "visser"), ("wouters", "wauters")],
)
def test_names_that_sound_alike_have_one_skeleton(left: str, right: str) -> None:
    row = pl.DataFrame({"a": [left], "b": [right]})
    first, second = row.select(skeleton(fold(pl.col("a"))), skeleton(fold(pl.col("b")))).row(0)
    assert first == second


HOME = {"straat": "Lijsterbesstraat", "huisnummer": 18, "postcode": "5922AB", "woonplaats": "Venlo"}
BAG = {"nummeraanduiding": "0983200000000001"}


def places(*addresses: dict[str, object]) -> list[str]:
    rows = [{"bron": f"bron-{n}", "adres_id": "1"} | address for n, address in enumerate(addresses)]
    return place_keys(facts("adressen", rows))["place"].to_list()


@pytest.mark.parametrize(
    "other",
    [
        {"straat": "Lijsterbesstr.", "huisnummer": 18, "woonplaats": "VENLO"},
        {"straat": None, "huisnummer": 18, "postcode": "5922 ab"},
        HOME | BAG,
    ],
)
def test_ways_to_write_one_address_are_one_place(other: dict[str, object]) -> None:
    first, second = places(HOME, other)
    assert first == second


def test_a_street_without_postcode_reaches_the_bag_number_by_way_of_another_source() -> None:
    street = {k: v for k, v in HOME.items() if k != "postcode"}
    assert len(set(places(HOME | BAG, {k: v for k, v in HOME.items() if k != "straat"}, street))) == 1


def test_a_letter_and_an_addition_may_change_places() -> None:
    first, second = places(HOME | {"huisletter": "a"}, HOME | {"huisnummertoevoeging": "A"})
    assert first == second


@pytest.mark.parametrize(
    "other",
    [
        {"huisnummer": 20},
        {"huisletter": "A"},
        {"postcode": "5922AC"},
        {"nummeraanduiding": "0983200000000002"},
    ],
)
def test_neighbours_are_not_one_place(other: dict[str, object]) -> None:
    first, second = places(HOME | BAG, HOME | BAG | {"nummeraanduiding": None} | other)
    assert first != second


def test_where_two_bag_numbers_share_a_postcode_and_number_it_alone_is_its_own_place() -> None:
    flats = [HOME | {"nummeraanduiding": f"098320000000000{n}"} for n in (1, 2)]
    assert len(set(places(*flats, HOME))) == 3


def test_an_address_with_nothing_usable_is_a_place_of_its_own() -> None:
    vague = {"straat": "Molenweg", "woonplaats": "Venlo"}
    assert len(set(places(vague, vague, {}, {"huisnummer": 18}))) == 4
