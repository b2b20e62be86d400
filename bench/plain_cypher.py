"""The same work in plain Cypher, as one would write it without Knooppunt.

No versions, no log, no access, no linking, no check of what comes in: the floor to measure against.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

import polars as pl
from neo4j import Driver

from graph.store.base import View

BATCH = 20_000
CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
UNIQUE = "CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
NODES = {
    "personen": ("P", "UNWIND $rows AS r CREATE (p:P) SET p = r"),
    "adressen": ("A", "UNWIND $rows AS r CREATE (a:A) SET a = r"),
    "trajecten": ("T", "UNWIND $rows AS r CREATE (t:T) SET t = r"),
}
TIES = {
    "verblijf": """UNWIND $rows AS r MATCH (p:P {id: r.persoon}) MATCH (a:A {id: r.adres})
        CREATE (p)-[:WOONT {van: r.van, tot: r.tot}]->(a)""",
    "relaties": """UNWIND $rows AS r MATCH (p:P {id: r.persoon}) MATCH (q:P {id: r.ander})
        CREATE (p)-[:KENT {soort: r.soort, van: r.van, tot: r.tot}]->(q)""",
    "betrokkenen": """UNWIND $rows AS r MATCH (p:P {id: r.persoon}) MATCH (t:T {id: r.traject})
        CREATE (p)-[:IN {van: r.van, tot: r.tot}]->(t)""",
}
OVERLAP = """MATCH (t:T)<-[:IN]-(:P)-[:IN]->(u:T) WHERE t.id < u.id AND t.partner <> u.partner
    AND t.start <= coalesce(u.einde, date('9999-12-31')) AND u.start <= coalesce(t.einde, date('9999-12-31'))
    RETURN count(DISTINCT [t.id, u.id]) AS n"""
HOPS = """MATCH (p:P {id: $id})-[:KENT*0..4]-(q:P) WITH DISTINCT q OPTIONAL MATCH (q)-[:IN]->(t:T)
    RETURN count(DISTINCT q) AS personen, count(DISTINCT t) AS trajecten"""


def load(driver: Driver, view: View) -> tuple[float, int]:
    """Persons, addresses, trajecten and what ties them, into an empty database: seconds and items."""
    with driver.session() as session:
        session.run(CLEAR).consume()
        for label, _ in NODES.values():
            session.run(UNIQUE.format(label=label)).consume()
    frames = _frames(view)
    began = time.perf_counter()
    items = 0
    for table, statement in [*((t, s) for t, (_, s) in NODES.items()), *TIES.items()]:
        for part in frames[table].iter_slices(BATCH):
            driver.execute_query(statement, rows=part.to_dicts())
        items += frames[table].height
    return time.perf_counter() - began, items


def overlap(driver: Driver) -> float:
    """Seconds for the pairs of trajecten of two partners that overlap on one person record."""
    began = time.perf_counter()
    driver.execute_query(OVERLAP)
    return time.perf_counter() - began


def hops(driver: Driver, ids: Sequence[str]) -> tuple[float, float]:
    """Median and p95 milliseconds for four kin hops and the trajecten there."""
    waits = []
    for one in ids:
        began = time.perf_counter()
        driver.execute_query(HOPS, id=one)
        waits.append(1000 * (time.perf_counter() - began))
    return statistics.median(waits), statistics.quantiles(waits, n=20)[-1]


def upsert(driver: Driver, rows: Sequence[dict[str, object]]) -> float:
    """Seconds to lay changed persons over the ones that are there."""
    began = time.perf_counter()
    driver.execute_query("UNWIND $rows AS r MERGE (p:P {id: r.id}) SET p += r", rows=list(rows))
    return time.perf_counter() - began


def record_ids(rows: pl.DataFrame, name: str = "persoon_id") -> pl.Series:
    """``bron|id``."""
    return rows.select(pl.format("{}|{}", "bron", name)).to_series()


def _frames(view: View) -> dict[str, pl.DataFrame]:
    def at(name: str) -> pl.Expr:
        return pl.format("{}|{}", "bron", name)

    person, period = at("persoon_id"), ("van", "tot")
    involved = view.facts("betrokkenen").drop_nulls("traject_id")
    return {
        "personen": view.facts("personen").with_columns(id=person),
        "adressen": view.facts("adressen").with_columns(id=at("adres_id")),
        "trajecten": view.facts("trajecten").with_columns(id=at("traject_id"), partner=at("partner_id")),
        "verblijf": view.facts("verblijf").select(*period, persoon=person, adres=at("adres_id")),
        "relaties": view.facts("relaties").select("soort", *period, persoon=person, ander=at("ander_id")),
        "betrokkenen": involved.select(*period, persoon=person, traject=at("traject_id")),
    }
