"""Which records are one person: what people decided, then citizen numbers, then names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking.components import components, keep_apart

if TYPE_CHECKING:
    import numpy.typing as npt

    Labels = npt.NDArray[np.int64]

HUMAN = 1_000_000
"""Strength of a person's judgement, above that of any rule; the youngest is the strongest."""


def persons(people: pl.DataFrame, by_bsn: pl.DataFrame, by_name: pl.DataFrame, human: pl.DataFrame) -> Labels:
    """Label every record with the smallest record number of its person.

    Args:
        people: the records (``graph.linking.records.Records.people``).
        by_bsn: pairs with one citizen number (``graph.linking.rules.bsn_pairs``).
        by_name: pairs by name, date of birth and dwelling (``graph.linking.rules.name_pairs``).
        human: ``volgnummer, a, b, same``: judgements that people made and did not take back.
    """
    apart = _apart(by_bsn, by_name, human)
    units = _units(people.height, by_bsn, human, apart)
    links = _between(people, units, by_name)
    links = _without_ambiguous(people, units, links, apart)
    return components(people.height, pl.concat([_as_pairs(units), links]))


def _apart(*judged: pl.DataFrame) -> pl.DataFrame:
    """Pairs that must not become one person, unless someone said that they are."""
    by_bsn, by_name, human = judged
    ruled = pl.concat([p.filter(pl.col("against").is_not_null()).select("a", "b") for p in (by_bsn, by_name)])
    ruled = ruled.join(human.filter("same"), on=["a", "b"], how="anti")
    return pl.concat([ruled, human.filter(~pl.col("same")).select("a", "b")]).unique().sort("a", "b")


def _units(size: int, by_bsn: pl.DataFrame, human: pl.DataFrame, apart: pl.DataFrame) -> Labels:
    """What is one person whatever the names say: by judgement or by citizen number."""
    said = human.filter("same").select("a", "b", strength=pl.col("volgnummer") + HUMAN)
    numbered = by_bsn.join(apart, on=["a", "b"], how="anti").select("a", "b", strength="agreement")
    return keep_apart(size, pl.concat([said, numbered]), apart)


def _between(people: pl.DataFrame, units: Labels, by_name: pl.DataFrame) -> pl.DataFrame:
    """Name links between units, from records whose date of birth is that of most records of their unit."""
    born = people.select("nr", "born", unit=pl.Series(units))
    votes = born.drop_nulls("born").group_by("unit", "born").len()
    usual = votes.sort(["unit", "len", "born"], descending=[False, True, False]).unique("unit", keep="first")
    sound = born.join(usual, on=["unit", "born"], how="semi").select("nr")
    links = by_name.filter(pl.col("against").is_null()).select("a", "b")
    links = links.join(sound, left_on="a", right_on="nr", how="semi")
    return links.join(sound, left_on="b", right_on="nr", how="semi").sort("a", "b")


def _without_ambiguous(
    people: pl.DataFrame, units: Labels, links: pl.DataFrame, apart: pl.DataFrame
) -> pl.DataFrame:
    """Leave out the name links that could join two people; who of them it is, a person must say."""
    groups = components(people.height, pl.concat([_as_pairs(units), links]))
    table = people.select("nr", "bron", "bsn", unit=pl.Series(units), group=pl.Series(groups))
    spoiled = pl.concat([_two_numbers(table), _torn(groups, apart)]).unique()
    doubled = _twice_in_a_source(table)
    ends = links.with_columns(
        group=pl.Series(groups[links["a"].to_numpy()]),
        unit_a=pl.Series(units[links["a"].to_numpy()]),
        unit_b=pl.Series(units[links["b"].to_numpy()]),
    )
    kept = ends.join(spoiled, on="group", how="anti")
    for end in ("unit_a", "unit_b"):
        kept = kept.join(doubled, left_on=end, right_on="unit", how="anti")
    return kept.select("a", "b")


def _two_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """Groups with two units that each have a citizen number."""
    numbered = table.drop_nulls("bsn").group_by("group").agg(pl.col("unit").n_unique())
    return numbered.filter(pl.col("unit") > 1).select("group")


def _torn(groups: Labels, apart: pl.DataFrame) -> pl.DataFrame:
    """Groups in which a pair stands that must stay apart."""
    left, right = groups[apart["a"].to_numpy()], groups[apart["b"].to_numpy()]
    return pl.DataFrame({"group": left[left == right]}, schema={"group": pl.Int64})


def _twice_in_a_source(table: pl.DataFrame) -> pl.DataFrame:
    """Units of which a source has a second one in their group: one source knows a person once.

    A unit with a citizen number stays; the ones without it make way.
    """
    numbered = pl.col("bsn").is_not_null().any().over("unit")
    present = table.with_columns(numbered=numbered).unique(["group", "bron", "unit"])
    twice = present.filter(pl.len().over("group", "bron") > 1)
    return twice.filter(~pl.col("numbered")).select("unit").unique()


def _as_pairs(labels: Labels) -> pl.DataFrame:
    return pl.DataFrame({"a": np.arange(len(labels)), "b": labels}, schema={"a": pl.Int64, "b": pl.Int64})
