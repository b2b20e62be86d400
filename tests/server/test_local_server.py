"""A server of ours starts, keeps its data, keeps strangers out, and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from neo4j import GraphDatabase, Record
from neo4j.exceptions import AuthError, ServiceUnavailable
from neo4j_server import have_jars
from shared_data import REPOSITORY

from server.errors import NotStarted, PortInUse
from server.home import Memory, Ports, furnish
from server.local import USER, LocalServer, free_port, listens

pytestmark = pytest.mark.neo4j
SMALL = Memory(heap=256, page_cache=64)
PASSWORD = "een lang: wachtwoord, met é"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    have_jars()
    home, ports = tmp_path_factory.mktemp("server") / "home", Ports(free_port(), free_port())
    with LocalServer(home, PASSWORD, ports=ports, memory=SMALL, quick=True) as server:
        yield server


@pytest.fixture
def local(kept: LocalServer) -> LocalServer:
    """The one of this module; it starts again when the test before left it stopped."""
    return kept if kept.runs else kept.start()


def ask(server: LocalServer, query: str, password: str = PASSWORD) -> list[Record]:
    with GraphDatabase.driver(server.address, auth=(USER, password)) as driver, driver.session() as session:
        return list(session.run(query))


def alive(pid: int) -> bool:
    """Whether the process is there and not only its name in the table of its dead parent."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()


def test_it_answers_to_its_password_alone(local: LocalServer) -> None:
    assert ask(local, "RETURN 1 AS een")[0]["een"] == 1
    for wrong in ("neo4j", PASSWORD[:-1]):
        with pytest.raises(AuthError):
            ask(local, "RETURN 1", wrong)


def test_it_listens_on_the_loopback_address_alone(local: LocalServer) -> None:
    inodes = {str(link.readlink()) for link in Path(f"/proc/{local.pid}/fd").iterdir() if link.is_symlink()}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{local.pid}/net/{table}").read_text().splitlines()[1:]
    ]
    listening = {row[1] for row in lines if row[3] == "0A" and f"socket:[{row[9]}]" in inodes}
    loopback = ("0100007F", "0000000000000000FFFF00000100007F")
    assert {door.split(":")[0] for door in listening} <= set(loopback)
    assert {int(door.split(":")[1], 16) for door in listening} == {
        local.ports.bolt,
        local.ports.browser,
    }


def test_the_browser_page_may_ask_nothing_of_other_hosts(local: LocalServer) -> None:
    with urlopen(f"http://127.0.0.1:{local.ports.browser}/browser/", timeout=20) as page:
        policy = page.headers["Content-Security-Policy"]
        assert b"<script" in page.read()
    hosts = {word for rule in policy.split("; ") for word in rule.split()[1:]}
    bolt = f"127.0.0.1:{local.ports.bolt}"
    assert hosts == {"'self'", "'none'", "'unsafe-inline'", "data:", f"ws://{bolt}", f"http://{bolt}"}


def test_the_home_is_for_its_owner_alone_and_has_no_http_unless_asked(tmp_path: Path) -> None:
    furnish(tmp_path / "home", PASSWORD, Ports(20_000), SMALL)
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    conf = (tmp_path / "home" / "conf" / "neo4j.conf").read_text().splitlines()
    assert "server.http.enabled=false" in conf
    assert "dbms.usage_report.enabled=false" in conf
    said = "".join(file.read_text() for file in (tmp_path / "home").rglob("*") if file.is_file())
    assert PASSWORD not in said


def test_what_was_written_is_there_after_stop_and_start(local: LocalServer) -> None:
    ask(local, "CREATE (:Proef {keer: 'stop'})")
    before = local.pid
    local.stop()
    assert not alive(before)
    with pytest.raises(ServiceUnavailable):
        ask(local, "RETURN 1")
    local.start()
    assert ask(local, "MATCH (p:Proef {keer: 'stop'}) RETURN count(p) AS n")[0]["n"] == 1


def test_what_was_written_is_there_after_a_kill(local: LocalServer) -> None:
    ask(local, "CREATE (:Proef {keer: 'kill'})")
    before = local.pid
    local.kill()
    assert not alive(before)
    local.start()
    assert ask(local, "MATCH (p:Proef {keer: 'kill'}) RETURN count(p) AS n")[0]["n"] == 1


def test_a_frozen_server_answers_again_when_it_thaws(local: LocalServer) -> None:
    with GraphDatabase.driver(
        local.address, auth=(USER, PASSWORD), connection_acquisition_timeout=2
    ) as driver:
        local.freeze()
        try:
            with pytest.raises(ServiceUnavailable):
                driver.verify_connectivity()
        finally:
            local.thaw()
        driver.verify_connectivity()


def test_a_port_in_use_is_told_before_anything_is_written(local: LocalServer, tmp_path: Path) -> None:
    with pytest.raises(PortInUse, match=f"^Poort {local.ports.bolt} is in gebruik"):
        LocalServer(tmp_path / "home", PASSWORD, ports=Ports(local.ports.bolt)).start()
    assert list(tmp_path.iterdir()) == []


def test_another_password_for_an_older_home_is_told(local: LocalServer) -> None:
    local.stop()
    stranger = LocalServer(local.home, "niet het wachtwoord", memory=SMALL, quick=True)
    try:
        with pytest.raises(NotStarted, match="heeft een ander wachtwoord"):
            stranger.start()
    finally:
        local.start()
    assert not stranger.runs
    assert ask(local, "RETURN 1 AS een")[0]["een"] == 1


def test_a_server_that_cannot_start_tells_the_end_of_its_log(tmp_path: Path) -> None:
    have_jars()
    with pytest.raises(NotStarted, match="Too small maximum heap"):
        LocalServer(tmp_path / "home", PASSWORD, memory=Memory(heap=1, page_cache=64)).start()


def test_a_server_that_takes_too_long_is_ended(local: LocalServer) -> None:
    local.stop()
    with pytest.raises(NotStarted, match="antwoordde niet binnen 0 seconden"):
        local.start(patience=0)
    assert not local.runs
    assert not listens(local.ports.bolt)


PARENT = """
import sys, time
from pathlib import Path
from server.home import Memory
from server.local import LocalServer
server = LocalServer(Path(sys.argv[1]), "wachtwoord", memory=Memory(256, 64), quick=True)
if sys.argv[3] == "starting":
    server._wait = lambda patience: None
server.start()
while Path(f"/proc/{server.pid}/comm").read_text().strip() != "java":
    time.sleep(0.01)
print(server.pid, flush=True)
if sys.argv[2] == "waits":
    time.sleep(600)
"""


@pytest.mark.parametrize("so_far", ["starting", pytest.param("started", marks=pytest.mark.slow)])
@pytest.mark.parametrize("ending", ["waits", "forgets"])
def test_nothing_is_left_running_by_who_is_killed_or_forgets(
    tmp_path: Path, ending: str, so_far: str
) -> None:
    have_jars()
    command = [sys.executable, "-c", PARENT, str(tmp_path / "home"), ending, so_far]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if ending == "waits":
            assert alive(pid)
            parent.send_signal(signal.SIGKILL)
        parent.wait(timeout=20)
    end = time.monotonic() + 10
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(pid)
