"""The application on the example family, and visitors signed in as the made-up people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from family_store import family_store, open_family_case
from site_visits import Site

from api.app import create_app
from api.settings import Settings
from graph.store import open_store

Visit = Callable[..., object]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    store = family_store(folder)
    open_family_case(store)
    store.close()
    return folder / "familie.duckdb"


def site_on(file: Path, folder: Path, settings: Settings) -> Iterator[Site]:
    copy = folder / "familie.duckdb"
    shutil.copy(file, copy)
    store = open_store(str(copy))
    number = store.view().ledger("casusgebeurtenissen")["casus"][0]
    yield Site(create_app(settings, store), store, number)
    store.close()


@pytest.fixture(scope="session")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For tests that only look; the logs grow meanwhile."""
    yield from site_on(filled, tmp_path_factory.mktemp("gedeeld"), Settings())


@pytest.fixture
def own_site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """For tests that change something."""
    yield from site_on(filled, tmp_path, Settings())


@pytest.fixture
def visit(site: Site) -> Visit:
    return site.visitor


@pytest.fixture
def https_site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    yield from site_on(filled, tmp_path, Settings(https=True))
