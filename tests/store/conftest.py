"""A fresh place for a store, once for each engine, and one on a server."""

from pathlib import Path

import pytest
from neo4j_server import Neo4jServer
from store_engines import ENGINES, Engine, place_for


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return Engine(place_for(request, tmp_path))


@pytest.fixture
def address(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server without a store."""
    neo4j_server.clear()
    for name, value in neo4j_server.settings.items():
        monkeypatch.setenv(name, value)
    return neo4j_server.address
