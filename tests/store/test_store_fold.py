"""Random leveringen in random order, against the fold in plain Python."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_store import PlainStore
from store_engines import ENGINES, Engine, Row, Rows, deliver, head, place_for

from graph.store.base import DeliveryHead, Store

Drawn = tuple[DeliveryHead, Rows, Rows, date]

DAYS = st.sampled_from([date(2025, 1, day) for day in (1, 10, 20)])
DAY_OR_NONE = st.none() | DAYS
VIEWERS = st.sampled_from([None, "politie", "om politie"])
PERSON = st.sampled_from(["P1", "P2"])
ROWS: dict[str, st.SearchStrategy[Row]] = {
    "personen": st.fixed_dictionaries(
        {"persoon_id": PERSON, "geslachtsnaam": st.sampled_from([None, "A", "B"]), "niet_aan": VIEWERS}
    ),
    "verblijf": st.fixed_dictionaries(
        {"persoon_id": PERSON, "adres_id": st.just("A1"), "van": DAY_OR_NONE, "tot": DAY_OR_NONE}
    ),
    "trajecten": st.fixed_dictionaries({"traject_id": PERSON, "start": DAYS, "einde": DAY_OR_NONE}),
    "signalen": st.fixed_dictionaries({"signaal_id": PERSON, "datum": DAYS}),
}
KEYS = {
    "personen": ("persoon_id",),
    "verblijf": ("persoon_id", "adres_id", "van"),
    "trajecten": ("traject_id",),
    "signalen": ("signaal_id",),
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Row]]:
    return {
        table: draw(
            st.lists(rows, max_size=3, unique_by=lambda row, key=KEYS[table]: tuple(row[k] for k in key))
        )
        for table, rows in ROWS.items()
        if draw(st.booleans())
    }


@st.composite
def levering(draw: st.DrawFn) -> Drawn:
    conditions = draw(st.sampled_from([(), (("personen", ("ggz",)),)]))
    levering_head = head(
        draw(DAYS), bron=draw(st.sampled_from("ab")), volledig=draw(st.booleans()), conditions=conditions
    )
    return levering_head, draw(tables()), draw(tables()), draw(DAYS)


SERIAL = count()


@pytest.fixture(scope="module", params=ENGINES)
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("vouwen")
    store = Engine(place_for(request, folder)).create()
    yield store
    store.close()


@contextmanager
def sources_of_its_own(drawn: list[Drawn]) -> Iterator[list[Drawn]]:
    """One store serves all examples: each has sources that no other has."""
    serial = next(SERIAL)
    yield [
        (replace(h, bron=f"{h.bron}{serial}", levering_id=str(number)), rows, named, today)
        for number, (h, rows, named, today) in enumerate(drawn)
    ]


@settings(deadline=None, max_examples=6)
@given(drawn=st.lists(levering(), min_size=3, max_size=6))
def test_the_store_holds_what_the_definition_says(shared_store: Store, drawn: list[Drawn]) -> None:
    compare_with_definition(shared_store, drawn)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(drawn=st.lists(levering(), min_size=2, max_size=8))
def test_three_hundred_histories_are_as_defined(shared_store: Store, drawn: list[Drawn]) -> None:
    compare_with_definition(shared_store, drawn)


def compare_with_definition(shared_store: Store, drawn: list[Drawn]) -> None:
    plain = PlainStore()
    with sources_of_its_own(drawn) as leveringen:
        for levering_head, rows, named, today in leveringen:
            deliver(shared_store, levering_head, rows, named, today)
            plain.deliver(levering_head, rows, named, today)
    for table in ROWS:
        for bron in sorted({h.bron for h, *_ in leveringen}):
            assert facts(shared_store, table, bron) == plain.facts(table, bron)


THREE_DAYS = st.lists(levering(), min_size=3, max_size=3, unique_by=lambda one: one[0].peildatum)


@settings(deadline=None, max_examples=5)
@given(data=st.data(), drawn=THREE_DAYS)
def test_the_order_of_reading_makes_no_difference(
    shared_store: Store, data: st.DataObject, drawn: list[Drawn]
) -> None:
    read_in_two_orders(shared_store, data, drawn)


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(data=st.data(), drawn=THREE_DAYS)
def test_a_hundred_orders_of_reading_make_no_difference(
    shared_store: Store, data: st.DataObject, drawn: list[Drawn]
) -> None:
    read_in_two_orders(shared_store, data, drawn)


def read_in_two_orders(shared_store: Store, data: st.DataObject, drawn: list[Drawn]) -> None:
    shuffled = data.draw(st.permutations(drawn))
    found = []
    for order in (drawn, shuffled):
        with sources_of_its_own(order) as leveringen:
            for levering_head, rows, named, _ in leveringen:
                deliver(shared_store, levering_head, rows, named)
        brons = sorted({h.bron for h, *_ in leveringen})
        found.append([[facts(shared_store, table, bron) for table in ROWS] for bron in brons])
    assert found[0] == found[1]


def facts(store: Store, table: str, bron: str) -> list[dict[str, object]]:
    frame = store.view().facts(table)
    return frame.filter(frame["bron"] == bron).drop("bron", "levering").to_dicts()
