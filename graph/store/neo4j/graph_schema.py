"""Constraints and indexes of the graph, from the declaration; all of them Community's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j.graph_rows import NAMES
from graph.store.seeking import sought
from models.graph import FACTS, LABELS, Node
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.graph import Label


def statements() -> Iterator[str]:
    """What a database needs before the graph is drawn in it; each may run again."""
    for label in LABELS.values():
        yield (
            f"CREATE CONSTRAINT uniek_{label.name} IF NOT EXISTS "
            f"FOR (n:{label.name}) REQUIRE n.{label.identity} IS UNIQUE"
        )
    for label, name in indexed():
        yield f"CREATE INDEX op_{label.name}_{name} IF NOT EXISTS FOR (n:{label.name}) ON (n.{name})"
    yield "CALL db.awaitIndexes(300)"


def indexed() -> list[tuple[Label, str]]:
    """The properties beside the identity by which nodes are sought: ids of any bron, and places."""
    found = [(label, label.key[1]) for label in LABELS.values() if _of_bron(label)]
    for table, place in FACTS.items():
        if isinstance(place, Node):
            ends = {column for tie in place.ties for column in tie.end.columns}
            found += [
                (place.label, NAMES.get(name, name))
                for name in sought(table)
                if name not in ends and name not in place.label.key
            ]
    return found


def _of_bron(label: Label) -> bool:
    return label.key[0] == BRON.name and len(label.key) == 2
