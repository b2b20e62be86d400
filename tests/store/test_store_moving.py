"""A store that was moved, to the other engine too, answers every question as the one it came from."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from random_history import History, everything
from store_engines import TODAY, Engine, deliver, head, stay

from graph.audit import LogBook, verify
from graph.store import create_store, draft_store, open_store
from graph.store.base import FOLD, Store, Viewer
from graph.store.moving import PartKind, move, parts
from models.access import Actor, Role
from models.contract import TABLES
from models.errors import InputError, KnooppuntError
from models.ledgers import LEDGERS
from models.results import RESULTS

D = date
SECRET = bytes(range(32))
LEFT_AT_ONCE = """
import os, sys
from graph.store import draft_store
from graph.store.neo4j import lease
lease.LASTS, lease.STEP, lease.SLACK = 3.0, 1.5, 0.5
with draft_store(sys.argv[1], fictief=True, secret=bytes(32)) as store:
    with store.write() as writer:
        import polars as pl
        writer.replace_areas(pl.DataFrame({"code": ["GM0983"]}))
    os._exit(9)
"""


def still(_label: str, _count: int) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def source(tmp_path: Path) -> Any:
    (tmp_path / "bron").mkdir()
    store = create_store(str(tmp_path / "bron.duckdb"), fictief=False, secret=SECRET)
    yield store
    store.close()


def moved_to(address: str, source: Store) -> Store:
    """The store at this address, opened again once everything of ``source`` was moved there."""
    view = source.view()
    with draft_store(address, fictief=view.fictief, secret=view.secret) as target:
        move(source, target, still)
    return open_store(address)


def check_move(seed: int, source: Store, engine: Engine, back: Path) -> None:
    """To this engine, and from there to a file; then a full levering and an older one in all three."""
    History(Random(seed)).fill(source)
    before = everything(source)
    there = moved_to(engine.address, source)
    again = moved_to(str(back), there)
    assert everything(there) == before
    assert everything(again) == before
    stores = (source, there, again)
    for store in stores:
        later = History(Random(seed + 1))
        later.levering(store, later.head(100, D(2025, 6, 1), volledig=True))
        later.levering(store, later.head(101, D(2025, 1, 4)))
    after = everything(source)
    assert after != before
    assert everything(there) == after
    assert everything(again) == after
    there.close()
    again.close()


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_moved_store_answers_alike_and_folds_alike(
    seed: int, source: Store, engine: Engine, tmp_path: Path
) -> None:
    check_move(seed, source, engine, tmp_path / "terug.duckdb")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_twenty_histories_are_moved_alike(seed: int, source: Store, engine: Engine, tmp_path: Path) -> None:
    check_move(seed, source, engine, tmp_path / "terug.duckdb")


def test_the_random_store_holds_every_sort_of_thing(source: Store) -> None:
    History(Random(0)).fill(source)
    found = {(part.name, part.kind): part.read(source.view()) for part in parts()}
    assert {kind for (_, kind), rows in found.items() if not rows.is_empty()} == set(PartKind)
    versions = pl.concat(
        [found[name, PartKind.FEITEN].select("gezegd_in", "bekend_tot", "niet_aan") for name in TABLES]
    )
    assert versions["gezegd_in"].null_count() > 0  # a key that was only named
    assert versions["bekend_tot"].drop_nulls().len() > 0  # a version that was replaced
    assert versions["niet_aan"].drop_nulls().len() > 0


def test_every_part_is_named_with_its_rows_and_checksum(source: Store, engine: Engine) -> None:
    History(Random(2)).fill(source)
    view = source.view()
    with draft_store(engine.address, fictief=False, secret=SECRET) as target:
        moved = move(source, target, still)
    assert {(part.name, part.kind) for part in moved} == {
        *((name, PartKind.FEITEN) for name in TABLES),
        *((name, PartKind.BOEK) for name in LEDGERS),
        *((name, PartKind.UITKOMST) for name in RESULTS),
        ("gebieden", PartKind.GEBIEDEN),
    }
    rows = {(part.name, part.kind): part.rows for part in moved}
    assert rows["leveringen", PartKind.BOEK] == 6
    assert rows["personen", PartKind.FEITEN] == view.versions("personen").height
    assert all(len(part.checksum) == 64 for part in moved)


def test_the_logs_go_before_what_they_tell_of(source: Store, engine: Engine) -> None:
    seen: list[str] = []
    with draft_store(engine.address, fictief=False, secret=SECRET) as target:
        move(source, target, lambda label, _: seen.append(label))
    assert seen[:2] == ["kopiëren: auditlog", "kopiëren: verwerkingslog"]


def test_a_store_keeps_the_codes_that_it_is_given(engine: Engine) -> None:
    store = create_store(engine.address, fictief=False, secret=SECRET)
    assert (store.view().secret, store.view().fictief) == (SECRET, False)


# what stands in the way


class Careless:
    """A store that does something with rows before it keeps them."""

    def __init__(self, store: Store, spoil: Any) -> None:
        self._store, self._spoil = store, spoil
        self.view, self.version, self.close = store.view, store.version, store.close

    @contextmanager
    def write(self) -> Any:
        with self._store.write() as writer:
            yield CarelessWriter(writer, self._spoil)


class CarelessWriter:
    def __init__(self, writer: Any, spoil: Any) -> None:
        self.restore = lambda table, rows: writer.restore(table, spoil(table, rows))
        self.append = lambda ledger, rows: writer.append(ledger, spoil(ledger, rows))
        self.replace = lambda result, rows: writer.replace(result, spoil(result, rows))
        self.replace_areas = lambda rows: writer.replace_areas(spoil("vormen", rows))


def spoilt(part: str, how: Any) -> Any:
    return lambda name, rows: how(rows) if name == part else rows


SPOILT = {
    "personen (feiten)": spoilt("personen", lambda rows: rows.head(rows.height - 1)),
    "adressen (feiten)": spoilt("adressen", lambda rows: rows.with_columns(pl.col("rd_x") + 1e-9)),
    "signalen (feiten)": spoilt("signalen", lambda rows: rows.with_columns(eerst_verwerkt=D(2025, 1, 2))),
    "oordelen (boek)": spoilt("oordelen", lambda rows: rows.reverse()),
    "auditlog (boek)": spoilt("auditlog", lambda rows: rows.with_columns(pl.col("op").dt.offset_by("1us"))),
    "uit_beeld (uitkomst)": spoilt("uit_beeld", lambda rows: rows.with_columns(reden=pl.lit(""))),
    "gebieden (gebieden)": spoilt("vormen", lambda rows: rows.with_columns(geometrie=pl.lit(b"\x00"))),
}


@pytest.mark.parametrize("part", SPOILT)
def test_a_copy_that_differs_is_named_and_does_not_stand(part: str, source: Store, engine: Engine) -> None:
    History(Random(3)).one_of_each(source)
    with (
        pytest.raises(KnooppuntError) as error,
        draft_store(engine.address, fictief=False, secret=SECRET) as target,
    ):
        move(source, Careless(target, SPOILT[part]), still)  # type: ignore[arg-type]
    assert str(error.value).startswith(f"De kopie van {part} is niet goed: ")
    assert_nothing_stands(engine)


def test_a_copy_with_other_codes_is_no_copy(source: Store, engine: Engine) -> None:
    with (
        pytest.raises(KnooppuntError, match="de sleutel van de codes is anders"),
        draft_store(engine.address, fictief=False, secret=bytes(32)) as target,
    ):
        move(source, target, still)


def test_a_store_that_changes_meanwhile_is_not_copied(source: Store, engine: Engine) -> None:
    def disturb(label: str, _: int) -> None:
        if label == "kopiëren: trajecten":
            with source.write() as writer:
                writer.append("casusgebeurtenissen", History(Random(1)).ledger_rows("casusgebeurtenissen"))

    with (
        pytest.raises(InputError, match="veranderde tijdens het kopiëren"),
        draft_store(engine.address, fictief=False, secret=SECRET) as target,
    ):
        move(source, target, disturb)
    assert_nothing_stands(engine)


def assert_nothing_stands(engine: Engine) -> None:
    """No store can be opened, and a new one can be made."""
    with pytest.raises(InputError):
        engine.open()
    engine.create().close()
    engine.open().close()


def break_off(engine: Engine) -> None:
    with draft_store(engine.address, fictief=True, secret=SECRET) as draft:
        deliver(draft, head(D(2025, 1, 1)), {"verblijf": [stay()]})
        raise RuntimeError("halverwege")


def test_a_draft_that_breaks_off_leaves_no_store(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="halverwege"):
        break_off(engine)
    assert_nothing_stands(engine)


def test_a_draft_of_a_killed_process_is_no_store_and_stands_in_nobodys_way(engine: Engine) -> None:
    left = subprocess.run([sys.executable, "-c", LEFT_AT_ONCE, engine.address], check=False)
    assert left.returncode == 9
    with pytest.raises(InputError):
        engine.open()
    with draft_store(engine.address, fictief=True, secret=SECRET) as draft:
        assert draft.view().areas().is_empty()
    assert engine.open().view().secret == SECRET


def test_a_store_that_stands_is_never_replaced_by_a_draft(engine: Engine) -> None:
    deliver(engine.create(), head(D(2025, 1, 1)), {"verblijf": [stay()]})
    with (
        pytest.raises(InputError, match="Er staat al"),
        draft_store(engine.address, fictief=True, secret=SECRET),
    ):
        pytest.fail("there was a store already")


# what moving asks of an engine


def test_versions_hold_all_that_was_ever_said(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"personen": [{"persoon_id": "P1", "geslachtsnaam": "Oud"}]})
    deliver(store, head(D(2025, 3, 1)), {"personen": [{"persoon_id": "P1", "geslachtsnaam": "Nieuw"}]})
    deliver(store, head(D(2025, 2, 1)), {"personen": [{"persoon_id": "P1", "geslachtsnaam": "Later"}]})
    unknown = {"personen": [{"persoon_id": "P0"}]}
    deliver(store, head(D(2025, 4, 1), volledig=True), {}, unknown)
    columns = ("persoon_id", "geslachtsnaam", *FOLD)
    found = store.view().versions("personen")
    assert found.columns == ["bron", *TABLES["personen"].names, "niet_aan", *FOLD]
    assert [found[name].dtype for name in FOLD] == list(FOLD.values())
    assert found.select(columns).rows() == [
        ("P0", None, None, 4, None, 4, None),
        ("P1", "Oud", 1, 2, TODAY, 1, 2),
        ("P1", "Nieuw", 2, 2, TODAY, 2, None),
        ("P1", "Later", 3, 2, TODAY, 3, 3),
    ]


def test_versions_are_for_a_whole_view_only(engine: Engine) -> None:
    view = engine.create().view(Viewer("ggz", "zorg"))
    with pytest.raises(ValueError, match="whole"):
        view.versions("personen")


def test_facts_are_not_restored_over_others(engine: Engine) -> None:
    store = engine.create()
    deliver(store, head(D(2025, 1, 1)), {"verblijf": [stay()]})
    versions = store.view().versions("verblijf")
    with pytest.raises(ValueError, match="already holds"), store.write() as writer:
        writer.restore("verblijf", versions)
    assert store.view().facts("verblijf").height == 1


def test_the_last_rows_of_a_ledger_are_the_newest_in_order(engine: Engine) -> None:
    store = engine.create()
    assert store.view().ledger("oordelen", last=3).is_empty()
    for _ in range(2):
        with store.write() as writer:
            writer.append("oordelen", History(Random(1)).ledger_rows("oordelen", 3))
    view = store.view()
    assert view.ledger("oordelen", last=4)["volgnummer"].to_list() == [3, 4, 5, 6]
    assert view.ledger("oordelen", last=0).is_empty()
    assert view.ledger("oordelen", last=99).equals(view.ledger("oordelen"))
    assert view.height("oordelen") == 6


def test_rows_follow_from_the_last_one(engine: Engine) -> None:
    store = engine.create()
    seen: list[Any] = []

    def follow(last: Any) -> pl.DataFrame:
        seen.append(last)
        return History(Random(2)).ledger_rows("casusgebeurtenissen", 2)

    for _ in range(2):
        with store.write() as writer:
            writer.append_after("casusgebeurtenissen", follow)
    rows = store.view().ledger("casusgebeurtenissen").to_dicts()
    assert [row["volgnummer"] for row in rows] == [1, 2, 3, 4]
    assert seen[0] is None
    assert seen[-1] == rows[1]


def test_a_row_can_follow_from_one_of_the_same_transaction(engine: Engine) -> None:
    store = engine.create()
    reasons: list[Any] = []

    def follow(last: Any) -> pl.DataFrame:
        reasons.append(last["reden"])
        return History(Random(2)).ledger_rows("oordelen")

    with store.write() as writer:
        writer.append(
            "oordelen", History(Random(1)).ledger_rows("oordelen").with_columns(reden=pl.lit("eerst"))
        )
        writer.append_after("oordelen", follow)
    assert reasons[-1] == "eerst"
    assert store.view().height("oordelen") == 2


def test_logbooks_of_several_threads_keep_one_chain(engine: Engine) -> None:
    store = engine.create()
    moment = datetime(2025, 7, 2, 9, 30, tzinfo=UTC)
    books = [LogBook(store, lambda: moment, lambda size: b"\1" * size) for _ in range(2)]
    who = Actor("wie", Role.BEHEERDER, "zvh")

    def refuse(book: LogBook) -> None:
        for number in range(10):
            book.refuse(book.begin(who, None, None), f"regel {number}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(refuse, books))
    found = verify(store.view().ledger("auditlog"))
    assert (found.lines, found.intact) == (20, True)
