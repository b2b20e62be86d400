"""Which households of one person are a gezinssysteem, and which systems are one and the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.analysis.kinship import KERN

NAMES = np.uint64(0x9E3779B97F4A7C15)


def standing(joined: pl.DataFrame) -> pl.DataFrame:
    """The rows of ``joined`` whose household is the kern of a system.

    A kern of one is a system only if that person belongs to no system of a larger kern; among the kerns of
    one that remain the greatest comes first, then the smallest person, and who is covered is skipped.

    Args:
        joined: ``household, person, role`` on one day.
    """
    sizes = joined.group_by("household").agg(
        kern=(pl.col("role") == KERN).sum(),
        size=pl.len(),
        single=pl.col("person").filter(pl.col("role") == KERN).first(),
    )
    large = sizes.filter(pl.col("kern") > 1).select("household")
    covered = joined.join(large, on="household", how="semi").select("person")
    free = sizes.filter(pl.col("kern") == 1).join(covered, left_on="single", right_on="person", how="anti")
    dropped = _skipped(free, joined)
    kept = free.filter(~pl.col("household").is_in(dropped)).select("household")
    return joined.join(pl.concat([large, kept]), on="household", how="semi")


def _skipped(free: pl.DataFrame, joined: pl.DataFrame) -> list[int]:
    """Households of one whose person stands in a greater (or earlier) one that is a system."""
    order = free.sort("size", "single", descending=[True, False])
    members = joined.join(free.select("household"), on="household", how="semi")
    rivals = members.join(order.select(person="single", other="household"), on="person")
    rivals = rivals.filter(pl.col("other") != pl.col("household"))
    covers: dict[int, list[int]] = {}
    for household, other in rivals.select("household", "other").iter_rows():
        covers.setdefault(household, []).append(other)
    skipped: set[int] = set()
    for household in order["household"].to_list() if covers else ():
        if household not in skipped:
            skipped.update(covers.get(household, ()))
    return sorted(skipped)


def fingerprints(joined: pl.DataFrame, keys: Sequence[str] = ("household",)) -> pl.DataFrame:
    """``*keys, size, print``: equal prints and sizes are equal members (64 bits, added up)."""
    mixed = joined.with_columns(print=_mixed(joined["person"]))
    return mixed.group_by(*keys).agg(size=pl.len(), print=pl.col("print").sum())


def _mixed(numbers: pl.Series) -> pl.Series:
    """Each number spread over 64 bits (the finaliser of SplitMix64)."""
    with np.errstate(over="ignore"):
        value = (numbers.to_numpy().astype(np.uint64) + np.uint64(1)) * NAMES
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return pl.Series(value ^ (value >> np.uint64(31)))
