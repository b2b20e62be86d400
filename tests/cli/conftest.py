"""Runs ``knooppunt`` as a user does, and makes the small stores that these tests look at."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

FAMILY = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith("KNOOPPUNT_")}


@dataclass(frozen=True)
class Answer:
    """What came back from one command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one line on standard error, which is no traceback."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@dataclass(frozen=True)
class Shell:
    """A folder in which commands are given."""

    folder: Path
    source: str = str(Path(__file__).parents[2])

    def __call__(self, *words: object, **environment: str) -> Answer:
        """Give one command in a process of its own."""
        return self.python("from api.cli import main; main()", *words, **environment)

    def python(self, code: str, *words: object, **environment: str) -> Answer:
        """Run some Python in this folder."""
        command = [sys.executable, "-c", code, *map(str, words)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**CLEAN, "PYTHONPATH": self.source, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Prompt:
    """The same without a new process: quick, for what no process boundary can change."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *words: object, **environment: str) -> Answer:
        """Give one command."""
        from api.cli.start import run

        with self.patch.context() as patch:
            patch.chdir(self.folder)
            for name in [n for n in os.environ if n.startswith("KNOOPPUNT_")]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            self.capture.readouterr()
            status = run([str(word) for word in words])
        out, err = self.capture.readouterr()
        return Answer(status, out, err)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder, a new process a command."""
    return Shell(tmp_path)


@pytest.fixture
def prompt(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """An empty folder, commands in this process."""
    return Prompt(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="session")
def run_family() -> Callable[..., Path]:
    """Takes the example family through the chain, in a fictional store."""

    def run(folder: Path, *linking: object) -> Path:
        shell = Shell(folder)
        for words in (["nieuw", "--fictief"], ["inlezen", FAMILY], ["koppelen", *linking], ["analyseer"]):
            answer = shell(*words)
            assert answer.status == 0, answer.err
        return folder

    return run


@pytest.fixture(scope="session")
def family_folder(tmp_path_factory: pytest.TempPathFactory, run_family: Callable[..., Path]) -> Path:
    """A folder whose ``knooppunt.duckdb`` holds the example family, analysed; not to be written."""
    return run_family(tmp_path_factory.mktemp("familie"))


@pytest.fixture
def prompt_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], Prompt]:
    """Commands in a folder."""
    return lambda folder: Prompt(folder, capsys, monkeypatch)


@pytest.fixture
def family(family_folder: Path, prompt_in: Callable[[Path], Prompt]) -> Prompt:
    """Commands on the example family."""
    return prompt_in(family_folder)
