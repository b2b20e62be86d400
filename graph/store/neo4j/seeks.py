"""A few rows of a large store, from the graph: what a gezinskaart asks, without reading any table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.frames import schema
from graph.store.neo4j import seek_statements as cypher
from graph.store.neo4j.graph_rows import SEPARATOR, short
from graph.store.seeking import sought
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
    from graph.store.neo4j.seek_statements import Seek
    from models.graph import Place


def seek(connection: Connection, name: str, among: pl.DataFrame) -> pl.DataFrame:
    """The rows whose values stand together in a frame.

    Args:
        connection: the server.
        name: a table of the contract or a result.
        among: of a table ``bron`` and a sought column, or that one alone; of a result what names one thing.

    Returns:
        As ``View.facts`` of a whole view, or as ``View.result``, in their order.

    Raises:
        ValueError: the table is not sought by these columns.
    """
    return seek_many(connection, [(name, among)])[0]


def seek_many(connection: Connection, asked: Sequence[tuple[str, pl.DataFrame]]) -> list[pl.DataFrame]:
    """Several seeks, of facts and of results, at one moment."""

    def work(tx: ManagedTransaction) -> list[pl.DataFrame]:
        return [run(tx, name, among) for name, among in asked]

    return connection.reading(work)


def run(tx: ManagedTransaction, name: str, among: pl.DataFrame) -> pl.DataFrame:
    """One seek within a transaction of the caller; as ``seek``."""
    found = way(name, frozenset(among.columns))
    keys = _keys(among, found)
    rows = tx.run(found.statement, gezocht={"sleutels": keys}).single(strict=True)["rijen"] if keys else []
    _, types, order = shape(name)
    return to_frame(rows, types).sort(order, nulls_last=True)


@cache
def shape(name: str) -> tuple[Place, Mapping[str, pl.DataType], list[str]]:
    """Of a table or a result: its place, its columns, and the order of its rows."""
    if name in FACTS:
        return FACTS[name], fact_types(TABLES[name]), [BRON.name, *TABLES[name].key]
    return RESULT_PLACES[name], schema(RESULTS[name]), list(RESULTS[name].key)


@cache
def way(name: str, asked: frozenset[str]) -> Seek:
    """How the rows of a table or a result are found by these columns.

    Raises:
        ValueError: they are not.
    """
    place, types, _ = shape(name)
    by = sought(name) if name in FACTS else ()
    found = (
        cypher.seek(place, types, asked, by) if name in RESULTS or asked - {BRON.name} <= set(by) else None
    )
    if found is None:
        raise ValueError(f"{name} is not sought by {', '.join(sorted(asked))}")
    return found


def _keys(among: pl.DataFrame, by: Seek) -> list[Any]:
    """What is sought, each once, without empty values: these are nowhere found."""
    rows = [row for row in dict.fromkeys(among.select(by.columns).iter_rows()) if None not in row]
    if by.paired:
        return [[bron, short(value)] for bron, value in rows]
    return [short(SEPARATOR.join(row)) for row in rows]


def to_frame(rows: Sequence[Sequence[Any]], types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows of the statements of ``seek_statements`` in the declared types."""
    read = {name: pl.String() if kind == pl.Date else kind for name, kind in types.items()}
    frame = pl.DataFrame(list(rows), schema=read, orient="row")
    return frame.with_columns(
        pl.col(name).str.to_date("%Y-%m-%d") for name, kind in types.items() if kind == pl.Date
    )
