"""Seeks in the graph give the rows that a join gives, from an index, in a single look."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from neo4j_server import Neo4jServer
from random_graph import bring, graph_on, key_of, nothing, some_state

from graph.store.neo4j import graph_schema, projection, seeks
from graph.store.neo4j.connection import Connection
from graph.store.seeking import only_among, sought, with_sought
from models.contract import TABLES
from models.graph import FACTS, LABELS, RESULTS, Node

pytestmark = pytest.mark.neo4j
RESULT_SEEKS = (
    ("koppeling_personen", ("bron", "persoon_id")),
    ("koppeling_personen", ("persoon_id",)),
    ("koppeling_personen", ("knooppunt_id",)),
    ("systeemleden", ("systeem_id",)),
    ("systeemleden", ("knooppunt_id",)),
    ("uit_beeld", ("systeem_id",)),
    ("uit_beeld", ("knooppunt_id",)),
    ("samenlopen", ("systeem_id",)),
    ("samenlopen", ("bron_a", "traject_a")),
    ("samenlopen", ("bron_b", "traject_b")),
    ("vrijgave", ("gebied",)),
)
SEEDS = settings(deadline=None, phases=[Phase.explicit, Phase.generate], database=None)
FACT_SEEKS = [(t, by) for t in TABLES for c in sought(t) for by in ((c,), ("bron", c))]


@pytest.fixture(scope="module")
def connection(neo4j_server: Neo4jServer) -> Iterator[Connection]:
    yield from graph_on(neo4j_server)


@settings(SEEDS, max_examples=2)
@given(seed=st.integers(0, 2**32))
def test_a_seek_gives_what_a_join_gives(connection: Connection, seed: int) -> None:
    compare_with_joins(connection, seed)


@pytest.mark.slow
@settings(SEEDS, max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_seeks_in_twenty_graphs_give_what_joins_give(connection: Connection, seed: int) -> None:
    compare_with_joins(connection, seed)


def compare_with_joins(connection: Connection, seed: int) -> None:
    draw = Random(seed)
    state = some_state(draw, most=9)
    projection.wipe_all(connection)
    bring(connection, nothing(state), state)
    asked, wanted = [], []
    for name, by in (*FACT_SEEKS, *RESULT_SEEKS):
        rows = with_sought(name, state[name]) if name in TABLES else state[name]
        among = some_of(draw, rows.select(by))
        asked.append((name, among))
        if name in TABLES:
            wanted.append(only_among(name, state[name], among))
        else:
            found = state[name].join(among.drop_nulls(), on=list(by), how="semi", maintain_order="left")
            wanted.append(found.sort(key_of(name), nulls_last=True))
    found = seeks.seek_many(connection, asked)
    for (name, among), rows, want in zip(asked, found, wanted, strict=True):
        assert rows.equals(want), (name, among, rows, want)
        assert rows.schema == want.schema


def some_of(draw: Random, values: pl.DataFrame) -> pl.DataFrame:
    """Some that are there, with what is twice or empty, and one that is nowhere."""
    kept = values.filter(pl.Series([draw.random() < 0.6 for _ in range(values.height)], dtype=pl.Boolean))
    nowhere = pl.DataFrame({name: ["nergens"] for name in values.columns})
    return pl.concat([kept, kept, nowhere])


@pytest.mark.parametrize(("name", "by"), [*FACT_SEEKS, *RESULT_SEEKS], ids=str)
def test_a_seek_starts_from_an_index(connection: Connection, name: str, by: tuple[str, ...]) -> None:
    statement = seeks.way(name, frozenset(by)).statement

    def plan(node: dict[str, object]) -> Iterator[str]:
        yield str(node["operatorType"]).split("@")[0]
        for child in node.get("children", []):  # type: ignore[attr-defined]
            yield from plan(child)

    found = connection.reading(lambda tx: tx.run(f"EXPLAIN {statement}", keys=[]).consume().plan)
    assert found is not None
    steps = list(plan(found))
    assert [step for step in steps if "Scan" in step] == []
    assert any("IndexSeek" in step for step in steps)


def test_nothing_sought_is_nothing_found(connection: Connection) -> None:
    none = pl.DataFrame(schema={"bron": pl.String, "persoon_id": pl.String})
    found = seeks.seek(connection, "verblijf", none)
    assert found.is_empty()
    assert found.columns[:3] == ["bron", "persoon_id", "adres_id"]


@pytest.mark.parametrize(
    ("name", "by"),
    [("personen", "geslachtsnaam"), ("personen", "bron"), ("uit_beeld", "reden"), ("analyse", "versie")],
)
def test_what_is_not_sought_is_refused(connection: Connection, name: str, by: str) -> None:
    with pytest.raises(ValueError, match="not sought by"):
        seeks.seek(connection, name, pl.DataFrame({by: ["x"]}))


def test_the_schema_may_be_laid_out_again_and_every_label_has_its_constraint(connection: Connection) -> None:
    for statement in graph_schema.statements():
        connection.outside(statement)
    found = connection.outside("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    unique = {(r["labelsOrTypes"][0], r["properties"][0]) for r in found if r["type"] == "UNIQUENESS"}
    assert {(label.name, label.identity) for label in LABELS.values()} <= unique


def test_a_table_and_a_result_never_have_one_name() -> None:
    assert not set(FACTS) & set(RESULTS)
    assert {"vrijgave", "samenlopen", "analyse"} == {n for n, p in RESULTS.items() if isinstance(p, Node)}
