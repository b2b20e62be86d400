"""The frames that every engine takes and gives, from the declarations in models."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph import frames
from graph.store.base import FOLD, DeliveryHead
from models.columns import Column, TableSpec, ValueKind
from models.contract import NIET_AAN
from models.ledgers import LEVERINGEN, OORDELEN
from models.provenance import BRON, PROVENANCE

COUNTED = frozenset({LEVERINGEN.name, OORDELEN.name})
"""Ledgers whose growth changes what analyses find; logs and casussen do not."""

VOLGNUMMER = Column("volgnummer", ValueKind.INTEGER, required=True)

AREA_TYPES: dict[str, pl.DataType] = {
    "code": pl.String(),
    "naam": pl.String(),
    "inwoners": pl.Int64(),
    "woningen": pl.Int64(),
    "huishoudens": pl.Int64(),
    "peiljaar": pl.Int64(),
    "geometrie": pl.Binary(),
}
"""Columns of ``View.areas``: the shape is WKB in EPSG:28992."""


def stage_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of a judged row: those of the contract and ``niet_aan``."""
    return frames.schema(spec) | {NIET_AAN.name: frames.dtype(NIET_AAN.kind)}


def key_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of the key of a table."""
    return {name: frames.dtype(spec[name].kind) for name in spec.key}


def fact_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of ``View.facts``: bron, contract columns, ``niet_aan``, provenance."""
    provenance = {c.name: frames.dtype(c.kind) for c in PROVENANCE}
    return {BRON.name: frames.dtype(BRON.kind)} | stage_types(spec) | provenance


def version_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of ``View.versions``: bron, contract columns, ``niet_aan``, and what the fold keeps."""
    return {BRON.name: frames.dtype(BRON.kind)} | stage_types(spec) | FOLD


def ledger_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of ``View.ledger``: the number, then the declared columns."""
    return {VOLGNUMMER.name: frames.dtype(VOLGNUMMER.kind)} | frames.schema(spec)


def conform(rows: pl.DataFrame, types: dict[str, pl.DataType]) -> pl.DataFrame:
    """The rows with exactly these columns and types; a column that is missing is empty.

    Raises:
        ValueError: a column is not declared.
    """
    if rows.schema == types:
        return rows
    unknown = sorted(set(rows.columns) - set(types))
    if unknown:
        raise ValueError(f"columns that are not declared: {', '.join(unknown)}")
    if rows.width == 0:
        return pl.DataFrame(schema=types)
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in types.items()
    )


def levering_row(head: DeliveryHead, today: date, report: str) -> pl.DataFrame:
    """The row of a levering in the ledger ``leveringen``."""
    values = {
        "bron": head.bron,
        "levering_id": head.levering_id,
        "bron_naam": head.bron_naam,
        "bron_soort": head.bron_soort,
        "peildatum": head.peildatum,
        "volledig": head.volledig,
        "verwerkt_op": today,
        "verslag": report,
    }
    return pl.DataFrame([values], schema=frames.schema(LEVERINGEN))
