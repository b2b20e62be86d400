"""Ledgers, results, areas, transactions and threads: the contract of every engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event

import polars as pl
import pytest
from store_engines import TODAY, Engine, deliver, head, stay

from graph import frames
from graph.store.base import Store
from models.ledgers import LEDGERS, OORDELEN
from models.results import RESULTS, SAMENLOPEN

D = date
PAIR = {"bron_a": "a", "persoon_a": "1", "bron_b": "b", "persoon_b": "2"}
JUDGEMENT = PAIR | {"oordeel": "zelfde", "door": "regel 1", "op": D(2025, 1, 1), "reden": "Zelfde nummer."}
LOOK = {
    "trace_id": "t",
    "actor": "wie",
    "rol": "toetser",
    "organisatie": "vhh",
    "uitkomst": "verleend",
    "op": datetime(2025, 7, 1, 23, 30, 0, 123456, tzinfo=UTC),
    "vorige": "0",
    "hash": "1",
}
SQUARE = b"\x01\x03\x00\x00\x00"


def judgements(count: int) -> pl.DataFrame:
    return pl.DataFrame([JUDGEMENT] * count, schema=frames.schema(OORDELEN))


def area(code: str, naam: str) -> pl.DataFrame:
    return pl.DataFrame({"code": [code], "naam": [naam], "inwoners": [120], "geometrie": [SQUARE]})


def test_empty_ledgers_results_and_areas_have_their_declared_columns(engine: Engine) -> None:
    view = engine.create().view()
    for name, spec in LEDGERS.items():
        assert dict(view.ledger(name).schema) == {"volgnummer": pl.Int64()} | frames.schema(spec)
    for name, spec in RESULTS.items():
        assert dict(view.result(name).schema) == frames.schema(spec)
    columns = ["code", "naam", "inwoners", "woningen", "huishoudens", "peiljaar", "geometrie"]
    assert view.areas().columns == columns


def test_a_ledger_numbers_on_in_order_of_writing(engine: Engine) -> None:
    store = engine.create()
    for reasons in (["z", "a"], [], ["m"]):
        rows = judgements(len(reasons)).with_columns(reden=pl.Series(reasons, dtype=pl.String))
        with store.write() as writer:
            writer.append("oordelen", rows)
    found = store.view().ledger("oordelen")
    assert found.select("volgnummer", "reden").rows() == [(1, "z"), (2, "a"), (3, "m")]
    assert found["herroept"].to_list() == [None] * 3


def test_a_moment_comes_back_to_the_microsecond_in_utc(engine: Engine) -> None:
    store = engine.create()
    with store.write() as writer:
        writer.append("auditlog", pl.DataFrame([LOOK]))
    (line,) = store.view().ledger("auditlog").to_dicts()
    assert line == {"volgnummer": 1, "doel": None, "casus": None} | LOOK


def test_leveringen_are_a_ledger_with_their_report(engine: Engine) -> None:
    store = engine.create()
    with store.write() as writer:
        number = writer.deliver(head(D(2025, 6, 30), volledig=True), TODAY, '{"bron": "brp-venlo"}')
    (line,) = store.view().ledger("leveringen").to_dicts()
    assert (number, line["volgnummer"], line["verslag"]) == (1, 1, '{"bron": "brp-venlo"}')
    assert (line["peildatum"], line["volledig"], line["verwerkt_op"]) == (D(2025, 6, 30), True, TODAY)


def test_a_result_is_replaced_as_a_whole_and_ordered_by_key(engine: Engine) -> None:
    store = engine.create()
    for codes in (["c", "b"], ["d", "a"]):
        with store.write() as writer:
            writer.replace("uit_beeld", pl.DataFrame({"systeem_id": codes, "knooppunt_id": "k"}))
    assert store.view().result("uit_beeld")["systeem_id"].to_list() == ["a", "d"]
    with store.write() as writer:
        writer.replace("uit_beeld", pl.DataFrame())
    assert store.view().result("uit_beeld").is_empty()


def test_areas_are_added_or_put_in_the_place_of_their_code(engine: Engine) -> None:
    store = engine.create()
    for one in (area("GM0983", "Venlo"), area("GM1507", "Horst"), area("GM0983", "Venlo (nieuw)")):
        with store.write() as writer:
            writer.replace_areas(one)
    found = store.view().areas()
    assert found.select("code", "naam").rows() == [("GM0983", "Venlo (nieuw)"), ("GM1507", "Horst")]
    assert (found["geometrie"][0], found["inwoners"][0], found["woningen"][0]) == (SQUARE, 120, None)


def test_a_column_that_is_not_declared_is_no_row(engine: Engine) -> None:
    store = engine.create()
    with pytest.raises(ValueError, match="nationaliteit"), store.write() as writer:
        writer.stage("personen", pl.DataFrame({"persoon_id": ["P1"], "nationaliteit": ["x"]}))


def break_off(store: Store) -> None:
    with store.write() as writer:
        writer.append("oordelen", judgements(2))
        writer.replace_areas(area("GM0983", "Venlo"))
        writer.stage("verblijf", pl.DataFrame([stay()]))
        writer.deliver(head(D(2025, 1, 1)), TODAY, "{}")
        raise RuntimeError("halverwege")


def test_an_error_takes_everything_of_the_transaction_back(engine: Engine) -> None:
    store = engine.create()
    with pytest.raises(RuntimeError, match="halverwege"):
        break_off(store)
    view = store.view()
    assert view.ledger("oordelen").is_empty()
    assert view.ledger("leveringen").is_empty()
    assert view.areas().is_empty()
    assert view.facts("verblijf").is_empty()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    assert store.view().facts("verblijf").height == 1


def test_what_is_staged_but_not_delivered_is_no_fact_later_either(engine: Engine) -> None:
    store = engine.create()
    with store.write() as writer:
        writer.stage("verblijf", pl.DataFrame([stay()]))
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(persoon="P2")]})
    assert store.view().facts("verblijf")["persoon_id"].to_list() == ["P2"]


def test_the_version_grows_with_facts_judgements_and_results_but_not_with_logs(engine: Engine) -> None:
    store = engine.create()
    seen = [store.version()]
    deliver(store, head(D(2025, 1, 1)), {})
    seen.append(store.version())
    with store.write() as writer:
        writer.append("oordelen", judgements(1))
    seen.append(store.version())
    with store.write() as writer:
        writer.replace(SAMENLOPEN.name, pl.DataFrame())
    seen.append(store.version())
    with store.write() as writer:
        writer.append("auditlog", pl.DataFrame([LOOK]))
    assert [*seen, store.version()] == [0, 1, 2, 3, 3]


def test_everything_stands_after_closing_and_opening(engine: Engine) -> None:
    store = engine.create(fictief=False)
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay(), stay(persoon="P2")]})
    view = store.view()
    before = (view.facts("verblijf").to_dicts(), view.secret, view.fictief, store.version())
    store.close()
    again = engine.open()
    view = again.view()
    assert (view.facts("verblijf").to_dicts(), view.secret, view.fictief, again.version()) == before


def test_a_view_keeps_to_its_moment(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    before = store.view()
    deliver(store, head(D(2025, 2, 1), volledig=True), {"verblijf": [stay(persoon="P2")]})
    assert before.facts("verblijf").select("persoon_id", "tot").rows() == [("P1", None)]
    assert before.ledger("leveringen").height == 1
    assert store.view().facts("verblijf")["tot"].to_list() == [D(2025, 1, 31), None]


def test_threads_look_while_one_writes_and_always_see_whole_leveringen(engine: Engine) -> None:
    store = engine.create()
    done = Event()

    def look() -> int:
        looks = 0
        while not done.is_set():
            view = store.view()
            leveringen = view.ledger("leveringen").height
            assert view.facts("personen").height == view.facts("verblijf").height == 3 * leveringen
            looks += 1
        return looks

    with ThreadPoolExecutor(3) as pool:
        looking = [pool.submit(look) for _ in range(3)]
        try:
            for number in range(6):
                people = [f"P{number}-{n}" for n in range(3)]
                rows = {
                    "personen": [{"persoon_id": p} for p in people],
                    "verblijf": [stay(persoon=p) for p in people],
                }
                deliver(store, head(D(2025, 1, 1 + number)), rows)
        finally:
            done.set()
    assert all(one.result() > 0 for one in looking)


def test_one_view_serves_several_threads(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    view = store.view()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: view.facts("verblijf").height, range(40)))
    assert found == [1] * 40


def test_writers_of_several_threads_take_turns(engine: Engine) -> None:
    store: Store = engine.create()

    def judge(_: int) -> None:
        with store.write() as writer:
            writer.append("oordelen", judgements(1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(judge, range(20)))
    assert store.view().ledger("oordelen")["volgnummer"].to_list() == list(range(1, 21))
    assert store.version() == 20


def test_a_transaction_within_a_transaction_is_refused(engine: Engine) -> None:
    store = engine.create()
    with store.write(), pytest.raises(RuntimeError, match="within a transaction"):
        store.write().__enter__()
