"""Counting pairs of person records without making them: by groups, or by groups that overlap."""

from __future__ import annotations

import polars as pl

from graph.evaluation.score import Score


def same_person(records: pl.DataFrame) -> Score:
    """Pairs of records of one person.

    Args:
        records: one row per person record: ``found`` and ``true`` say whose it is.
    """
    found, true, both = (_within(records, by) for by in (["found"], ["true"], ["found", "true"]))
    return Score(found, true, both)


def same_system(records: pl.DataFrame, found: pl.DataFrame, true: pl.DataFrame) -> Score:
    """Pairs of records whose persons share a system; a person can belong to several.

    Records with the same ``found`` and ``true`` are alike, so pairs are made of such cells and weighed by the
    number of records in them; a pair within two systems counts once.

    Args:
        records: one row per person record: ``found`` and ``true`` say whose it is.
        found: ``found, system``: memberships as found.
        true: ``true, system``: memberships in truth.
    """
    cells = records.group_by("found", "true").len().sort("found", "true").with_row_index("cell")
    ours, theirs = (_sharing(cells, who, by) for who, by in ((found, "found"), (true, "true")))
    both = ours.join(theirs, on=["a", "b"], how="semi")
    return Score(*(_weight(pairs, cells) for pairs in (ours, theirs, both)))


def _within(records: pl.DataFrame, by: list[str]) -> int:
    sizes = records.group_by(by).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _sharing(cells: pl.DataFrame, memberships: pl.DataFrame, by: str) -> pl.DataFrame:
    """``a, b``: cells (a before b, or one cell with itself) whose persons share a system."""
    members = cells.select(by, "cell").join(memberships.unique(), on=by).select("system", "cell")
    pairs = members.rename({"cell": "a"}).join(members.rename({"cell": "b"}), on="system")
    return pairs.filter(pl.col("a") <= pl.col("b")).select("a", "b").unique()


def _weight(pairs: pl.DataFrame, cells: pl.DataFrame) -> int:
    """How many pairs of records stand for these pairs of cells."""
    size = cells["len"].cast(pl.Int64)
    first, second = size.gather(pairs["a"]), size.gather(pairs["b"])
    alone = pairs["a"] == pairs["b"]
    return int((first * second).filter(~alone).sum()) + int((first * (first - 1) // 2).filter(alone).sum())
