"""A casus is a fold over events that nobody can change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from threading import Barrier, local
from typing import cast

import pytest
from family_store import FATHER, MOMENT, open_family_case

from graph.access import Opening, case, close_case, list_cases, open_case
from graph.access.cases import NUMBER
from graph.access.scene import CaseBook
from graph.store.base import Store, View, Viewer, Writer
from models.errors import InputError, NotFound
from models.judgement import RecordRef


class Crowded:
    """A store of which so many threads each take a first view before any of them goes on."""

    def __init__(self, store: Store, threads: int) -> None:
        self._store, self._late = store, local()
        self._together = Barrier(threads, timeout=20)

    def view(self, viewer: Viewer | None = None) -> View:
        taken = self._store.view(viewer)
        if not hasattr(self._late, "waited"):
            self._late.waited = self._together.wait()
        return taken

    def write(self) -> AbstractContextManager[Writer]:
        return self._store.write()


LATER = datetime(2025, 8, 1, 8, 0, tzinfo=UTC)


def test_a_case_opened_by_hand_holds_who_it_is_about_and_who_directs(store: Store) -> None:
    opened = open_family_case(store)
    assert opened.betrokkenen == (FATHER,)
    assert opened.regisseur == "Petra Procesregisseur (verzonnen)"
    assert opened.staat == "open"
    assert list_cases(store.view()) == [opened]


def test_a_case_opened_from_a_notification_is_about_everyone_in_it(store: Store) -> None:
    melding = RecordRef("politie-limburg", "M4")
    opened = open_case(store, Opening("R", melding=melding), by="x", at=MOMENT)
    assert [str(who) for who in opened.betrokkenen] == [f"politie-limburg:SKN-{n}" for n in (3, 4, 5)]
    assert opened.melding == "politie-limburg:M4"


def test_a_number_tells_nothing_and_can_be_typed_in_lower_case(store: Store) -> None:
    first, second = open_family_case(store), open_family_case(store)
    assert NUMBER.fullmatch(first.nummer)
    assert first.nummer != second.nummer
    assert case(store.view(), f" {first.nummer.lower()} ") == first


def test_casussen_that_are_opened_at_once_each_get_a_number_of_their_own(store: Store) -> None:
    crowded = cast("Store", Crowded(store, 4))
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_family_case(crowded), range(4)))
    assert len({one.nummer for one in opened}) == 4
    assert {one.nummer for one in list_cases(store.view())} == {one.nummer for one in opened}
    assert all(one.betrokkenen == (FATHER,) for one in list_cases(store.view()))


def test_a_closed_case_stays_known_and_cannot_be_closed_again(store: Store) -> None:
    opened = open_family_case(store)
    closed = close_case(store, opened.nummer, by="x", at=LATER)
    assert (closed.staat, closed.gesloten_op) == ("gesloten", LATER)
    with pytest.raises(InputError, match="al gesloten"):
        close_case(store, opened.nummer, by="x", at=LATER)


def test_participants_can_be_taken_off(store: Store) -> None:
    opened = open_family_case(store)
    left = opened.after("deelnemer_af", "Cas Casusregisseur (verzonnen)", LATER)
    assert left.deelnemers == ("Demi Deelnemer (verzonnen)",)


@pytest.mark.parametrize(
    ("opening", "sentence"),
    [
        (Opening("R", (RecordRef("brp-venlo", "A99"),)), "geen persoon brp-venlo:A99"),
        (Opening("R", (RecordRef("nergens", "A1"),)), "geen persoon nergens:A1"),
        (Opening("R", melding=RecordRef("politie-limburg", "M99")), "geen melding"),
        (Opening(" ", (FATHER,)), "wie de casus regisseert"),
        (Opening("R"), "ten minste één betrokkene"),
    ],
)
def test_an_opening_that_cannot_be_is_refused_in_one_sentence(
    store: Store, opening: Opening, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        open_case(store, opening, by="x", at=MOMENT)
    assert list_cases(store.view()) == []


def test_casussen_that_were_folded_before_go_on_from_there(store: Store) -> None:
    book = CaseBook()
    empty = store.view()
    assert list(book.at(empty)) == []
    views = [empty]
    for _ in range(2):
        opened = open_family_case(store)
        views.append(store.view())
        assert list(book.at(views[-1]).values()) == list_cases(views[-1])
    close_case(store, opened.nummer, by="x", at=LATER)
    assert book.at(store.view())[opened.nummer].staat == "gesloten"
    for view in (*views, store.view()):
        assert list(book.at(view).values()) == list_cases(view)


def test_an_unknown_number_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        case(store.view(), "C-BESTAATNIET")
