"""From numbers to the columns of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.frames import schema
from graph.synthetic.plan import FOREVER, Ints, Mask
from models.columns import TableSpec, ValueKind


def dates(days: Ints) -> pl.Series:
    """Days since 1970 as dates; an open end or unknown start is empty."""
    known = np.abs(days) < FOREVER
    series = pl.Series(np.where(known, days, 0).astype(np.int32)).cast(pl.Date)
    return blanked(series, ~known)


def blanked(series: pl.Series, where: Mask) -> pl.Series:
    """The same series, empty at these rows."""
    return series.to_frame("s").select(pl.when(~pl.Series(where)).then(pl.col("s"))).to_series()


def words_of(options: Sequence[str], index: Ints) -> pl.Series:
    """The option of each index; an empty option is empty."""
    return pl.Series([o or None for o in options], dtype=pl.String).gather(index)


def yes_no(values: Mask) -> pl.Series:
    """``ja`` or ``nee``."""
    return words_of(("nee", "ja"), values.astype(np.int64))


def flips(rng: np.random.Generator, size: int, share: float) -> Ints:
    """1 for this share of the rows, else 0."""
    return (rng.random(size) < share).astype(np.int64)


def shaped(frame: pl.DataFrame, spec: TableSpec) -> pl.DataFrame:
    """The columns of the contract that hold anything, in its order, without double keys, ordered by key."""
    wanted = schema(spec)
    texts = {c.name for c in spec.columns if c.kind is ValueKind.BOOLEAN}
    casts = [
        pl.col(name).cast(pl.String if name in texts else kind)
        for name, kind in wanted.items()
        if name in frame.columns and (name in spec.required or frame[name].null_count() < len(frame))
    ]
    if "niet_aan" in frame.columns:
        casts.append(pl.col("niet_aan"))
    keys = [k for k in spec.key if k in frame.columns]
    return (
        frame.unique(keys, keep="first", maintain_order=True)
        .select(casts)
        .sort([k for k in keys if k in {c.meta.output_name() for c in casts}])
    )
