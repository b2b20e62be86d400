"""While the graph is drawn on, seeks are answered from whole tables, and just as well."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from neo4j_server import Neo4jServer
from store_engines import Engine, deliver, head, stay

from graph.audit import LogBook
from graph.store.base import Store
from graph.store.neo4j import pages
from models.access import Actor, Role

DAY = date(2025, 1, 1)
WHO = pl.DataFrame({"bron": ["brp-venlo"], "persoon_id": ["P1"]})
NEVER_DONE = "MATCH (o:Opslag) SET o.graaf_toont = []"


@pytest.fixture
def store(address: str) -> Store:
    made = Engine(address).create()
    deliver(made, head(DAY), {"verblijf": [stay(), stay(persoon="P2")]})
    return made


def test_a_seek_gives_the_same_while_the_graph_is_behind(store: Store, neo4j_server: Neo4jServer) -> None:
    before = store.view().facts("verblijf", WHO)
    with neo4j_server.driver() as driver:
        driver.execute_query(NEVER_DONE)
    assert store.view().facts("verblijf", WHO).equals(before)
    assert before["persoon_id"].to_list() == ["P1"]


def test_a_table_is_then_read_once_for_all_seeks(
    store: Store, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query(NEVER_DONE)
    reads: list[str] = []
    read = pages.read_table

    def counted(*given: object) -> pl.DataFrame:
        reads.append(str(given[1]))
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "read_table", counted)
    for _ in range(3):
        store.view().facts("verblijf", WHO)
    assert reads == ["verblijf"]


def test_what_is_written_meanwhile_shows_at_once(store: Store, neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query(NEVER_DONE)
        assert store.view().facts("verblijf", WHO)["tot"].to_list() == [None]
        deliver(store, head(date(2025, 2, 1), volledig=True), {})
        driver.execute_query(NEVER_DONE)
    assert store.view().facts("verblijf", WHO)["tot"].to_list() == [date(2025, 1, 31)]


def test_whole_tables_are_let_go_once_the_graph_is_up_to_date_whatever_was_logged_meanwhile(
    store: Store, neo4j_server: Neo4jServer
) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query(NEVER_DONE)
    store.view().facts("verblijf", WHO)
    kept = store._whole._frames  # type: ignore[attr-defined]
    assert list(kept) == ["verblijf"]
    deliver(store, head(date(2025, 2, 1)), {"verblijf": [stay()]})
    store.view().facts("verblijf", WHO)
    book = LogBook(store, lambda: datetime(2025, 7, 1, tzinfo=UTC), lambda size: b"\1" * size)
    with neo4j_server.driver() as driver:
        driver.execute_query(NEVER_DONE)
        store.view().facts("verblijf", WHO)
        book.refuse(book.begin(Actor("wie", Role.BEHEERDER, "zvh"), None, None), "een regel")
        driver.execute_query("MATCH (o:Opslag) SET o.graaf_toont = o.graaf")
    store.view()
    assert store._whole._frames == {}  # type: ignore[attr-defined]
