"""Lines to records as RFC 4180 has them: a quoted value may hold commas, quotes and line ends.

A quote that never closes costs the line on which it opens, not the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.delivery.chunk import BROKEN

MAX_SPAN = 200
"""A quoted value over more lines than this was never closed."""

INSIDE = r'[^"]*(?:""[^"]*)*'
FIELD = rf'(?:"{INSIDE}"|[^",][^,]*|)'
COMPLETE = rf"^{FIELD}(?:,{FIELD})*$"
QUOTED = rf'(^|,)"{INSIDE}"'
OPENS = re.compile(rf'(?:{FIELD},)*"{INSIDE}')
CLOSES = re.compile(rf'{INSIDE}"(?:,{FIELD})*')
STAYS_OPEN = re.compile(rf'{INSIDE}(?:"(?:,{FIELD})*,"{INSIDE})?')
BAD_QUOTE = (
    "De aanhalingstekens kloppen niet; zet de hele waarde ertussen"
    " en verdubbel ze binnen de waarde; de regel is geweigerd."
)


@dataclass(frozen=True, slots=True)
class Records:
    """Records (``regel``, ``tekst``, ``velden``) in order of their first line, and lines that are none."""

    good: pl.DataFrame
    broken: pl.DataFrame


def records(blocks: Iterator[pl.Series]) -> Iterator[Records]:
    """Join lines into records; ``regel`` is the physical line, from 1, on which a record starts."""
    first, rest = 1, pl.Series("tekst", [], pl.String)
    block = next(blocks, None)
    while block is not None:
        following = next(blocks, None)
        lines = pl.concat([rest, block]) if rest.len() else block
        joined = _join(lines, following is None)
        yield _records(lines, joined, first)
        first += joined.used
        rest = lines.slice(joined.used)
        block = following


@dataclass(slots=True)
class _Joined:
    """Which lines go together: ``spans`` from start to end (excluded), ``bad`` lines, lines ``used``."""

    spans: dict[int, int]
    bad: list[int]
    used: int


def _join(lines: pl.Series, last: bool) -> _Joined:
    quoted = lines.str.contains('"', literal=True)
    joined = _Joined({}, [], lines.len())
    if not quoted.any():
        return joined
    done = 0
    for at in (quoted & ~lines.str.contains(COMPLETE)).arg_true().to_list():
        if at < done:
            continue
        end = _end(lines, at)
        if end is None and not last and lines.len() - at < MAX_SPAN:
            joined.used = at
            break
        if end:
            joined.spans[at] = done = end
        else:
            joined.bad.append(at)
    return joined


def _end(lines: pl.Series, at: int) -> int | None:
    """The line after the record that opens here; 0 if its quotes are wrong, ``None`` if it stays open."""
    if not OPENS.fullmatch(lines[at]):
        return 0
    window = lines.slice(at + 1, MAX_SPAN)
    for offset, line in enumerate(window, start=at + 2):
        if CLOSES.fullmatch(line):
            return offset
        if not STAYS_OPEN.fullmatch(line):
            return 0
    return None


def _records(lines: pl.Series, joined: _Joined, first: int) -> Records:
    frame = (
        lines.head(joined.used)
        .to_frame()
        .with_columns(regel=pl.int_range(first, first + joined.used, dtype=pl.Int64))
    )
    bad = frame[joined.bad]
    if joined.spans or joined.bad:
        frame = _merged(frame, joined)
    good = frame.filter(pl.col("tekst").str.strip_chars() != "").with_columns(velden=_fields())
    return Records(good.select("regel", "tekst", "velden"), broken(bad, BAD_QUOTE))


def _merged(frame: pl.DataFrame, joined: _Joined) -> pl.DataFrame:
    keep = np.ones(frame.height, dtype=bool)
    keep[joined.bad] = False
    for start, end in joined.spans.items():
        keep[start:end] = False
    whole = pl.DataFrame(
        {
            "tekst": ["\n".join(frame["tekst"][start:end]) for start, end in joined.spans.items()],
            "regel": [frame["regel"][start] for start in joined.spans],
        },
        schema=frame.schema,
    )
    return pl.concat([frame.filter(pl.Series(keep)), whole]).sort("regel")


def _fields() -> pl.Expr:
    """How many fields a record has: its commas outside quotes, and one."""
    text = pl.col("tekst")
    bare = (
        pl.when(text.str.contains('"', literal=True)).then(text.str.replace_all(QUOTED, "$1")).otherwise(text)
    )
    return bare.str.count_matches(",", literal=True) + 1


def broken(lines: pl.DataFrame, reden: str) -> pl.DataFrame:
    """Lines (``regel``, ``tekst``) as broken ones, with what stands in their first field."""
    first = pl.col("tekst").str.extract(r'^\s*"?([^",]*)', 1).str.strip_chars()
    return lines.select("regel", reden=pl.lit(reden), eerste=first).cast(BROKEN)
