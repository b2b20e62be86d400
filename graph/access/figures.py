"""Samenloop by system code and hotspots from the release: what may be seen without a casus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from graph.access.rows import (
    Hotspots,
    LinkCounts,
    OverlapChoice,
    OverlapRow,
    Overlaps,
    OverlapSide,
    SourceCount,
)
from graph.store.base import View
from graph.store.seeking import RECORD
from models.judgement import Verdict
from models.period import Period
from models.results import OverlapKind


def overlap_rows(found: pl.DataFrame, sides: Mapping[tuple[str, str], OverlapSide]) -> list[OverlapRow]:
    """The samenlopen of which both trajecten are among those that the viewer may see."""
    rows = []
    for row in found.iter_rows(named=True):
        a = sides.get((row["bron_a"], row["traject_a"]))
        b = sides.get((row["bron_b"], row["traject_b"]))
        if a is not None and b is not None:
            rows.append(OverlapRow(row["systeem_id"], row["soort"], a, b, row["van"], row["tot"]))
    return rows


def choose(rows: list[OverlapRow], choice: OverlapChoice, today: date) -> Overlaps:
    """One page of the rows that were chosen: double tracks first, then by a counted fact.

    ``today`` ends what still runs.
    """
    kept = [row for row in rows if _fits(row, choice)]
    kept.sort(key=_identity)
    kept.sort(key=lambda row: ORDERS.get(choice.sorteer, _since)(row, today))
    kept.sort(key=lambda row: row.soort != OverlapKind.DUBBEL_SPOOR)
    first = (choice.blad - 1) * choice.per_blad
    organisations = sorted({side.organisatie for row in rows for side in (row.a, row.b)})
    return Overlaps(tuple(kept[first : first + choice.per_blad]), len(kept), tuple(organisations))


def _fits(row: OverlapRow, choice: OverlapChoice) -> bool:
    return (
        (not choice.soort or row.soort == choice.soort)
        and (not choice.organisatie or choice.organisatie in (row.a.organisatie, row.b.organisatie))
        and (choice.op is None or choice.op in Period(row.van, row.tot))
    )


def _identity(row: OverlapRow) -> tuple[str, ...]:
    return (row.systeem_id, row.a.bron, row.a.traject_id, row.b.bron, row.b.traject_id, row.soort)


def _since(row: OverlapRow, today: date) -> int:
    return -(row.van or today).toordinal()


def _duration(row: OverlapRow, today: date) -> int:
    end, start = row.tot or today, row.van or today
    return (start - end).days


ORDERS: Mapping[str, Callable[[OverlapRow, date], Any]] = {
    "sinds": _since,
    "duur": _duration,
    "systeem": lambda row, _today: row.systeem_id,
    "organisatie": lambda row, _today: (row.a.organisatie, row.b.organisatie),
}


def pairs_of(rows: tuple[OverlapRow, ...]) -> pl.DataFrame:
    """``systeem_id, bron_a, traject_a, bron_b, traject_b`` of rows that are shown."""
    pairs = [(r.systeem_id, r.a.bron, r.a.traject_id, r.b.bron, r.b.traject_id) for r in rows]
    columns = ("systeem_id", "bron_a", "traject_a", "bron_b", "traject_b")
    return pl.DataFrame(pairs, schema=dict.fromkeys(columns, pl.String), orient="row")


def hotspots(view: View) -> Hotspots:
    """The release as it was published, with the areas that it is about."""
    return Hotspots(view.areas(), view.result("vrijgave"))


def link_counts(view: View) -> LinkCounts:
    """Counts of the linking, of the records that the viewer may see and without a person in it."""
    seen = view.facts("personen").select(RECORD)
    persons = view.result("koppeling_personen").join(seen, on=RECORD, how="semi")
    linked = persons.select("knooppunt_id").group_by("knooppunt_id").len().filter(pl.col("len") > 1)
    judged = view.ledger("oordelen")
    for side in "ab":
        judged = judged.join(seen, left_on=[f"bron_{side}", f"persoon_{side}"], right_on=RECORD, how="semi")
    withdrawn = judged["herroept"].drop_nulls().implode()
    standing = judged.filter(~pl.col("volgnummer").is_in(withdrawn) & pl.col("herroept").is_null())
    per_bron = (
        persons.with_columns(linked=pl.col("knooppunt_id").is_in(linked["knooppunt_id"].implode()))
        .group_by("bron")
        .agg(pl.len().alias("records"), pl.col("linked").sum())
        .sort("bron")
    )
    return LinkCounts(
        persons.height,
        persons["knooppunt_id"].n_unique(),
        standing.filter(oordeel=str(Verdict.ZELFDE)).height,
        standing.filter(oordeel=str(Verdict.ONZEKER)).height,
        tuple(SourceCount(bron, int(records), int(some)) for bron, records, some in per_bron.iter_rows()),
    )
