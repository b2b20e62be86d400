"""Bringing nodes and relationships from one frame to the next, in batches that may run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.store.neo4j import graph_statements as cypher
from graph.store.neo4j.graph_rows import Change, Part, fills, identity, named, node_properties, parts
from graph.store.neo4j.packing import COUNT, ROWS, packed
from models.errors import KnooppuntError
from models.graph import End, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.packing import Packed
    from models.graph import Place, Relationship, Tie


class GraphDiffers(KnooppuntError):
    """Someone else changed the graph: it cannot be drawn on, only anew."""


AT_ONCE = 5000
"""Rows in one transaction: the server is fastest with some thousands."""


def draw(connection: Connection, place: Place, key: Sequence[str], change: Change) -> None:
    """Show a change of the rows of a table, whose ``key`` tells its rows apart."""
    if isinstance(place, Node):
        _Nodes(connection, place).draw(change)
    else:
        _Relationships(connection, place, key).draw(change)


class _Nodes:
    """A table of which each row is a node."""

    def __init__(self, connection: Connection, place: Node) -> None:
        self._connection = connection
        self._place = place
        self._label = place.label

    def draw(self, change: Change) -> None:
        self._put(change.put)
        for tie in self._place.ties:
            moved = change.moved(tie.end.columns)
            self._drop_ties(tie, pl.concat([change.was.filter(moved), change.gone]))
            self._put_ties(tie, pl.concat([change.new, change.now.filter(moved)]))
        gone = identity(change.gone, self._label.key)
        _each(self._connection, cypher.bare(self._label), gone)
        _each(self._connection, cypher.sweep(self._label), gone)

    def _put(self, rows: pl.DataFrame) -> None:
        for batch in _batches(rows):
            values = packed(node_properties(batch, self._place))
            self._connection.write(cypher.put_nodes(self._label, values), values.values)

    def _put_ties(self, tie: Tie, rows: pl.DataFrame) -> None:
        own = End(self._label, self._label.key)
        for batch in _batches(fills(rows, tie.end)):
            values = packed(_with_ends(pl.DataFrame(), batch, own, tie.end))
            put = cypher.put_ties(self._label, tie, values)
            self._connection.writing(_tying(put, values, batch, (own, tie.end)))

    def _drop_ties(self, tie: Tie, rows: pl.DataFrame) -> None:
        tied = fills(rows, tie.end)
        _each(self._connection, cypher.drop_ties(self._label, tie), identity(tied, self._label.key))
        _each(self._connection, cypher.sweep(tie.end.label), identity(tied, tie.end.columns))


class _Relationships:
    """A table of which each row is a relationship."""

    def __init__(self, connection: Connection, place: Relationship, key: Sequence[str]) -> None:
        self._connection = connection
        self._place = place
        self._key = key

    def draw(self, change: Change) -> None:
        place = self._place
        ends = {*place.start.columns, *(column for end in place.ends for column in end.columns)}
        moved = change.moved(ends if place.by is None else {*ends, place.by})
        for part in parts(pl.concat([change.gone, change.was.filter(moved)]), place):
            self._drop(part)
        for part in parts(change.put, place):
            self._put(part)

    def _put(self, part: Part) -> None:
        start, end = self._place.start, part.end
        for batch in _batches(part.rows):
            own = Part(end, part.kind, batch, part.double).properties(self._place)
            values = packed(_with_ends(own, batch, start, end))
            put = cypher.put_relationships(self._place, end, part.kind, self._rest(end), values)
            self._connection.writing(_tying(put, values, batch, (start, end)))

    def _drop(self, part: Part) -> None:
        start, end, rest = self._place.start, part.end, self._rest(part.end)
        for batch in _batches(part.rows):
            values = packed(_with_ends(batch.select(rest), batch, start, end))
            drop = cypher.drop_relationships(self._place, end, part.kind, rest, values)
            self._connection.write(drop, values.values)
        for at in (start, end):
            _each(self._connection, cypher.sweep(at.label), identity(part.rows, at.columns))

    def _rest(self, end: End) -> list[str]:
        """What tells two rows between the same ends apart."""
        return [name for name in self._key if name not in (*self._place.start.columns, *end.columns)]


def _with_ends(own: pl.DataFrame, rows: pl.DataFrame, start: End, end: End) -> pl.DataFrame:
    """Properties of relationships with the identities of the nodes that they lie between."""
    ends = {cypher.FROM: identity(rows, start.columns), cypher.TO: identity(rows, end.columns)}
    return own.with_columns(**ends) if own.width else pl.DataFrame(ends)


def _tying(
    put: str, values: Packed, rows: pl.DataFrame, ends: tuple[End, End]
) -> Callable[[ManagedTransaction], None]:
    """Lay a batch between its ends; those that are not there are put there as names."""

    def work(tx: ManagedTransaction) -> None:
        never_delivered = [end for end in ends if end.label.mark is None]
        _put_names(tx, rows, never_delivered)
        if _laid(tx, put, values) == rows.height:
            return
        _put_names(tx, rows, ends)
        laid = _laid(tx, put, values)
        if laid != rows.height:
            raise GraphDiffers(f"Er zijn {laid} relaties getekend en niet {rows.height}.")

    return work


def _put_names(tx: ManagedTransaction, rows: pl.DataFrame, ends: Iterable[End]) -> None:
    for end in ends:
        names = packed(named(rows, end))
        tx.run(cypher.put_names(end.label, names), dict(names.values)).consume()


def _laid(tx: ManagedTransaction, put: str, values: Packed) -> int:
    laid: int = tx.run(put, dict(values.values)).single(strict=True)[COUNT]
    return laid


def _batches(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return rows.iter_slices(AT_ONCE) if rows.height else iter(())


def _each(connection: Connection, statement: str, wie: pl.Series) -> None:
    """A statement on the nodes of these identities."""
    each = wie.unique().sort()
    for start in range(0, each.len(), AT_ONCE):
        connection.write(statement, {ROWS: {"wie": each.slice(start, AT_ONCE).to_list()}})
