"""One small fictional region at each level of errors, written once for all tests of this room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from graph.synthetic import write_region


@dataclass(frozen=True)
class Written:
    """A region on disk."""

    folder: Path

    @property
    def sources(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "leveringen").iterdir())

    def table(self, bron: str, table: str) -> pl.DataFrame:
        """A table of a source with every value as text; empty when the source has none."""
        folder = self.folder / "leveringen" / bron
        for path in (folder / f"{table}.csv", folder / f"{table}.parquet"):
            if path.exists():
                return read(path).with_columns(bron=pl.lit(bron))
        return pl.DataFrame()

    def all(self, table: str) -> pl.DataFrame:
        """A table of all sources together."""
        frames = [self.table(bron, table) for bron in self.sources]
        return pl.concat([f for f in frames if len(f)], how="diagonal")

    def truth(self, name: str) -> pl.DataFrame:
        return pl.read_csv(self.folder / "waarheid" / f"{name}.csv", infer_schema=False)


def read(path: Path) -> pl.DataFrame:
    """Every value as text, whatever the format."""
    if path.suffix == ".csv":
        return pl.read_csv(path, infer_schema=False)
    return pl.read_parquet(path).with_columns(pl.all().cast(pl.String))


def written(folder: Path, errors: str, persons: int | None = None) -> Written:
    write_region(folder, size="klein", persons=persons, seed=7, errors=errors)
    return Written(folder)


@pytest.fixture(scope="session")
def normal(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("normaal"), "normaal")


@pytest.fixture(scope="session")
def exact(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("geen"), "geen")


@pytest.fixture(scope="session")
def double(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("dubbel"), "dubbel")
