"""Where everything is kept: one small protocol, engines behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.duck.store import DuckStore
from models.errors import NotYetBuilt

if TYPE_CHECKING:
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


def create_store(address: str, *, fictief: bool, key: str | None = None) -> Store:
    """Make an empty store and open it.

    Args:
        address: as for ``open_store``; nothing may stand there yet, its folder must.
        fictief: whether it holds a fictional region and fictional citizen numbers only.
        key: encrypts the file with this key; ``None`` leaves it plain.

    Raises:
        InputError: something stands there already, or the folder is missing.
        StoreUnavailable: the file cannot be written.
    """
    return DuckStore.create(_path(address), key, fictief=fictief)


def _path(address: str) -> Path:
    scheme, separator, _ = address.partition("://")
    if separator and scheme in SERVER_SCHEMES:
        raise NotYetBuilt("De Neo4j-opslag komt in een latere versie.")
    return Path(address)
