"""The engines that the contract suite runs on, and short ways to write a levering in a test."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph import frames
from graph.store import create_store, open_store
from graph.store.base import DeliveryHead, Store
from models.contract import NIET_AAN, TABLES

TODAY = date(2025, 7, 1)
Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Engine:
    """One place for one store of one engine."""

    address: str

    def create(self, *, fictief: bool = True) -> Store:
        return create_store(self.address, fictief=fictief)

    def open(self) -> Store:
        return open_store(self.address)


ENGINES = (pytest.param("duckdb"), pytest.param("neo4j", marks=pytest.mark.neo4j))
"""Every engine, as a parameter of a fixture."""


def place_for(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a store that does not exist yet, of the engine that is the fixture's parameter.

    A server has one database, so what another test left in it goes.
    """
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        server.clear()
        os.environ.update(server.settings)
        return str(server.address)
    return str(folder / "proef.duckdb")


def head(
    peildatum: date,
    *,
    bron: str = "brp-venlo",
    volledig: bool = False,
    levering_id: str | None = None,
    **more: object,
) -> DeliveryHead:
    """The head of a levering; its id follows from its peildatum unless it is given."""
    number = levering_id or f"{peildatum}{'-volledig' if volledig else ''}"
    return DeliveryHead(bron, number, "Een bron", "gemeente", peildatum, volledig, **more)  # type: ignore[arg-type]


def frame(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    """Judged rows as the reader hands them over."""
    types = frames.schema(TABLES[table]) | {NIET_AAN.name: pl.String()}
    return pl.DataFrame([dict(row) for row in rows], schema=types)


def keys(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    """The keys of refused rows."""
    return frame(table, rows).select(TABLES[table].key)


def deliver(
    store: Store, levering: DeliveryHead, rows: Rows, named: Rows | None = None, today: date = TODAY
) -> int:
    """Write one levering in one transaction."""
    with store.write() as writer:
        for table, content in rows.items():
            writer.stage(table, frame(table, content))
        for table, content in (named or {}).items():
            writer.stage_named(table, keys(table, content))
        return writer.deliver(levering, today, "{}")


def stay(van: date | None = None, tot: date | None = None, *, persoon: str = "P1", adres: str = "A1") -> Row:
    """A verblijf."""
    return {"persoon_id": persoon, "adres_id": adres, "soort": "woonadres", "van": van, "tot": tot}
