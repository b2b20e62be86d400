"""A Neo4j server that a test may stop, kill, freeze and starve; the next test finds it well and empty."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j_server import Neo4jServer, go_without, have_jars

from graph.store.neo4j import connection, line
from graph.store.neo4j.address import DEFAULT_USER, PASSWORD, PASSWORD_FILE, USER
from server.home import Memory
from server.local import LocalServer

HOST = "127.0.0.1"


class OwnServer(LocalServer):
    """One that starts with other settings too; on its Bolt port it speaks TLS to who asks for that."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "home", secrets.token_urlsafe(12), memory=Memory(256, 64), quick=True)
        self.certificate = make_certificate(folder / "certificaat")
        self.settings: dict[str, str] = {}
        self.started_with: dict[str, str] = {}

    def start(self, patience: float = 120) -> OwnServer:
        """As any other, and remember the settings."""
        super().start(patience)
        self.started_with = dict(self.settings)
        return self

    def again(self, **settings: str) -> None:
        """Start it, after a stop if it runs, with these settings; dots are written as underscores twice."""
        self.thaw_if_frozen()
        self.stop()
        self.settings = {name.replace("__", "."): value for name, value in settings.items()}
        self.start()

    def thaw_if_frozen(self) -> None:
        if self.runs:
            self.thaw()

    def mend(self) -> None:
        """Well again and without settings of its own, with what it holds."""
        self.thaw_if_frozen()
        if not self.runs or self.started_with:
            self.kill()
            self.settings = {}
            self.start()

    def recover(self) -> None:
        """Well again, without settings of its own, and empty."""
        self.mend()
        Neo4jServer(self.address, DEFAULT_USER, self.password).clear()

    def driver(self) -> Driver:
        """A connection that the caller closes."""
        return GraphDatabase.driver(self.address, auth=(DEFAULT_USER, self.password))

    def ask(self, statement: str, **values: object) -> list[dict[str, object]]:
        """The rows that a statement gives, beside Knooppunt."""
        with self.driver() as driver, driver.session(database="neo4j") as session:
            return session.run(statement, values).data()

    def _command(self) -> list[str]:
        folder = self.certificate.parent
        tls = {
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(folder),
            "dbms.ssl.policy.bolt.private_key": "private.key",
            "dbms.ssl.policy.bolt.public_certificate": "public.crt",
            "dbms.ssl.policy.bolt.client_auth": "NONE",
            "server.bolt.tls_level": "OPTIONAL",
        }
        every = tls | self.settings
        return [*super()._command(), *(part for name in every for part in ("-c", f"{name}={every[name]}"))]


def make_certificate(folder: Path) -> Path:
    """A certificate for the loopback address that only who trusts it by name will trust."""
    folder.mkdir(mode=0o700)
    key, certificate = folder / "private.key", folder / "public.crt"
    names = ("-subj", "/CN=knooppunt-proef", "-addext", f"subjectAltName=IP:{HOST}")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2", *names, *files],
        check=True,
        capture_output=True,
    )
    return certificate


def have_what_it_takes() -> None:
    """What a server needs is here, and what makes its certificate, or the test is skipped with the reason."""
    have_jars()
    if shutil.which("openssl") is None:
        go_without("Zonder openssl is er geen certificaat voor een server; 'make java' zet het klaar.")


@pytest.fixture(scope="session")
def breakable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """One for all tests of a process; ask for ``own_server``."""
    have_what_it_takes()
    server = OwnServer(tmp_path_factory.mktemp("eigen-server"))
    try:
        yield server.start()
    finally:
        server.kill()


def enter(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    """Let Knooppunt in with this password and no other setting."""
    for name in (USER, PASSWORD_FILE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(PASSWORD, password)


@pytest.fixture
def own_server(breakable: OwnServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnServer]:
    """A server for this test alone, with an empty database and its password in the environment."""
    breakable.recover()
    enter(monkeypatch, breakable.password)
    yield breakable
    breakable.thaw_if_frozen()


def lose_patience(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, float]:
    """Limits of a second or so, and no second attempt; gives them."""
    limits = {"CONNECT_LIMIT": 2.0, "RETRY_LIMIT": 0.0, "PATIENCE": 0.5, "SILENCE": 2.0, "REST": 0.05}
    for name, seconds in limits.items():
        monkeypatch.setattr(line, name, seconds)
        if hasattr(connection, name):
            monkeypatch.setattr(connection, name, seconds)
    return limits


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, float]:
    """Such limits for this test alone."""
    return lose_patience(monkeypatch)
