"""Seeking a few rows among many: the contract of every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_history import BRONNEN, VIEWERS, History
from store_engines import ENGINES, Engine, deliver, head, place_for, stay

from graph.linking.places import place_keys
from graph.store.base import Store, View, Viewer
from graph.store.seeking import BY_POSTCODE, BY_STREET, IN_RESULTS, sought, with_sought
from models.contract import TABLES

D = date
DAY = D(2025, 1, 1)
BRON = "brp-venlo"


def address(own: str, **more: object) -> dict[str, object]:
    return {"adres_id": own, "straat": "Molenweg", "huisnummer": 7, "woonplaats": "Grubbenvorst", **more}


def keys(**columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def test_rows_are_sought_by_bron_and_person(engine: Engine) -> None:
    store = engine.create()
    for bron in ("brp-venlo", "politie"):
        deliver(store, head(DAY, bron=bron), {"verblijf": [stay(persoon=p) for p in ("P2", "P1", "P3")]})
    among = keys(bron=["politie", "brp-venlo", "politie"], persoon_id=["P3", "P1", "P1"])
    found = store.view().facts("verblijf", among).select("bron", "persoon_id").rows()
    assert found == [("brp-venlo", "P1"), ("politie", "P1"), ("politie", "P3")]


def test_an_id_alone_is_sought_in_every_bron(engine: Engine) -> None:
    store = engine.create()
    for bron in ("brp-venlo", "politie"):
        deliver(store, head(DAY, bron=bron), {"verblijf": [stay(adres="A1"), stay(adres="A2")]})
    found = store.view().facts("verblijf", keys(adres_id=["A2"]))
    assert found.select("bron", "adres_id").rows() == [("brp-venlo", "A2"), ("politie", "A2")]


def test_an_address_is_found_by_its_number_in_the_register(engine: Engine) -> None:
    store = engine.create()
    rows = [address("A1"), address("A2", nummeraanduiding="1" * 16)]
    deliver(store, head(DAY), {"adressen": rows})
    found = store.view().facts("adressen", keys(nummeraanduiding=["1" * 16, "2" * 16]))
    assert found["adres_id"].to_list() == ["A2"]


def test_an_address_is_found_by_postcode_and_number_alone(engine: Engine) -> None:
    store = engine.create()
    rows = [
        address("A1", postcode="5971AA"),
        address("A2", postcode="5971AA", straat="Elders"),
        address("A3", postcode="5971AA", huisnummer=9),
        address("A4", postcode="5971AB"),
        address("A5", postcode="5971AA", huisletter="b"),
        address("A6", postcode="5971AA", huisnummertoevoeging="B"),
        address("A7", postcode=None),
    ]
    deliver(store, head(DAY), {"adressen": rows})
    view = store.view()
    whole = with_sought("adressen", view.facts("adressen"))
    for own, same in (("A1", ["A1", "A2"]), ("A5", ["A5", "A6"]), ("A7", [])):
        among = whole.filter(adres_id=own).select(BY_POSTCODE)
        assert view.facts("adressen", among)["adres_id"].to_list() == same


def test_an_address_is_found_by_street_and_number_however_it_is_spelt(engine: Engine) -> None:
    store = engine.create()
    rows = [
        address("A1"),
        address("A2", straat="MOLENWG.", woonplaats="GRUBBENVORST"),
        address("A3", straat="Burg. Jansenstr", huisletter="a"),
        address("A4", straat="Burgemeester Jansenstraat", huisnummertoevoeging="A"),
        address("A5", huisnummer=9),
        address("A6", woonplaats="Lottum"),
        address("A7", woonplaats=None),
    ]
    deliver(store, head(DAY), {"adressen": rows})
    deliver(store, head(DAY, bron="politie"), {"adressen": [address("P1")]})
    view = store.view()
    whole = with_sought("adressen", view.facts("adressen"))
    for own, same in (("A1", {"A1", "A2", "P1"}), ("A3", {"A3", "A4"}), ("A6", {"A6"})):
        among = whole.filter(adres_id=own).select(BY_STREET)
        found = view.facts("adressen", among)
        assert set(found["adres_id"]) == same
        assert found.columns == view.facts("adressen").columns
        assert place_keys(found)["place"].n_unique() == 1
    in_one = whole.filter(adres_id="A1").select("bron", BY_STREET)
    assert view.facts("adressen", in_one)["adres_id"].to_list() == ["A1", "A2"]


def test_what_nobody_has_and_nothing_at_all_are_found_nowhere(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(DAY), {"verblijf": [stay()], "adressen": [address("A1")]})
    view = store.view()
    for among in (keys(bron=["x"], persoon_id=["P1"]), keys(bron=[BRON], persoon_id=["'; --"])):
        assert view.facts("verblijf", among).is_empty()
    empty = view.facts("verblijf", keys(bron=[], persoon_id=[]))
    assert (empty.rows(), empty.schema) == ([], view.facts("verblijf").schema)
    nothing = pl.DataFrame({BY_POSTCODE: [None]}, schema={BY_POSTCODE: pl.String})
    assert view.facts("adressen", nothing).is_empty()
    assert view.result("koppeling_personen", keys(knooppunt_id=[])).is_empty()


def test_a_fact_that_a_later_full_levering_ends_is_found_with_that_end(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(DAY, volledig=True), {"verblijf": [stay(), stay(persoon="P2")]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {"verblijf": [stay()]})
    among = keys(bron=[BRON] * 2, persoon_id=["P1", "P2"])
    assert store.view().facts("verblijf", among)["tot"].to_list() == [None, D(2025, 1, 31)]


def test_what_a_source_changes_is_found_by_what_it_says_now(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(DAY), {"adressen": [address("A1", postcode="5971AA")]})
    deliver(store, head(D(2025, 2, 1)), {"adressen": [address("A1", postcode="5971AB", straat="Dorp")]})
    view = store.view()
    new = with_sought("adressen", view.facts("adressen"))
    first = pl.DataFrame([address("A1", postcode="5971AA", huisletter=None, huisnummertoevoeging=None)])
    old = with_sought("adressen", first.cast({pl.Null: pl.String}))
    for key in (BY_POSTCODE, BY_STREET):
        assert view.facts("adressen", old.select(key)).is_empty()
        assert view.facts("adressen", new.select(key)).height == 1


def test_a_fact_is_not_found_by_whom_it_is_kept_from(engine: Engine) -> None:
    store = engine.create()
    rows = [address("A1", niet_aan="politie"), address("A2")]
    deliver(store, head(DAY, conditions=(("verblijf", ("om",)),)), {"adressen": rows, "verblijf": [stay()]})
    place = with_sought("adressen", store.view().facts("adressen")).select(BY_STREET)
    by_id = keys(bron=[BRON] * 2, adres_id=["A1", "A2"])
    for among in (by_id, place):
        assert store.view(Viewer("x", "politie")).facts("adressen", among)["adres_id"].to_list() == ["A2"]
        assert store.view(Viewer("x", "om")).facts("adressen", among).height == 2
    assert store.view(Viewer("x", "om")).facts("verblijf", by_id).is_empty()


def test_a_result_is_sought_by_record_and_by_person(engine: Engine) -> None:
    store = engine.create()
    rows = [("a", "1", "P-1"), ("a", "2", "P-2"), ("b", "1", "P-1")]
    frame = pl.DataFrame(rows, schema=["bron", "persoon_id", "knooppunt_id"], orient="row")
    with store.write() as writer:
        writer.replace("koppeling_personen", frame)
    view = store.view()
    assert view.result("koppeling_personen", keys(knooppunt_id=["P-1", "P-9"])).rows() == [rows[0], rows[2]]
    among = keys(bron=["b", "a"], persoon_id=["1", "2"])
    assert view.result("koppeling_personen", among).rows() == [rows[1], rows[2]]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("personen", ("geslachtsnaam",)),
        ("personen", ("bron",)),
        ("verblijf", ("persoon_id", "adres_id")),
        ("verblijf", ("postcode",)),
    ],
)
def test_a_question_that_no_engine_has_an_answer_to_is_our_own_fault(
    engine: Engine, table: str, columns: tuple[str, ...]
) -> None:
    view = engine.create().view()
    with pytest.raises(ValueError, match="is not sought by"):
        view.facts(table, keys(**{column: ["x"] for column in columns}))


def test_a_ledger_is_as_high_as_it_has_rows_and_a_view_keeps_to_its_moment(engine: Engine) -> None:
    store = engine.create()
    history = History(Random(1))
    assert store.view().height("casusgebeurtenissen") == 0
    before = store.view()
    assert before.height("auditlog") == 0
    with store.write() as writer:
        writer.append("auditlog", history.ledger_rows("auditlog", 3))
    assert before.height("auditlog") == 0
    after = store.view()
    assert after.height("auditlog") == after.ledger("auditlog").height == 3
    assert after.height("casusgebeurtenissen") == 0


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("zoeken")
    store = Engine(place_for(request, folder)).create()
    History(Random(20)).fill(store, leveringen=12)
    yield store
    store.close()


def plainly(rows: pl.DataFrame, among: pl.DataFrame) -> list[tuple[object, ...]]:
    """The rows of which the values stand together in the frame, one by one."""
    wanted = set(among.rows())
    columns: list[Mapping[str, object]] = list(rows.iter_rows(named=True))
    return [tuple(row.values()) for row in columns if tuple(row[c] for c in among.columns) in wanted]


def some_keys(data: st.DataObject, rows: pl.DataFrame, column: str, *, with_bron: bool) -> pl.DataFrame:
    """Some that stand in the rows, and some that do not."""
    present = sorted({*rows[column].drop_nulls(), "nergens", "P1"})
    values = data.draw(st.lists(st.sampled_from(present), max_size=4))
    if not with_bron:
        return keys(**{column: values})
    brons = data.draw(st.lists(st.sampled_from(BRONNEN), min_size=len(values), max_size=len(values)))
    return keys(bron=brons, **{column: values})


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_what_is_sought_is_what_a_look_at_every_row_would_find(filled: Store, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(TABLES)))
    view: View = filled.view(data.draw(st.sampled_from(VIEWERS)))
    whole = view.facts(table)
    marked = with_sought(table, whole)
    for column in sought(table):
        among = some_keys(data, marked, column, with_bron=data.draw(st.booleans()))
        found = view.facts(table, among)
        assert found.schema == whole.schema
        expected = plainly(marked, among)
        assert found.rows() == [row[: whole.width] for row in expected]


@settings(deadline=None, max_examples=10)
@given(data=st.data())
def test_what_is_sought_in_a_result_is_what_a_look_at_every_row_would_find(
    filled: Store, data: st.DataObject
) -> None:
    view = filled.view()
    for name, sought_by in IN_RESULTS.items():
        whole = view.result(name)
        for *bron, column in sought_by:
            among = some_keys(data, whole, column, with_bron=bool(bron))
            assert view.result(name, among).rows() == plainly(whole, among)
