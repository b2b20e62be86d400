"""What goes wrong between us and a Neo4j server: one sentence, in time, and nothing lost."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import polars as pl
import pytest
from own_server import OwnServer, enter
from shaky_line import ShakyLine
from store_engines import deliver, head, stay

from graph.store import create_store, open_store
from graph.store.base import Store
from graph.store.neo4j import connection
from models.errors import InputError, KnooppuntError, StoreUnavailable
from server.local import free_port

pytestmark = pytest.mark.neo4j

D = date
HOST = "127.0.0.1"
IN_TIME = 15.0
"""Seconds, on a machine that does other things too, for limits of a second or two."""


@contextmanager
def refused(kind: type[KnooppuntError], *words: str, within: float = IN_TIME) -> Iterator[None]:
    """The block ends in time with one sentence of this kind that holds these words."""
    begun = time.monotonic()
    with pytest.raises(kind) as error:
        yield
    assert time.monotonic() - begun < within
    said = str(error.value)
    assert all(word in said for word in words), said
    assert said.endswith(".")
    assert "\n" not in said
    if kind is StoreUnavailable:
        assert error.value.exit_status == 3


def names(store: Store) -> list[str]:
    return store.view().facts("personen")["geslachtsnaam"].to_list()


def people(*names: str) -> dict[str, list[dict[str, object]]]:
    rows = [{"persoon_id": f"P{n}", "geslachtsnaam": name} for n, name in enumerate(names)]
    return {"personen": rows, "verblijf": [stay(persoon=row["persoon_id"]) for row in rows]}


@pytest.fixture
def store(own_server: OwnServer, impatient: Mapping[str, float]) -> Iterator[Store]:
    """A store with one levering on a server that may be broken."""
    store = create_store(own_server.address, fictief=True)
    deliver(store, head(D(2025, 1, 1)), people("Jansen", "Peters"))
    yield store
    store.close()


# at the door


@pytest.mark.parametrize("open_or_create", [open_store, lambda at: create_store(at, fictief=True)])
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_down(
    impatient: Mapping[str, float],
    monkeypatch: pytest.MonkeyPatch,
    open_or_create: Callable[[str], Store],
    scheme: str,
) -> None:
    enter(monkeypatch, "een-wachtwoord")
    with refused(StoreUnavailable, f"{scheme}://{HOST}:", "niet te bereiken", "niet verloren"):
        open_or_create(f"{scheme}://{HOST}:{free_port()}")


def test_a_command_ends_with_3_and_one_sentence_within_ten_seconds() -> None:
    address = f"neo4j://{HOST}:{free_port()}"
    said = subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", "systeem", "brp:A1", "--store", address],
        env={**os.environ, "KNOOPPUNT_NEO4J_WACHTWOORD": "een-wachtwoord"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (said.returncode, said.stdout) == (3, "")
    lost_nothing = "is niet te bereiken; wat al was opgeslagen, is niet verloren."
    assert said.stderr == f"De server {address} {lost_nothing}\n"


def test_a_host_that_nobody_knows(impatient: Mapping[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    enter(monkeypatch, "een-wachtwoord")
    with refused(StoreUnavailable, "neo4j://bestaat-niet.invalid", "niet te bereiken"):
        open_store("neo4j://bestaat-niet.invalid")


@contextmanager
def something_else(kind: str) -> Iterator[int]:
    """The port on which another program listens: it speaks HTTP, it hangs up, or it never says a word."""
    if kind == "web":
        server = HTTPServer((HOST, 0), BaseHTTPRequestHandler)
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
        server.server_close()
        return
    with socket.create_server((HOST, 0)) as door:
        if kind == "hangs up":
            Thread(target=_hang_up_always, args=(door,), daemon=True).start()
        yield door.getsockname()[1]


def _hang_up_always(door: socket.socket) -> None:
    while door.fileno() >= 0:
        try:
            door.accept()[0].close()
        except OSError:
            return


@pytest.mark.parametrize("kind", ["web", "hangs up", "silent"])
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_port_on_which_something_else_listens(
    impatient: Mapping[str, float], monkeypatch: pytest.MonkeyPatch, kind: str, scheme: str
) -> None:
    enter(monkeypatch, "een-wachtwoord")
    with something_else(kind) as port, refused(StoreUnavailable, "De server", "niet verloren"):
        open_store(f"{scheme}://{HOST}:{port}")


def test_a_wrong_password_is_for_who_typed_it(
    own_server: OwnServer, impatient: Mapping[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, "een-ander-wachtwoord")
    with refused(InputError, "KNOOPPUNT_NEO4J_GEBRUIKER", "KNOOPPUNT_NEO4J_WACHTWOORD"):
        open_store(own_server.address)


def test_a_user_who_must_first_choose_a_password(
    own_server: OwnServer, impatient: Mapping[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_server.driver() as driver, driver.session(database="system") as session:
        session.run("CREATE USER nieuw SET PASSWORD 'nog-een-wachtwoord' CHANGE REQUIRED").consume()
    enter(monkeypatch, "nog-een-wachtwoord")
    monkeypatch.setenv("KNOOPPUNT_NEO4J_GEBRUIKER", "nieuw")
    try:
        with refused(InputError, "nieuw wachtwoord"):
            open_store(own_server.address)
    finally:
        with own_server.driver() as driver, driver.session(database="system") as session:
            session.run("DROP USER nieuw").consume()


@pytest.mark.parametrize(("database", "word"), [("bestaatniet", "deze database"), ("system", "system")])
def test_a_database_that_holds_no_stores(
    own_server: OwnServer, impatient: Mapping[str, float], database: str, word: str
) -> None:
    for visit in (open_store, lambda at: create_store(at, fictief=True)):
        with refused(InputError, word):
            visit(f"{own_server.address}/{database}")


# while the work goes on


def test_the_same_store_works_on_after_a_stop_and_a_start(store: Store, own_server: OwnServer) -> None:
    view = store.view()
    own_server.kill()
    with refused(StoreUnavailable, "niet te bereiken"):
        view.facts("personen")
    with refused(StoreUnavailable, "niet te bereiken"), store.write() as writer:
        writer.append("casusgebeurtenissen", pl.DataFrame())
    own_server.start()
    assert view.facts("personen")["geslachtsnaam"].to_list() == ["Jansen", "Peters"]
    deliver(store, head(D(2025, 2, 1)), people("Jansen", "Smeets"))
    assert names(store) == ["Jansen", "Smeets"]


def test_a_frozen_server_is_left_in_time_and_answers_once_it_thaws(
    store: Store, own_server: OwnServer
) -> None:
    view = store.view()
    own_server.freeze()
    with refused(StoreUnavailable, "antwoordt niet", "niet verloren"):
        view.facts("personen")
    time.sleep(0.1)
    with refused(StoreUnavailable):
        store.version()
    with refused(StoreUnavailable), store.write() as writer:
        writer.append("auditlog", pl.DataFrame())
    with refused(StoreUnavailable):
        open_store(own_server.address)
    own_server.thaw()
    time.sleep(0.1)
    assert names(store) == ["Jansen", "Peters"]
    deliver(store, head(D(2025, 2, 1)), people("Jansen", "Smeets"))
    assert names(store) == ["Jansen", "Smeets"]


def test_who_waits_for_a_frozen_server_is_told_together(store: Store, own_server: OwnServer) -> None:
    """Twenty visitors at once take no longer than one, and one driver comes in the place of the old one."""
    told: list[str] = []

    def look() -> None:
        try:
            store.version()
        except StoreUnavailable as error:
            told.append(str(error))

    visitors = [Thread(target=look) for _ in range(20)]
    own_server.freeze()
    begun = time.monotonic()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert time.monotonic() - begun < IN_TIME
    assert len(told) == 20
    own_server.thaw()
    time.sleep(0.1)
    assert names(store) == ["Jansen", "Peters"]


def test_a_process_can_end_while_the_server_stands_still(store: Store, own_server: OwnServer) -> None:
    script = """
