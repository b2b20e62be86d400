"""What happened on a day: signalen, meldingen with their betrokkenen, delicten."""

from __future__ import annotations

import polars as pl


def dated(rows: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Rows of persons with ``person`` and ``day``."""
    joined = rows.join(records, on=["bron", "persoon_id"])
    return joined.with_columns(day=pl.col("datum").cast(pl.Int32)).sort("person", "day", "bron")


def build_notifications(meldingen: pl.DataFrame) -> pl.DataFrame:
    """Meldingen numbered in order of bron and id, with ``notification`` and ``day``."""
    ordered = meldingen.sort("bron", "melding_id")
    return ordered.with_columns(
        notification=pl.int_range(pl.len(), dtype=pl.Int32), day=pl.col("datum").cast(pl.Int32)
    )


def build_notified(
    betrokkenen: pl.DataFrame, records: pl.DataFrame, notifications: pl.DataFrame
) -> pl.DataFrame:
    """``notification, person, rol``."""
    return (
        betrokkenen.filter(pl.col("melding_id").is_not_null())
        .join(records, on=["bron", "persoon_id"])
        .join(notifications.select("bron", "melding_id", "notification"), on=["bron", "melding_id"])
        .select("notification", "person", "rol")
        .unique()
        .sort("notification", "person", "rol")
    )
