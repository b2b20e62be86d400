"""Making a store on a server, and bringing an older one up to date: one at a time, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from halted_writes import (
    Halt,
    Halted,
    all_or_nothing,
    door_of,
    halting,
    let_time_pass,
    nothing_left_behind,
    write,
)
from neo4j_server import Neo4jServer

from graph.store import create_store, draft_store, open_store
from graph.store.base import Store
from graph.store.neo4j import lease, schema
from graph.store.neo4j.address import read_address
from graph.store.neo4j.connection import Connection
from models.errors import InputError, KnooppuntError, StoreLocked, StoreUnavailable

pytestmark = pytest.mark.neo4j
NOW = schema.SCHEMA_VERSION
OVERTAKEN = "intussen door een ander bijgewerkt"
OURS, THEIRS = b"o" * 32, b"t" * 32


@pytest.fixture
def beside(address: str) -> Iterator[Connection]:
    """A connection for questions of our own."""
    connection = Connection(read_address(address))
    yield connection
    connection.close()


def made(address: str, secret: bytes) -> str:
    """Make a store; gives what went wrong, or nothing."""
    try:
        create_store(address, fictief=True, secret=secret).close()
    except KnooppuntError as error:
        return str(error)
    return ""


# making


def test_of_two_who_make_a_store_at_once_one_gets_it(address: str) -> None:
    start = Barrier(2)

    def make(secret: bytes) -> str:
        start.wait()
        return made(address, secret)

    with ThreadPoolExecutor(2) as both:
        said = dict(zip((OURS, THEIRS), both.map(make, (OURS, THEIRS)), strict=True))
    (winner,) = (secret for secret, complaint in said.items() if not complaint)
    (complaint,) = (complaint for complaint in said.values() if complaint)
    assert complaint == f"Er staat al iets op {address}: kies een andere database of maak haar zelf leeg."
    store = open_store(address)
    assert store.view().secret == winner
    write(store, 0)
    nothing_left_behind(store)
    store.close()


def test_nobody_makes_a_store_where_another_one_is_making_it(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "PATIENCE", 0.5)
    with draft_store(address, fictief=True, secret=OURS) as draft:
        write(draft, 0)
        with pytest.raises(StoreLocked, match="Een ander proces maakt nu de opslag"):
            create_store(address, fictief=True, secret=THEIRS)
        with pytest.raises(InputError, match="Er is geen opslag"):
            open_store(address)
        write(draft, 1)
    store = open_store(address)
    assert store.view().secret == OURS
    assert all_or_nothing(store, 0, 1) == 1
    nothing_left_behind(store)
    store.close()


def test_a_maker_that_stood_still_too_long_spoils_nothing_of_the_next(address: str) -> None:
    made = draft_store(address, fictief=True, secret=OURS)
    draft = made.__enter__()
    write(draft, 0)
    let_time_pass(draft)
    store = create_store(address, fictief=True, secret=THEIRS)
    write(store, 1)
    with pytest.raises(StoreUnavailable, match=OVERTAKEN):
        write(draft, 2)
    with pytest.raises(StoreUnavailable, match=OVERTAKEN):
        made.__exit__(None, None, None)
    assert store.view().secret == THEIRS
    assert all_or_nothing(store, 1, 2) == 1
    nothing_left_behind(store)
    store.close()


def test_a_maker_that_died_leaves_room(address: str, beside: Connection) -> None:
    draft = draft_store(address, fictief=True, secret=OURS)
    halt = Halt.death(1)
    with pytest.raises(Halted), draft as store, halting(store, halt):
        write(store, 0)
    with pytest.raises(InputError, match="Er is geen opslag"):
        open_store(address)
    beside.write("MATCH (o:Opslag) SET o.schrijver_tot = 0")
    assert made(address, THEIRS) == ""
    store = open_store(address)
    assert (store.view().secret, store.view().height("leveringen")) == (THEIRS, 0)
    write(store, 3)
    nothing_left_behind(store)
    store.close()


def test_what_went_wrong_in_the_making_leaves_nothing(address: str, beside: Connection) -> None:
    made = draft_store(address, fictief=True, secret=OURS)
    write(made.__enter__(), 0)
    assert not made.__exit__(ValueError, ValueError("wat dan ook"), None)
    assert beside.read(schema.ANYTHING) == []


def test_a_database_of_someone_else_stays_as_it_is(
    neo4j_server: Neo4jServer, address: str, beside: Connection
) -> None:
    neo4j_server.empty()
    beside.write("CREATE (:Film {titel: 'Iets anders'})")
    with pytest.raises(InputError, match="Er is geen opslag"):
        open_store(address)
    assert made(address, OURS).startswith("Er staat al iets op")
    assert beside.read("MATCH (n) RETURN n.titel AS titel") == [{"titel": "Iets anders"}]
    assert beside.read("SHOW CONSTRAINTS YIELD name") == []
    beside.write("MATCH (n) DETACH DELETE n")


# migrations


@pytest.fixture
def older(address: str) -> Iterator[Store]:
    """A store of the schema that we have now, seen by the next one as older."""
    store = create_store(address, fictief=True)
    write(store, 0)
    yield store
    store.close()


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Make this Knooppunt one of later schemas, of which some migrations fail; gives which were tried."""

    def become(steps: int, fails: tuple[int, ...] = ()) -> list[int]:
        tried: list[int] = []
        migrations = {}
        for version in range(NOW + 1, NOW + 1 + steps):

            def migrate(connection: Connection, version: int = version) -> None:
                tried.append(version)
                (under,) = connection.read("MATCH (o:Opslag) RETURN o.schrijver IS NOT NULL AS beurt")
                assert under["beurt"]
                connection.write("MATCH (o:Opslag) SET o.nieuw = $versie", {"versie": version})
                if version in fails:
                    raise StoreUnavailable("De server is niet te bereiken.")

            migrations[version] = migrate
        monkeypatch.setattr(schema, "SCHEMA_VERSION", NOW + steps)
        monkeypatch.setattr(schema, "MIGRATIONS", migrations)
        return tried

    return become


