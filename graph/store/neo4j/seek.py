"""Seeks of the view's own moment: the graph answers while it shows that version, else nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j import seeks

if TYPE_CHECKING:
    import polars as pl
    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.standing import Look

SHOWN = "MATCH (o:Opslag) RETURN o.graaf_toont AS toont"


def sought(connection: Connection, name: str, among: pl.DataFrame, moment: Look) -> pl.DataFrame | None:
    """The rows of a table or a result that are sought; ``None`` if the graph shows another version.

    The graph never goes back, so what it showed at the moment of the look and still shows after the seek, it
    showed all the time.
    """
    if moment.graph is None or moment.graph.version != moment.standing.version:
        return None

    def work(tx: ManagedTransaction) -> pl.DataFrame | None:
        found = seeks.run(tx, name, among)
        shown = tx.run(SHOWN).single(strict=True)["toont"]
        return found if shown and shown[0] == moment.standing.version else None

    return connection.reading(work)
