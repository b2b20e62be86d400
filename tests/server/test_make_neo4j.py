"""`make neo4j`: says where the server is and how to enter, shows no password, ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j_server import have_jars
from shared_data import REPOSITORY

from server import __main__ as program
from server.home import HOST, Ports
from server.local import USER, LocalServer, free_port, listens

GIVEN = "een-gegeven-wachtwoord"
PROGRAM = """
import sys
from functools import partial
from pathlib import Path
import server.__main__ as program
from server.home import Memory
program.LocalServer = partial(program.LocalServer, memory=Memory(256, 64), quick=True)
program.KEPT = Path(sys.argv.pop(1))
program.FILE, program.HOME = program.KEPT / "wachtwoord", program.KEPT / "home"
sys.exit(program.main())
"""


def start(kept: Path, bolt: int, browser: int, **settings: str) -> subprocess.Popen[str]:
    """Run the program with a folder of its own for what it keeps."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KNOOPPUNT_")}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(kept), "--poort", str(bolt), "--browser", str(browser)],
        cwd=REPOSITORY,
        env=clean | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said_before_it_serves(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    lines: list[str] = []
    while not (lines and "knooppunt demo" in lines[-1]):
        line = running.stdout.readline()
        assert line, running.communicate()
        lines.append(line)
    return "".join(lines)


@pytest.mark.neo4j
@pytest.mark.parametrize("given", ["", pytest.param(GIVEN, marks=pytest.mark.slow)])
def test_it_says_how_to_enter_and_ends_with_ctrl_c(tmp_path: Path, given: str) -> None:
    have_jars()
    bolt, browser = free_port(), free_port()
    settings = {"KNOOPPUNT_NEO4J_WACHTWOORD": given} if given else {}
    with start(tmp_path, bolt, browser, **settings) as running:
        try:
            said = said_before_it_serves(running)
            kept = tmp_path / "wachtwoord"
            password = given or kept.read_text().strip()
            with GraphDatabase.driver(f"neo4j://{HOST}:{bolt}", auth=(USER, password)) as driver:
                driver.verify_connectivity()
        finally:
            running.send_signal(signal.SIGINT)
        out, error = running.communicate(timeout=60)
    assert (running.returncode, error) == (0, "")
    assert "De server is gestopt." in out
    assert not listens(bolt)
    assert f"knooppunt demo --store neo4j://{HOST}:{bolt}" in said
    assert f"http://{HOST}:{browser}" in said
    assert password not in said
    assert kept.exists() != bool(given)
    assert given or kept.stat().st_mode & 0o777 == 0o600


def test_a_password_that_is_given_is_used_and_neither_kept_nor_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "KEPT", tmp_path)
    monkeypatch.setattr(program, "FILE", tmp_path / "wachtwoord")
    monkeypatch.setenv(program.PASSWORD, GIVEN)
    assert program.kept_password() == GIVEN
    assert list(tmp_path.iterdir()) == []
    assert GIVEN not in program.how_to(LocalServer(tmp_path / "home", GIVEN, ports=Ports(7687, 7474)))


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    have_jars()
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with start(tmp_path, port, free_port()) as running:
            _, error = running.communicate(timeout=60)
    assert running.returncode == 2
    assert error == f"Poort {port} is in gebruik door een ander programma.\n"
