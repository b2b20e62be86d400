"""The password of a Neo4j server: from the environment or a file, and nowhere to be seen after that."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from neo4j_server import Neo4jServer
from own_server import HOST, enter
from store_engines import deliver, head

from graph.store import create_store, is_server, open_store
from graph.store.base import Store
from graph.store.neo4j.address import PASSWORD, PASSWORD_FILE, USER, read_address
from graph.store.neo4j.connection import Connection
from models.errors import InputError, KnooppuntError, StoreUnavailable
from server.local import free_port

SECRET = "Zeer-Geheim-8471"
ADDRESS = "neo4j://graaf.voorbeeld.nl:7687"


@pytest.fixture
def store(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store on a server."""
    neo4j_server.clear()
    enter(monkeypatch, neo4j_server.password)
    monkeypatch.setenv(USER, neo4j_server.user)
    made = create_store(neo4j_server.address, fictief=True)
    yield made
    made.close()


def told(error: pytest.ExceptionInfo[KnooppuntError]) -> str:
    """All that anybody gets to see of an error: what it says, what led to it, how these are printed."""
    chain: list[BaseException] = [error.value]
    while before := chain[-1].__cause__ or (not chain[-1].__suppress_context__ and chain[-1].__context__):
        chain.append(before)
    return "\n".join([*traceback.format_exception(error.value), *map(repr, chain), *map(str, chain)])


# in the address


@pytest.mark.parametrize(
    "address",
    [
        f"neo4j://an:{SECRET}@{HOST}:7687",
        f"neo4j+s://an:{SECRET}@{HOST}",
        f"bolt://an:{SECRET}@{HOST}:7687/neo4j",
        f"bolt+s://:{SECRET}@{HOST}",
        f"neo4j+ssc://an:{SECRET}@{HOST}",
        f"neo4j://{SECRET}@{HOST}",
        f"neo4j://an:{SECRET}@",
        f"neo4j://an:{SECRET}@ook@{HOST}",
        f"neo4j://an:1/{SECRET}@{HOST}",
        f"neo4j://an:1/{SECRET}@{HOST}:7687",
        f"neo4j://an:1?{SECRET}@{HOST}",
        f"neo4j://an:#{SECRET}@{HOST}",
        f"neo4j://an:{SECRET}@[::1",
        f"neo4j://an:{SECRET}@ho\u2100st",
        f"NEO4J://an:{SECRET}@{HOST}",
        f"Bolt+S://an:{SECRET}@{HOST}",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    enter(monkeypatch, "een-ander-wachtwoord")
    caplog.set_level(logging.DEBUG)
    for visit in (open_store, lambda at: create_store(at, fictief=True)):
        with pytest.raises(InputError) as error:
            visit(address)
        sentence = (
            f"Zet gebruiker en wachtwoord niet in het adres van de opslag, maar in {USER} en {PASSWORD}."
        )
        assert str(error.value) == sentence
        assert SECRET not in told(error)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        *(
            "neo4j://[::1",
            "neo4j://ho\u2100st",
            "neo4j://ho\udcffst",
            "neo4j://een..twee",
            f"neo4j://{'a' * 64}",
        ),
        *("neo4j://een:twee:drie", "neo4j://een:0", "neo4j://een:99999"),
    ],
)
def test_an_address_that_nobody_can_read_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    enter(monkeypatch, SECRET)
    with pytest.raises(InputError, match=r"^Schrijf het adres van de server als neo4j://HOST:POORT of "):
        open_store(address)


def test_capitals_do_not_make_a_file_of_a_server() -> None:
    assert is_server("NEO4J+S://graaf.voorbeeld.nl")
    assert is_server("Bolt+SSC://graaf.voorbeeld.nl")
    assert not is_server("neo4j/proef.duckdb")
    assert not is_server("NEO4J")


