"""Where everything is kept: one small protocol, engines behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.duck.store import DuckStore
from graph.store.secret import new_secret
from models.errors import NotYetBuilt

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from graph.store.base import Store

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str, *, key: str | None = None) -> Store:
    """Open the store at an address.

    Args:
        address: path of a DuckDB file, or ``neo4j://…`` or ``bolt://…`` of a server.
        key: key of an encrypted file; ``None`` for a plain one.

    Raises:
        InputError: there is no store here, the key does not fit, or a newer Knooppunt made it.
        StoreLocked: another process holds the file.
        StoreUnavailable: the file cannot be read or written.
    """
    return DuckStore.open(_path(address), key)


def create_store(
    address: str, *, fictief: bool, key: str | None = None, secret: bytes | None = None
) -> Store:
    """Make an empty store and open it.

    Args:
        address: as for ``open_store``; nothing may stand there yet, its folder must.
        fictief: whether it holds a fictional region and fictional citizen numbers only.
        key: encrypts the file with this key; ``None`` leaves it plain.
        secret: the key for opaque codes of the store that is moved here; ``None`` makes one.

    Raises:
        InputError: something stands there already, or the folder is missing.
        StoreUnavailable: the file cannot be written.
    """
    return DuckStore.create(
        _path(address), key, fictief=fictief, secret=secret or new_secret(fictief=fictief)
    )


def draft_store(
    address: str, *, fictief: bool, secret: bytes, key: str | None = None
) -> AbstractContextManager[Store]:
    """A store in the making: it stands at its address once the block ends without an error.

    After an error, and after a process that was killed, nothing stands there that can be opened, and the
    next attempt begins afresh. Arguments and errors are those of ``create_store``.
    """
    return DuckStore.draft(_path(address), key, fictief=fictief, secret=secret)


def is_server(address: str) -> bool:
    """Whether this is the address of a server and not the path of a file."""
    scheme, separator, _ = address.partition("://")
    return bool(separator) and scheme in SERVER_SCHEMES


def _path(address: str) -> Path:
    if is_server(address):
        raise NotYetBuilt("De Neo4j-opslag komt in een latere versie.")
    return Path(address)
