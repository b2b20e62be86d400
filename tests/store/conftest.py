"""A fresh place for a store, once for each engine."""

from pathlib import Path

import pytest
from store_engines import ENGINES, Engine


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return Engine(ENGINES[request.param](tmp_path))
