"""What refused rows name: a full levering ends what it no longer names, and a refused row did name its fact.

Where part of a key cannot be read, every stored fact that agrees with the rest of it counts as named.
"""

from __future__ import annotations

import polars as pl

from graph.delivery.judging import Judged
from graph.store.base import View
from models.columns import TableSpec

Partial = list[tuple[tuple[str, ...], pl.DataFrame]]


class Named:
    """Collects the keys of one table's refused rows."""

    def __init__(self, spec: TableSpec, first: str | None) -> None:
        self._spec = spec
        self._first = first if first in spec.key else None
        self.whole: list[pl.DataFrame] = []
        self._partial: Partial = []

    def add(self, judged: Judged, refused: pl.Series) -> None:
        """Take the keys of refused rows, and of rows that lost part of their key."""
        self._add_broken(judged.broken)
        keyed = pl.Series(judged.keyed)
        if keyed.all() and not refused.any():
            return
        keys = judged.rows.select(self._spec.key)
        self.whole.append(keys.filter(refused & keyed))
        self._add_partial(keys, judged.illegible, ~keyed)

    def add_everything(self) -> None:
        """Take every fact of the source in this table: not one key could be read."""
        self._partial.append(((), pl.DataFrame({"er": [True]})))

    def matched(self, view: View, bron: str) -> pl.DataFrame | None:
        """Keys of the source's stored facts that agree with a key that was read in part."""
        if not self._partial:
            return None
        stored = view.facts(self._spec.name).filter(pl.col("bron") == bron).select(self._spec.key)
        found = [stored if not on else _agreeing(stored, on, keys) for on, keys in self._partial]
        return pl.concat(found).unique().sort(self._spec.key)

    def _add_partial(self, keys: pl.DataFrame, illegible: pl.DataFrame, lost: pl.Series) -> None:
        if not lost.any():
            return
        marks = illegible.select(pl.all().name.prefix("?")).filter(lost)
        for pattern, group in keys.filter(lost).hstack(marks).group_by(marks.columns, maintain_order=True):
            on = tuple(name for name, bad in zip(self._spec.key, pattern, strict=True) if not bad)
            self._partial.append((on, group.select(on) if on else group))

    def _add_broken(self, broken: pl.DataFrame) -> None:
        if not broken.height:
            return
        if self._first is None:
            self.add_everything()
        else:
            self._partial.append(((self._first,), broken.select(pl.col("eerste").alias(self._first))))


def _agreeing(stored: pl.DataFrame, on: tuple[str, ...], keys: pl.DataFrame) -> pl.DataFrame:
    return stored.join(keys.unique(), on=list(on), how="semi", nulls_equal=True)
