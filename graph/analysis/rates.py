"""From counts per area to what may be published: rounded counts, rates, intervals and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.stats import chi2, poisson

from graph.frames import schema
from models.results import VRIJGAVE

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

BASE = 5
"""Counts are published as the nearest multiple of this."""

SLACK = BASE // 2
"""How far a published count can lie from the real one."""

FEWEST = 100
"""An area with fewer inhabitants is not published."""

LEVEL = 0.05
"""Chance of any false verdict among all areas of one release together, and one minus the intervals' level."""

REGION = "regio"
"""Stands in ``gebied`` for all published areas together."""

DENOMINATORS = ("huishoudens", "woningen", "inwoners")
HIGHER, LOWER, ALIKE, SMALL = "hoger", "lager", "niet te onderscheiden", "te klein"
FIGURES = ("gezinnen", "noemer", "noemer_soort", "per_duizend", "ondergrens", "bovengrens")


def leaf_level(areas: pl.DataFrame) -> str:
    """The level at which families are counted: wijken, or gemeenten where there are none."""
    return "WK" if areas["code"].str.starts_with("WK").any() else "GM"


def rates(counts: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The first simple release of one theme.

    Every figure but the counts follows from the rounded counts and public figures alone, so that nobody can
    work back behind the rounding. An area under 100 inhabitants is *te klein*: it has no figures and counts
    in no total. Totals are rounded on their own, so they need not equal the sum of what stands below them.

    Args:
        counts: ``gebied, gezinnen``: the real number of families per wijk; a wijk not named has none.
        areas: ``View.areas()``.

    Returns:
        The columns of ``models.results.VRIJGAVE`` but ``thema``: every wijk, every gemeente that ``areas``
        names, and ``regio``, ordered by ``gebied``; empty without areas.
    """
    leaves = _leaves(counts, areas)
    if leaves.is_empty():
        return empty_rates()
    kind = _denominator(leaves)
    shown = leaves.filter("shown").with_columns(noemer=pl.col(kind))
    rows = pl.concat([shown.select("gebied", "naam", "gezinnen", "noemer"), *_totals(shown, areas)])
    hidden = leaves.filter(~pl.col("shown")).select("gebied", "naam")
    rounded = rows.with_columns(gezinnen=_rounded(), noemer_soort=pl.lit(kind))
    judged = _without_absolutes(_judged(_with_interval(rounded)))
    small = hidden.with_columns(oordeel=pl.lit(SMALL))
    return pl.concat([judged, small], how="diagonal").select(empty_rates().columns).sort("gebied")


def empty_rates() -> pl.DataFrame:
    """A release without rows."""
    return pl.DataFrame(schema={k: v for k, v in schema(VRIJGAVE).items() if k != "thema"})


def _leaves(counts: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The areas in which families are counted, and whether they may be shown.

    Inhabitants that are unknown are at least as many as the households.
    """
    own = areas.filter(pl.col("code").str.starts_with(leaf_level(areas))).rename({"code": "gebied"})
    counted = own.join(counts.select("gebied", "gezinnen"), on="gebied", how="left")
    return counted.sort("gebied").with_columns(
        pl.col("gezinnen").fill_null(0).cast(pl.Int64), shown=_enough_people().fill_null(value=False)
    )


def _enough_people() -> pl.Expr:
    return pl.coalesce("inwoners", "huishoudens") >= FEWEST


def _denominator(leaves: pl.DataFrame) -> str:
    """What families are counted against: one kind in the whole release, the best one that is known most."""
    shown = leaves.filter("shown")
    return max(DENOMINATORS, key=lambda kind: (shown[kind] > 0).sum() or 0)


def _totals(shown: pl.DataFrame, areas: pl.DataFrame) -> list[pl.DataFrame]:
    """Gemeenten and the region, over the areas that are shown."""
    part_of = pl.lit("GM") + pl.col("gebied").str.slice(2, 4)
    sums = (pl.col("gezinnen").sum(), pl.col("noemer").sum())
    municipal = shown.filter(pl.col("gebied").str.starts_with("WK")).group_by(gebied=part_of).agg(*sums)
    named = municipal.join(areas.select(gebied="code", naam="naam"), on="gebied")
    region = shown.select(*sums).with_columns(gebied=pl.lit(REGION), naam=pl.lit("Hele regio"))
    columns = ["gebied", "naam", "gezinnen", "noemer"]
    return [named.select(columns), region.select(columns)]


def _rounded() -> pl.Expr:
    return (pl.col("gezinnen") + SLACK) // BASE * BASE


def _with_interval(rows: pl.DataFrame) -> pl.DataFrame:
    """Families per thousand, with an exact interval that also holds what rounding may hide."""
    count = rows["gezinnen"].to_numpy().astype(np.float64)
    below, _ = garwood(np.maximum(count - SLACK, 0))
    _, above = garwood(count + SLACK)
    bounds = zip(FIGURES[3:], (count, below, above), strict=True)
    per = pl.when(pl.col("noemer") > 0).then(pl.col("noemer"))
    return rows.with_columns((pl.Series(value) * 1000 / per).round(1).alias(name) for name, value in bounds)


def _judged(rows: pl.DataFrame) -> pl.DataFrame:
    """Each area against the rate of the region, all areas at once."""
    rate = pl.col("gezinnen").filter(pl.col("gebied") == REGION).first() / pl.col("noemer").filter(
        pl.col("gebied") == REGION
    ).first().replace(0, None)
    expected = rows.select((rate * pl.col("noemer")).fill_null(0.0)).to_series().to_numpy()
    count = rows["gezinnen"].to_numpy()
    high, low = poisson.sf(np.maximum(count - SLACK, 0) - 1, expected), poisson.cdf(count + SLACK, expected)
    compared = (rows["gebied"] != REGION).to_numpy() & (expected > 0)
    sure = np.zeros(rows.height, dtype=bool)
    sure[compared] = holm(np.minimum(1.0, 2 * np.minimum(high, low))[compared], LEVEL)
    verdicts = np.where(sure, np.where(high < low, HIGHER, LOWER), ALIKE)
    return rows.with_columns(oordeel=pl.Series(verdicts.tolist(), dtype=pl.String))


def _without_absolutes(rows: pl.DataFrame) -> pl.DataFrame:
    """No share of 0 % or 100 % leaves: such a cell says something of everybody, so only its bounds remain."""
    telling = (pl.col("gezinnen") == 0) | (pl.col("gezinnen") + SLACK >= pl.col("noemer"))
    safe = ~telling.fill_null(value=False)
    return rows.with_columns(pl.when(safe).then(name).alias(name) for name in ("gezinnen", "per_duizend"))


def garwood(count: Numbers) -> tuple[Numbers, Numbers]:
    """Exact 95 % interval for the mean of a Poisson count.

    From half the chi-squared quantile with 2 count degrees of freedom to that with 2 count + 2.
    Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442.
    """
    lower = np.where(count > 0, chi2.ppf(LEVEL / 2, 2 * np.maximum(count, 1)) / 2, 0.0)
    return lower, chi2.ppf(1 - LEVEL / 2, 2 * count + 2) / 2


def holm(p: Numbers, level: float) -> npt.NDArray[np.bool_]:
    """Which hypotheses are rejected so that the chance of any false one is at most ``level``.

    Holm, S. (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65-70.
    """
    order = np.argsort(p, kind="stable")
    small = p[order] <= level / (len(p) - np.arange(len(p)))
    rejected = np.empty(len(p), dtype=bool)
    rejected[order] = np.logical_and.accumulate(small)
    return rejected
