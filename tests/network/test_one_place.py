"""The places of a few addresses, from what was sought, are their places among all addresses."""

from __future__ import annotations

import pytest
from fake_view import FakeView, facts
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linking.places import place_keys
from graph.network.gathering import Gathering
from graph.network.one_place import ADDRESS, settle

Row = dict[str, object]
KNOWN: dict[str, st.SearchStrategy[object]] = {
    "nummeraanduiding": st.sampled_from([None, None, "0" * 16, "1" * 16, "2" * 16]),
    "postcode": st.sampled_from([None, "5971AA", "5971AB", "5971AC"]),
    "straat": st.sampled_from([None, "Molenweg", "MOLENWG.", "Dorpsstr", "Dorpsstraat"]),
    "woonplaats": st.sampled_from([None, "Lottum", "LOTTUM"]),
    "huisnummer": st.sampled_from([None, 1, 1, 2]),
    "huisletter": st.sampled_from([None, None, "a"]),
}


ADDRESSES = st.lists(st.fixed_dictionaries(KNOWN), min_size=1, max_size=14)


@settings(deadline=None, max_examples=100)
@given(ADDRESSES, st.data())
def test_what_is_sought_decides_the_place_and_who_else_is_there(rows: list[Row], data: st.DataObject) -> None:
    compare_with_all(rows, data)


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(ADDRESSES, st.data())
def test_four_hundred_sets_of_addresses_have_the_same_places(rows: list[Row], data: st.DataObject) -> None:
    compare_with_all(rows, data)


def compare_with_all(rows: list[Row], data: st.DataObject) -> None:
    named = [row | {"bron": f"b{n % 2}", "adres_id": f"a{n}"} for n, row in enumerate(rows)]
    view = FakeView({"adressen": facts("adressen", named)})
    asked = data.draw(st.lists(st.sampled_from([(str(r["bron"]), str(r["adres_id"])) for r in named])))
    sought = Gathering(view)
    settle(sought, asked)
    among_all = {(bron, own): place for bron, own, place in place_keys(view.facts("adressen")).iter_rows()}
    found = {(bron, own): place for bron, own, place in place_keys(sought.rows("adressen")).iter_rows()}
    ours = {among_all[key] for key in asked}
    assert {key: place for key, place in found.items() if place in ours} == {
        key: place for key, place in among_all.items() if place in ours
    }


def test_two_postcodes_of_one_number_in_the_register_teach_a_bare_street_one_place() -> None:
    street = {"straat": "Molenweg", "woonplaats": "Lottum", "huisnummer": 1}
    rows: list[Row] = [{"adres_id": "bare", **street}]
    for own, code in (("one", "5971AA"), ("two", "5971AB")):
        rows.append({"adres_id": own, "postcode": code, **street})
        rows.append(
            {"adres_id": f"bag-{own}", "postcode": code, "huisnummer": 1, "nummeraanduiding": "1" * 16}
        )
    view = FakeView({"adressen": facts("adressen", [{"bron": "b", **row} for row in rows])})
    sought = Gathering(view)
    settle(sought, [("b", "bare")])
    places = place_keys(sought.rows("adressen"))
    assert places["place"].to_list() == ["bag|" + "1" * 16] * 5


def test_nothing_is_asked_twice() -> None:
    rows = [{"bron": "b", "adres_id": f"a{n}", "postcode": "5971AA", "huisnummer": 1} for n in range(3)]
    sought = Gathering(FakeView({"adressen": facts("adressen", rows)}))
    settle(sought, [("b", "a1")])
    before = sought.seeks
    settle(sought, [("b", "a1")])
    assert sought.rows("adressen").select(ADDRESS).rows() == [("b", "a0"), ("b", "a1"), ("b", "a2")]
    assert sought.seeks == before
