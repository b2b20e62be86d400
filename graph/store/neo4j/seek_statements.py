"""The Cypher that finds rows in the graph again: from an index or a node next to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j.graph_rows import NAMES
from models.graph import DOUBLE, Node
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.graph import End, Label, Place, Relationship

Asked = tuple[str, ...]
"""The columns by which rows are asked for, perhaps with ``bron``."""


def seek(place: Place, columns: Sequence[str], asked: Asked) -> str:
    """Rows of a table by values of some columns, as ``$keys``: identities, or values of a property.

    Raises:
        ValueError: rows of this place are not found by these columns.
    """
    return (
        _of_node(place, columns, asked)
        if isinstance(place, Node)
        else _of_relationship(place, columns, asked)
    )


def read(place: Place, columns: Sequence[str]) -> Iterable[str]:
    """Every row of a table."""
    if isinstance(place, Node):
        label = place.label
        kept = f"WHERE n.{label.mark} IS NOT NULL" if label.mark else ""
        return [f"MATCH (n:{label.name}) {kept} RETURN {_properties(columns)}"]
    types = "|".join(place.types)
    return [
        f"""MATCH (a:{place.start.label.name})-[r:{types}]->(b:{end.label.name})
        WHERE r.{DOUBLE} IS NULL RETURN {_at_ends(place, end, columns)}"""
        for end in place.ends
    ]


def _of_node(place: Node, columns: Sequence[str], asked: Asked) -> str:
    label = place.label
    own = _named(label.key, asked)
    found = f"RETURN {_properties(columns)}"
    fact = f"n.{label.mark} IS NOT NULL" if label.mark else "true"
    if own is not None:
        return f"UNWIND $keys AS key MATCH (n:{label.name} {{{_by(label, own)}: key}}) WHERE {fact} {found}"
    ties = [tie for tie in place.ties if _named(tie.end.columns, asked) is not None]
    if ties:
        by = _by(ties[0].end.label, _named(ties[0].end.columns, asked) or ())
        tie = ties[0]
        kind = tie.kind if tie.side is None else f"{tie.kind} {{kant: '{tie.side}'}}"
        return f"""UNWIND $keys AS key
            MATCH (n:{label.name})-[:{kind}]->(:{tie.end.label.name} {{{by}: key}}) {found}"""
    wanted = [name for name in asked if name != BRON.name]
    name = NAMES.get(wanted[0], wanted[0])
    where = f"n.{BRON.name} = key[0] AND {fact}" if BRON.name in asked else fact
    value = "key[1]" if BRON.name in asked else "key"
    return f"UNWIND $keys AS key MATCH (n:{label.name} {{{name}: {value}}}) WHERE {where} {found}"


def _of_relationship(place: Relationship, columns: Sequence[str], asked: Asked) -> str:
    types = "|".join(place.types)
    own = _named(place.start.columns, asked)
    if own is not None:
        return f"""UNWIND $keys AS key
            MATCH (a:{place.start.label.name} {{{_by(place.start.label, own)}: key}})-[r:{types}]->(b)
            WHERE r.{DOUBLE} IS NULL RETURN {_at_any_end(place, columns)}"""
    for end in place.ends:
        at = _named(end.columns, asked)
        if at is not None:
            start, there = place.start.label.name, end.label.name
            return f"""UNWIND $keys AS key
                MATCH (a:{start})-[r:{types}]->(b:{there} {{{_by(end.label, at)}: key}})
                RETURN {_at_any_end(place, columns)}"""
    raise ValueError(f"rows are not sought by {', '.join(asked)}")


def _named(columns: Sequence[str], asked: Asked) -> Asked | None:
    """The columns of an end if what is asked are these, or all but ``bron``."""
    if set(asked) == set(columns):
        return tuple(columns)
    if set(asked) == set(columns[1:]) and columns[0].startswith(BRON.name):
        return tuple(columns[1:])
    return None


def _by(label: Label, named: Asked) -> str:
    return label.identity if len(named) == len(label.key) else label.key[-1]


def _properties(columns: Sequence[str]) -> str:
    return ", ".join(f"n.{name} AS {name}" for name in columns)


def _at_ends(place: Relationship, end: End, columns: Sequence[str]) -> str:
    start = dict(zip(place.start.columns, place.start.label.key, strict=True))
    there = dict(zip(end.columns, end.label.key, strict=True))
    at = [
        f"a.{start[c]} AS {c}" if c in start else f"b.{there[c]} AS {c}" if c in there else f"r.{c} AS {c}"
        for c in columns
    ]
    return ", ".join(at)


def _at_any_end(place: Relationship, columns: Sequence[str]) -> str:
    if len(place.ends) == 1:
        return _at_ends(place, place.ends[0], columns)
    start = dict(zip(place.start.columns, place.start.label.key, strict=True))
    shown = []
    for column in columns:
        cases = [
            f"WHEN b:{end.label.name} THEN b.{end.label.key[end.columns.index(column)]}"
            for end in place.ends
            if column in end.columns
        ]
        if column in start:
            shown.append(f"a.{start[column]} AS {column}")
        elif cases:
            shown.append(f"CASE {' '.join(cases)} ELSE r.{column} END AS {column}")
        else:
            shown.append(f"r.{column} AS {column}")
    return ", ".join(shown)
