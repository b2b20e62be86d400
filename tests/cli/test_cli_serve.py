"""``serve`` and ``demo`` as processes: they say where, answer there, and stop quietly."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.store import open_store

SOURCE = str(Path(__file__).parents[2])


@contextmanager
def running(
    folder: Path, words: Sequence[str], settings: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], int, list[str]]]:
    """A command that serves: its process, its port, and what it said until then."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("KNOOPPUNT_", "DISPLAY", "WAYLAND"))
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", *words],
        cwd=folder,
        env=environment | {"PYTHONPATH": SOURCE} | dict(settings or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                yield process, int(found[1]), said
                return
        raise AssertionError("".join(said))
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def rest_of(process: subprocess.Popen[str]) -> str:
    """What it still said until it ended, from the same buffer as before."""
    assert process.stderr is not None
    said = process.stderr.read()
    process.wait(timeout=30)
    return said


def status_of(port: int) -> int:
    """The status of the first page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    finally:
        connection.close()


def test_serve_says_where_and_as_whom_and_stops_quietly(prompt):
    assert prompt("nieuw", "--fictief").status == 0
    with running(prompt.folder, ["serve", "--poort", "0"]) as (process, port, _):
        assert status_of(port) in (200, 303)
        process.send_signal(signal.SIGINT)
        rest = rest_of(process)
    assert process.returncode == 130
    assert "procesregisseur" in rest
    assert "Traceback" not in rest
    open_store(str(prompt.folder / "knooppunt.duckdb")).close()


def test_serve_stands_before_a_server_too(prompt, neo4j_server):
    neo4j_server.clear()
    settings = {"KNOOPPUNT_STORE": neo4j_server.address, **neo4j_server.settings}
    assert prompt("nieuw", "--fictief", **settings).status == 0
    with running(prompt.folder, ["serve", "--poort", "0"], settings) as (process, port, _):
        assert status_of(port) in (200, 303)
        process.send_signal(signal.SIGINT)
        rest = rest_of(process)
    assert process.returncode == 130
    assert "procesregisseur" in rest
    assert "Traceback" not in rest


def test_in_a_real_store_nobody_is_offered(prompt):
    assert prompt("nieuw").status == 0
    with running(prompt.folder, ["serve", "--poort", "0"]) as (process, port, _):
        assert status_of(port) in (200, 303)
        process.send_signal(signal.SIGINT)
        rest = rest_of(process)
    assert "verzonnen" not in rest


def test_the_demo_takes_the_next_port_when_one_is_taken(demo, tmp_path):
    shutil.copytree(demo[0].folder / "demo", tmp_path / "demo")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        with running(tmp_path, ["demo", "--poort", str(busy)]) as (_, port, said):
            assert busy < port < busy + 50
            assert status_of(port) in (200, 303)
    assert any("staat al een demo" in line for line in said)