def versions(store: Store) -> dict[str, object]:
    (row,) = door_of(store).read("MATCH (o:Opslag) RETURN o.schemaversie AS versie, o.nieuw AS nieuw")
    return row


def test_a_store_of_a_newer_knooppunt_is_refused_with_one_sentence(older: Store, address: str) -> None:
    door_of(older).write("MATCH (o:Opslag) SET o.schemaversie = o.schemaversie + 1")
    with pytest.raises(InputError) as error:
        open_store(address)
    said = f"De opslag {address} is gemaakt met een nieuwere versie van Knooppunt: werk Knooppunt eerst bij."
    assert str(error.value) == said
    assert made(address, OURS).startswith("Er staat al iets op")
    assert all_or_nothing(older, 0, 0) == 0


def test_a_migration_runs_once_and_under_the_turn(
    older: Store, address: str, newer: Callable[..., list[int]]
) -> None:
    tried = newer(steps=2)
    with ThreadPoolExecutor(2) as both:
        stores = list(both.map(open_store, (address, address)))
    assert tried == [NOW + 1, NOW + 2]
    assert versions(older) == {"versie": NOW + 2, "nieuw": NOW + 2}
    open_store(address).close()
    assert tried == [NOW + 1, NOW + 2]
    write(stores[0], 1)
    assert all_or_nothing(stores[1], 0, 1) == 1
    nothing_left_behind(older)
    for store in stores:
        store.close()


def test_a_migration_that_fails_leaves_the_store_as_the_version_before_opens_it(
    older: Store, address: str, newer: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(steps=1, fails=(NOW + 1,))
    with pytest.raises(StoreUnavailable):
        open_store(address)
    assert versions(older)["versie"] == NOW
    monkeypatch.setattr(schema, "SCHEMA_VERSION", NOW)
    again = open_store(address)
    write(again, 1)
    assert all_or_nothing(again, 0, 1) == 1
    nothing_left_behind(again)
    again.close()


def test_the_migration_that_failed_is_tried_again_from_there(
    older: Store, address: str, newer: Callable[..., list[int]]
) -> None:
    first = newer(steps=3, fails=(NOW + 2,))
    with pytest.raises(StoreUnavailable):
        open_store(address)
    assert (first, versions(older)["versie"]) == ([NOW + 1, NOW + 2], NOW + 1)
    second = newer(steps=3)
    open_store(address).close()
    assert (second, versions(older)["versie"]) == ([NOW + 2, NOW + 3], NOW + 3)
    nothing_left_behind(older)
