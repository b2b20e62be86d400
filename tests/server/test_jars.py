"""The jars: fetched whole or not at all, once, and then without Maven."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from shared_data import REPOSITORY

from server.errors import Missing
from server.jars import folder_of_jars, jars, java

MAVEN = """#!/bin/sh
echo run >> "{folder}/runs"
for word; do case "$word" in -DoutputDirectory=*) out="${{word#*=}}";; esac; done
mkdir "$out" && echo jar > "$out/een.jar"
sleep 0.5
{ending}
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder before all others on the path, for a stand-in that writes down how often it ran."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def stand_in(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def test_two_at_once_fetch_once(tools: Path, tmp_path: Path) -> None:
    stand_in(tools, "mvn", MAVEN.format(folder=tools, ending="exit 0"))
    kept = tmp_path / "kept"
    program = f"from pathlib import Path; from server.jars import jars; print(jars(Path({str(kept)!r})))"
    command = [sys.executable, "-c", program]
    both = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [one.communicate()[0].strip() for one in both] == [str(folder_of_jars(kept))] * 2
    assert (tools / "runs").read_text().split() == ["run"]
    assert sorted(p.name for p in kept.iterdir()) == sorted(["lock", folder_of_jars(kept).name])


def test_half_a_fetch_leaves_nothing_and_tells_why(tools: Path, tmp_path: Path) -> None:
    stand_in(tools, "mvn", MAVEN.format(folder=tools, ending="echo geen verbinding; exit 1"))
    with pytest.raises(Missing, match="geen verbinding"):
        jars(tmp_path / "kept")
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["lock"]


def test_what_is_there_needs_no_maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing, match="apt-get install maven"):
        jars(tmp_path / "kept")
    folder_of_jars(tmp_path / "kept").mkdir()
    assert jars(tmp_path / "kept") == folder_of_jars(tmp_path / "kept")


@pytest.mark.parametrize(("said", "enough"), [("1.8.0_402", False), ("11.0.2", False), ("21.0.1", True)])
def test_an_older_java_is_none(tools: Path, said: str, enough: bool) -> None:
    stand_in(tools, "java", f"#!/bin/sh\necho 'openjdk version \"{said}\" 2024-01-16' >&2\n")
    if enough:
        assert java() == tools / "java"
    else:
        with pytest.raises(Missing, match="Java 17 of nieuwer ontbreekt"):
            java()
