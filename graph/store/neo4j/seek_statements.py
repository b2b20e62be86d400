"""The Cypher that finds rows in the graph again: from an index, or from a node that they tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.store.neo4j.graph_rows import NAMES
from graph.store.neo4j.graph_statements import tie_kind
from models.graph import DOUBLE, Node
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from models.graph import End, Label, Place, Relationship

KEYS = "UNWIND $gezocht.sleutels AS key"


@dataclass(frozen=True, slots=True)
class Seek:
    """A statement, and the columns whose values make each of ``$gezocht.sleutels``.

    A key is one text, or with ``paired`` a list of bron and value.
    """

    statement: str
    columns: tuple[str, ...]
    paired: bool = False


def seek(
    place: Place, types: Mapping[str, pl.DataType], asked: frozenset[str], indexed: Collection[str]
) -> Seek | None:
    """How rows are found by the values of some columns; gives one list, of a list for each row.

    Args:
        place: what the rows are.
        types: the columns of a row.
        asked: a key of the node or of one that its rows name, without bron or with it, or an indexed column.
        indexed: columns by which nodes are found beside their keys.
    """
    ways = _to_node(place, types) if isinstance(place, Node) else _to_relationship(place, types)
    for ends, end, pattern, shown in ways:
        by = _named(end, ends, asked)
        if by is not None:
            statement = f"{KEYS} {pattern.replace('$KEY', f'{{{by}: key}}')}"
            columns = ends if by == end.identity else ends[1:]
            return Seek(f"{statement} RETURN collect({shown}) AS rijen", columns)
    other = asked - {BRON.name}
    if isinstance(place, Node) and len(other) == 1 and other <= set(indexed):
        return _by_property(place.label, types, asked)
    return None


def read(place: Place, types: Mapping[str, pl.DataType]) -> Iterator[str]:
    """Statements that give every row of a table, each as a list."""
    if isinstance(place, Node):
        yield f"MATCH (n:{place.label.name}) WHERE {_is_more(place.label)} RETURN {_of_node(types)} AS rij"
        return
    for end in place.ends:
        yield f"""MATCH (a:{place.start.label.name})-[r:{"|".join(place.types)}]->(b:{end.label.name})
            WHERE r.{DOUBLE} IS NULL RETURN {_of_relationship(place, types)} AS rij"""


Way = tuple[tuple[str, ...], "Label", str, str]
"""Columns of a row, the label whose key they are, a pattern from that node, and what it shows of the row."""


def _to_node(place: Node, types: Mapping[str, pl.DataType]) -> Iterator[Way]:
    label, shown = place.label, _of_node(types)
    yield label.key, label, f"MATCH (n:{label.name} $KEY) WHERE {_is_more(label)}", shown
    for tie in place.ties:
        there = tie.end.label
        pattern = f"MATCH (n:{label.name})-[:{tie_kind(tie)}]->(:{there.name} $KEY)"
        yield tie.end.columns, there, pattern, shown


def _to_relationship(place: Relationship, types: Mapping[str, pl.DataType]) -> Iterator[Way]:
    start, kinds, shown = place.start, "|".join(place.types), _of_relationship(place, types)
    once = f"WHERE r.{DOUBLE} IS NULL"
    yield start.columns, start.label, f"MATCH (a:{start.label.name} $KEY)-[r:{kinds}]->(b) {once}", shown
    for end in place.ends:
        pattern = f"MATCH (a:{start.label.name})-[r:{kinds}]->(b:{end.label.name} $KEY)"
        yield end.columns, end.label, pattern, shown


def _by_property(label: Label, types: Mapping[str, pl.DataType], asked: frozenset[str]) -> Seek:
    """By an indexed property that is no key, of one bron or of all."""
    (column,) = asked - {BRON.name}
    name, paired = NAMES.get(column, column), BRON.name in asked
    which = f"n.{BRON.name} = key[0] AND {_is_more(label)}" if paired else _is_more(label)
    statement = f"""{KEYS} MATCH (n:{label.name} {{{name}: {"key[1]" if paired else "key"}}})
        WHERE {which} RETURN collect({_of_node(types)}) AS rijen"""
    return Seek(statement, (BRON.name, column) if paired else (column,), paired)


def _named(label: Label, columns: Sequence[str], asked: frozenset[str]) -> str | None:
    """The property of a node that these columns give: all of its key, or all but the bron of it."""
    if asked == set(columns):
        return label.identity
    if label.key[0] == BRON.name and len(label.key) == 2 and asked == {columns[1]}:
        return label.key[1]
    return None


def _is_more(label: Label) -> str:
    """That a node is more than a name in other rows."""
    return f"n.{label.mark} IS NOT NULL"


def _of_node(types: Mapping[str, pl.DataType]) -> str:
    return _listed((f"n.{name}", kind) for name, kind in types.items())


def _of_relationship(place: Relationship, types: Mapping[str, pl.DataType]) -> str:
    """Columns of a row from its relationship ``r`` and the ends ``a`` and ``b`` that it has."""
    return _listed((_column(place, name), kind) for name, kind in types.items())


def _column(place: Relationship, name: str) -> str:
    if name in place.start.columns:
        return f"a.{_own(place.start, name)}"
    ends = [end for end in place.ends if name in end.columns]
    if len(place.ends) == len(ends) == 1:
        return f"b.{_own(ends[0], name)}"
    cases = [f"WHEN b:{end.label.name} THEN b.{_own(end, name)}" for end in ends]
    return f"CASE {' '.join(cases)} ELSE r.{name} END" if cases else f"r.{name}"


def _own(end: End, column: str) -> str:
    """What the node at an end calls a column of the row."""
    return end.label.key[end.columns.index(column)]


def _listed(values: Iterator[tuple[str, pl.DataType]]) -> str:
    """Dates go as text: the driver needs far more time for one of its own."""
    return f"[{', '.join(f'toString({value})' if kind == pl.Date else value for value, kind in values)}]"
