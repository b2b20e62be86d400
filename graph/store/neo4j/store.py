"""A store on a Neo4j server: many processes look and log, one at a time writes what counts."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from threading import Lock, local
from typing import TYPE_CHECKING, Self

from graph.store.neo4j import schema
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.lease import BUSY, PATIENCE, Lease
from graph.store.neo4j.standing import look
from graph.store.neo4j.view import Neo4jView
from graph.store.neo4j.whole import WholeTables
from graph.store.neo4j.writer import Neo4jWriter
from models.errors import InputError, StoreLocked, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store.base import Viewer, Writer
    from graph.store.neo4j.address import Address
    from graph.store.neo4j.standing import Look

MAKING = "Een ander proces maakt nu de opslag {where}: wacht tot dat klaar is."
TAKEN = "Er staat al iets op {where}: kies een andere database of maak haar zelf leeg."


class Neo4jStore:
    """A Store in one database of a server."""

    def __init__(self, connection: Connection, lease: Lease | None = None) -> None:
        self._connection = connection
        self._lease = lease
        self._writing = Lock()
        self._whole = WholeTables()
        self._thread = local()

    @classmethod
    def open(cls, address: Address) -> Self:
        """Open the store in this database."""
        connection = Connection(address)
        try:
            connection.check()
            version = _standing_schema(connection)
            store = cls(connection)
            if version < schema.SCHEMA_VERSION:
                with store._turn(secrets.token_hex(8)) as lease:
                    schema.migrate(lease.held, _standing_schema(connection))
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def stands(cls, address: Address) -> bool:
        """Whether there is a finished store in this database."""
        connection = Connection(address)
        try:
            connection.check()
            found = look(connection)
        finally:
            connection.close()
        return found is not None and not found.draft

    @classmethod
    @contextmanager
    def draft(cls, address: Address, *, fictief: bool, secret: bytes) -> Iterator[Self]:
        """A store in the making: it can be opened once the block ends without an error."""
        connection = Connection(address)
        try:
            connection.check()
            values = schema.first_values(fictief=fictief, secret=secret)
            _claim(connection, values)
            with Lease(connection, secrets.token_hex(8), busy=MAKING) as lease:
                _make_room(lease.held, values)
                try:
                    yield cls(connection, lease)
                    lease.held.write(schema.READY)
                except BaseException:
                    _try_wipe(lease.held)
                    raise
        finally:
            connection.close()

    def view(self, viewer: Viewer | None = None) -> Neo4jView:
        """A snapshot of this moment, as one partner may see it or whole."""
        return Neo4jView(self._connection, self._look(), self._whole, viewer)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction; who writes what counts takes turns, also between processes."""
        if getattr(self._thread, "writes", False):
            raise RuntimeError("a transaction within a transaction of the same thread would wait for itself")
        who = secrets.token_hex(8)
        writer = Neo4jWriter(self._connection, who, lambda: self._turn(who))
        self._thread.writes = True
        try:
            yield writer
            writer.finish()
        finally:
            self._thread.writes = False
            writer.release()

    def version(self) -> int:
        """A number that grows with every committed change of facts, judgements or results."""
        return self._look().standing.version

    def close(self) -> None:
        """Let go of the server."""
        free = self._writing.acquire(timeout=PATIENCE)
        self._connection.close()
        if free:
            self._writing.release()

    def _look(self) -> Look:
        found = look(self._connection)
        if found is None:
            raise StoreUnavailable(f"De opslag {self._connection} is er niet meer.")
        if found.graph is not None and found.graph.version == found.standing.version:
            self._whole.let_go()
        return found

    @contextmanager
    def _turn(self, who: str) -> Iterator[Lease]:
        """Wait until neither a thread here nor another process writes."""
        if not self._writing.acquire(timeout=PATIENCE):
            raise StoreLocked(BUSY.format(where=self._connection))
        try:
            if self._lease is not None:
                yield self._lease
            else:
                with Lease(self._connection, who) as lease:
                    yield lease
        finally:
            self._writing.release()


def _standing_schema(connection: Connection) -> int:
    """The version of the schema of the store that stands here."""
    found = look(connection)
    if found is None or found.draft:
        raise InputError(f"Er is geen opslag op {connection}. Maak eerst een opslag met: knooppunt nieuw.")
    if found.schema > schema.SCHEMA_VERSION:
        raise InputError(
            f"De opslag {connection} is gemaakt met een nieuwere versie van Knooppunt: "
            "werk Knooppunt eerst bij."
        )
    return found.schema


def _claim(connection: Connection, values: Mapping[str, object]) -> None:
    """Put the mark of a store in the making in an empty database.

    Raises:
        InputError: something else stands there.
    """
    found = look(connection)
    if found is None and connection.read(schema.ANYTHING):
        raise InputError(TAKEN.format(where=connection))
    if found is None:
        connection.outside(schema.ONE_STORE)
        connection.write(schema.CLAIM, values)


def _make_room(held: Connection, values: Mapping[str, object]) -> None:
    """Begin afresh where a store was never finished; only whoever holds the turn may.

    Raises:
        InputError: it was finished.
    """
    found = look(held)
    if found is None or not found.draft:
        raise InputError(TAKEN.format(where=held))
    schema.wipe_rest(held)
    schema.lay_out(held)
    held.write(schema.BEGIN, values)


def _try_wipe(connection: Connection) -> None:
    """Leave nothing of a store that was not finished; where that fails, nobody can open it all the same."""
    try:
        connection.write(schema.UNREADY)
        schema.wipe_rest(connection)
        connection.write(schema.WIPE_LAST)
    except StoreUnavailable:
        return  # the first error is the one to tell
