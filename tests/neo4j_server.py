"""One Neo4j server for all tests of one pytest process: ours, or one that the environment names.

``KNOOPPUNT_TEST_NEO4J`` is the address of a server whose data may be lost; ``KNOOPPUNT_NEO4J_GEBRUIKER`` and
``KNOOPPUNT_NEO4J_WACHTWOORD`` let us in. Without it the tests start a server of their own (see ``server/``),
which needs Java 17 and Maven; where those are absent the tests that want a server are skipped by name,
and under CI they fail. A test that asks for the fixture ``neo4j_server``, or carries the marker ``neo4j``,
runs in the one worker of pytest-xdist that has the server; what starts a server of its own runs in another.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
from neo4j import Driver, GraphDatabase

from server.errors import Missing
from server.jars import jars, java
from server.local import USER, LocalServer

GIVEN = "KNOOPPUNT_TEST_NEO4J"


@dataclass(frozen=True)
class Neo4jServer:
    """Where a server is and who may enter; ``local`` is our process, absent for a server that was given."""

    address: str
    user: str
    password: str = field(repr=False)
    local: LocalServer | None = None

    def driver(self) -> Driver:
        """A connection that the caller closes."""
        return GraphDatabase.driver(self.address, auth=(self.user, self.password))

    @property
    def settings(self) -> dict[str, str]:
        """The environment that lets ``knooppunt`` in."""
        return {"KNOOPPUNT_NEO4J_GEBRUIKER": self.user, "KNOOPPUNT_NEO4J_WACHTWOORD": self.password}

    def clear(self) -> None:
        """Throw away all nodes; constraints and indexes stay, for they take seconds to make."""
        with self.driver() as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()

    def empty(self) -> None:
        """Throw away all nodes, constraints and indexes."""
        with self.driver() as driver, driver.session(database="neo4j") as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
            for name in session.run("SHOW CONSTRAINTS YIELD name").value():
                session.run(f"DROP CONSTRAINT `{name}`").consume()
            for name in session.run(
                "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
            ).value():
                session.run(f"DROP INDEX `{name}`").consume()


def have_jars() -> None:
    """Java and the jars are here, or the test is skipped with the reason; under CI they must be."""
    try:
        java()
        jars()
    except Missing as missing:
        go_without(str(missing))


def go_without(reason: str) -> NoReturn:
    """Skip by name; under CI nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def serving(folder: Path) -> Iterator[Neo4jServer]:
    """The server that the environment names, else one in this folder that stops afterwards."""
    address = os.environ.get(GIVEN)
    if address:
        user = os.environ.get("KNOOPPUNT_NEO4J_GEBRUIKER", USER)
        yield Neo4jServer(address, user, os.environ["KNOOPPUNT_NEO4J_WACHTWOORD"])
        return
    have_jars()
    with LocalServer(folder / "neo4j", secrets.token_urlsafe(12), quick=True) as local:
        yield Neo4jServer(local.address, USER, local.password, local)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server with whatever an earlier test left in it; ``empty`` makes room."""
    yield from serving(tmp_path_factory.mktemp("neo4j"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses a server, and send all that uses the same one to one worker."""
    fixtures = getattr(item, "fixturenames", ())
    if "neo4j_server" in fixtures:
        item.add_marker(pytest.mark.neo4j)
    if item.get_closest_marker("neo4j"):
        shared = "neo4j_server" in fixtures or _asks_by_parameter(item)
        item.add_marker(pytest.mark.xdist_group("neo4j" if shared else "own_server"))


def _asks_by_parameter(item: pytest.Item) -> bool:
    """Whether the engine is a parameter: such a fixture asks for the server only once it runs."""
    called = getattr(item, "callspec", None)
    return called is not None and "neo4j" in called.params.values()
