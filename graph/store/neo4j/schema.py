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
VALUES = """{schemaversie: $schemaversie, fictief: $fictief, geheim: $geheim, stand: $stand, graaf: $stand,
    graaf_toont: $stand, graaf_bezig: false, graaf_doel: null, opgeruimd: 0, gedaan: [], in_aanbouw: true}"""
ONE_STORE = "CREATE CONSTRAINT uniek_Opslag IF NOT EXISTS FOR (o:Opslag) REQUIRE o.naam IS UNIQUE"
CLAIM = f"MERGE (o:Opslag {{naam: 'knooppunt'}}) ON CREATE SET o += {VALUES}"
BEGIN = f"MATCH (o:Opslag) SET o += {VALUES}"
READY = "MATCH (o:Opslag) REMOVE o.in_aanbouw"
UNREADY = "MATCH (o:Opslag) SET o.in_aanbouw = true"
ANYTHING = "MATCH (n) RETURN labels(n) AS labels LIMIT 1"
WIPE_PAGES = "MATCH (b:Blad) WITH b LIMIT 20 DELETE b RETURN count(*) AS aantal"
WIPE_REST = """MATCH (n) WHERE NOT n:Opslag WITH n LIMIT 5000
    DETACH DELETE n RETURN count(*) AS aantal"""
WIPE_LAST = "MATCH (o:Opslag) DETACH DELETE o"
MIGRATED = "MATCH (o:Opslag) SET o.schemaversie = $versie"


def statements() -> Iterator[str]:
    """Constraints and indexes; each may run again."""
    yield ONE_STORE
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


def first_values(*, fictief: bool, secret: bytes) -> dict[str, object]:
    """What ``CLAIM`` and ``BEGIN`` bind."""
    return {"schemaversie": SCHEMA_VERSION, "fictief": fictief, "geheim": secret, "stand": EMPTY.stand}


def wipe_rest(connection: Connection) -> None:
    """Leave nothing but the one node; pages go a few at a time, for each is large."""
    connection.until_done(WIPE_PAGES)
    connection.until_done(WIPE_REST)


def lay_out(connection: Connection) -> None:
    """Make constraints and indexes."""
    for statement in statements():
        connection.outside(statement)


def migrate(connection: Connection, version: int) -> None:
    """Bring a store of an older schema to this one, version by version."""
    for newer in range(version + 1, SCHEMA_VERSION + 1):
        MIGRATIONS[newer](connection)
        for statement in statements():
            connection.outside(statement)
        connection.write(MIGRATED, {"versie": newer})
