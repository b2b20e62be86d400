"""Laying one levering over what is known of its bron, as a pure function of frames.

The same fold as that of the DuckDB engine: leveringen of a bron stand in the order of their peildatum, those
of one day in the order of reading. The content of a key is that of the last levering that gave it. Ends are
worked out when looking (``current``), so a full levering writes nothing for what it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.store.base import FOLD
from graph.store.shapes import fact_types, stage_types
from models.contract import NIET_AAN
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.columns import TableSpec

WHO = NIET_AAN.name


@dataclass(frozen=True, slots=True)
class Numbered:
    """The levering at hand: its number, and what the fold needs of its head."""

    nummer: int
    peildatum: date
    vandaag: date


def state_types(spec: TableSpec) -> dict[str, pl.DataType]:
    """Columns of the versions of one bron's facts: content and ``FOLD``."""
    return stage_types(spec) | FOLD


def limited(staged: pl.DataFrame, viewers: Sequence[str]) -> pl.DataFrame:
    """Staged rows with the levering's voorwaarden in ``niet_aan``, in alphabetical order."""
    every = pl.concat_str(pl.col(WHO).fill_null(""), pl.lit(" ".join(viewers)), separator=" ")
    words = every.str.split(" ").list.unique().list.sort().list.join(" ").str.strip_chars(" ")
    return staged.with_columns(pl.when(words != "").then(words).alias(WHO))


def fold_rows(
    known: pl.DataFrame, staged: pl.DataFrame, spec: TableSpec, levering: Numbered, days: pl.DataFrame
) -> pl.DataFrame:
    """The versions once the staged rows are laid over them.

    Args:
        known: ``state_types``; keeps its order, new versions come after it.
        staged: ``stage_types``; of a key that stands twice the last row counts.
        spec: the table.
        levering: whose rows these are.
        days: ``volgnummer, peildatum`` of every levering of this bron before it.
    """
    key = list(spec.key)
    content = [name for name in stage_types(spec) if name not in key]
    beside = _beside(known, days, levering)
    compared = (
        staged.unique(key, keep="last", maintain_order=True)
        .join(beside, on=key, how="left", nulls_equal=True, suffix="_oud", maintain_order="left")
        .with_columns(
            gelijk=pl.col("gezegd_in").is_not_null()
            & pl.all_horizontal(pl.lit(value=True), *(_same(name) for name in content)),
            wint=pl.col("wint").fill_null(value=True),
            laatst=pl.col("laatst").fill_null(value=True),
        )
    )
    return pl.concat([_settled(known, compared, levering), _added(compared, spec, levering)])


def fold_named(
    known: pl.DataFrame, named: pl.DataFrame, spec: TableSpec, levering: Numbered, days: pl.DataFrame
) -> pl.DataFrame:
    """The versions once a full levering has named these keys in refused rows; an unknown one waits."""
    key = list(spec.key)
    keys = named.select(key).unique(maintain_order=True)
    found = _beside(known, days, levering).join(keys, on=key, how="semi", nulls_equal=True)
    again = found.filter("laatst").select("oud", genoemd=pl.lit(levering.nummer, pl.Int64))
    current = known.filter(pl.col("bekend_tot").is_null()).select(key)
    waiting = keys.join(current, on=key, how="anti", nulls_equal=True).with_columns(
        genoemd_in=pl.lit(levering.nummer, pl.Int64), bekend_van=pl.lit(levering.nummer, pl.Int64)
    )
    types = state_types(spec)
    blank = [pl.lit(None, kind).alias(name) for name, kind in types.items() if name not in waiting.columns]
    said = known.with_row_index("oud").join(again, on="oud", how="left", maintain_order="left")
    kept = said.with_columns(genoemd_in=pl.coalesce("genoemd", "genoemd_in")).select(*types)
    return pl.concat([kept, waiting.with_columns(blank).select(*types)])


