"""Areas as the store knows them, with the figures that leveringen brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from graph.store.base import View

FIGURES = ("inwoners", "huishoudens")


def known_areas(view: View) -> pl.DataFrame:
    """Every area that was loaded or delivered, with its newest figures.

    Of two figures for one area that of the later ``peiljaar`` counts, and of one year the delivered one; an
    unknown figure never takes the place of a known one.

    Returns:
        The columns of ``View.areas()``, ordered by code; an area without a shape has no ``geometrie``.
    """
    loaded, delivered = view.areas(), _newest(view.facts("gebieden"))
    both = loaded.join(delivered, on="code", how="full", coalesce=True, suffix="_geleverd")
    newer = (pl.col("peiljaar_geleverd").fill_null(0) >= pl.col("peiljaar").fill_null(0)) | pl.col(
        "naam"
    ).is_null()
    chosen = [
        pl.when(newer)
        .then(pl.coalesce(f"{name}_geleverd", name))
        .otherwise(pl.coalesce(name, f"{name}_geleverd"))
        .alias(name)
        for name in (*FIGURES, "peiljaar")
    ]
    named = pl.coalesce("naam", "naam_geleverd").alias("naam")
    return both.with_columns(named, *chosen).select(loaded.columns).sort("code")


def _newest(facts: pl.DataFrame) -> pl.DataFrame:
    """One row per code: the latest year, then the latest levering."""
    order = ["code", "peiljaar", "peildatum", "bron"]
    ordered = facts.sort(order, descending=[False, True, True, False], nulls_last=True)
    first = ordered.unique("code", keep="first", maintain_order=True)
    return first.select("code", "naam", *FIGURES, "peiljaar")
