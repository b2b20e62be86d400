"""Runs ``knooppunt`` as a user does, and makes the small stores that these tests look at."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from api.cli.start import run

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
    """The same without a new process: quick, for what no process boundary can change.

    ``settings`` are in the environment of every command.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, *words: object, **environment: str) -> Answer:
        """Give one command."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.folder),
            mock.patch.dict(os.environ, {**CLEAN, **self.settings, **environment}, clear=True),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            status = run([str(word) for word in words])
        return Answer(status, out.getvalue(), err.getvalue())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder, a new process a command."""
    return Shell(tmp_path)


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    """An empty folder, commands in this process."""
    return Prompt(tmp_path)


@pytest.fixture(scope="session")
def prompt_in() -> Callable[[Path], Prompt]:
    """Commands in a folder of one's own, for what is made once for several tests."""
    return Prompt


def run_chain(
    folder: Path, *more: object, fictief: bool = True, settings: Mapping[str, str] | None = None
) -> Prompt:
    """Take the example family through the chain; ``more`` goes to koppelen."""
    prompt = Prompt(folder, settings or {})
    new = ["nieuw", "--fictief"] if fictief else ["nieuw"]
    for words in (new, ["inlezen", FAMILY], ["koppelen", *more], ["analyseer"]):
        answer = prompt(*words)
        assert answer.status == 0, answer.err
    return prompt


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prompt, Answer]:
    """A demo that was run, and its answer."""
    prompt = Prompt(tmp_path_factory.mktemp("demo"))
    answer = prompt("demo", "--zonder-server", "--json")
    assert answer.status == 0, answer.err
    return prompt, answer


@pytest.fixture(scope="session")
def chain() -> Callable[..., Prompt]:
    """Takes the example family through the chain in a folder."""
    return run_chain


@pytest.fixture(scope="session")
def family(tmp_path_factory: pytest.TempPathFactory) -> Prompt:
    """Commands on the example family, linked and analysed; its store is not to be written."""
    return run_chain(tmp_path_factory.mktemp("familie"))


@pytest.fixture(scope="session")
def real_family(tmp_path_factory: pytest.TempPathFactory) -> Prompt:
    """The same in a store that is not fictional; its store is not to be written."""
    return run_chain(tmp_path_factory.mktemp("echt"), fictief=False)
