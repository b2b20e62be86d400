"""A store with the example family, a fixed clock, and a counter where chance would be."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from family_store import family_store, open_family_case

from api.people import demo_people
from graph.access import Desk, Reader
from graph.store import open_store
from graph.store.base import Store
from models.access import Actor, Purpose, Role

NOW = datetime(2025, 7, 2, 9, 30, tzinfo=UTC)
Look = Callable[..., Reader]


@pytest.fixture(scope="session")
def family_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toegang")
    family_store(folder).close()
    return folder / "familie.duckdb"


@pytest.fixture
def store(family_file: Path, tmp_path: Path) -> Iterator[Store]:
    copy = tmp_path / "familie.duckdb"
    shutil.copy(family_file, copy)
    opened = open_store(str(copy))
    yield opened
    opened.close()


def counted() -> Callable[[int], bytes]:
    numbers = itertools.count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, lambda: NOW, counted())


@pytest.fixture
def actor() -> Callable[[Role], Actor]:
    people = {person.actor.role: person.actor for person in demo_people()}
    return people.__getitem__


@pytest.fixture
def look(desk: Desk, actor: Callable[[Role], Actor]) -> Look:
    def reader(role: Role, purpose: Purpose | None, case: str | None = None) -> Reader:
        return Reader(desk, actor(role), purpose, case)

    return reader


@pytest.fixture(scope="session")
def standing(family_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Look]]:
    """The number of a casus and a look at it, in one store for all tests that change nothing."""
    copy = tmp_path_factory.mktemp("blijvend") / "familie.duckdb"
    shutil.copy(family_file, copy)
    opened = open_store(str(copy))
    number = open_family_case(opened).nummer
    kept = Desk(opened, lambda: NOW, counted())
    people = {person.actor.role: person.actor for person in demo_people()}

    def reader(role: Role, purpose: Purpose | None, case: str | None = None) -> Reader:
        return Reader(kept, people[role], purpose, case)

    yield number, reader
    opened.close()
