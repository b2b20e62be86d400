"""Statements are made of what is declared: every name that one is built from is known here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shared_data import REPOSITORY

MODULES = sorted((REPOSITORY / "graph/store/neo4j").glob("*.py"))
CYPHER = re.compile(r"\b(?:MATCH|MERGE|UNWIND|CREATE|DELETE|RETURN|SET|CALL|WHERE|CONSTRAINT|INDEX)\b")
DECLARED = {
    *("label", "start", "end", "there", "tie", "place", "kind", "kinds"),
    *("name", "wanted", "columns", "column", "types"),  # of declared tables, properties and indexes
}
"""Labels, types and properties from models, and what loops over them; a constant may stand anywhere."""

MADE = {
    *("rows", "key", "own", "shown", "statement", "once", "name_alone", "which", "paired", "pattern"),
    *("by", "work"),
}
"""Parts of statements, each made of what is declared in the same module."""


def built(path: Path) -> Iterator[tuple[str, list[ast.expr]]]:
    """Statements, or parts of one, that hold more than their own text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            text = "".join(v.value for v in node.values if isinstance(v, ast.Constant))
            parts = [v.value for v in node.values if isinstance(v, ast.FormattedValue)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            text = "".join(
                c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)
            )
            parts = [node.left, node.right]
        else:
            continue
        if CYPHER.search(text):
            yield f"{path.name}:{node.lineno}", parts


def names(part: ast.expr) -> Iterator[str]:
    """The variables of an expression; functions and methods are those of the module."""
    called = {id(node.func) for node in ast.walk(part) if isinstance(node, ast.Call)}
    for node in ast.walk(part):
        if isinstance(node, ast.Name) and id(node) not in called:
            yield node.id


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_statement_is_built_of_what_is_declared_alone(path: Path) -> None:
    used = {(where, name) for where, parts in built(path) for part in parts for name in names(part)}
    assert {
        (where, name) for where, name in used if name not in DECLARED | MADE and not name.isupper()
    } == set()


def test_the_statements_that_are_built_are_found() -> None:
    found = [where for path in MODULES for where, _ in built(path)]
    assert len(found) > 25
