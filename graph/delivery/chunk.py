"""What comes out of a file, whatever its format: rows as text with their line numbers, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from graph.delivery.header import Header
from models.columns import TableSpec

BROKEN = pl.Schema({"regel": pl.Int64(), "reden": pl.String(), "eerste": pl.String()})
"""Lines that are no row: the line, the sentence, and the text of the first field."""

ILLEGIBLE = "\0"
"""Stands for a value that cannot be text at all; no kind of value accepts it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows: ``regel`` and the contract's columns that the file has, all as text; and broken lines."""

    rows: pl.DataFrame
    broken: pl.DataFrame

    @property
    def read(self) -> int:
        """How many rows the file has here, broken ones included."""
        return self.rows.height + self.broken.height


class TableFile(Protocol):
    """A table of a levering in one of the formats."""

    @property
    def name(self) -> str:
        """Name of the file, for the report."""

    def header(self, spec: TableSpec) -> Header:
        """Read and judge the column names."""

    def chunks(self, header: Header) -> Iterator[Chunk]:
        """Read from the start; every call gives the same rows in the same order."""
