"""Which two trajecten may be a samenloop by themselves, whomever they concern."""

from __future__ import annotations

import polars as pl

from models.results import OverlapKind

RULE = "samenloop"
VERSION = "1"


def sides(trajectories: pl.DataFrame, side: str) -> pl.DataFrame:
    """What a pair needs of one of its two trajecten, with the side in the column names."""
    return trajectories.select(
        pl.col("traject").alias(side),
        pl.col("organisation").alias(f"organisation_{side}"),
        pl.col("head").alias(f"head_{side}"),
        pl.col("directs").alias(f"directs_{side}"),
        pl.col("van").alias(f"van_{side}"),
        pl.col("tot").alias(f"tot_{side}"),
    )


def apart() -> pl.Expr:
    """Run by different organisations, neither the other's hoofdtraject, nor under the same one."""
    head_a, head_b = pl.col("head_a"), pl.col("head_b")
    return (
        pl.col("organisation_a").ne_missing(pl.col("organisation_b"))
        & head_a.ne_missing(pl.col("b"))
        & head_b.ne_missing(pl.col("a"))
        & (head_a.is_null() | head_b.is_null() | (head_a != head_b))
    )


def kind() -> pl.Expr:
    """dubbel_spoor if both direct, else naast_elkaar."""
    both = pl.col("directs_a") & pl.col("directs_b")
    return (
        pl.when(both)
        .then(pl.lit(OverlapKind.DUBBEL_SPOOR.value))
        .otherwise(pl.lit(OverlapKind.NAAST_ELKAAR.value))
    )


def candidates(pairs: pl.DataFrame, trajectories: pl.DataFrame) -> pl.DataFrame:
    """The pairs ``a, b`` that may be a samenloop, with ``soort``, later ``start`` and earlier ``einde``."""
    joined = pairs.join(sides(trajectories, "a"), on="a").join(sides(trajectories, "b"), on="b")
    return joined.filter(apart()).with_columns(
        soort=kind(),
        start=pl.max_horizontal("van_a", "van_b"),
        einde=pl.min_horizontal("tot_a", "tot_b"),
    )
