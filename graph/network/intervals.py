"""Algebra on frames of periods: ``van`` to ``tot`` as day numbers, both included, beside key columns.

A period whose ``tot`` lies before its ``van`` holds no day and falls out everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.network.days import OPEN_END, OPEN_START

STRIDE = 4 * OPEN_END
"""Keys lie this far apart when all periods are laid on one line."""


def real(frame: pl.DataFrame) -> pl.DataFrame:
    """Only the periods that hold a day."""
    return frame.filter(pl.col("van") <= pl.col("tot"))


def union(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Per key the fewest periods that hold the same days, ordered by key and ``van``."""
    rows = real(frame.select(*keys, "van", "tot")).sort(*keys, "van")
    if rows.is_empty():
        return rows
    shift = _key_number(rows, keys).astype(np.int64) * STRIDE
    van, tot = (rows[c].to_numpy().astype(np.int64) + shift for c in ("van", "tot"))
    reach = np.maximum.accumulate(tot)
    begins = np.concatenate(([True], van[1:] > reach[:-1] + 1))
    ends = np.concatenate((np.flatnonzero(begins)[1:] - 1, [len(van) - 1]))
    return rows.filter(begins).with_columns(tot=pl.Series((reach - shift)[ends], dtype=pl.Int32))


def intersect(left: pl.DataFrame, right: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Every pair of rows with equal ``on`` that have days in common, with those days."""
    joined = left.join(right, on=list(on), suffix="_2")
    return real(
        joined.with_columns(
            van=pl.max_horizontal("van", "van_2"), tot=pl.min_horizontal("tot", "tot_2")
        ).drop("van_2", "tot_2")
    )


def subtract(left: pl.DataFrame, right: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """The rows of ``left`` on the days that no row of ``right`` with equal ``on`` holds."""
    taken = union(right, on)
    if taken.is_empty():
        return real(left)
    untouched = left.join(taken, on=list(on), how="anti")
    touched = left.join(taken, on=list(on), how="semi")
    return pl.concat([real(untouched), intersect(touched, _gaps(taken, on), on)])


def depth(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """How many rows hold, per key and stretch of days: ``*keys, van, tot, depth`` where any does."""
    rows = real(frame)
    events = pl.concat(
        [
            rows.select(*keys, day="van", step=pl.lit(1, pl.Int32)),
            rows.select(*keys, day=pl.col("tot") + 1, step=pl.lit(-1, pl.Int32)),
        ]
    )
    per_day = events.group_by(*keys, "day").agg(pl.col("step").sum()).sort(*keys, "day")
    if per_day.is_empty():
        return per_day.select(*keys, van="day", tot="day", depth="step")
    running = np.cumsum(per_day["step"].to_numpy())  # every key ends at nought, so keys do not mix
    until = np.concatenate((per_day["day"].to_numpy()[1:] - 1, [0])).astype(np.int32)
    stretches = per_day.select(*keys, van="day", tot=pl.Series(until), depth=pl.Series(running))
    return stretches.filter(pl.col("depth") > 0)


def resolve(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """On every day the first row of a key, in the order of the frame, and no other.

    Args:
        frame: ``key``, ``van``, ``tot`` and what else; the better row stands first.

    Returns:
        The same columns, the periods of one key without overlap.
    """
    rows = real(frame).with_row_index("rank")
    single = rows.filter(pl.col(key).is_unique())
    several = rows.filter(~pl.col(key).is_unique())
    cuts = pl.concat([several.select(key, cut="van"), several.select(key, cut=pl.col("tot") + 1)]).unique()
    pieces = cuts.sort(key, "cut").select(key, van="cut", tot=pl.col("cut").shift(-1).over(key) - 1)
    held = several.select(key, "rank", first="van", last="tot").join(pieces.drop_nulls(), on=key)
    best = (
        held.filter(pl.col("first") <= pl.col("van"), pl.col("last") >= pl.col("tot"))
        .group_by(key, "van", "tot")
        .agg(pl.col("rank").min())
    )
    merged = union(best, ["rank"]).join(several.drop("van", "tot"), on="rank")
    both = pl.concat([single, merged.select(single.columns)])
    return both.sort(key, "van").drop("rank")


def _gaps(taken: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The days that no period of a key holds; ``taken`` is a union and not empty."""
    number = _key_number(taken, keys)
    starts_key = np.concatenate(([True], number[1:] != number[:-1]))
    previous = np.concatenate(([0], taken["tot"].to_numpy()[:-1] + 1))
    before = taken.select(
        *keys,
        van=pl.Series(np.where(starts_key, OPEN_START, previous).astype(np.int32)),
        tot=pl.col("van") - 1,
    )
    after = taken.group_by(*keys).agg(van=pl.col("tot").max() + 1)
    return real(pl.concat([before, after.with_columns(tot=pl.lit(OPEN_END, pl.Int32))]))


def _key_number(ordered: pl.DataFrame, keys: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """0, 1, … for each new key of an ordered frame."""
    if not keys:
        return np.zeros(ordered.height, dtype=np.int64)
    changed = ordered.select(pl.struct(*keys).ne_missing(pl.struct(*keys).shift(1))).to_series()
    flags = changed.to_numpy().astype(np.int64)
    flags[:1] = 0
    return np.cumsum(flags)
