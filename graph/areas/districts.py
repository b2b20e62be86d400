"""Which area an address lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE_OF: Mapping[str, pl.Expr] = {
    "WK": pl.coalesce(pl.col("wijkcode"), pl.lit("WK") + pl.col("buurtcode").str.slice(2, 6)),
    "GM": pl.coalesce(
        pl.col("gemeentecode"),
        pl.lit("GM") + pl.coalesce(pl.col("wijkcode"), pl.col("buurtcode")).str.slice(2, 4),
    ),
}
"""The code of each level that an address carries itself; a buurt begins with the digits of its wijk."""


def wijk_of(addresses: pl.DataFrame, areas: pl.DataFrame) -> pl.Series:
    """The wijk of each address; see ``area_of``."""
    return area_of(addresses, areas, "WK")


def area_of(addresses: pl.DataFrame, areas: pl.DataFrame, level: str) -> pl.Series:
    """The area of each address: the one its code names, else the one its point lies in, else null.

    A code that no area has is no code: it may be of another year. A point on a border belongs to the area
    with the smallest code.

    Args:
        addresses: ``gemeentecode, wijkcode, buurtcode, rd_x, rd_y``.
        areas: ``View.areas()``.
        level: ``WK`` or ``GM``.

    Returns:
        Codes in the order of the addresses.
    """
    wanted = areas.filter(pl.col("code").str.starts_with(level)).sort("code")
    named = addresses.select(code=CODE_OF[level])["code"]
    named = named.zip_with(named.is_in(wanted["code"].implode()), pl.Series([None], dtype=pl.String))
    return named.zip_with(named.is_not_null(), _at_point(addresses, wanted)).alias("gebied")


def _at_point(addresses: pl.DataFrame, areas: pl.DataFrame) -> pl.Series:
    shaped = areas.drop_nulls("geometrie")
    tree = shapely.STRtree(shapely.from_wkb(shaped["geometrie"].to_numpy()))
    points = shapely.points(addresses["rd_x"].to_numpy(), addresses["rd_y"].to_numpy())
    which, area = tree.query(points, predicate="intersects")
    order = np.lexsort((area, which))
    first, at = np.unique(which[order], return_index=True)
    found = np.full(addresses.height, None, dtype=object)
    found[first] = shaped["code"].to_numpy()[area[order][at]]
    return pl.Series(found.tolist(), dtype=pl.String)
