"""From frames to what the graph takes: what changed, who a node is, and what it has as properties."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.store.seeking import BY_STREET
from models.graph import CAPTION, Relationship
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.graph import End, Label, Node

SEPARATOR = "|"
LONGEST = 1000
"""An index of the server takes no text of more than some 8,000 bytes; a longer key is kept as its hash."""

NAMES = {BY_STREET: "straatsleutel"}
"""What the graph calls a column that no source delivers."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows by their key: only after; in both but otherwise, as they were and as they are; only before."""

    new: pl.DataFrame
    was: pl.DataFrame
    now: pl.DataFrame
    gone: pl.DataFrame


def changes(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> Change:
    """What makes the second frame of the first."""
    if before.is_empty():
        return Change(after, before, before, before)
    keys = list(key)
    others = [name for name in after.columns if name not in key]
    both = after.join(before, on=keys, how="inner", nulls_equal=True, suffix="_was", maintain_order="left")
    other = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).ne_missing(pl.col(f"{name}_was")) for name in others)
    )
    changed = both.filter(other)
    return Change(
        new=after.join(before, on=keys, how="anti", nulls_equal=True),
        was=changed.select(
            pl.col(name) if name in key else pl.col(f"{name}_was").alias(name) for name in after.columns
        ),
        now=changed.select(after.columns),
        gone=before.join(after, on=keys, how="anti", nulls_equal=True),
    )


def identity(rows: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """The value of the identity of the nodes that these columns name; empty parts are empty text."""
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in columns]
    joined = rows.select(pl.concat_str(parts, separator=SEPARATOR)).to_series()
    long = joined.str.len_bytes() > LONGEST
    if not long.any():
        return joined
    return pl.Series(
        [_short(text) if too else text for text, too in zip(joined, long, strict=True)], dtype=pl.String
    )


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fills(rows: pl.DataFrame, end: End) -> pl.DataFrame:
    """The rows that name a node at this end."""
    return rows.filter(pl.col(end.columns[-1]).is_not_null())


def names(rows: pl.DataFrame, end: End) -> list[dict[str, Any]]:
    """Per row the properties of a node that is no more than a name."""
    keyed = rows.select(
        pl.col(column).alias(own) for own, column in zip(end.label.key, end.columns, strict=True)
    )
    return _with_identity(keyed, end.label).to_dicts()


def node_properties(rows: pl.DataFrame, place: Node) -> list[dict[str, Any]]:
    """Per row the properties of its node."""
    label = place.label
    kept = rows.select(pl.exclude(*place.leaves)) if place.leaves else rows
    kept = _with_identity(kept, label).rename({k: v for k, v in NAMES.items() if k in kept.columns})
    if len(label.shows) > 1:
        shown = pl.concat_str(
            [pl.col(c).cast(pl.String) for c in label.shows], separator=" ", ignore_nulls=True
        )
        kept = kept.with_columns(pl.when(shown != "").then(shown).alias(CAPTION))
    return kept.to_dicts()


def _with_identity(rows: pl.DataFrame, label: Label) -> pl.DataFrame:
    return rows.with_columns(identity(rows, label.key).alias(label.identity))


def own_columns(columns: Sequence[str], place: Relationship, end: End) -> list[str]:
    """The columns that a relationship to this end keeps: its ends have the others; facts keep bron too."""
    fact = "levering" in columns
    at_ends = {*place.start.columns, *end.columns} - ({BRON.name} if fact else set())
    return [name for name in columns if name not in at_ends]
