"""Where everything is kept: one small protocol, engines behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.duck.store import DuckStore
from graph.store.neo4j.address import is_server, read_address
from graph.store.neo4j.store import Neo4jStore
from graph.store.secret import new_secret

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from graph.store.base import Store

__all__ = ["create_store", "draft_store", "is_server", "open_store", "stands"]


def stands(address: str) -> bool:
    """Whether there is something to open at an address; a store that is still in the making is not.

    Raises:
        InputError: the address is not right, or the server does not know us.
        StoreUnavailable: the server cannot be reached.
    """
    if is_server(address):
        return Neo4jStore.stands(read_address(address))
    return Path(address).exists()


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
    if is_server(address):
        return Neo4jStore.open(read_address(address))
    return DuckStore.open(Path(address), key)


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
    given = secret or new_secret(fictief=fictief)
    if is_server(address):
        with draft_store(address, fictief=fictief, secret=given):
            pass
        return open_store(address)
    return DuckStore.create(Path(address), key, fictief=fictief, secret=given)


def draft_store(
    address: str, *, fictief: bool, secret: bytes, key: str | None = None
) -> AbstractContextManager[Store]:
    """A store in the making: it stands at its address once the block ends without an error.

    After an error, and after a process that was killed, nothing stands there that can be opened, and the
    next attempt begins afresh. Arguments and errors are those of ``create_store``.
    """
    if is_server(address):
        return Neo4jStore.draft(read_address(address), fictief=fictief, secret=secret)
    return DuckStore.draft(Path(address), key, fictief=fictief, secret=secret)