import sys
from graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, own_server.address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        own_server.freeze()
        process.communicate("\n", timeout=IN_TIME)
        assert process.returncode == 0


def test_work_that_takes_long_goes_on_while_the_server_answers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = "UNWIND range(1, 1500000) AS x RETURN sum(x) AS s"
    slow = f"UNWIND range(1, 6) AS i CALL (i) {{ {one} }} RETURN sum(s) AS s"
    door = store._connection  # type: ignore[attr-defined]  # a query of our own choice
    begun = time.monotonic()
    assert door.read(slow, limit=60)[0]["s"] == 6 * 1500000 * 1500001 // 2
    assert time.monotonic() - begun > 0.5, "the query must outlast the patience, or nothing was tried"
    monkeypatch.setattr(connection, "LOOK_LIMIT", 1.0)
    with refused(StoreUnavailable, "te lang"):
        door.read(slow.replace("range(1, 6)", "range(1, 6000)"))
    assert names(store) == ["Jansen", "Peters"]


# the line


@pytest.fixture
def shaky(own_server: OwnServer, impatient: Mapping[str, float]) -> Iterator[ShakyLine]:
    with ShakyLine(own_server.ports.bolt) as line:
        yield line


def test_a_slow_line_is_slow_and_no_more(shaky: ShakyLine) -> None:
    store = create_store(shaky.address, fictief=True)
    shaky.delay = 0.02
    deliver(store, head(D(2025, 1, 1)), people("Jansen"))
    assert names(store) == ["Jansen"]
    store.close()


