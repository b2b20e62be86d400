"""A store in memory and a workshop for leveringen, fresh for each test."""

from pathlib import Path

import pytest
from delivery.workshop import MemoryStore, Workshop


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def workshop(tmp_path: Path, store: MemoryStore) -> Workshop:
    return Workshop(tmp_path, store)
