"""A writer that dies, stands still or is overtaken leaves all of what it wrote or none, at every moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import polars as pl
import pytest
from halted_writes import (
    FIRST,
    Halt,
    Halted,
    all_or_nothing,
    day_of,
    door_of,
    halting,
    let_time_pass,
    names_of,
    nothing_left_behind,
    write,
    write_again,
)
from store_engines import frame, head

from graph.audit import LogBook
from graph.audit.chain import verify
from graph.store import create_store, open_store
from graph.store.base import Store
from graph.store.neo4j import commit, follow, lease, projection
from models.access import Actor, Role
from models.errors import StoreLocked, StoreUnavailable

pytestmark = pytest.mark.neo4j
OVERTAKEN = "intussen door een ander bijgewerkt"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    store = create_store(address, fictief=True)
    write(store, 0)
    yield store
    store.close()


def steps_of_a_write(address: str, number: int) -> int:
    """How many times one write asks something of the server."""
    store = open_store(address)
    with halting(store, Halt(0, lambda: None)) as halt:
        write(store, number)
    store.close()
    return halt.seen


# a process of ours that dies


def die_and_recover(store: Store, address: str, known: int, at: int) -> bool:
    """Die before a step of levering ``known + 1``; gives whether that still happened."""
    dying = open_store(address)
    halt = Halt.death(at)
    died = False
    try:
        with halting(dying, halt):
            write(dying, known + 1)
    except Halted:
        died = True
        halt.dead = False
    all_or_nothing(store, known, known + 1)
    let_time_pass(store)
    write_again(store, known + 1)
    assert all_or_nothing(store, known, known + 1) == known + 1
    dying.close()
    return died


def die_at_each(store: Store, address: str, *, nth: int) -> None:
    steps = steps_of_a_write(address, 1)
    assert steps > 15
    chosen = range(steps, 0, -nth)
    for number, at in enumerate(chosen, start=1):
        assert die_and_recover(store, address, number, at)
        if nth == 1 or number % 3 == 0:
            nothing_left_behind(store)
    assert not die_and_recover(store, address, len(chosen) + 1, steps + 1)
    nothing_left_behind(store)


def test_a_process_that_dies_while_it_writes_leaves_all_or_nothing(store: Store, address: str) -> None:
    die_at_each(store, address, nth=5)


@pytest.mark.slow
def test_a_process_that_dies_at_any_step_leaves_all_or_nothing(store: Store, address: str) -> None:
    die_at_each(store, address, nth=1)


def test_long_ledgers_that_were_laid_ready_do_not_stay_behind(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "MANY", 1)
    for at in range(4, 14, 2):
        dying = open_store(address)
        halt = Halt.death(at)
        before = store.view().height("oordelen")
        with pytest.raises(Halted), halting(dying, halt):
            judge(dying, 3, f"dood bij {at}")
        halt.dead = False
        let_time_pass(store)
        assert store.view().height("oordelen") in (before, before + 3)
        judge(store, 2, f"na {at}")
        reasons = store.view().ledger("oordelen")["reden"].to_list()
        assert reasons[-2:] == [f"na {at}"] * 2
        assert reasons.count(f"dood bij {at}") in (0, 3)
        nothing_left_behind(store)
        dying.close()


def judge(store: Store, how_many: int, reason: str) -> None:
    rows = [
        {
            "bron_a": "brp-venlo",
            "persoon_a": "P0",
            "bron_b": "politie",
            "persoon_b": f"{reason} {n}",
            "oordeel": "zelfde",
            "door": "proef",
            "op": FIRST,
            "reden": reason,
        }
        for n in range(how_many)
    ]
    with store.write() as writer:
        writer.append("oordelen", pl.DataFrame(rows))


WRITER = """
import sys
sys.path[:0] = {path!r}
from halted_writes import fill
from graph.store import open_store
from graph.store.neo4j import lease
lease.LASTS, lease.STEP, lease.SLACK = {lasts}
store = open_store(sys.argv[1])
with store.write() as writer:
    fill(writer, int(sys.argv[2]))
    print("bezig", flush=True)
    sys.stdin.readline()
