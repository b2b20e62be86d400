"""A leader switch, a line that snaps, an answer that got lost: done once, and never twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from halted_writes import all_or_nothing, nothing_left_behind, write, write_again
from neo4j._sync.work import session, transaction
from neo4j.exceptions import IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired
from shaky_line import ShakyLine

from graph.audit import LogBook
from graph.audit.chain import verify
from graph.audit.logbook import Level, Shown
from graph.store import create_store, open_store
from graph.store.base import Store
from graph.store.neo4j import connection, standing
from models.access import Actor, Role
from models.errors import StoreUnavailable

pytestmark = pytest.mark.neo4j
NOW = datetime(2025, 7, 1, tzinfo=UTC)
WHO = Actor("Toon Toetser", Role.TOETSER, "zvh-demo")


@pytest.fixture
def address(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server without a store, and a driver that does not sleep between its attempts."""
    monkeypatch.setattr(session, "sleep", lambda _: None)
    monkeypatch.setattr(connection, "PAUSE", 0.0)
    return address


def of_code(code: str) -> Callable[[], Exception]:
    return lambda: Neo4jError._hydrate_neo4j(code=code, message="gespeeld")


BEFORE = {
    "another leads": of_code("Neo.ClientError.Cluster.NotALeader"),
    "not replicated": of_code("Neo.TransientError.Cluster.ReplicationFailure"),
    "deadlock": of_code("Neo.TransientError.Transaction.DeadlockDetected"),
    "session over": lambda: SessionExpired("gespeeld"),
    "line broken": lambda: ServiceUnavailable("gespeeld"),
}
AFTER = {
    "answer lost": lambda: IncompleteCommit("gespeeld"),
    "session over": lambda: SessionExpired("gespeeld"),
}


@pytest.fixture(params=[*BEFORE, *(f"{name}, but done" for name in AFTER)])
def trouble(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Of every two commits the first fails: before the server has done it, or after. Gives what failed."""
    whole, failed, turn = transaction.TransactionBase._commit, [], []
    name, done = request.param.removesuffix(", but done"), request.param.endswith(", but done")

    def commit(self: transaction.TransactionBase) -> object:
        turn.append(1)
        if len(turn) % 2 == 0:
            return whole(self)
        failed.append(name)
        if done:
            whole(self)
        problem = (AFTER if done else BEFORE)[name]()
        raise problem

    with patch.object(transaction.TransactionBase, "_commit", commit):
        yield failed


def log(store: Store, number: int) -> None:
    book = LogBook(store, lambda: NOW, lambda size: number.to_bytes(size, "big"))
    book.grant(book.begin(WHO, None, None), Shown("proef", Level.GEOPEND, ("N1", "N2")))


def test_every_transaction_is_tried_again_and_done_once(address: str, trouble: list[str]) -> None:
    store = create_store(address, fictief=True)
    for number in range(1, 3):
        write(store, number)
        log(store, number)
    assert len(trouble) > 60
    assert all_or_nothing(store, 1, 2) == 2
    view = store.view()
    assert view.height("leveringen") == 2
    assert view.height("verwerkingslog") == 2 * 3
    chain = view.ledger("auditlog")
    assert verify(chain).intact
    assert chain["trace_id"].to_list() == [(n).to_bytes(16, "big").hex() for n in (1, 2)]
    nothing_left_behind(store)
    store.close()


def test_what_was_done_is_remembered_while_others_write(address: str) -> None:
    """Many others write between an attempt whose answer got lost and the next one."""
    store, whole, lost = create_store(address, fictief=True), transaction.TransactionBase._commit, []

    def commit(self: transaction.TransactionBase) -> object:
        given = whole(self)
        if lost:
            return given
        lost.append(1)
        for number in range(2, standing.KEPT + 1):
            log(store, number)
        raise IncompleteCommit("gespeeld")

    with patch.object(standing, "KEPT", 10), patch.object(transaction.TransactionBase, "_commit", commit):
        log(store, 1)
    assert store.view().height("auditlog") == 10
    store.close()


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_a_line_that_snaps_at_random_moments(address: str, seed: int) -> None:
    draw, known, logged, refused = random.Random(seed), 0, [], 0
    create_store(address, fictief=True).close()
    with ShakyLine(int(address.rsplit(":", 1)[1])) as line:
        store = open_store(line.address)
        write(store, 0)
        for number in range(1, 7):
            line.snap_after(draw.randrange(20_000))
            try:
                if number % 3:
                    log(store, number)
                    logged.append(number)
                else:
                    write_again(store, number)
            except StoreUnavailable:
                refused += 1
            line.mend()
            if number % 3 == 0:
                known = all_or_nothing(store, known, number)
        write(store, 99)
        nothing_left_behind(store)
        chain = store.view().ledger("auditlog")
        found = [int(trace, 16) for trace in chain["trace_id"]]
        assert verify(chain).intact
        assert len(found) == len(set(found))
        assert set(logged) <= set(found)
        store.close()
