"""Relations between persons: parents of children, and every tie with its period."""

from __future__ import annotations

import polars as pl

from graph.network.days import first_day, last_day
from graph.network.intervals import union
from models.codes import RelationKind

PARENTS = (RelationKind.OUDER.value, RelationKind.ADOPTIEOUDER.value)


def build_ties(relaties: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Rows ``person, other, soort, vorm, van, tot``: person is the [soort] of other; with record ids."""
    left = records.select("bron", "persoon_id", "person")
    right = records.select("bron", ander_id="persoon_id", other="person")
    return (
        relaties.join(left, on=["bron", "persoon_id"])
        .join(right, on=["bron", "ander_id"])
        .filter(pl.col("person") != pl.col("other"))
        .select(
            "person",
            "other",
            "soort",
            "vorm",
            "bron",
            "persoon_id",
            "ander_id",
            van=first_day(),
            tot=last_day(),
        )
        .sort("person", "other", "soort", "van", "bron", "persoon_id", "ander_id")
    )


def build_parents(ties: pl.DataFrame) -> pl.DataFrame:
    """``parent, child, van, tot``: by birth or adoption, whoever says so."""
    rows = ties.filter(pl.col("soort").is_in(PARENTS))
    return union(rows.select(parent="person", child="other", van="van", tot="tot"), ["parent", "child"])
