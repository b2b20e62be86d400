"""One look at the store per request; what was found before is found again without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import polars as pl
import pytest
from family_store import MOMENT, open_family_case

from graph.access import Desk, Reader, close_case
from graph.access.rows import OverlapChoice
from graph.store.base import Store, View, Viewer, Writer
from models.access import Actor, Purpose, Role
from models.errors import AccessDenied

NOW = datetime(2025, 7, 2, 9, 30, tzinfo=UTC)
CASEWORK = Purpose.CASUSREGIE


class WatchedView:
    """A view that counts what it is asked, and of which table everything was asked."""

    def __init__(self, view: View, asked: Counter[str]) -> None:
        self._view, self._asked = view, asked

    def __getattr__(self, name: str) -> object:
        return getattr(self._view, name)

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        self._asked["facts" if among is not None else f"all of {table}"] += 1
        return self._view.facts(table, among)

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        self._asked["result" if among is not None else f"all of {name}"] += 1
        return self._view.result(name, among)

    def ledger(self, name: str, last: int | None = None) -> pl.DataFrame:
        self._asked[f"ledger {name}"] += 1
        return self._view.ledger(name, last)

    def height(self, ledger: str) -> int:
        self._asked["height"] += 1
        return self._view.height(ledger)


class WatchedStore:
    """A store that counts the looks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: Counter[str] = Counter()

    def view(self, viewer: Viewer | None = None) -> View:
        self.asked["view" if viewer else "whole view"] += 1
        return WatchedView(self._store.view(viewer), self.asked)  # type: ignore[return-value]

    def version(self) -> int:
        return self._store.version()

    def write(self) -> AbstractContextManager[Writer]:
        return self._store.write()

    def close(self) -> None:
        self._store.close()

    def since(self) -> Counter[str]:
        """What was asked since the last time."""
        asked, self.asked = self.asked, Counter()
        return asked


@pytest.fixture
def watched(store: Store) -> WatchedStore:
    return WatchedStore(store)


Ask = Callable[[Role], Reader]


@pytest.fixture
def ask(store: Store, watched: WatchedStore, actor: Callable[[Role], Actor]) -> Ask:
    """A request on the casus of the family, in a server that has just started."""
    number = open_family_case(store).nummer
    desk = Desk(watched, lambda: NOW, lambda size: b"\1" * size)
    watched.since()
    return lambda role: Reader(desk, actor(role), CASEWORK, number)


def test_the_first_map_of_a_server_reads_no_table_of_facts_as_a_whole(
    watched: WatchedStore, ask: Ask
) -> None:
    assert ask(Role.PROCESREGISSEUR).family_maps()
    asked = watched.since()
    assert asked["view"] == 1
    assert asked["whole view"] == 0
    assert asked["facts"] + asked["result"] <= 40
    assert {what for what in asked if what.startswith("all of")} == {"all of partners", "all of analyse"}


def test_a_second_look_at_a_map_asks_for_nothing_but_whether_the_casus_is_still_open(
    store: Store, watched: WatchedStore, ask: Ask
) -> None:
    first = ask(Role.PROCESREGISSEUR).family_maps()
    lines = store.view().height("verwerkingslog")
    watched.since()
    assert ask(Role.PROCESREGISSEUR).family_maps() is first
    assert watched.since() == {"view": 1, "height": 1}
    assert store.view().height("verwerkingslog") == 2 * lines
    assert lines == 1 + len({p.knooppunt_id for m in first for p in m.personen} | _contacts(first))


def _contacts(maps: tuple[object, ...]) -> set[str]:
    return {contact.persoon.knooppunt_id for m in maps for contact in m.netwerk}  # type: ignore[attr-defined]


def test_who_sees_no_secret_address_takes_one_look_at_everything_and_only_once(
    watched: WatchedStore, ask: Ask
) -> None:
    ask(Role.DEELNEMER).family_maps()
    assert watched.since()["whole view"] == 1
    ask(Role.DEELNEMER).family_maps()
    assert watched.since() == {"view": 1, "height": 1}


def test_the_page_of_a_casus_and_the_list_of_them_are_one_look_each(watched: WatchedStore, ask: Ask) -> None:
    for role in (Role.PROCESREGISSEUR, Role.PROCESREGISSEUR):
        reader = ask(role)
        assert (reader.fictief, reader.peildatum) == (True, NOW.date().replace(month=6, day=30))
        assert reader.case().betrokkenen
        assert reader.family_maps()
        seen = watched.since()
        assert (seen["view"], seen["whole view"]) in {(1, 0), (1, 1)}
    assert ask(Role.PROCESREGISSEUR).cases()
    assert watched.since()["view"] == 1


def test_a_closed_casus_is_gone_at_once(store: Store, ask: Ask) -> None:
    reader = ask(Role.PROCESREGISSEUR)
    (row,) = reader.cases()
    assert ask(Role.PROCESREGISSEUR).family_maps()
    close_case(store, row.nummer, by="x", at=MOMENT)
    with pytest.raises(AccessDenied, match="gesloten"):
        ask(Role.PROCESREGISSEUR).family_maps()
    assert ask(Role.PROCESREGISSEUR).cases() == []


def test_a_changed_judgement_shows_at_once(store: Store, watched: WatchedStore, ask: Ask) -> None:
    before = ask(Role.PROCESREGISSEUR).family_maps()
    links = store.view().result("koppeling_personen")
    apart = pl.when(bron="om-limburg").then(pl.lit("een ander")).otherwise("knooppunt_id")
    with store.write() as writer:
        writer.replace("koppeling_personen", links.with_columns(knooppunt_id=apart))
    after = ask(Role.PROCESREGISSEUR).family_maps()
    assert "om-limburg:VIP9" in repr(before)
    assert "om-limburg:VIP9" not in repr(after)


def test_the_samenloop_list_is_made_once_and_reads_of_each_page_whom_it_concerns(
    watched: WatchedStore, ask: Ask, actor: Callable[[Role], Actor]
) -> None:
    desk = Desk(watched, lambda: NOW, lambda size: b"\1" * size)
    for _ in range(2):
        watched.since()
        found = Reader(desk, actor(Role.MANAGER), Purpose.TRIAGE, None).overlaps(OverlapChoice())
        assert found.totaal == 1
    asked = watched.since()
    assert asked["view"] == 1
    assert [what for what in asked if what.startswith("all of")] == []
