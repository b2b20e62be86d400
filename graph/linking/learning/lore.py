"""What the records teach about names: call names that go with a given name, and names that say nothing.

Pairs that are one person whatever the name says show which names stand for each other (Jan and Johannes), and
which stand nowhere else than on one record (*onbekend*, *baby*): no list has them all, in any language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from graph.linking.arrays import Numbers

SEEN = 3
"""A name, or a pair of names, must be seen so often before it is believed."""

SELDOM = 0.15
"""A name that agrees in at most this share of its pairs says nothing."""

MANY_FACED = 3
"""A name without meaning stands for so many others; one that stands for fewer is a form of these."""

OFTEN = 0.05
"""Two names of which one stands for the other in this share of its pairs are forms of one name."""


def learn_names(
    left: Numbers, right: Numbers, texts: list[str], person: Numbers
) -> tuple[list[tuple[str, str]], list[str]]:
    """Variants and names without meaning, from pairs of records that are surely one person.

    Args:
        left, right: the numbers of the names of each pair; below zero where there is none.
        texts: the names.
        person: a number per pair for the person, so that one with many records counts once.

    Returns:
        Pairs of names that are forms of one name; names that say nothing. Both ordered.
    """
    pairs = pl.DataFrame({"v": left, "w": right, "person": person})
    pairs = pairs.filter((pl.col("v") >= 0) & (pl.col("w") >= 0))
    both = pl.concat([pairs, pairs.select(v="w", w="v", person="person")])
    each = both.group_by("v", "person").agg(same=(pl.col("v") == pl.col("w")).any())
    shares = each.group_by("v").agg(pl.len().alias("seen"), agree=pl.col("same").mean())
    unlike = both.filter(pl.col("v") != pl.col("w")).unique()
    forms = unlike.group_by("v", "w").len().join(shares, on="v")
    faces = forms.group_by("v").agg(faces=pl.len(), largest=pl.col("len").max() / pl.col("seen").first())
    idle = (pl.col("seen") >= SEEN) & (pl.col("agree") <= SELDOM) & (pl.col("faces") >= MANY_FACED)
    empty = shares.join(faces, on="v").filter(idle & (pl.col("largest") <= 0.5))
    rest = forms.join(empty, on="v", how="anti").join(empty.select(w="v"), on="w", how="anti")
    common = rest.filter((pl.col("len") >= SEEN) & (pl.col("len") >= OFTEN * pl.col("seen")))
    found = (
        common.select(x=pl.min_horizontal("v", "w"), y=pl.max_horizontal("v", "w")).unique().sort("x", "y")
    )
    return (
        [(texts[x], texts[y]) for x, y in found.iter_rows()],
        [texts[v] for v in empty["v"].sort().to_list()],
    )
