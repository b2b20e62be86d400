"""Rows as values to bind: a list for each column, so that one statement writes thousands of them.

A map for each row would repeat every name, and a date costs the driver more than any other value. So a column
goes as a list, or once where it is the same on every row, and of dates goes one list of the days that occur.
Which of these it is stands in the values and never in the statement: the server plans that once per table.
All of it goes as one map, ``$rijen``: of a list that is a parameter itself, the server plans the statement
anew for each size of list (1, 10, 100, …).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COUNT, DAYS = "aantal", "dagen"
ROWS = "rijen"
EACH = f"UNWIND range(0, ${ROWS}.{COUNT} - 1) AS i"


@dataclass(frozen=True, slots=True)
class Packed:
    """Values to bind, and for each column how a statement gets the value of row ``i`` from them."""

    fields: Mapping[str, str]
    values: Mapping[str, Any]

    def literal(self, names: Iterable[str]) -> str:
        """A Cypher map of these columns."""
        return "{" + ", ".join(f"{name}: {self.fields[name]}" for name in names) + "}"


def packed(rows: pl.DataFrame) -> Packed:
    """A frame as values to bind; its column names are declared ones."""
    days = _days(rows)
    fields: dict[str, str] = {}
    values: dict[str, Any] = {COUNT: rows.height, DAYS: days.to_list()}
    for column in rows:
        same, each = f"een_{column.name}", f"elk_{column.name}"
        alike = column.n_unique() <= 1
        values[same] = column[0] if alike and rows.height else None
        if column.dtype == pl.Date:
            fields[column.name] = f"coalesce(${ROWS}.{same}, ${ROWS}.{DAYS}[${ROWS}.{each}[i]])"
            values[each] = None if alike else _numbers(column, days)
        else:
            fields[column.name] = f"coalesce(${ROWS}.{same}, ${ROWS}.{each}[i])"
            values[each] = None if alike else column.to_list()
    return Packed(fields, {ROWS: values})


def _days(rows: pl.DataFrame) -> pl.Series:
    """Every day that occurs, once, in order."""
    found = [column for column in rows if column.dtype == pl.Date]
    return pl.concat(found).drop_nulls().unique().sort() if found else pl.Series(dtype=pl.Date)


def _numbers(column: pl.Series, days: pl.Series) -> list[int | None]:
    """The place of each day among the days; none where it is empty."""
    places = pl.DataFrame({"dag": column, "plaats": days.search_sorted(column)})
    return places.select(pl.when(pl.col("dag").is_not_null()).then("plaats")).to_series().to_list()
