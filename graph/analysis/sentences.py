"""The Dutch sentences of the findings; none of them names a person."""

from __future__ import annotations

import polars as pl

from graph.analysis.kinship import ALONE, CHILD, KERN

HOUSEHOLD = "Woont in dit huishouden."
HOUSEHOLDS = "Woont in een van de huishoudens van dit gezin."
SINGLE = "Vormt alleen een huishouden; hoort bij geen ander gezin."
NO_HOUSEHOLD = "Heeft op deze dag geen huishouden; hoort bij geen ander gezin."
CHILD_UNDER_18 = "Kind onder de 18 van iemand in dit huishouden."
CHILD_PERHAPS = (
    "Kind van iemand in dit huishouden; misschien onder de 18, want de geboortedatum is niet volledig."
)
PARENT_OF_CHILD = "Ouder van een kind onder de 18 in dit gezin."
PARENT_PERHAPS = (
    "Ouder van een kind in dit gezin dat misschien onder de 18 is; de geboortedatum is niet volledig."
)


def membership_reason() -> pl.Expr:
    """Why someone is a member, from ``role, sure, size, kerns``."""
    role, sure = pl.col("role"), pl.col("sure")
    return (
        pl.when(role == ALONE)
        .then(pl.lit(NO_HOUSEHOLD))
        .when(role == KERN, pl.col("size") == 1)
        .then(pl.lit(SINGLE))
        .when(role == KERN, pl.col("kerns") > 1)
        .then(pl.lit(HOUSEHOLDS))
        .when(role == KERN)
        .then(pl.lit(HOUSEHOLD))
        .when(role == CHILD, sure)
        .then(pl.lit(CHILD_UNDER_18))
        .when(role == CHILD)
        .then(pl.lit(CHILD_PERHAPS))
        .when(sure)
        .then(pl.lit(PARENT_OF_CHILD))
        .otherwise(pl.lit(PARENT_PERHAPS))
    )
