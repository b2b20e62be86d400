"""Rows of a log that someone took away by hand: whoever reads it sees that, and a lost end is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from neo4j_server import Neo4jServer
from store_engines import Engine

from graph.audit import LogBook, verify
from graph.store.base import Store
from graph.store.neo4j import ledger
from models.access import Actor, Role
from models.errors import StoreUnavailable

LINES = 5


@pytest.fixture
def book(
    address: str, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[LogBook, Store, Neo4jServer]]:
    """A log of some refusals."""
    monkeypatch.setattr(ledger, "LATE", 0.1)
    store = Engine(address).create()
    found = LogBook(store, lambda: datetime(2025, 7, 1, tzinfo=UTC), lambda size: b"\1" * size)
    for number in range(LINES):
        refuse(found, number)
    yield found, store, neo4j_server
    store.close()


def refuse(book: LogBook, number: int) -> None:
    book.refuse(book.begin(Actor("wie", Role.BEHEERDER, "zvh"), None, None), f"regel {number}")


def take_away(server: Neo4jServer, number: int) -> None:
    with server.driver() as driver:
        driver.execute_query("MATCH (a:Auditregel {volgnummer: $nr}) DELETE a", nr=number)


def test_a_line_that_was_taken_away_breaks_the_chain_there(book: tuple[LogBook, Store, Neo4jServer]) -> None:
    writing, store, server = book
    take_away(server, 3)
    refuse(writing, LINES)
    found = verify(store.view().ledger("auditlog"))
    assert (found.intact, found.broken_at, found.lines) == (False, 3, LINES)


def test_after_a_last_line_that_was_taken_away_nothing_is_written(
    book: tuple[LogBook, Store, Neo4jServer],
) -> None:
    writing, store, server = book
    take_away(server, LINES)
    with pytest.raises(StoreUnavailable, match="logboek"):
        refuse(writing, LINES)
    assert store.view().ledger("auditlog").height == LINES - 1


def test_other_ledgers_are_whole_or_not_given(book: tuple[LogBook, Store, Neo4jServer]) -> None:
    _, store, server = book
    with server.driver() as driver:
        driver.execute_query("MATCH (o:Opslag) SET o.stand = [n IN o.stand | n + 1]")
    with pytest.raises(StoreUnavailable, match="ontbreken regels"):
        store.view().ledger("casusgebeurtenissen")
