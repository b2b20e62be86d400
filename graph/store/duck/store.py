"""A store in one DuckDB file: one process has it open, its threads look while one of them writes."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

import duckdb

from graph.store.duck.connection import connect, explained, newer
from graph.store.duck.schema import SCHEMA_VERSION, statements
from graph.store.duck.view import DuckView
from graph.store.duck.writer import DuckWriter
from models.errors import InputError, StoreLocked, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.base import Viewer, Writer


class DuckStore:
    """A Store in one file."""

    __slots__ = ("_connection", "_handing_out", "_path", "_version", "_views", "_writer_thread", "_writing")

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, version: int) -> None:
        self._path = path
        self._connection = connection
        self._version = version
        self._writing = Lock()
        self._writer_thread: int | None = None
        self._handing_out = Lock()  # of cursors and views, by one thread at a time
        self._views: WeakSet[DuckView] = WeakSet()

    @classmethod
    def open(cls, path: Path, key: str | None) -> Self:
        """Open the store in this file."""
        if not _stands(path):
            raise InputError(f"Er is geen opslag {path}. Maak eerst een opslag met: knooppunt nieuw.")
        if path.is_dir():
            raise InputError(f"{path} is een map en geen opslag: noem een bestand.")
        connection = connect(path, key)
        try:
            with explained(path):
                return cls(path, connection, _read_version(connection, path))
        except BaseException:
            connection.close()
            raise

    @classmethod
    def create(cls, path: Path, key: str | None, *, fictief: bool, secret: bytes) -> Self:
        """Make a store in a file that does not exist yet; it appears whole or not at all."""
        with cls.draft(path, key, fictief=fictief, secret=secret):
            pass
        return cls.open(path, key)

    @classmethod
    @contextmanager
    def draft(cls, path: Path, key: str | None, *, fictief: bool, secret: bytes) -> Iterator[Self]:
        """A store in a file beside its place, which is moved there once the block ends without an error."""
        _refuse_taken(path)
        draft = path.with_name(f".{path.name}.in-aanbouw")
        with _makeable(path):
            _clear(draft, key)
            connection = connect(draft, key)
        try:
            with closing(cls(path, connection, 0)) as store:
                with explained(path):
                    _lay_out(connection, fictief=fictief, secret=secret)
                yield store
            with _makeable(path):
                _publish(draft, path)
        except BaseException:
            _remove(draft)
            raise

    def view(self, viewer: Viewer | None = None) -> DuckView:
        """A snapshot of this moment, as one partner may see it or whole."""
        with explained(self._path), self._handing_out:
            view = DuckView(self._connection.cursor(), self._path, viewer)
            self._views.add(view)
            return view

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction; a second one in this process waits for the first."""
        if self._writer_thread == get_ident():
            raise RuntimeError("a transaction within a transaction of the same thread would wait for itself")
        with self._writing, explained(self._path), self._cursor() as cursor, self._marked():
            writer = DuckWriter(cursor)
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield writer
            except BaseException:
                _roll_back(cursor)
                raise
            changed = writer.finish()
            cursor.execute("COMMIT")
            self._version += changed

    def version(self) -> int:
        """A number that grows with every committed change of facts, judgements or results."""
        return self._version

    def close(self) -> None:
        """Let go of the file; views of it can no longer be used."""
        with self._writing, self._handing_out:
            for view in list(self._views):
                view.close()
            self._connection.close()

    @contextmanager
    def _marked(self) -> Iterator[None]:
        self._writer_thread = get_ident()
        try:
            yield
        finally:
            self._writer_thread = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._handing_out:
            return self._connection.cursor()


def _read_version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    try:
        with connection.cursor() as cursor:  # an open result would keep the file from being tidied up
            found = cursor.execute("SELECT schemaversie, versie FROM opslag.meta").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        found = None
    if found is None:
        raise InputError(f"{path} is geen opslag van Knooppunt.")
    if found[0] > SCHEMA_VERSION:
        raise InputError(newer(path))
    return int(found[1])


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as problem:
        raise StoreUnavailable(f"De opslag {path} kan niet worden gelezen of geschreven.") from problem


def _refuse_taken(path: Path) -> None:
    if _stands(path):
        raise InputError(f"Er staat al iets op {path}: kies een andere plaats of verwijder het zelf.")
    if not path.parent.is_dir():
        raise InputError(f"De map {path.parent} bestaat niet: maak die eerst.")


@contextmanager
def _makeable(path: Path) -> Iterator[None]:
    """Whatever is wrong with the file beside the place, the sentence is about the place."""
    try:
        yield
    except StoreLocked as busy:
        raise StoreLocked(f"Een ander proces maakt nu de opslag {path}: wacht tot dat klaar is.") from busy
    except (OSError, StoreUnavailable) as problem:
        raise StoreUnavailable(f"De opslag {path} kan niet worden gemaakt.") from problem


def _clear(draft: Path, key: str | None) -> None:
    """Remove what was left half made, unless someone is making it now."""
    if draft.exists():
        with suppress(InputError):
            connect(draft, key).close()
    _remove(draft)


def _remove(draft: Path) -> None:
    for left_behind in (draft, _write_ahead(draft)):
        left_behind.unlink(missing_ok=True)


def _write_ahead(file: Path) -> Path:
    return file.with_name(file.name + ".wal")


def _publish(draft: Path, path: Path) -> None:
    """Move a file that is whole to its place; what waits beside it could not be written into it."""
    if _write_ahead(draft).exists():
        raise StoreUnavailable(f"De opslag {path} kan niet worden geschreven.")
    _refuse_taken(path)
    draft.rename(path)


def _lay_out(connection: duckdb.DuckDBPyConnection, *, fictief: bool, secret: bytes) -> None:
    connection.execute("BEGIN TRANSACTION")
    for statement in statements():
        connection.execute(statement)
    connection.execute("INSERT INTO opslag.meta VALUES ($1, $2, $3, 0)", [SCHEMA_VERSION, fictief, secret])
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT opslag")


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:  # a fatal error has rolled back already; the first error is the one to tell
        return
