"""The hotspots page: the map, the ranking with its intervals, and how we know."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from visual import area_map
from visual.dutch import whole
from visual.interval import Scale, dot_and_whisker
from visual.pages.values import Chrome, HotspotPage
from visual.rendering import render
from visual.words import label

REGION = "regio"
LEVELS = {"WK": ("wijk", "wijken"), "GM": ("gemeente", "gemeenten")}
ORDER = ("hoger", "niet te onderscheiden", "lager", "te klein")
FIRST = 12  # rows in sight; the others wait behind one click
ROOM = 1.4
"""The axis of the intervals goes on this much beyond the highest rate."""

Row = dict[str, object]


def hotspots(chrome: Chrome, page: HotspotPage) -> str:
    """The map and ranking of one theme of the release."""
    drawn = area_map.leaves(page.areas)
    codes = drawn["code"].to_list()
    rows = page.release.filter(pl.col("thema") == page.thema)
    ranking = _ranked(rows.filter(pl.col("gebied").is_in(codes)))
    lines = _with_pictures(ranking, rows)
    first = max(FIRST, ranking["oordeel"].to_list().count("hoger"))
    one, many = LEVELS["WK" if any(code.startswith("WK") for code in codes) else "GM"]
    kinds = ranking["noemer_soort"].drop_nulls()
    return render(
        "hotspots.html",
        chrome=chrome,
        page=page,
        themes=page.release["thema"].unique().sort().to_list(),
        antwoord=_answer(ranking["oordeel"].to_list(), one, many),
        level=one.capitalize(),
        denominator=label(kinds[0]) if len(kinds) else "huishoudens",
        ranking=lines[:first],
        others=lines[first:],
        count=len(lines),
        many=many,
        picture=Markup(area_map.svg(page.areas, page.release, page.thema)),  # noqa: S704  escaped where drawn
    )


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """First the areas that stand out, then by rate: a high rate of few families says nothing."""
    verdict = pl.col("oordeel").cast(pl.Enum(ORDER))
    return rows.sort([verdict, "per_duizend", "naam"], descending=[False, True, False], nulls_last=True)


def _answer(verdicts: Sequence[str], one: str, many: str) -> str:
    if not verdicts:
        return "Er zijn nog geen cijfers om te tonen."
    higher = verdicts.count("hoger")
    if not higher:
        return f"Geen enkele {one} springt eruit: de verschillen kunnen toeval zijn."
    where = f"1 {one}" if higher == 1 else f"{whole(higher)} {many}"
    more = "heeft" if higher == 1 else "hebben"
    return f"{where} van de {whole(len(verdicts))} {more} meer gezinnen met een traject dan de regio."


def _with_pictures(ranking: pl.DataFrame, rows: pl.DataFrame) -> list[Row]:
    region = rows.filter(pl.col("gebied") == REGION)["per_duizend"].to_list()
    highest = ranking["per_duizend"].max()
    most = float(highest) * ROOM if isinstance(highest, float) and highest > 0 else 1.0
    scale = Scale(most, region[0] if region else None)
    return [row | {"interval": _interval(scale, row)} for row in ranking.to_dicts()]


def _interval(scale: Scale, row: Row) -> Markup | None:
    low, value, high = (row[name] for name in ("ondergrens", "per_duizend", "bovengrens"))
    if not (isinstance(low, float) and isinstance(value, float) and isinstance(high, float)):
        return None
    return Markup(dot_and_whisker(scale, low, value, high))  # noqa: S704  numbers only
