"""What the engine hands to the driver as a statement is a constant, or made of what is declared."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import InitVar, dataclass, field

import pytest
from shared_data import REPOSITORY

ENGINE = REPOSITORY / "graph/store/neo4j"
MAKERS = {"graph_statements", "seek_statements", "graph_schema", "schema"}
"""Modules whose functions make statements of what is declared; see ``test_neo4j_graph_statements``."""
MADE_BY = {".statement_read", ".statements", ".Query"}
"""What does so by its bare name: of a ledger, of the schema; what goes in a Query is looked at itself."""
METHODS, FUNCTIONS = {"run": 0, "execute_query": 0}, {"Query": 0, "Seek": 0}
"""What takes a statement, and at which place; all of ours with one of ``PARAMETERS`` join."""
PARAMETERS = {"statement", "put"}


def parsed() -> dict[str, ast.Module]:
    return {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ENGINE.glob("*.py"))}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@dataclass
class Takers:
    """Methods and functions that a statement is handed to, and at which place it stands in a call."""

    trees: InitVar[Iterable[ast.Module]]
    methods: dict[str, int] = field(default_factory=lambda: dict(METHODS))
    functions: dict[str, int] = field(default_factory=lambda: dict(FUNCTIONS))

    def __post_init__(self, trees: Iterable[ast.Module]) -> None:
        for each in (function for tree in trees for function in functions(tree)):
            names = [a.arg for a in each.args.args]
            owned = bool(names) and names[0] == "self"
            for place, name in enumerate(names[owned:]):
                if name in PARAMETERS:
                    (self.methods if owned else self.functions)[each.name] = place


class Handed(ast.NodeVisitor):
    """The places in a module where something is handed over as a statement that need not be one of ours."""

    def __init__(self, tree: ast.Module, takers: Takers, made_by: AbstractSet[str]) -> None:
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        self._takers, self._made_by = takers, made_by
        self._modules = {a.asname or a.name: a.name for node in imports for a in node.names}
        self._around: list[ast.FunctionDef] = []
        self.seen = 0
        self.wrong: list[str] = []
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._around.append(node)
        self.generic_visit(node)
        self._around.pop()

    def visit_Call(self, node: ast.Call) -> None:
        place = self._place(node.func)
        if place is not None:
            self.seen += 1
            named = [k.value for k in node.keywords if k.arg is None or k.arg in PARAMETERS]
            given = [*node.args[place : place + 1], *named]
            if len(given) != 1 or not self._is_ours(given[0]):
                self.wrong.append(ast.unparse(node))
        self.generic_visit(node)

    def _place(self, called: ast.expr) -> int | None:
        """Where the statement stands in a call of this, if it takes one."""
        on = ast.unparse(called.value) if isinstance(called, ast.Attribute) else None
        if on is None or on in self._modules:
            return self._takers.functions.get(_last(called))
        return None if on == "self._line" else self._takers.methods.get(_last(called))

    def _is_ours(self, given: ast.expr) -> bool:
        match given:
            case ast.Constant():
                ours = isinstance(given.value, str)
            case ast.JoinedStr():
                holes = [part.value for part in given.values if isinstance(part, ast.FormattedValue)]
                ours = all(map(_is_declared, holes))
            case ast.IfExp():
                ours = self._is_ours(given.body) and self._is_ours(given.orelse)
            case ast.Call():
                on = _last(given.func.value) if isinstance(given.func, ast.Attribute) else ""
                ours = ".".join((self._modules.get(on, on), _last(given.func))) in self._made_by
            case ast.Name() if not given.id.isupper():
                ours = self._is_ours_by_name(given.id)
            case _:  # a Seek is looked at where it is made
                ours = _last(given).isupper() or _last(given) == "statement"
        return ours

    def _is_ours_by_name(self, name: str) -> bool:
        """A parameter of which the callers are looked at, or a variable that is given nothing else."""
        given: list[ast.expr] = []
        for node in (node for around in self._around[:1] for node in ast.walk(around)):
            if isinstance(node, ast.Assign) and name in map(_last, node.targets):
                given.append(node.value)
            elif isinstance(node, ast.For | ast.AugAssign | ast.NamedExpr) and _last(node.target) == name:
                given.append(node.iter if isinstance(node, ast.For) else node.value)
        handed = any(a.arg == name for around in self._around for a in around.args.args)
        return all(map(self._is_ours, given)) and (bool(given) or (handed and name in PARAMETERS))


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_declared(hole: ast.expr) -> bool:
    """A constant of a module, or the label of a ledger."""
    return _last(hole.value) == "LEDGER_LABELS" if isinstance(hole, ast.Subscript) else _last(hole).isupper()


def test_what_is_handed_to_the_driver_is_a_statement_of_ours() -> None:
    trees = parsed()
    takers = Takers(trees.values())
    made_by = MADE_BY | {f"{name}.{made.name}" for name in MAKERS for made in functions(trees[name])}
    seen = {name: Handed(tree, takers, made_by) for name, tree in trees.items() if name != "seek_statements"}
    assert {name: found.wrong for name, found in seen.items() if found.wrong} == {}
    assert sum(found.seen for found in seen.values()) > 40


@pytest.mark.parametrize(
    "body",
    [
        "tx.run(f'MATCH (n {{naam: \"{naam}\"}}) RETURN n')",
        "tx.run('MATCH (n) WHERE n.naam = ' + naam)",
        "tx.run('MATCH (n:%s)' % naam)",
        "tx.run('MATCH (n:{})'.format(naam))",
        "tx.run(naam)",
        "self._connection.read(rij['naam'])",
        "connection.write(values={}, statement=naam)",
        "connection.write(*naam)",
        "connection.batches(READ if naam else naam, [])",
        "session.run(Query(naam))",
        "statement = READ\n    statement += naam\n    tx.run(statement)",
        "statement = naam\n    tx.run(statement)",
        "for statement in naam:\n        connection.outside(statement)",
        "tx.run(f'MATCH (n:{LABELS[naam]})')",
        "_each(connection, naam, [])",
        "Seek(naam, ())",
    ],
)
def test_a_value_that_is_handed_over_would_be_seen(body: str) -> None:
    trees = parsed()
    takers = Takers(trees.values())
    assert Handed(ast.parse(f"def work(tx, naam, rij):\n    {body}"), takers, MADE_BY).wrong
