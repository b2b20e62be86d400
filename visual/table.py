"""A table as plain text cells, so that page, paper and file show the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Heading, columns and rows; ``empty`` is the sentence that stands in for no rows."""

    name: str  # for ids and links, [a-z-]+
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    numeric: frozenset[int] = frozenset()  # columns that align to the right
    closed: bool = False  # waits behind one click
