"""A fresh place for a store, once for each engine."""

from pathlib import Path

import pytest
from store_engines import ENGINES, Engine, place_for


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return Engine(place_for(request, tmp_path))
