"""What holds after leveringen: the contract of every engine."""

from datetime import date

import polars as pl
import pytest
from store_engines import TODAY, Engine, deliver, head, stay

from graph import frames
from graph.store.base import Store, Viewer
from models.contract import NIET_AAN, TABLES
from models.errors import DeliveryRefused
from models.provenance import PROVENANCE

D = date


def ends(store: Store) -> list[date | None]:
    return store.view().facts("verblijf")["tot"].to_list()


def test_every_table_of_an_empty_store_has_its_declared_columns_and_types(engine: Engine) -> None:
    view = engine.create().view()
    for name, spec in TABLES.items():
        expected = {"bron": pl.String()} | frames.schema(spec) | {NIET_AAN.name: pl.String()}
        expected |= {c.name: frames.dtype(c.kind) for c in PROVENANCE}
        assert dict(view.facts(name).schema) == expected
    assert view.peildatum() is None


def test_a_fact_comes_back_as_it_was_delivered_with_where_it_comes_from(engine: Engine) -> None:
    store = engine.create()
    person = {
        "persoon_id": "P1",
        "geslachtsnaam": 'O\'Brien "x"',
        "geboortedatum": "1984",
        "geheimhouding": True,
    }
    number = deliver(store, head(D(2025, 6, 30)), {"personen": [person]})
    (fact,) = store.view().facts("personen").to_dicts()
    assert fact | person == fact
    assert (fact["bron"], fact["levering"], number) == ("brp-venlo", 1, 1)
    assert (fact["peildatum"], fact["eerst_verwerkt"]) == (D(2025, 6, 30), TODAY)
    assert fact["niet_aan"] is None
    assert store.view().peildatum() == D(2025, 6, 30)


def test_facts_are_ordered_by_bron_and_key_with_empty_values_last(engine: Engine) -> None:
    store = engine.create()
    rows = [stay(None), stay(D(2020, 1, 1)), stay(D(2019, 1, 1)), stay(None, persoon="P0")]
    deliver(store, head(D(2025, 1, 1), bron="zz"), {"verblijf": rows})
    deliver(store, head(D(2025, 1, 1), bron="aa"), {"verblijf": rows[:1]})
    found = store.view().facts("verblijf").select("bron", "persoon_id", "van").rows()
    assert found == [
        ("aa", "P1", None),
        ("zz", "P0", None),
        ("zz", "P1", D(2019, 1, 1)),
        ("zz", "P1", D(2020, 1, 1)),
        ("zz", "P1", None),
    ]


def test_a_full_levering_ends_what_it_leaves_out_on_the_day_before(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1), volledig=True), {"verblijf": [stay(), stay(persoon="P2")]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {"verblijf": [stay()]})
    assert ends(store) == [None, D(2025, 1, 31)]


def test_a_full_levering_without_the_table_ends_everything_in_it(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(D(2020, 1, 1))]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert ends(store) == [D(2025, 1, 31)]


