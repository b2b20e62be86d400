"""A store in memory for the tests of reading, and a workshop that makes small leveringen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from graph.delivery import read_deliveries
from graph.frames import schema
from graph.store.base import DeliveryHead
from models.contract import NIET_AAN, TABLES
from models.ledgers import LEVERINGEN

TODAY = date(2025, 7, 1)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "voorbeeldcasus"


@dataclass
class MemoryStore:
    """Keeps what leveringen say, without merging: enough to see what reading hands over."""

    fictief: bool = True
    tables: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    named: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    delivered: list[tuple[DeliveryHead, str]] = field(default_factory=list)

    def view(self, viewer: object = None) -> MemoryStore:
        return self

    def facts(self, table: str) -> pl.DataFrame:
        names = {"bron": pl.String(), **schema(TABLES[table]), NIET_AAN.name: pl.String()}
        return pl.concat([pl.DataFrame(schema=names), *self.tables.get(table, [])])

    def ids(self, table: str, bron: str) -> pl.Series:
        return self.facts(table).filter(pl.col("bron") == bron)[TABLES[table].key[0]].unique().sort()

    def ledger(self, name: str) -> pl.DataFrame:
        rows = [[h.bron, h.levering_id, h.bron_naam, h.bron_soort] for h, _ in self.delivered]
        return pl.DataFrame(rows, schema=dict.fromkeys(LEVERINGEN.names[:4], pl.String()), orient="row")

    @contextmanager
    def write(self) -> Iterator[MemoryWriter]:
        writer = MemoryWriter()
        yield writer
        assert writer.head is not None, "a transaction without deliver"
        for table, rows in writer.staged:
            frame = rows.insert_column(0, pl.lit(writer.head.bron).alias("bron"))
            self.tables.setdefault(table, []).append(frame)
        self.named = writer.named
        self.delivered.append((writer.head, writer.report))

    def version(self) -> int:
        return len(self.delivered)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class MemoryWriter:
    """Holds everything until the transaction ends well."""

    staged: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    named: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    head: DeliveryHead | None = None
    report: str = ""

    def stage(self, table: str, rows: pl.DataFrame) -> None:
        assert dict(rows.schema) == {**schema(TABLES[table]), NIET_AAN.name: pl.String()}
        self.staged.append((table, rows))

    def stage_named(self, table: str, keys: pl.DataFrame) -> None:
        assert tuple(keys.columns) == TABLES[table].key
        self.named.setdefault(table, []).append(keys)

    def deliver(self, head: DeliveryHead, today: date, report: str) -> int:
        self.head, self.report = head, report
        return 1


PERSONS = "persoon_id\nP1\nP2\nP3\n"
"""Three people to refer to."""


class Workshop:
    """Makes leveringen in a folder and reads them."""

    def __init__(self, folder: Path, store: MemoryStore) -> None:
        self.folder, self.store = folder, store

    def make(self, files: dict[str, str | bytes], name: str = "levering", **head: Any) -> Path:
        """A folder with these files; keyword arguments replace keys of levering.json."""
        path = self.folder / name
        path.mkdir(parents=True)
        keys = {
            "contractversie": 1,
            "levering_id": name,
            "bron": "proef-bron",
            "bron_naam": "Proefbron",
            "bron_soort": "wijkteam",
            "peildatum": "2025-06-30",
            "volledig": False,
        }
        (path / "levering.json").write_text(json.dumps(keys | head))
        for file, content in files.items():
            (path / file).write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, files: dict[str, str | bytes], name: str = "levering", **head: Any) -> dict[str, Any]:
        """Make a levering, read it, give its report."""
        return self.reports(self.make(files, name, **head))[0]

    def faults(self, files: dict[str, str | bytes], **head: Any) -> list[tuple[str, int, str]]:
        """File, line and column of every fault of a levering, in order."""
        return [(g["bestand"], g["regel"], g["kolom"]) for g in self.read(files, **head)["geweigerd"]]

    def reports(self, *paths: Path) -> list[dict[str, Any]]:
        """Read paths, give their reports."""
        return [r.as_json() for r in read_deliveries(paths, self.store, today=TODAY)]
