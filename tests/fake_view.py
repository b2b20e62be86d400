"""A view of frames in memory, for tests of what stands above the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from graph.frames import empty, schema
from graph.store.seeking import only_among
from models.columns import TableSpec, ValueKind
from models.contract import NIET_AAN, TABLES
from models.ledgers import LEDGERS
from models.provenance import BRON, PROVENANCE
from models.results import RESULTS

AREAS = {
    "code": pl.String,
    "naam": pl.String,
    "inwoners": pl.Int64,
    "woningen": pl.Int64,
    "huishoudens": pl.Int64,
    "peiljaar": pl.Int64,
    "geometrie": pl.Binary,
}


def stored(table: str) -> TableSpec:
    """A table of the contract as a view gives it."""
    spec = TABLES[table]
    return TableSpec(table, (BRON, *spec.columns, NIET_AAN, *PROVENANCE), spec.key)


def facts(table: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows of a table, what is not named empty, ordered by bron and key."""
    spec = stored(table)
    frame = pl.DataFrame(list(rows), schema=schema(spec))
    return frame.sort(BRON.name, *spec.key, nulls_last=True)


def read_facts(table: str, root: Path) -> pl.DataFrame:
    """A table of all leveringen under a folder, as it is delivered."""
    frames = [empty(stored(table))]
    for path in sorted(root.glob(f"*/{table}.csv")):
        frame = pl.read_csv(path, infer_schema=False).with_columns(bron=pl.lit(path.parent.name))
        frames.append(frame.select(_typed(c, table) for c in frame.columns))
    return pl.concat(frames, how="diagonal").sort(BRON.name, *TABLES[table].key, nulls_last=True)


def _typed(name: str, table: str) -> pl.Expr:
    kind = stored(table)[name].kind
    text = pl.when(pl.col(name) != "").then(name)
    if kind is ValueKind.DATE:
        return text.str.to_date()
    if kind is ValueKind.BOOLEAN:
        return (text == "ja").alias(name)
    return text.cast(schema(stored(table))[name])


@dataclass
class FakeView:
    """A view whose facts, ledgers and results a test sets; what it does not set is empty."""

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    ledgers: dict[str, pl.DataFrame] = field(default_factory=dict)
    results: dict[str, pl.DataFrame] = field(default_factory=dict)
    regions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=AREAS))
    fictief: bool = True
    secret: bytes = b"a fictional key"
    day: date | None = date(2025, 6, 30)

    def complete(self) -> bool:
        return True

    def peildatum(self) -> date | None:
        return self.day

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        rows = self.tables.get(table, empty(stored(table)))
        return rows if among is None else only_among(table, rows, among)

    def ids(self, table: str, bron: str) -> pl.Series:
        key = TABLES[table].key[0]
        return self.facts(table).filter(pl.col("bron") == bron)[key].unique().sort()

    def versions(self, table: str) -> pl.DataFrame:
        raise NotImplementedError("a view of frames holds what holds now, not what was said before")

    def ledger(self, name: str, last: int | None = None) -> pl.DataFrame:
        numbered = {"volgnummer": pl.Int64} | schema(LEDGERS[name])
        rows = self.ledgers.get(name, pl.DataFrame(schema=numbered))
        return rows if last is None else rows.tail(last)

    def height(self, ledger: str) -> int:
        return self.ledger(ledger).height

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        rows = self.results.get(name, empty(RESULTS[name]))
        return (
            rows if among is None else rows.join(among, on=among.columns, how="semi", maintain_order="left")
        )

    def areas(self) -> pl.DataFrame:
        return self.regions

    def append(self, name: str, rows: pl.DataFrame) -> None:
        """Number new rows of a ledger as a store would."""
        before = self.ledger(name)
        numbers = pl.int_range(before.height + 1, before.height + 1 + rows.height, dtype=pl.Int64, eager=True)
        self.ledgers[name] = pl.concat([before, rows.insert_column(0, numbers.alias("volgnummer"))])


def fixture_view(root: Path) -> FakeView:
    """A view of all leveringen under a folder, unjudged."""
    return FakeView({table: read_facts(table, root) for table in TABLES})
