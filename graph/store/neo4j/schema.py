"""What a database needs to be a store: constraints, indexes, the one node, and migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j import graph_schema
from graph.store.neo4j.standing import ORDER, Standing
from models.graph import LEDGER_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.store.neo4j.connection import Connection

SCHEMA_VERSION = 1
"""Goes up when a store of the version before needs a change."""

MIGRATIONS: Mapping[int, Callable[[Connection], None]] = {}
"""From a version of the schema to what brings a store from the one before to it; may run again."""

EMPTY = Standing(0, (0,) * len(ORDER))
BEGIN = """CREATE (o:Opslag {naam: 'knooppunt', schemaversie: $schemaversie, fictief: $fictief,
    geheim: $geheim, stand: $stand, graaf: $stand, graaf_bezig: false, opgeruimd: 0, gedaan: [],
    in_aanbouw: true})"""
READY = "MATCH (o:Opslag) REMOVE o.in_aanbouw"
ANYTHING = "MATCH (n) RETURN labels(n) AS labels LIMIT 1"
WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
MIGRATED = "MATCH (o:Opslag) SET o.schemaversie = $versie"


def statements() -> Iterator[str]:
    """Constraints and indexes; each may run again."""
    yield "CREATE CONSTRAINT uniek_Opslag IF NOT EXISTS FOR (o:Opslag) REQUIRE o.naam IS UNIQUE"
    yield (
        "CREATE CONSTRAINT uniek_Blad IF NOT EXISTS "
        "FOR (b:Blad) REQUIRE (b.deel, b.bron, b.nr, b.van) IS UNIQUE"
    )
    for name in ("deel", "van", "tot"):
        yield f"CREATE INDEX op_Blad_{name} IF NOT EXISTS FOR (b:Blad) ON (b.{name})"
    for label in LEDGER_LABELS.values():
        yield (
            f"CREATE CONSTRAINT uniek_{label} IF NOT EXISTS FOR (r:{label}) REQUIRE r.volgnummer IS UNIQUE"
        )
    yield "CREATE INDEX op_Levering_id IF NOT EXISTS FOR (l:Levering) ON (l.levering_id)"
    yield from graph_schema.statements()


def lay_out(connection: Connection, *, fictief: bool, secret: bytes) -> None:
    """Make an empty store that is still in the making."""
    for statement in statements():
        connection.outside(statement)
    values = {"schemaversie": SCHEMA_VERSION, "fictief": fictief, "geheim": secret, "stand": EMPTY.stand}
    connection.outside(BEGIN, values)


def migrate(connection: Connection, version: int) -> None:
    """Bring a store of an older schema to this one, version by version."""
    for newer in range(version + 1, SCHEMA_VERSION + 1):
        MIGRATIONS[newer](connection)
        for statement in statements():
            connection.outside(statement)
        connection.write(MIGRATED, {"versie": newer})
