"""Where the public data lies that this repository does not copy: the one place that knows its path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KNOOPPUNT_SHARED", REPOSITORY.parent / "shared"))


def shared(path: str) -> Path:
    """A public file, or the test is skipped with the reason; under CI it must be there."""
    found = SHARED / path
    if not found.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"public data {path} is absent; set KNOOPPUNT_SHARED to its folder")
        pytest.skip(f"public data {path} is absent; set KNOOPPUNT_SHARED to its folder to run this test")
    return found
