"""What was shown is written before it is shown, and what was written cannot be changed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from family_store import open_family_case
from hypothesis import given
from hypothesis import strategies as st

from graph.access import Desk, Reader
from graph.access.reports import log_lines
from graph.audit import LogBook, pseudonym, verify
from graph.audit.chain import CONTENT, START, line_hash
from graph.audit.logbook import Level, Shown
from graph.store.base import Follow, Store, View, Viewer, Writer
from models.access import Actor, Purpose, Role
from models.errors import StoreUnavailable
from models.ledgers import AUDITLOG

NOW = datetime(2025, 7, 2, 9, 30, tzinfo=UTC)
DIRECTOR = Actor("Petra Procesregisseur (verzonnen)", Role.PROCESREGISSEUR, "zvh-demo")


def chained(count: int) -> pl.DataFrame:
    """An audit log of so many lines."""
    rows, previous = [], START
    for number in range(1, count + 1):
        row: dict[str, object] = dict.fromkeys(CONTENT, f"regel {number}") | {"op": NOW}
        own = line_hash(previous, row)
        rows.append({"volgnummer": number, **row, "vorige": previous, "hash": own})
        previous = own
    return pl.DataFrame(rows)


class Unwritable:
    """A store that can be read and not written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def view(self, viewer: Viewer | None = None) -> View:
        return self._store.view(viewer)

    def version(self) -> int:
        return self._store.version()

    def write(self) -> AbstractContextManager[Writer]:
        raise OSError("no space left")

    def close(self) -> None:
        self._store.close()


class Hesitant:
    """A store that, as a busy server may, asks once in vain what follows before it asks again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.view = store.view

    @contextmanager
    def write(self) -> Iterator[Any]:
        with self._store.write() as writer:
            yield HesitantWriter(writer)


class HesitantWriter:
    def __init__(self, writer: Writer) -> None:
        self.append, self._append_after = writer.append, writer.append_after

    def append_after(self, ledger: str, follow: Follow) -> None:
        follow({"hash": "f" * 64})
        self._append_after(ledger, follow)


@given(st.integers(2, 12), st.data())
def test_any_changed_line_breaks_the_chain_at_that_line(count: int, data: st.DataObject) -> None:
    log = chained(count)
    assert verify(log).intact
    at = data.draw(st.integers(1, count))
    column = data.draw(st.sampled_from([c for c in AUDITLOG.names if c != "op"]))
    changed = log.with_columns(pl.when(volgnummer=at).then(pl.lit("anders")).otherwise(column).alias(column))
    assert verify(changed).broken_at == at


@given(st.integers(2, 12), st.data())
def test_a_line_that_was_taken_out_shows(count: int, data: st.DataObject) -> None:
    log = chained(count)
    at = data.draw(st.integers(1, count - 1))
    assert verify(log.filter(pl.col("volgnummer") != at)).broken_at is not None
    assert verify(log.head(count - 1)).last_hash != verify(log).last_hash


def test_one_line_for_every_person_below_the_line_of_the_answer(store: Store) -> None:
    book = LogBook(store, lambda: NOW, lambda size: b"\1" * size)
    look = book.begin(DIRECTOR, Purpose.CASUSREGIE, None)
    book.grant(look, Shown("gezinskaart", Level.GEOPEND, ("een", "twee", "een")))
    log = store.view().ledger("verwerkingslog")
    secret = store.view().secret
    assert log["data_subject_id"].to_list() == [None, pseudonym(secret, "een"), pseudonym(secret, "twee")]
    assert log["trace_id"].unique().to_list() == [look.trace_id]
    assert log["parent_span_id"].to_list()[1:] == [log["span_id"][0]] * 2
    assert set(log["niveau"]) == {"geopend"}


def test_a_pseudonym_is_not_the_code_and_needs_the_key() -> None:
    assert pseudonym(b"a", "P-EEN") != pseudonym(b"b", "P-EEN")
    assert "P-EEN" not in pseudonym(b"a", "P-EEN")


def test_the_chain_goes_on_after_the_store_was_opened_again(store: Store) -> None:
    for _ in range(3):
        book = LogBook(store, lambda: NOW, lambda size: b"\1" * size)
        book.refuse(book.begin(DIRECTOR, None, None), "regel doel")
    found = verify(store.view().ledger("auditlog"))
    assert (found.lines, found.intact) == (3, True)


def refuse_often(book: LogBook, count: int) -> None:
    for number in range(count):
        book.refuse(book.begin(DIRECTOR, None, None), f"regel {number}")


def test_two_logbooks_in_turn_keep_one_chain(store: Store) -> None:
    books = [LogBook(store, lambda: NOW, lambda size: b"\1" * size) for _ in range(2)]
    for _ in range(3):
        for book in books:
            refuse_often(book, 2)
    found = verify(store.view().ledger("auditlog"))
    assert (found.lines, found.intact) == (12, True)


def test_two_logbooks_at_once_keep_one_chain(store: Store) -> None:
    books = [LogBook(store, lambda: NOW, lambda size: b"\1" * size) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(refuse_often, books, [20, 20]))
    found = verify(store.view().ledger("auditlog"))
    assert (found.lines, found.intact) == (40, True)


def test_an_attempt_that_was_in_vain_leaves_nothing_in_the_chain(store: Store) -> None:
    book = LogBook(Hesitant(store), lambda: NOW, lambda size: b"\1" * size)  # type: ignore[arg-type]
    refuse_often(book, 3)
    look = book.begin(DIRECTOR, None, None)
    book.grant(look, Shown("gezinskaart", Level.GEOPEND), Shown("zoeken", Level.GEZOCHT))
    log = store.view().ledger("auditlog")
    assert (log.height, verify(log).intact) == (5, True)
    assert store.view().ledger("verwerkingslog").height == 2


@pytest.mark.parametrize("size", [1, 3, 50])
def test_a_page_of_the_log_is_the_newest_first_and_read_no_further(
    store: Store, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    book = LogBook(store, lambda: NOW, lambda length: b"\1" * length)
    book.grant(book.begin(DIRECTOR, None, None), Shown("zoeken", Level.GEZOCHT, tuple("abcdef")))
    view = store.view()
    newest = view.ledger("verwerkingslog")[::-1]
    heights, whole = [], type(view).ledger

    def counted(one: View, name: str, last: int | None = None) -> pl.DataFrame:
        found: pl.DataFrame = whole(one, name, last)  # type: ignore[arg-type]
        heights.append(found.height)
        return found

    monkeypatch.setattr(type(view), "ledger", counted)
    for page in (1, 2, 3):
        found = log_lines(view, "verwerkingslog", page, size, "")
        assert found.lines.equals(newest.slice((page - 1) * size, size))
        assert (found.total, heights.pop()) == (7, min(7, page * size))


def test_without_a_log_there_is_no_answer(store: Store) -> None:
    number = open_family_case(store).nummer
    desk = Desk(Unwritable(store), lambda: NOW, lambda size: b"\1" * size)
    with pytest.raises(StoreUnavailable, match="logboek"):
        Reader(desk, DIRECTOR, Purpose.CASUSREGIE, number).cases()


def test_a_refusal_that_cannot_be_logged_is_no_answer_either(store: Store) -> None:
    desk = Desk(Unwritable(store), lambda: NOW, lambda size: b"\1" * size)
    with pytest.raises(StoreUnavailable, match="logboek"):
        Reader(desk, DIRECTOR, Purpose.BEHEER, None).status()