# in the environment or a file


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_password_file_is_read_whoever_else_may_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int
) -> None:
    """Its rights are for whoever keeps the server (docs/neo4j.md): secrets are handed over in many ways."""
    file = tmp_path / "wachtwoord"
    file.write_text(f"{SECRET}\r\n", encoding="utf-8")
    file.chmod(mode)
    enter(monkeypatch, "")
    monkeypatch.setenv(PASSWORD_FILE, str(file))
    assert read_address(ADDRESS).password == SECRET
    assert file.stat().st_mode & 0o777 == mode


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    enter(monkeypatch, SECRET)
    monkeypatch.setenv(PASSWORD_FILE, str(tmp_path / "is-er-niet"))
    assert read_address(ADDRESS).password == SECRET


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "is niet te lezen"), (SECRET.encode() + b"\xff\xfe", "is niet te lezen"), (b"\r\n", "is leeg")],
)
def test_a_password_file_that_is_no_use_is_one_sentence_without_what_is_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "wachtwoord"
    if content is not None:
        file.write_bytes(content)
    enter(monkeypatch, "")
    monkeypatch.setenv(PASSWORD_FILE, str(file))
    with pytest.raises(InputError, match=says) as error:
        read_address(ADDRESS)
    assert SECRET not in told(error)


def test_without_a_password_nobody_knocks(monkeypatch: pytest.MonkeyPatch) -> None:
    enter(monkeypatch, "")
    with pytest.raises(InputError, match=f"^Zet het wachtwoord .* in {PASSWORD}, of in een bestand"):
        open_store(ADDRESS)


def test_a_password_that_is_no_text_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, neo4j_server: Neo4jServer
) -> None:
    """The environment may hold any bytes; Python gives those that are no UTF-8 as half characters."""
    enter(monkeypatch, f"{SECRET}\udcff")
    with pytest.raises(InputError, match=PASSWORD) as error:
        open_store(neo4j_server.address)
    assert SECRET not in told(error)


# afterwards


def test_the_password_is_in_no_log_record(
    store: Store,
    neo4j_server: Neo4jServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="neo4j")
    again = open_store(neo4j_server.address)
    deliver(again, head(date(2025, 1, 1)), {"personen": [{"persoon_id": "P1"}]})
    again.close()
    enter(monkeypatch, SECRET)
    monkeypatch.setenv(USER, neo4j_server.user)
    with pytest.raises(InputError):
        open_store(neo4j_server.address)
    seen = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    logged_on = [line for line in seen if "LOGON" in line and neo4j_server.user in line]
    assert logged_on, "the driver must have told how it entered, or nothing was tried"
    for password in (neo4j_server.password, SECRET):
        assert [line for line in seen if password in line] == []


def test_the_password_is_in_no_repr(
    store: Store, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = read_address(f"{neo4j_server.address}/neo4j")
    assert address.password == neo4j_server.password
    connection = Connection(address)
    view = store.view()
    with store.write() as writer:
        things = (address, connection, connection._line, store, view, writer, vars(connection), vars(store))
        shown = [written for thing in things for written in (repr(thing), str(thing), f"{thing}")]
    connection.close()
    assert [line for line in shown if neo4j_server.password in line] == []
    assert any(neo4j_server.address in line for line in shown)


@pytest.mark.parametrize("case", ["wrong", "away", "no database"])
def test_the_password_is_in_no_error(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    enter(monkeypatch, SECRET if case == "wrong" else neo4j_server.password)
    monkeypatch.setenv(USER, neo4j_server.user)
    address = {
        "wrong": neo4j_server.address,
        "away": f"bolt://{HOST}:{free_port()}",
        "no database": f"{neo4j_server.address}/bestaatniet",
    }[case]
    with pytest.raises((InputError, StoreUnavailable)) as error:
        open_store(address)
    assert address in str(error.value)
    for password in (neo4j_server.password, SECRET):
        assert password not in told(error)


def test_the_password_is_not_in_the_command_line_of_the_server_nor_in_what_it_writes(
    store: Store, neo4j_server: Neo4jServer
) -> None:
    local = neo4j_server.local
    if local is None:
        pytest.skip("the server that the environment names is not of our making")
    command = Path(f"/proc/{local.pid}/cmdline").read_bytes()
    assert b"org.neo4j.server.CommunityEntryPoint" in command
    written = [file for folder in ("conf", "logs", "data/dbms") for file in (local.home / folder).rglob("*")]
    files = [file.read_bytes() for file in written if file.is_file()]
    assert any(b"server.bolt.listen_address" in content for content in files)
    assert [content for content in (command, *files) if local.password.encode() in content] == []
