"""Seeks of the view's own moment: the graph answers while it shows that version, else nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j import seeks

if TYPE_CHECKING:
    import polars as pl
    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection
    from graph.store.neo4j.standing import Standing

SHOWN = "MATCH (o:Opslag) RETURN o.graaf_bezig AS bezig, o.graaf AS graaf"


def sought(connection: Connection, name: str, among: pl.DataFrame, moment: Standing) -> pl.DataFrame | None:
    """The rows of a table or a result that are sought; ``None`` if the graph shows another version."""

    def shows(tx: ManagedTransaction) -> bool:
        row = tx.run(SHOWN).single(strict=True)
        return not row["bezig"] and row["graaf"][0] == moment.version

    def work(tx: ManagedTransaction) -> pl.DataFrame | None:
        if not shows(tx):
            return None
        found = seeks.run(tx, name, among)
        return found if shows(tx) else None

    return connection.reading(work)
