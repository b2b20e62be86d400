"""The graph follows the frames: from those that it shows to those that it must show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.frames import schema
from graph.store.neo4j import graph_statements as cypher
from graph.store.neo4j.drawing import draw
from graph.store.neo4j.graph_rows import changes
from graph.store.seeking import with_sought
from graph.store.shapes import AREA_TYPES, VOLGNUMMER, conform, fact_types, ledger_types
from models.contract import TABLES
from models.graph import AREAS, FACTS, JUDGEMENTS, LABELS
from models.graph import RESULTS as RESULT_PLACES
from models.ledgers import OORDELEN
from models.provenance import BRON
from models.results import RESULTS

if TYPE_CHECKING:
    import polars as pl

    from graph.store.neo4j.connection import Connection

TAKES_BACK = "herroept"
"""A judgement that takes another back stands nowhere, so no standing one has this."""


def apply(connection: Connection, table: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these facts to those; what an attempt left halfway is done again.

    Args:
        connection: the server.
        table: a table of the contract.
        before: ``View.facts`` of all sources or of one, as the graph shows them.
        after: ``View.facts`` of the same sources as it must show them.
    """
    spec = TABLES[table]
    key = (BRON.name, *spec.key)
    was, now = (with_sought(table, conform(rows, fact_types(spec))) for rows in (before, after))
    draw(connection, FACTS[table], key, changes(was, now, key))


def apply_result(connection: Connection, name: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from one result to the next; frames as ``View.result``."""
    spec = RESULTS[name]
    was, now = (conform(rows, schema(spec)) for rows in (before, after))
    draw(connection, RESULT_PLACES[name], spec.key, changes(was, now, spec.key))


def apply_areas(connection: Connection, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these areas to those; frames as ``View.areas``."""
    key = AREAS.label.key
    was, now = (conform(rows, AREA_TYPES).drop(AREAS.leaves) for rows in (before, after))
    draw(connection, AREAS, key, changes(was, now, key))


def apply_judgements(connection: Connection, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """Bring the graph from these judgements to those; the standing rows of ``View.ledger``."""
    key = (VOLGNUMMER.name,)
    was, now = (conform(rows, ledger_types(OORDELEN)).drop(TAKES_BACK) for rows in (before, after))
    draw(connection, JUDGEMENTS, key, changes(was, now, key))


def wipe_all(connection: Connection) -> None:
    """Remove the whole graph; what it is drawn from stays.

    Last first: once the rows that name an organisation are gone, nothing is left that ties it.
    """
    for label in reversed(tuple(LABELS.values())):
        connection.until_done(cypher.wipe(label))
