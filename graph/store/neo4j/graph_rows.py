"""From frames to rows of the graph: what changed, which node a row names, and what is kept as properties."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.store.seeking import BY_POSTCODE, BY_STREET
from models.graph import CAPTION, DOUBLE, MARK
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.graph import End, Label, Node, Relationship

SEPARATOR = "|"
LONGEST = 1000
"""An index of the server takes no text of more than some 8,000 bytes; a longer key is kept as its hash."""

NAMES = {BY_POSTCODE: "postcodesleutel", BY_STREET: "straatsleutel"}
"""What the graph calls the columns that no source delivers; of a very long one it keeps the hash."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows by their key: only after; in both but otherwise, as they were and as they are; only before."""

    new: pl.DataFrame
    was: pl.DataFrame
    now: pl.DataFrame
    gone: pl.DataFrame

    @property
    def put(self) -> pl.DataFrame:
        """Every row that the graph does not show yet."""
        return pl.concat([self.new, self.now])

    def moved(self, columns: Iterable[str]) -> pl.Series:
        """Of each changed row whether it has another value in one of these columns than before."""
        each = pl.DataFrame([self.now[name].ne_missing(self.was[name]) for name in columns])
        return each.select(pl.any_horizontal(pl.all())).to_series()


def changes(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> Change:
    """What makes the second frame of the first."""
    if before.is_empty():
        return Change(after, before, before, before)
    others = [name for name in after.columns if name not in key]
    both = after.join(before, on=list(key), how="inner", nulls_equal=True, suffix="_was")
    other = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).ne_missing(pl.col(f"{name}_was")) for name in others)
    )
    changed = both.filter(other)
    return Change(
        new=after.join(before, on=list(key), how="anti", nulls_equal=True),
        was=changed.select(
            pl.col(name) if name in key else pl.col(f"{name}_was").alias(name) for name in after.columns
        ),
        now=changed.select(after.columns),
        gone=before.join(after, on=list(key), how="anti", nulls_equal=True),
    )


def identity(rows: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """What makes the nodes that these columns name who they are; an empty part is empty text.

    A key of one column is one of our own codes, which are short.
    """
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in columns]
    joined = rows.select(pl.concat_str(parts, separator=SEPARATOR)).to_series()
    return joined if len(columns) == 1 else _shortened(joined)


def _shortened(texts: pl.Series) -> pl.Series:
    if not (texts.str.len_chars() > LONGEST).any():
        return texts
    return pl.Series(texts.name, [text and short(text) for text in texts], dtype=pl.String)


def short(text: str) -> str:
    """A text that an index can hold: itself, or the hash of a very long one."""
    return text if len(text) <= LONGEST else hashlib.sha256(text.encode()).hexdigest()


def fills(rows: pl.DataFrame, end: End) -> pl.DataFrame:
    """The rows that name a node at this end."""
    return rows.filter(_filled(end))


def _filled(end: End) -> pl.Expr:
    return pl.col(end.columns[-1]).is_not_null()


def named(rows: pl.DataFrame, end: End) -> pl.DataFrame:
    """The nodes that rows name at an end, each once, as no more than that: their key and identity."""
    own = zip(end.label.key, end.columns, strict=True)
    return with_identity(rows.select(pl.col(column).alias(name) for name, column in own).unique(), end.label)


def node_properties(rows: pl.DataFrame, place: Node) -> pl.DataFrame:
    """What the node of each row has."""
    label = place.label
    kept = with_identity(rows.select(pl.exclude(*place.leaves) if place.leaves else pl.all()), label)
    if len(label.shows) > 1:
        parts = [pl.col(name).cast(pl.String) for name in label.shows]
        shown = pl.concat_str(parts, separator=" ", ignore_nulls=True)
        kept = kept.with_columns(pl.when(shown != "").then(shown).alias(CAPTION))
    extra = {column: name for column, name in NAMES.items() if column in kept.columns}
    return kept.with_columns(_shortened(kept[column]) for column in extra).rename(extra)


def with_identity(rows: pl.DataFrame, label: Label) -> pl.DataFrame:
    """The rows of nodes with the property by which the server knows them."""
    return rows.with_columns(identity(rows, label.key).alias(label.identity))


def own_columns(columns: Sequence[str], place: Relationship, end: End) -> list[str]:
    """The columns that a relationship to this end keeps: its ends have the others; facts keep bron too."""
    at_ends = {*place.start.columns, *end.columns} - ({BRON.name} if MARK in columns else set())
    return [name for name in columns if name not in at_ends]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are relationships of one type to one end; of doubles each row is drawn elsewhere too."""

    end: End
    kind: str
    rows: pl.DataFrame
    double: bool

    def properties(self, place: Relationship) -> pl.DataFrame:
        """What the relationship of each row has."""
        kept = self.rows.select(own_columns(self.rows.columns, place, self.end))
        return kept.with_columns(pl.lit(value=True).alias(DOUBLE)) if self.double else kept


def parts(rows: pl.DataFrame, place: Relationship) -> Iterator[Part]:
    """The rows by end and by type; one that names no end at all goes to a node without a name."""
    earlier = pl.lit(value=False)
    nowhere = ~pl.any_horizontal([_filled(end) for end in place.ends])
    for end in place.ends:
        first = (_filled(end) & ~earlier) | (nowhere if end is place.ends[0] else pl.lit(value=False))
        for chosen, double in ((first, False), (_filled(end) & earlier, True)):
            for kind, part in _by_kind(rows.filter(chosen), place):
                yield Part(end, kind, part, double)
        earlier = earlier | _filled(end)


def _by_kind(rows: pl.DataFrame, place: Relationship) -> Iterator[tuple[str, pl.DataFrame]]:
    if rows.is_empty():
        return
    if place.by is None:
        yield place.kind, rows
        return
    kinds = rows[place.by].replace_strict(dict(place.kinds), default=place.kind, return_dtype=pl.String)
    for kind in kinds.unique().sort():
        yield kind, rows.filter(kinds == kind)
