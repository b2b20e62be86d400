"""How each source numbers what it holds: persons, trajecten, organisations; and the gemeente of a place."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import blanked, words_of
from graph.synthetic.known import ids
from graph.synthetic.organisations import ORGANISATIONS, SOURCES, ZVH
from graph.synthetic.plan import NOBODY, Ints
from graph.synthetic.world import Region


def partner_id(source: int, organisation: Ints) -> pl.Series:
    """The code of an organisation; the Veiligheidshuis numbers those that never deliver itself."""
    codes = [o.code if o.delivers or source != ZVH else f"org-{n}" for n, o in enumerate(ORGANISATIONS)]
    return words_of(codes, organisation)


def track_ids(region: Region, rows: Ints) -> pl.Series:
    """``ZT12``: numbered within the source; empty for ``NOBODY``."""
    source = region.work.source
    serial = np.empty(len(source), np.int64)
    for number in range(len(SOURCES)):
        mine = np.flatnonzero(source == number)
        serial[mine] = np.arange(1, len(mine) + 1)
    prefixes = words_of([f"{o.prefix}T" for o in SOURCES], source[rows])
    return prefixes + ids("", np.where(rows >= 0, serial[rows], NOBODY))


def record_ids(region: Region, source: int, person: pl.Series, turn: Ints | int = 0) -> pl.Series:
    """The number under which this source holds each person."""
    row = region.known.record(source, person.to_numpy(), turn)
    return ids(SOURCES[source].prefix, region.known.serial[row])


def municipality(region: Region, person: Ints, day: Ints) -> pl.Series:
    """Where someone lived on that day."""
    row = region.work.mates.stay(person, day)
    address = region.work.mates.column("address", row)
    codes = region.addresses["gemeentecode"].gather(np.maximum(address, 0))
    return blanked(codes, address < 0)
