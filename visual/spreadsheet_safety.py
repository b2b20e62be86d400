"""Text that a spreadsheet cannot take for a formula."""

from __future__ import annotations

import polars as pl

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is computed by Excel and LibreOffice (OWASP, CSV injection)."""


def neutral(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(STARTS) else text


def neutral_frame(frame: pl.DataFrame, exact: tuple[str, ...] = ()) -> pl.DataFrame:
    """A frame whose text columns are neutral, except ``exact`` ones.

    Ids of the contract may stay exact: their characters (``A-Z a-z 0-9 . _ : -``) make no formula that
    does anything, and who reads the file back needs them to the letter.
    """
    texts = [name for name, kind in frame.schema.items() if kind == pl.String and name not in exact]
    starts = "^[" + "".join(f"\\x{ord(sign):02x}" for sign in STARTS) + "]"
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(starts))
        .then(pl.concat_str(pl.lit("'"), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    )
