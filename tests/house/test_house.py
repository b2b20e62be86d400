"""The house itself: what no file in the repository may hold, and what must be documented."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from shared_data import REPOSITORY

LOCKS = ("requirements.lock", "requirements-dev.lock")
MACHINE_PATH = re.compile(r"/(?:work|root|farm)/|/home/\w+/")
INDEX_ADDRESS = re.compile(r"--(?:extra-)?index[-]url|\"resolved[\"]: *\"http|registry[ ]*= *http")
MAX_LINES = 300
MAX_FUNCTION_LINES = 40


@cache
def tracked(suffixes: tuple[str, ...] = ()) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [REPOSITORY / line for line in listed]
    return [p for p in paths if p.is_file() and (not suffixes or p.suffix in suffixes)]


def product_modules() -> list[Path]:
    kept_small = {"models", "graph", "visual", "api", "server"}
    return [p for p in tracked((".py",)) if p.relative_to(REPOSITORY).parts[0] in kept_small]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    hits = []
    for path in paths:
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        hits += [f"{path.relative_to(REPOSITORY)}: {m.group()}" for m in pattern.finditer(text)]
    return hits


def test_no_file_names_a_path_of_one_machine() -> None:
    assert (
        lines_with(MACHINE_PATH, tracked((".py", ".md", ".toml", ".sh", ".ipynb", ".html", ".css", ""))) == []
    )


def test_no_file_names_a_package_index() -> None:
    own = [p for p in tracked() if "assets" not in p.parts and "vendor" not in p.parts]
    assert lines_with(INDEX_ADDRESS, own) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z0-9])", text)
    assert len(pins) > 20
    assert [p.split()[0] for p in pins if "--hash=sha256:" not in p] == []


def test_modules_stay_readable_in_one_sitting() -> None:
    assert [
        f"{p.relative_to(REPOSITORY)}: {n}"
        for p in product_modules()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    ] == []


def test_functions_stay_readable_at_a_glance() -> None:
    long = []
    for path in product_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                docstring = (ast.get_docstring(node, clean=False) or "").count("\n") + 1
                length = (node.end_lineno or 0) - node.lineno + 1 - docstring
                if length > MAX_FUNCTION_LINES:
                    long.append(f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name} {length}")
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    assert [
        str(p.relative_to(REPOSITORY))
        for p in product_modules()
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ] == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    leftovers = re.compile(r"\b(?:TODO|FIXME|XXX)\b|except Exception\b")
    assert lines_with(leftovers, product_modules()) == []
