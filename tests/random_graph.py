"""Random rows of every table, result and ledger that the graph shows, and what a server shows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

import neo4j.time
import polars as pl
from neo4j_server import Neo4jServer
from plain_graph import PLACES, PlainGraph, identity_of

from graph.frames import schema
from graph.store.neo4j import graph_schema, projection, seek_statements
from graph.store.neo4j.address import Address
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.graph_rows import NAMES, short
from graph.store.neo4j.seeks import shape, to_frame
from graph.store.seeking import with_sought
from graph.store.shapes import AREA_TYPES, fact_types, ledger_types
from models.columns import Column, ValueKind
from models.contract import TABLES
from models.graph import Node
from models.ledgers import OORDELEN
from models.results import RESULTS

BRONNEN = ("gemeente", "politie")
DAY = date(2025, 1, 1)
TEXTS = (
    "",
    "Venlo",
    'O\'Brien "de" `Wit`\\',
    "'}) DETACH DELETE n //",
    "$k_bron[i]} RETURN 1 UNION MATCH (n) DELETE n",
    "👩‍👧 naïef \u0000 regel\neinde\u2028",
    "lang " * 4000,
)
IDS = {
    "persoon_id": "P", "ander_id": "P", "persoon_a": "P", "persoon_b": "P", "adres_id": "A",
    "huishouden_id": "H", "partner_id": "K", "melder_id": "K", "melding_id": "M", "vervolgactie_id": "V",
    "traject_id": "T", "hoofdtraject_id": "T", "traject_a": "T", "traject_b": "T", "interventie_id": "I",
    "signaal_id": "S", "knooppunt_id": "N", "systeem_id": "G",
}  # fmt: skip
OURS = {
    "nummeraanduiding": ("0983200000000001", "0983200000000002"),
    "onderdeel": ("systemen", "samenloop"),
    "code": ("GM0983", "WK098301", "BU09830101"),
    "gebied": ("GM0983", "WK098301", "BU09830101"),
}
VALUES: dict[pl.DataType, tuple[object, ...]] = {
    pl.Boolean(): (True, False),
    pl.Int64(): (0, 1, 2, 2**53 + 1),
    pl.Float64(): (-0.25, 1e300, 207654.123456789),
    pl.Binary(): (b"vorm",),
    pl.String(): TEXTS,
}
SURE = "naam bron_a bron_b levering peildatum eerst_verwerkt volgnummer oordeel versie systeem_id"
State = dict[str, pl.DataFrame]
JUDGED, LOADED = "oordelen", "geladen gebieden"


def types_of(name: str) -> dict[str, pl.DataType]:
    if name in TABLES:
        return fact_types(TABLES[name])
    if name in RESULTS:
        return schema(RESULTS[name])
    return ledger_types(OORDELEN) if name == JUDGED else AREA_TYPES


def key_of(name: str) -> list[str]:
    if name in TABLES:
        return ["bron", *TABLES[name].key]
    if name in RESULTS:
        return list(RESULTS[name].key)
    return ["volgnummer"] if name == JUDGED else ["code"]


NAMED = (*TABLES, *RESULTS, JUDGED, LOADED)
"""Everything that the graph shows."""


def some_state(draw: Random, most: int = 5) -> State:
    """A few rows of everything, many of which name what is not there."""
    return {name: _frame(draw, name, draw.choice([0, 1, 2, most])) for name in NAMED}


def later_state(draw: Random, state: State) -> State:
    """Some rows went, some changed, some came."""
    later = {}
    for name, new in some_state(draw).items():
        old = state[name]
        kept = old.filter(pl.Series([draw.random() < 0.7 for _ in range(old.height)], dtype=pl.Boolean))
        later[name] = _each_once(name, pl.concat([kept, new] if draw.random() < 0.5 else [new, kept]))
    return later


def _frame(draw: Random, name: str, height: int) -> pl.DataFrame:
    types = types_of(name)
    rows = [
        {column: _value(draw, name, column, kind) for column, kind in types.items()} for _ in range(height)
    ]
    return _each_once(name, pl.DataFrame(rows, schema=types))


def _each_once(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    key = key_of(name)
    return rows.unique(key, keep="first", maintain_order=True).sort(key, nulls_last=True)


def _value(draw: Random, name: str, column: str, kind: pl.DataType) -> object:
    if not _sure(name, column) and draw.random() < 0.3:
        return None
    if column.startswith("bron"):
        return draw.choice(BRONNEN)
    if column in IDS:
        return f"{IDS[column]}{draw.randrange(3)}"
    return _plain_value(draw, name, column, kind)


def _sure(name: str, column: str) -> bool:
    """Never empty: the key of a node, where a relationship begins, and what the store itself adds."""
    key = key_of(name) if isinstance(PLACES[name], Node) else key_of(name)[:2]
    return column in (*SURE.split(), *key, "knooppunt_id")


def _plain_value(draw: Random, name: str, column: str, kind: pl.DataType) -> object:
    declared = _declared(name, column)
    if declared is not None and declared.codes is not None:
        return str(draw.choice(list(declared.codes)))
    if declared is not None and declared.kind is ValueKind.BIRTH_DATE:
        return draw.choice(["1980", "1980-05", "1980-05-06"])
    if column in OURS:
        return draw.choice(OURS[column])
    if kind == pl.Date:
        return DAY + timedelta(days=draw.randrange(4))
    return draw.choice(VALUES[kind])


def _declared(name: str, column: str) -> Column | None:
    spec = TABLES.get(name) or RESULTS.get(name) or (OORDELEN if name == JUDGED else None)
    return spec[column] if spec is not None and column in spec.names else None


def address_of(server: Neo4jServer) -> Address:
    return Address(server.address, None, server.user, server.password)


def graph_on(server: Neo4jServer) -> Iterator[Connection]:
    """A connection to a database in which nothing stands but the schema of the graph."""
    server.clear()
    connection = Connection(address_of(server))
    for statement in graph_schema.statements():
        connection.outside(statement)
    yield connection
    server.clear()
    connection.close()


def bring(connection: Connection, old: State, new: State, order: list[str] | None = None) -> None:
    """Everything from one state to the next, in some order."""
    for name in order or NAMED:
        both = (old[name], new[name])
        if name in TABLES:
            projection.apply(connection, name, *both)
        elif name in RESULTS:
            projection.apply_result(connection, name, *both)
        elif name == JUDGED:
            projection.apply_judgements(connection, *both)
        else:
            projection.apply_areas(connection, *both)


def nothing(state: State) -> State:
    return {name: rows.clear() for name, rows in state.items()}


def rows_drawn(state: State) -> dict[str, list[dict[str, object]]]:
    """The rows as the graph takes them: addresses with what is sought of them, judgements that stand."""
    found = dict(state)
    extra = [pl.col(column).map_elements(short, pl.String).alias(name) for column, name in NAMES.items()]
    found["adressen"] = with_sought("adressen", state["adressen"]).with_columns(extra).drop(*NAMES)
    found[JUDGED] = state[JUDGED].drop("herroept")
    return {name: rows.to_dicts() for name, rows in found.items()}


def shown(connection: Connection, beside: Iterable[str] = ()) -> PlainGraph:
    """All that the server shows but for some labels, by labels and types of the declaration and by others."""
    graph = PlainGraph()
    for row in connection.read(
        """MATCH (n) WHERE none(label IN labels(n) WHERE label IN $naast)
            RETURN labels(n) AS labels, properties(n) AS eigen""",
        {"naast": list(beside)},
    ):
        (label,) = row["labels"]
        key = identity_of(label, row["eigen"])
        assert key not in graph.nodes
        graph.nodes[key] = _plain(row["eigen"])
    found = connection.read(
        """MATCH (a)-[r]->(b) RETURN labels(a)[0] AS la, properties(a) AS a, type(r) AS soort,
            properties(r) AS eigen, labels(b)[0] AS lb, properties(b) AS b"""
    )
    graph.relationships = Counter(
        (identity_of(r["la"], r["a"]), r["soort"], identity_of(r["lb"], r["b"]), _plain(r["eigen"]))
        for r in found
    )
    return graph


def _plain(properties: dict[str, object]) -> tuple[tuple[str, object], ...]:
    """A date of the server becomes a date; a date that is text stays text."""
    return tuple(
        sorted((k, v.to_native() if isinstance(v, neo4j.time.Date) else v) for k, v in properties.items())
    )


def read_back(connection: Connection, name: str) -> pl.DataFrame:
    """All rows of a table or a result, from the graph alone."""
    place, types, order = shape(name)
    rows = [
        row["rij"] for statement in seek_statements.read(place, types) for row in connection.read(statement)
    ]
    return to_frame(rows, types).sort(order, nulls_last=True)
