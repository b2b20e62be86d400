"""The server that tests share: one for all of them, emptied between them, never quietly absent under CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j_server import Neo4jServer
from shared_data import REPOSITORY

IN_WHICH_WORKER = """
import os
from pathlib import Path
import pytest

@pytest.mark.neo4j
@pytest.mark.parametrize("time", range(4))
def test_marked(time):
    with Path(__file__).with_name("workers").open("a") as out:
        print(os.environ["PYTEST_XDIST_WORKER"], file=out)
"""


def pytest_of_its_own(folder: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on this folder with the plugin, far from this repository's own settings."""
    plugins = ("-p", "xdist", "-p", "neo4j_server")
    command = [sys.executable, "-m", "pytest", *plugins, "--rootdir", str(folder), *options]
    path = os.pathsep.join(map(str, (REPOSITORY / "tests", REPOSITORY)))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "KNOOPPUNT_", "CI"))}
    return subprocess.run(
        [*command, str(folder)],
        env=environment | settings | {"PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_empty_leaves_neither_rows_nor_rules(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver, driver.session() as session:
        session.run("CREATE CONSTRAINT enig FOR (p:Proef) REQUIRE p.naam IS UNIQUE").consume()
        session.run("CREATE INDEX zoek FOR (p:Proef) ON (p.soort)").consume()
        session.run("UNWIND range(1, 100) AS n CREATE (:Proef {naam: n})-[:NAAR]->(:Ander)").consume()
        neo4j_server.empty()
        assert session.run("MATCH (n) RETURN count(n)").single(strict=True).value() == 0
        assert session.run("SHOW CONSTRAINTS").data() == []
        assert session.run("SHOW INDEXES YIELD type WHERE type <> 'LOOKUP'").data() == []


def test_all_that_talks_to_a_server_runs_in_one_worker(tmp_path: Path) -> None:
    for name in ("een", "twee", "drie"):
        (tmp_path / f"test_{name}.py").write_text(IN_WHICH_WORKER)
    done = pytest_of_its_own(tmp_path, "-n", "2", "--dist", "loadgroup")
    assert done.returncode == 0, done.stdout + done.stderr
    workers = (tmp_path / "workers").read_text().split()
    assert len(workers) == 12
    assert len(set(workers)) == 1


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 error"), ("false", "1 skipped")])
def test_without_java_it_is_skipped_by_name_and_under_ci_it_fails(
    tmp_path: Path, ci: str, outcome: str
) -> None:
    (tmp_path / "test_een.py").write_text("def test_een(neo4j_server): pass\n")
    done = pytest_of_its_own(tmp_path, "-rs", CI=ci, PATH=str(tmp_path), JAVA_HOME=str(tmp_path))
    assert outcome in done.stdout, done.stdout + done.stderr
    assert "Java 17 of nieuwer ontbreekt" in done.stdout


def test_a_server_that_was_given_is_used_and_not_started(tmp_path: Path) -> None:
    (tmp_path / "test_een.py").write_text(
        "def test_een(neo4j_server):\n"
        "    assert neo4j_server.local is None\n"
        "    assert neo4j_server.address == 'neo4j://ergens:7687'\n"
        "    assert (neo4j_server.user, neo4j_server.password) == ('ik', 'geheim')\n"
    )
    given = {"KNOOPPUNT_NEO4J_GEBRUIKER": "ik", "KNOOPPUNT_NEO4J_WACHTWOORD": "geheim"}
    done = pytest_of_its_own(tmp_path, KNOOPPUNT_TEST_NEO4J="neo4j://ergens:7687", **given)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
