"""A few rows of a large store, from the graph: what a gezinskaart asks, without reading any table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from graph.frames import schema
from graph.store.neo4j import seek_statements as cypher
from graph.store.neo4j.graph_rows import identity
from graph.store.shapes import fact_types
from models.contract import TABLES
from models.graph import FACTS
from models.graph import RESULTS as RESULT_PLACES
from models.provenance import BRON
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection
    from models.graph import Place


def seek(connection: Connection, table: str, among: pl.DataFrame) -> pl.DataFrame:
    """The facts whose values stand together in a frame: ``bron`` and a sought column, or that one alone.

    Returns:
        As ``View.facts`` of a whole view, ordered by bron and key.

    Raises:
        ValueError: the table is not sought by these columns.
    """
    return seek_many(connection, [(table, among)])[0]


def seek_result(connection: Connection, name: str, among: pl.DataFrame) -> pl.DataFrame:
    """The rows of a result by the columns of one thing that these name; as ``View.result``."""
    return seek_many(connection, [(name, among)])[0]


def seek_many(connection: Connection, asked: Sequence[tuple[str, pl.DataFrame]]) -> list[pl.DataFrame]:
    """Several seeks, of facts and of results, at one moment."""

    def work(tx: ManagedTransaction) -> list[pl.DataFrame]:
        return [run(tx, name, among) for name, among in asked]

    return connection.reading(work)


def run(tx: ManagedTransaction, name: str, among: pl.DataFrame) -> pl.DataFrame:
    """One seek within a transaction of the caller."""
    place, types, key = shape(name)
    statement = cypher.seek(place, list(types), tuple(among.columns))
    keys = _keys(among, statement)
    rows = tx.run(statement, keys=keys).values() if keys else []
    return to_frame(rows, types).sort(key, nulls_last=True)


def shape(name: str) -> tuple[Place, Mapping[str, pl.DataType], list[str]]:
    """Of a table or a result: its place, its columns, and the order of its rows."""
    if name in FACTS:
        return FACTS[name], fact_types(TABLES[name]), [BRON.name, *TABLES[name].key]
    return RESULT_PLACES[name], schema(RESULTS[name]), list(RESULTS[name].key)


def _keys(among: pl.DataFrame, statement: str) -> list[Any]:
    values = among.drop_nulls().unique()
    if "key[1]" in statement:
        last = next(c for c in values.columns if c != BRON.name)
        return [list(row) for row in values.select(BRON.name, last).iter_rows()]
    columns = sorted(values.columns, key=lambda c: not c.startswith(BRON.name))
    return identity(values, columns).to_list()


def to_frame(rows: Sequence[Sequence[Any]], types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as the driver gives them, in the declared types."""
    if not rows:
        return pl.DataFrame(schema=dict(types))
    columns = []
    for (name, kind), values in zip(types.items(), zip(*rows, strict=True), strict=True):
        native = [v if v is None else v.to_native() for v in values] if kind.is_temporal() else values
        columns.append(pl.Series(name, native, dtype=kind))
    return pl.DataFrame(columns)