def test_a_full_levering_of_another_bron_ends_nothing(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    deliver(store, head(D(2025, 2, 1), bron="politie", volledig=True), {})
    assert ends(store) == [None]


def test_a_full_levering_leaves_events_and_what_has_no_period(engine: Engine) -> None:
    store = engine.create()
    signal = {"signaal_id": "S1", "persoon_id": "P1", "datum": D(2025, 1, 1), "probleem": True}
    rows = {"personen": [{"persoon_id": "P1"}], "signalen": [signal | {"leefgebied": "financien"}]}
    deliver(store, head(D(2025, 1, 1), volledig=True), rows)
    before = [store.view().facts(table).to_dicts() for table in rows]
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert [store.view().facts(table).to_dicts() for table in rows] == before


def test_its_own_earlier_end_stays(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(None, D(2024, 5, 5))]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert ends(store) == [D(2024, 5, 5)]


def test_a_fact_that_had_yet_to_begin_ends_before_it_starts(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(D(2025, 6, 1))]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert ends(store) == [D(2025, 1, 31)]


def test_what_is_named_again_lives_again(engine: Engine) -> None:
    store = engine.create()
    for day, rows in ((1, [stay()]), (2, []), (3, [stay()])):
        deliver(store, head(D(2025, day, 1), volledig=True), {"verblijf": rows})
    assert ends(store) == [None]


def test_an_older_full_levering_read_later_ends_only_what_was_said_before_it(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    deliver(store, head(D(2025, 3, 1)), {"verblijf": [stay(persoon="P2")]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert ends(store) == [D(2025, 1, 31), None]


def test_an_old_levering_that_comes_after_a_full_one_is_ended_by_it(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    assert ends(store) == [D(2025, 1, 31)]


def test_of_two_full_leveringen_on_one_day_the_later_read_is_the_later(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 2, 1), volledig=True, levering_id="a"), {"verblijf": [stay()]})
    deliver(store, head(D(2025, 2, 1), volledig=True, levering_id="b"), {})
    assert ends(store) == [D(2025, 1, 31)]


def test_a_newer_levering_changes_the_content_and_an_older_one_does_not(engine: Engine) -> None:
    store = engine.create()
    for day, name in ((2, "Jansen"), (3, "Janssen"), (1, "Yansen")):
        deliver(store, head(D(2025, day, 1)), {"personen": [{"persoon_id": "P1", "geslachtsnaam": name}]})
    (fact,) = store.view().facts("personen").to_dicts()
    assert (fact["geslachtsnaam"], fact["levering"], fact["peildatum"]) == ("Janssen", 2, D(2025, 3, 1))


def test_saying_the_same_again_counts_as_having_said_it_later(engine: Engine) -> None:
    store = engine.create()
    for day, name in ((1, "Jansen"), (3, "Jansen"), (2, "Pietersen")):
        deliver(store, head(D(2025, day, 1)), {"personen": [{"persoon_id": "P1", "geslachtsnaam": name}]})
    (fact,) = store.view().facts("personen").to_dicts()
    assert (fact["geslachtsnaam"], fact["peildatum"]) == ("Jansen", D(2025, 3, 1))


def test_the_date_of_first_processing_outlives_new_versions(engine: Engine) -> None:
    store = engine.create()
    for day, name in ((1, "Jansen"), (2, "Janssen"), (3, "Jansen")):
        rows = {"personen": [{"persoon_id": "P1", "geslachtsnaam": name}]}
        deliver(store, head(D(2025, day, 1)), rows, today=D(2025, day, 9))
    assert store.view().facts("personen")["eerst_verwerkt"].to_list() == [D(2025, 1, 9)]


def test_a_refused_row_of_a_full_levering_keeps_the_fact_from_ending(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(), stay(persoon="P2")]})
    deliver(store, head(D(2025, 2, 1), volledig=True), {}, named={"verblijf": [stay()]})
    assert ends(store) == [None, D(2025, 1, 31)]


def test_a_refused_row_of_an_unknown_key_is_no_fact_yet(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 3, 1), volledig=True), {}, named={"verblijf": [stay()]})
    assert ends(store) == []
    assert store.view().ids("verblijf", "brp-venlo").to_list() == []
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]}, today=D(2025, 8, 1))
    deliver(store, head(D(2025, 2, 1), volledig=True), {})
    assert ends(store) == [None]
    assert store.view().facts("verblijf")["eerst_verwerkt"].to_list() == [D(2025, 8, 1)]


def test_a_key_that_stands_twice_in_a_levering_is_kept_once(engine: Engine) -> None:
    store = engine.create()
    for day in (1, 2):
        deliver(store, head(D(2025, day, 1)), {"verblijf": [stay(), stay(), stay(persoon="P2")]})
        assert ends(store) == [None, None]


def test_ids_are_those_of_one_source_sorted_and_once(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(persoon=p) for p in ("P2", "P10", "P1")]})
    deliver(store, head(D(2025, 2, 1)), {"verblijf": [stay(D(2024, 1, 1))]})
    deliver(store, head(D(2025, 1, 1), bron="politie"), {"verblijf": [stay(persoon="Q")]})
    assert store.view().ids("verblijf", "brp-venlo").to_list() == ["P1", "P10", "P2"]
    assert store.view().ids("verblijf", "onbekend").to_list() == []


@pytest.mark.parametrize(("organisation", "kind"), [("om-limburg", "om"), ("x", "politie")])
def test_a_fact_is_absent_for_whom_the_row_or_the_levering_shuts_out(
    engine: Engine, organisation: str, kind: str
) -> None:
    store = engine.create()
    people = [{"persoon_id": "P1", "niet_aan": "politie  om-limburg"}, {"persoon_id": "P2"}]
    levering = head(
        D(2025, 1, 1), conditions=(("verblijf", ("politie", "om-limburg")), ("verblijf", ("ggz",)))
    )
    deliver(store, levering, {"personen": people, "verblijf": [stay()]})
    seen, whole = store.view(Viewer(organisation, kind)), store.view()
    assert seen.facts("personen")["persoon_id"].to_list() == ["P2"]
    assert seen.ids("personen", "brp-venlo").to_list() == ["P2"]
    assert seen.facts("verblijf").is_empty()
    assert whole.facts("personen")["niet_aan"].to_list() == ["om-limburg politie", None]
    assert whole.facts("verblijf")["niet_aan"].to_list() == ["ggz om-limburg politie"]
    assert store.view(Viewer("limburg", "o")).facts("personen").height == 2
    assert (seen.complete(), whole.complete()) == (False, True)
    assert store.view(Viewer("limburg", "o")).complete()


def test_the_same_levering_twice_is_refused_and_changes_nothing(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    with pytest.raises(DeliveryRefused, match="is al ingelezen"):
        deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(persoon="P2")]})
    assert store.view().ids("verblijf", "brp-venlo").to_list() == ["P1"]
    assert store.version() == 1