def test_a_line_that_is_cut_or_falls_silent_is_used_again_when_mended(shaky: ShakyLine) -> None:
    store = create_store(shaky.address, fictief=True)
    deliver(store, head(D(2025, 1, 1)), people("Jansen"))
    shaky.cut()
    with refused(StoreUnavailable, "niet te bereiken"):
        store.version()
    shaky.mend()
    assert names(store) == ["Jansen"]
    shaky.silent = True
    with refused(StoreUnavailable, "antwoordt niet"):
        store.version()
    shaky.mend()
    time.sleep(0.1)
    deliver(store, head(D(2025, 2, 1)), people("Smeets"))
    assert names(store) == ["Smeets"]
    store.close()


# no room, no right to write


@pytest.mark.slow  # two starts; what readers see of it, and the sentence, is in api/test_store_faults.py
def test_a_server_that_only_reads(store: Store, own_server: OwnServer) -> None:
    own_server.again(server__databases__default_to_read_only="true")
    assert names(store) == ["Jansen", "Peters"]
    other = open_store(own_server.address)
    assert names(other) == ["Jansen", "Peters"]
    other.close()
    with refused(StoreUnavailable, "alleen worden gelezen", "niet verloren"):
        deliver(store, head(D(2025, 2, 1)), people("Smeets"))
    with refused(StoreUnavailable, "alleen worden gelezen"), store.write() as writer:
        writer.append("auditlog", pl.DataFrame())
    own_server.again()
    deliver(store, head(D(2025, 2, 1)), people("Smeets"))
    assert names(store) == ["Smeets", "Peters"]


@pytest.mark.slow
def test_a_transaction_that_takes_too_much_memory(store: Store, own_server: OwnServer) -> None:
    own_server.again(db__memory__transaction__max="12m")
    many = [{"persoon_id": f"P{n}", "geslachtsnaam": os.urandom(400).hex()} for n in range(20_000)]
    with refused(StoreUnavailable, "te weinig geheugen", "niet verloren", within=60):
        deliver(store, head(D(2025, 2, 1)), {"personen": many})
    assert names(store) == ["Jansen", "Peters"]
    own_server.again()
    deliver(store, head(D(2025, 2, 1)), {"personen": many})
    assert store.view().facts("personen").height == 20_000


@contextmanager
def full_disk(server: OwnServer) -> Iterator[None]:
    """No file of the server can grow beyond the size that its largest has now."""
    largest = max(file.stat().st_size for file in server.home.rglob("*") if file.is_file())
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (largest // 4, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)


@pytest.mark.slow
def test_a_disk_that_is_full(store: Store, own_server: OwnServer) -> None:
    many = [{"persoon_id": f"P{n}", "geslachtsnaam": os.urandom(20).hex()} for n in range(200_000)]
    with full_disk(own_server), refused(StoreUnavailable, "schijf vol", "niet verloren", within=120):
        deliver(store, head(D(2025, 2, 1)), {"personen": many})
    own_server.again()
    assert names(store) == ["Jansen", "Peters"]
    deliver(store, head(D(2025, 2, 1)), people("Smeets"))
    assert names(store) == ["Smeets", "Peters"]
