"""Measure a store against the truth of its fictional region."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graph.evaluation.folder import read_if_there
from graph.evaluation.pairs import same_person, same_system
from graph.evaluation.score import Score

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store.base import View

    Part = Callable[[View, Path], object]

HIGHER = "hoger"
PAIR = ("bron_a", "traject_a", "bron_b", "traject_b")


def measure(view: View, truth: Path) -> dict[str, object]:
    """Precision, recall and F1 of persons, systems, samenloop and hotspots.

    Judged are the records that the truth names. What a store has not computed yet counts as not found.

    Args:
        view: the whole store, after linking and analysis.
        truth: a truth folder; a file that is not in it is not measured.

    Returns:
        ``{personen: {precisie, recall, f1}, systemen: {…}, samenloop: {SOORT: {…}}, hotspots: {…}}``, without
        the parts that are not measured.

    Raises:
        InputError: there is no such folder, or one of its tables cannot be read.
    """
    found = {name: part(view, truth) for name, part in PARTS.items()}
    return {name: value for name, value in found.items() if value is not None}


def _persons(view: View, truth: Path) -> object:
    records = _records(view, truth)
    return None if records is None else same_person(records).as_json()


def _systems(view: View, truth: Path) -> object:
    records, true = _records(view, truth), read_if_there(truth, "systemen.csv")
    if records is None or true is None:
        return None
    found = view.result("systeemleden").select(found="knooppunt_id", system="systeem_id")
    return same_system(records, found, true.select(true="waar_id", system="systeem_id")).as_json()


def _records(view: View, truth: Path) -> pl.DataFrame | None:
    """``found, true`` of each record that the truth names; one that is not linked is a person alone."""
    named = read_if_there(truth, "personen.csv")
    if named is None:
        return None
    once = named.unique(["bron", "persoon_id"], keep="first", maintain_order=True)
    linked = once.join(view.result("koppeling_personen"), on=["bron", "persoon_id"], how="left")
    alone = pl.format("{}:{}", "bron", "persoon_id")
    return linked.select(found=pl.coalesce("knooppunt_id", alone), true=pl.coalesce("waar_id", alone))


def _overlaps(view: View, truth: Path) -> object:
    true = read_if_there(truth, "samenloop.csv")
    if true is None:
        return None
    found = _ordered(view.result("samenlopen").select(true.columns))
    true = _ordered(true)
    kinds = pl.concat([found["soort"], true["soort"]]).unique().sort()
    return {kind: _score(found.filter(soort=kind), true.filter(soort=kind)).as_json() for kind in kinds}


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """Each pair once, the smaller ``bron:traject`` first."""
    first, second = (pl.format("{}:{}", f"bron_{end}", f"traject_{end}") for end in ("a", "b"))
    swapped = [
        pl.when(first <= second).then(here).otherwise(there).alias(here)
        for here, there in zip(PAIR, (*PAIR[2:], *PAIR[:2]), strict=True)
    ]
    return rows.with_columns(swapped).unique()


def _hotspots(view: View, truth: Path) -> object:
    """Areas called higher against those raised, level by level and theme by theme as the truth names them."""
    planted = read_if_there(truth, "hotspots.csv")
    if planted is None:
        return None
    found = view.result("vrijgave").filter(oordeel=HIGHER).select("thema", "gebied")
    true = planted.filter(pl.col("rr").cast(pl.Float64, strict=False).fill_null(1.0) > 1.0)
    themes = found["thema"] if planted.is_empty() else planted["thema"]
    levels = pl.Series(["WK"]) if planted.is_empty() else planted["gebied"].str.slice(0, 2)
    level = pl.col("gebied").str.slice(0, 2).is_in(levels.unique().implode())
    found = found.filter(pl.col("thema").is_in(themes.unique().implode()) & level)
    return _score(found, true.select("thema", "gebied").unique()).as_json()


def _score(found: pl.DataFrame, true: pl.DataFrame) -> Score:
    both = found.join(true, on=found.columns, how="semi")
    return Score(found.height, true.height, both.height)


PARTS: dict[str, Part] = {
    "personen": _persons,
    "systemen": _systems,
    "samenloop": _overlaps,
    "hotspots": _hotspots,
}
"""What can be measured, in the order of the output."""