def _beside(known: pl.DataFrame, days: pl.DataFrame, levering: Numbered) -> pl.DataFrame:
    """The versions that hold, as ``oud``: ``wint`` no newer levering gave content, ``laatst`` none named."""
    current = known.with_row_index("oud").filter(pl.col("bekend_tot").is_null())
    for by, said in (("gezegd_in", "wint"), ("genoemd_in", "laatst")):
        older = days.select(
            pl.col("volgnummer").alias(by), (pl.col("peildatum") <= levering.peildatum).alias(said)
        )
        current = current.join(older, on=by, how="left", maintain_order="left")
        current = current.with_columns(pl.col(said).fill_null(value=True))
    return current


def _same(name: str) -> pl.Expr:
    return pl.col(name).eq_missing(pl.col(f"{name}_oud"))


def _settled(known: pl.DataFrame, compared: pl.DataFrame, levering: Numbered) -> pl.DataFrame:
    """Confirm the versions that are said again, close those that are replaced."""
    verdicts = compared.filter(pl.col("oud").is_not_null()).select("oud", "gelijk", "wint", "laatst")
    number = pl.lit(levering.nummer, pl.Int64)
    wins, same = pl.col("wint").fill_null(value=False), pl.col("gelijk").fill_null(value=False)
    rows = known.with_row_index("oud").join(verdicts, on="oud", how="left", maintain_order="left")
    return rows.with_columns(
        gezegd_in=pl.when(wins & same).then(number).otherwise("gezegd_in"),
        genoemd_in=pl.when(pl.col("laatst").fill_null(value=False)).then(number).otherwise("genoemd_in"),
        bekend_tot=pl.when(wins & ~same).then(number).otherwise("bekend_tot"),
    ).select(known.columns)


def _added(compared: pl.DataFrame, spec: TableSpec, levering: Numbered) -> pl.DataFrame:
    """What is new; what an older levering said otherwise goes straight into history."""
    number = pl.lit(levering.nummer, pl.Int64)
    return (
        compared.filter(~pl.col("gelijk"))
        .with_columns(
            gezegd_in=number,
            genoemd_in=pl.when("laatst").then(number).otherwise("genoemd_in"),
            eerst_verwerkt=pl.coalesce("eerst_verwerkt", pl.lit(levering.vandaag, pl.Date)),
            bekend_van=number,
            bekend_tot=pl.when(~pl.col("wint")).then(number),
        )
        .select(*state_types(spec))
    )


def current(state: pl.DataFrame, spec: TableSpec, leveringen: pl.DataFrame) -> pl.DataFrame:
    """What holds now, as ``View.facts``, ordered by bron and key.

    Args:
        state: ``bron`` and ``state_types``.
        spec: the table.
        leveringen: ``volgnummer, bron, peildatum, volledig``.
    """
    facts = state.filter(pl.col("bekend_tot").is_null(), pl.col("gezegd_in").is_not_null())
    said = leveringen.select(pl.col("volgnummer").alias("gezegd_in"), "peildatum")
    facts = facts.join(said, on="gezegd_in").join(_ends(leveringen), on="genoemd_in", how="left")
    if spec.period:
        last = spec.period[1]
        facts = facts.with_columns(pl.min_horizontal(last, "laatste_dag").alias(last))
    named = facts.rename({"gezegd_in": "levering"}).select(*fact_types(spec))
    return named.sort(BRON.name, *spec.key, nulls_last=True)


def _ends(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Per levering the last day of a fact that it was the last to name, if a full one came after it."""
    full = leveringen.filter("volledig").select("bron", later="peildatum", later_number="volgnummer")
    both = leveringen.join(full, on="bron")
    after = (pl.col("later") > pl.col("peildatum")) | (
        (pl.col("later") == pl.col("peildatum")) & (pl.col("later_number") > pl.col("volgnummer"))
    )
    first = both.filter(after).group_by(genoemd_in="volgnummer").agg(pl.col("later").min())
    return first.select("genoemd_in", laatste_dag=pl.col("later").dt.offset_by("-1d"))
