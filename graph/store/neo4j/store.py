"""A store on a Neo4j server: many processes look and log, one at a time writes what counts."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from threading import Lock, local
from typing import TYPE_CHECKING, Self

from graph.store.neo4j import schema
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.lease import Lease
from graph.store.neo4j.standing import look
from graph.store.neo4j.view import Neo4jView
from graph.store.neo4j.writer import Neo4jWriter
from models.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.base import Viewer, Writer
    from graph.store.neo4j.address import Address
    from graph.store.neo4j.standing import Look


class Neo4jStore:
    """A Store in one database of a server."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._writing = Lock()
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
                with store._turn(secrets.token_hex(8)):
                    schema.migrate(connection, _standing_schema(connection))
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    @contextmanager
    def draft(cls, address: Address, *, fictief: bool, secret: bytes) -> Iterator[Self]:
        """A store in the making: it can be opened once the block ends without an error."""
        connection = Connection(address)
        try:
            connection.check()
            _make_room(connection)
            schema.lay_out(connection, fictief=fictief, secret=secret)
            try:
                yield cls(connection)
                connection.write(schema.READY)
            except BaseException:
                _try_wipe(connection)
                raise
        finally:
            connection.close()

    def view(self, viewer: Viewer | None = None) -> Neo4jView:
        """A snapshot of this moment, as one partner may see it or whole."""
        return Neo4jView(self._connection, self._look(), viewer)

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
        with self._writing:
            self._connection.close()

    def _look(self) -> Look:
        found = look(self._connection)
        if found is None:
            raise StoreUnavailable(f"De opslag {self._connection} is er niet meer.")
        return found

    @contextmanager
    def _turn(self, who: str) -> Iterator[None]:
        with self._writing, Lease(self._connection, who):
            yield


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


def _make_room(connection: Connection) -> None:
    """Wipe a store that was never finished.

    Raises:
        InputError: something else stands there.
    """
    found = look(connection)
    if found is not None and found.draft:
        connection.outside(schema.WIPE)
    elif found is not None or connection.read(schema.ANYTHING):
        raise InputError(
            f"Er staat al iets op {connection}: kies een andere database of maak haar zelf leeg."
        )


def _try_wipe(connection: Connection) -> None:
    """Leave nothing of a store that was not finished; where that fails, nobody can open it all the same."""
    try:
        connection.outside(schema.WIPE)
    except StoreUnavailable:
        return  # the first error is the one to tell
