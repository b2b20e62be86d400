"""A second levering of one row, for tests of what changes when a source says more."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.store.base import DeliveryHead, Store
from models.columns import TableSpec


def later_levering(
    store: Store, spec: TableSpec, key: tuple[str, str], *changed: pl.Expr, **also: pl.Expr
) -> None:
    """The rows under one key as their source has them, delivered again with something changed."""
    bron, own = key
    kept = store.view().ledger("leveringen").filter(bron=bron).row(0, named=True)
    rows = store.view().facts(spec.name).filter(pl.col("bron") == bron, pl.col(spec.key[0]) == own)
    head = DeliveryHead(
        bron, "later", kept["bron_naam"], kept["bron_soort"], date(2025, 7, 1), volledig=False
    )
    with store.write() as writer:
        writer.stage(spec.name, rows.with_columns(*changed, **also).select(*spec.names, "niet_aan"))
        writer.deliver(head, date(2025, 7, 1), "{}")
