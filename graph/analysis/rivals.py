"""Households of one person that stand in each other's systems: on every day the greatest comes first."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.network.intervals import intersect


def skipped(free: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """When a household of one is no system because a greater one holds its person.

    Args:
        free: ``household, person, van, tot``: kerns of one whose person is in no system of a larger kern.
        members: ``household, person, van, tot`` of the systems that these would be.

    Returns:
        ``household, van, tot``.
    """
    singles = free.select("person", "van", "tot", other="household")
    meets = intersect(members.select("household", "person", "van", "tot"), singles, ["person"])
    meets = meets.filter(pl.col("household") != pl.col("other"))
    if meets.is_empty():
        return free.select("household", "van", "tot").clear()
    groups = _groups(meets)
    pieces = _pieces(groups, free, members)
    sizes = _sizes(pieces, free, members)
    covers = (
        _held(pieces, meets.select("household", "other", "van", "tot"))
        .group_by("group", "van", "household")
        .agg("other")
    )
    rows = sizes.join(covers, on=["group", "van", "household"], how="left")
    ordered = rows.sort("group", "van", "size", "person", descending=[False, False, True, False])
    return _first_come(ordered)


def _groups(meets: pl.DataFrame) -> pl.DataFrame:
    """``group, household``: households that meet, at any remove, at any time."""
    names = pl.concat([meets["household"], meets["other"]]).unique().sort()
    left, right = (names.search_sorted(meets[c]).to_numpy() for c in ("household", "other"))
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(len(names), len(names)))
    labels = connected_components(graph, directed=False)[1]
    return pl.DataFrame({"group": labels.astype(np.int32), "household": names})


def _pieces(groups: pl.DataFrame, free: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """``group, household, first, last``: stretches of days on which nothing changes within a group."""
    periods = pl.concat([free.select("household", "van", "tot"), members.select("household", "van", "tot")])
    known = periods.join(groups, on="household")
    cuts = pl.concat([known.select("group", cut="van"), known.select("group", cut=pl.col("tot") + 1)])
    ordered = cuts.unique().sort("group", "cut")
    stretches = ordered.select("group", first="cut", last=pl.col("cut").shift(-1).over("group") - 1)
    return stretches.drop_nulls().join(groups, on="group")


def _held(pieces: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows laid on the stretches of their household's group."""
    joined = pieces.join(rows, on="household")
    inside = joined.filter(pl.col("van") <= pl.col("first"), pl.col("tot") >= pl.col("last"))
    return inside.drop("van", "tot").rename({"first": "van", "last": "tot"})


def _sizes(pieces: pl.DataFrame, free: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """``group, van, tot, household, person, size`` of the kerns of one that are free on each stretch."""
    present = _held(pieces, free.select("household", "person", "van", "tot"))
    counted = (
        _held(pieces, members.select("household", "person", "van", "tot"))
        .group_by("group", "van", "household")
        .agg(size=pl.col("person").n_unique())
    )
    return present.join(counted, on=["group", "van", "household"])


def _first_come(ordered: pl.DataFrame) -> pl.DataFrame:
    """Go through the kerns of each stretch in order; one that an earlier one covers is skipped."""
    taken: set[tuple[int, int, int]] = set()
    lost: list[tuple[int, int, int]] = []
    columns = ordered.select("group", "van", "tot", "household", "other")
    for group, van, tot, household, others in columns.iter_rows():
        if (group, van, household) in taken:
            lost.append((household, van, tot))
        else:
            taken.update((group, van, other) for other in others or ())
    schema = {"household": pl.Int32, "van": pl.Int32, "tot": pl.Int32}
    return pl.DataFrame(lost, schema=schema, orient="row")
