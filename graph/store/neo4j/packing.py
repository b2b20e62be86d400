"""Rows as values to bind: a list for each column, so that one statement writes thousands of them.

A map for each row would repeat every name, and a date costs the driver more than any other value. So a
column goes as a list, one that is the same on every row goes once, and of dates goes one list of the days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEW = 200
"""Fewer rows than this gain nothing: their statements are alike, so that the server keeps one plan."""

COUNT, DAYS = "aantal", "dagen"
EACH = f"UNWIND range(0, ${COUNT} - 1) AS i"


@dataclass(frozen=True, slots=True)
class Packed:
    """Values to bind, and for each column how a statement gets the value of row ``i`` from them."""

    fields: Mapping[str, str]
    values: Mapping[str, Any]

    def literal(self, names: Iterable[str]) -> str:
        """A Cypher map of these columns."""
        return "{" + ", ".join(f"{name}: {self.field(name)}" for name in names if name in self.fields) + "}"

    def field(self, name: str) -> str:
        """The value of a column on row ``i``; nothing where the column is empty on every row."""
        return self.fields.get(name, "null")


def packed(rows: pl.DataFrame) -> Packed:
    """A frame as values to bind; its column names are declared ones."""
    days = _days(rows)
    fields: dict[str, str] = {}
    values: dict[str, Any] = {COUNT: rows.height, DAYS: days.to_list()}
    for column in rows:
        name, many = f"k_{column.name}", rows.height >= FEW
        if many and column.null_count() == rows.height:
            continue
        if many and column.null_count() == 0 and column.n_unique() == 1:
            fields[column.name], values[name] = f"${name}", column[0]
        elif column.dtype == pl.Date:
            fields[column.name], values[name] = f"${DAYS}[${name}[i]]", _numbers(column, days)
        else:
            fields[column.name], values[name] = f"${name}[i]", column.to_list()
    return Packed(fields, values)


def _days(rows: pl.DataFrame) -> pl.Series:
    """Every day that occurs, once, in order."""
    found = [column for column in rows if column.dtype == pl.Date]
    return pl.concat(found).drop_nulls().unique().sort() if found else pl.Series(dtype=pl.Date)


def _numbers(column: pl.Series, days: pl.Series) -> list[int | None]:
    """The place of each day among the days; none where it is empty."""
    places = pl.DataFrame({"dag": column, "plaats": days.search_sorted(column)})
    return places.select(pl.when(pl.col("dag").is_not_null()).then("plaats")).to_series().to_list()