print("klaar", flush=True)
"""


@pytest.fixture
def another(address: str) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of levering 1, with a lease of two seconds."""
    script = WRITER.format(path=sys.path, lasts=(2.0, 0.8, 0.2))
    with subprocess.Popen(
        [sys.executable, "-c", script, address, "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def test_the_turn_of_a_process_that_was_killed_ends_by_itself(
    store: Store, another: subprocess.Popen[str]
) -> None:
    assert another.stdout is not None
    assert another.stdout.readline() == "bezig\n"
    another.kill()
    another.wait()
    begun = time.monotonic()
    write(store, 2)
    assert time.monotonic() - begun < 20
    assert all_or_nothing(store, 0, 2) == 2
    nothing_left_behind(store)


def test_a_process_that_lives_keeps_its_turn(
    store: Store, another: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "PATIENCE", 4.0)
    assert another.stdout is not None
    assert another.stdout.readline() == "bezig\n"
    with pytest.raises(StoreLocked, match="door een ander bijgewerkt"):
        write(store, 2)
    said, _ = another.communicate("\n", timeout=60)
    assert said == "klaar\n"
    assert all_or_nothing(store, 0, 1) == 1
    write(store, 2)
    assert all_or_nothing(store, 1, 2) == 2


# one that stands still and is overtaken


def overtake(store: Store, address: str, known: int, at: int) -> bool:
    """One writes levering ``known + 1`` and stands still before a step; another one writes ``known + 2``.

    Gives whether the first one was refused when it went on.
    """

    def meanwhile() -> None:
        let_time_pass(store)
        write(store, known + 2)

    slow, said = open_store(address), ""
    try:
        with halting(slow, Halt(at, meanwhile)):
            write(slow, known + 1)
    except StoreUnavailable as error:
        said = str(error)
    slow.close()
    refused = OVERTAKEN in said
    assert refused or not said
    assert set(store.view().facts("personen")["geslachtsnaam"]) == names_of(known + 2)
    leveringen = set(store.view().ledger("leveringen")["peildatum"])
    assert (day_of(known + 1) in leveringen) == (not refused)
    return refused


def overtake_at_each(store: Store, address: str, *, nth: int) -> None:
    steps = steps_of_a_write(address, 1)
    told = {}
    for number, at in enumerate(range(steps, 0, -nth)):
        known = 1 + 2 * number
        told[at] = overtake(store, address, known, at)
        if nth == 1:
            nothing_left_behind(store)
    assert any(told.values())
    assert not all(told.values())
    write(store, 1 + 2 * len(told) + 2)
    nothing_left_behind(store)


def test_a_writer_that_is_overtaken_overwrites_nothing(store: Store, address: str) -> None:
    overtake_at_each(store, address, nth=6)


@pytest.mark.slow
def test_a_writer_that_is_overtaken_at_any_step_overwrites_nothing(store: Store, address: str) -> None:
    overtake_at_each(store, address, nth=1)


def test_a_process_that_was_paused_finds_that_its_turn_is_over(
    store: Store, another: subprocess.Popen[str]
) -> None:
    assert another.stdout is not None
    assert another.stdout.readline() == "bezig\n"
    another.send_signal(signal.SIGSTOP)
    write(store, 2)
    another.send_signal(signal.SIGCONT)
    said, complaint = another.communicate("\n", timeout=60)
    assert said == ""
    assert OVERTAKEN in complaint
    assert all_or_nothing(store, 2, 1) == 2
    nothing_left_behind(store)


HOLDER = """
import sys
import polars as pl
from graph.store import open_store
from graph.store.neo4j import commit
commit.HOLD = 2.0
store = open_store(sys.argv[1])
def follow(last):
    print("erin", flush=True)
    sys.stdin.readline()
    return pl.DataFrame()
with store.write() as writer:
    writer.append_after("auditlog", follow)
"""


def test_who_stands_still_within_a_transaction_does_not_hold_up_the_logs_for_long(
    store: Store, address: str
) -> None:
    book = LogBook(store, lambda: datetime(2025, 7, 1, tzinfo=UTC), lambda size: b"x" * size)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "erin\n"
        begun = time.monotonic()
        book.refuse(book.begin(Actor("Een", Role.TOETSER, "zvh"), None, None), "regel")
        assert 0.5 < time.monotonic() - begun < lease.HOLD
        process.communicate("\n", timeout=60)
        assert process.returncode != 0
    assert verify(store.view().ledger("auditlog")).intact
    assert store.view().height("auditlog") == 1


# the graph after a write that failed there


def test_what_counts_is_no_failure_when_the_graph_cannot_follow(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(projection, "apply_result", unable)
        write(store, 1)
    assert all_or_nothing(store, 0, 1) == 1
    assert "De graaf is nog niet bijgewerkt" in caplog.text
    write(store, 2)
    nothing_left_behind(store)


def unable(*given: object) -> None:
    raise StoreUnavailable("De server heeft te weinig geheugen; wat al was opgeslagen, is niet verloren.")


def test_what_was_half_drawn_and_changed_back_does_not_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From A by B to A again: what the graph showed of B was drawn by an attempt that never ended."""

    def name(who: str, number: int) -> None:
        with store.write() as writer:
            person = {"bron": "brp-venlo", "persoon_id": "P1"}
            writer.replace("koppeling_personen", pl.DataFrame([person | {"knooppunt_id": who}]))
            writer.stage("personen", frame("personen", [{"persoon_id": "P1", "geslachtsnaam": who}]))
            writer.deliver(head(date(2026, 1, number)), FIRST, "{}")

    name("Jansen", 1)
    with monkeypatch.context() as broken:
        broken.setattr(follow._Span, "_judgements", unable)
        name("Peters", 2)
        name("Jansen", 3)
    name("Smeets", 4)
    nothing_left_behind(store)


def test_a_redraw_that_stops_halfway_is_done_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    door = door_of(store)
    with monkeypatch.context() as broken:
        broken.setattr(projection, "apply_result", unable)
        with pytest.raises(StoreUnavailable), lease.Lease(door, "proef") as turn:
            follow.redraw(turn.held)
    write(store, 1)
    nothing_left_behind(store)
    with lease.Lease(door, "proef") as turn:
        follow.redraw(turn.held)
    nothing_left_behind(store)


def test_a_graph_that_someone_else_changed_is_drawn_anew(store: Store) -> None:
    double = "MATCH (a)-[r:VERBLIJFT_OP]->(b) CREATE (a)-[q:VERBLIJFT_OP]->(b) SET q = properties(r)"
    door_of(store).write(double)
    write(store, 1)
    nothing_left_behind(store)
    write(store, 2)
    nothing_left_behind(store)
