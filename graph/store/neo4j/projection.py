"""Drawing the graph after the facts: what is new, what changed, what went; every batch may run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from graph.store.neo4j import graph_rows as of
from graph.store.neo4j import graph_statements as cypher
from graph.store.seeking import with_sought
from models.contract import TABLES
from models.graph import AREAS, DOUBLE, FACTS, JUDGEMENTS, LABELS, PERSON, SYSTEM, End, Node
from models.graph import RESULTS as RESULT_PLACES
from models.provenance import BRON
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.store.neo4j.connection import Connection
    from models.graph import Label, Place, Relationship, Tie


def apply(connection: Connection, table: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these facts to those.

    Args:
        connection: the server.
        table: a table of the contract.
        before: ``View.facts`` that the graph shows, of all sources or of one; it may show more of ``after``.
        after: ``View.facts`` of the same sources as it must become.
    """
    key = (BRON.name, *TABLES[table].key)
    _draw(connection, FACTS[table], key, with_sought(table, before), with_sought(table, after))


def apply_result(connection: Connection, name: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from one result of an analysis to the next; frames as ``View.result``."""
    _draw(connection, RESULT_PLACES[name], RESULTS[name].key, before, after)


def apply_areas(connection: Connection, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these areas to those; frames as ``View.areas``."""
    leaves = [name for name in AREAS.leaves if name in before.columns]
    _draw(connection, AREAS, ("code",), before.drop(leaves), after.drop(leaves))


def apply_judgements(connection: Connection, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these judgements to those; frames as ``View.ledger``, standing rows only."""
    _draw(connection, JUDGEMENTS, ("volgnummer",), before.drop("herroept"), after.drop("herroept"))


def wipe_all(connection: Connection) -> None:
    """Remove the whole graph; what it is drawn from stays."""
    for label in LABELS.values():
        connection.outside(cypher.wipe_nodes(label))


def wipe(connection: Connection, bron: str) -> None:
    """Remove the facts of one source; what results and judgements still name stays as a name."""
    kinds = [kind for place in FACTS.values() for kind in place.types]
    labels = [label for label in LABELS.values() if label.key[0] == BRON.name]
    for label in labels:
        connection.outside(cypher.untie(label, dict.fromkeys(kinds)), {"bron": bron})
        connection.outside(cypher.bare(label), {"bron": bron})
    for label in labels:
        connection.outside(cypher.sweep_all(label))


def wipe_results(connection: Connection) -> None:
    """Remove what analyses left; the facts, areas and judgements stay."""
    for label in (PERSON, SYSTEM, *(p.label for p in RESULT_PLACES.values() if isinstance(p, Node))):
        connection.outside(cypher.wipe_nodes(label))
    for label in LABELS.values():
        connection.outside(cypher.sweep_all(label))


def _draw(
    connection: Connection, place: Place, key: Sequence[str], before: pl.DataFrame, after: pl.DataFrame
) -> None:
    change = of.changes(before, after, key)
    if isinstance(place, Node):
        _Nodes(connection, place).draw(change)
    else:
        _Relationships(connection, place, key).draw(change)


class _Nodes:
    def __init__(self, connection: Connection, place: Node) -> None:
        self._connection = connection
        self._place = place
        self._label = place.label

    def draw(self, change: of.Change) -> None:
        label = self._label
        put = pl.concat([change.new, change.now])
        rows = zip(of.identity(put, label.key), of.node_properties(put, self._place), strict=True)
        self._connection.batches(cypher.put_nodes(label), [{"id": i, "eigen": e} for i, e in rows])
        for tie in self._place.ties:
            moved = _moved(change, tie.end)
            was = change.was.join(moved, on=list(label.key), how="semi", nulls_equal=True)
            self._drop_ties(tie, pl.concat([was, change.gone]))
            self._put_ties(tie, pl.concat([change.new, moved]))
        gone = of.identity(change.gone, label.key)
        bare = of.names(change.gone, _self(label))
        self._connection.batches(
            cypher.drop_nodes(label), [{"id": i, "naam": n} for i, n in zip(gone, bare, strict=True)]
        )
        _sweep(self._connection, label, gone)

    def _put_ties(self, tie: Tie, rows: pl.DataFrame) -> None:
        named = of.fills(rows, tie.end)
        parts = zip(
            of.identity(named, self._label.key),
            of.identity(named, tie.end.columns),
            of.names(named, tie.end),
            strict=True,
        )
        self._connection.batches(
            cypher.put_ties(self._label, tie), [{"id": i, "naar": x, "naam": n} for i, x, n in parts]
        )

    def _drop_ties(self, tie: Tie, rows: pl.DataFrame) -> None:
        named = of.fills(rows, tie.end)
        ids = of.identity(named, self._label.key)
        self._connection.batches(cypher.drop_ties(self._label, tie), [{"id": i} for i in ids])
        _sweep(self._connection, tie.end.label, of.identity(named, tie.end.columns))


def _moved(change: of.Change, end: End) -> pl.DataFrame:
    """Changed rows that name another node at this end than before."""
    return change.now.filter(_differs(change, end.columns))


def _differs(change: of.Change, columns: Iterable[str]) -> pl.Series:
    """Of each changed row whether it has another value in one of these columns than before."""
    both = pl.DataFrame([change.now[name].ne_missing(change.was[name]) for name in columns])
    return both.select(pl.any_horizontal(pl.all())).to_series()


def _self(label: Label) -> End:
    return End(label, label.key)


class _Relationships:
    def __init__(self, connection: Connection, place: Relationship, key: Sequence[str]) -> None:
        self._connection = connection
        self._place = place
        self._key = key

    def draw(self, change: of.Change) -> None:
        place = self._place
        ends = dict.fromkeys([*place.start.columns, *(c for end in place.ends for c in end.columns)])
        if place.by:
            ends[place.by] = None
        moved = change.was.filter(_differs(change, ends))
        gone = pl.concat([change.gone, moved])
        for end, kind, part, _ in self._parts(gone):
            rest = self._rest(end)
            statement = cypher.drop_relationships(place, end, kind, rest)
            van, naar = of.identity(part, place.start.columns), of.identity(part, end.columns)
            eigen = part.select(rest).to_dicts() if rest else [{}] * part.height
            self._connection.batches(
                statement,
                [{"van": v, "naar": n, "eigen": e} for v, n, e in zip(van, naar, eigen, strict=True)],
            )
            _sweep(self._connection, place.start.label, van)
            _sweep(self._connection, end.label, naar)
        for end, kind, part, double in self._parts(pl.concat([change.new, change.now])):
            statement = cypher.put_relationships(place, end, kind, self._rest(end))
            self._connection.batches(statement, self._rows(part, end, double=double))

    def _rest(self, end: End) -> list[str]:
        at_ends = {*self._place.start.columns, *end.columns}
        return [name for name in self._key if name not in at_ends]

    def _rows(self, part: pl.DataFrame, end: End, *, double: bool) -> list[dict[str, Any]]:
        own = part.select(of.own_columns(part.columns, self._place, end))
        if double:
            own = own.with_columns(pl.lit(value=True).alias(DOUBLE))
        start = self._place.start
        columns = zip(
            of.identity(part, start.columns),
            of.names(part, start),
            of.identity(part, end.columns),
            of.names(part, end),
            own.to_dicts() if own.width else [{}] * part.height,
            strict=True,
        )
        return [
            {"van": a, "van_naam": an, "naar": b, "naar_naam": bn, "eigen": e} for a, an, b, bn, e in columns
        ]

    def _parts(self, rows: pl.DataFrame) -> Iterator[tuple[End, str, pl.DataFrame, bool]]:
        """The rows by end and by type, and whether they are doubles."""
        left = rows
        for number, end in enumerate(self._place.ends):
            last = number == len(self._place.ends) - 1
            at = of.fills(rows, end)
            first = of.fills(left, end)
            if number == 0 and len(self._place.ends) == 1:
                first = at = left
            yield from ((end, k, p, False) for k, p in self._by_kind(first))
            if number:
                doubles = at.join(first, on=list(self._key), how="anti", nulls_equal=True)
                yield from ((end, k, p, True) for k, p in self._by_kind(doubles))
            left = left.filter(pl.col(end.columns[-1]).is_null())
            if last and left.height and len(self._place.ends) > 1:
                yield from ((self._place.ends[0], k, p, False) for k, p in self._by_kind(left))

    def _by_kind(self, rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        place = self._place
        if rows.is_empty():
            return
        if place.by is None:
            yield place.kind, rows
            return
        kinds = pl.col(place.by).replace_strict(dict(place.kinds), default=place.kind, return_dtype=pl.String)
        for (kind,), part in rows.group_by(kinds.fill_null(place.kind).alias("_soort"), maintain_order=True):
            yield str(kind), part


def _sweep(connection: Connection, label: Label, ids: pl.Series) -> None:
    connection.batches(cypher.sweep(label), [{"id": i} for i in ids.unique()])
