"""One number for the content of a frame, the same whichever engine gave it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

SLICE = 65_536
MOMENT = "%Y-%m-%dT%H:%M:%S%.6fZ"


def checksum(rows: pl.DataFrame, order: Sequence[str]) -> str:
    """SHA-256 of the rows as CSV (RFC 4180, UTF-8, lines ended by a line feed, names of columns first).

    The rows stand in the order of the columns named, text by its bytes, empty values last. Nothing stands
    for an empty value and ``""`` for a text without letters; dates are as 2025-06-30, moments in UTC to the
    microsecond, numbers in the fewest digits that give them back, bytes as hexadecimal digits.

    Args:
        rows: any frame of more than one column.
        order: columns that together tell every row from the others, or all columns.
    """
    found = hashlib.sha256((",".join(rows.columns) + "\n").encode())
    ordered = rows if _in_order(rows, order) else rows.sort(order, nulls_last=True)
    for part in ordered.iter_slices(SLICE):
        plain = part.with_columns(pl.col(pl.Binary).bin.encode("hex"))
        found.update(plain.write_csv(include_header=False, datetime_format=MOMENT).encode())
    return found.hexdigest()


def _in_order(rows: pl.DataFrame, order: Sequence[str]) -> bool:
    """Whether they stand so already, as what a view gives does: sorting takes much room."""
    rises = pl.lit(value=True)
    for name in reversed(order):
        here, before = pl.col(name), pl.col(name).shift(1)
        higher = (here > before) | (here.is_null() & before.is_not_null())
        rises = higher.fill_null(value=False) | (here.eq_missing(before) & rises)
    return bool(rows.select(rises.slice(1).all()).item())
