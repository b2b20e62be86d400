"""The tables ``adressen`` and ``verblijf`` of each source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.synthetic.columns import dates, shaped, words_of
from graph.synthetic.draft import PART, POSTAL
from graph.synthetic.known import ids
from graph.synthetic.misplacing import misspell, variants
from graph.synthetic.mistakes import Mistakes
from graph.synthetic.organisations import BRP, OPVANG, POLITIE, SOURCES, WIJKTEAM, WONEN
from graph.synthetic.plan import BEGIN, FOREVER, NOBODY, TODAY, Ints, Mask, Plan
from graph.synthetic.world import Region
from models.contract import ADRESSEN, VERBLIJF

WITH_ADDRESS = 0.8
OLD_ADDRESS = 0.1


def residences(plan: Plan, region: Region, source: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables ``adressen`` and ``verblijf`` of a source."""
    if source == BRP:
        return _register(region)
    rng = plan.rng(f"addresses of {SOURCES[source].code}")
    mistakes = Mistakes(rng, plan.rate)
    mine = np.flatnonzero(region.known.source == source)
    mine = mine[rng.random(len(mine)) < WITH_ADDRESS]
    stay = _seen_at(mistakes, region, mine)
    mine, stay = mine[stay.row >= 0], stay.at(stay.row >= 0)
    mates = region.work.mates
    address = mates.column("address", stay.row)
    kind = np.where(stay.loose & (rng.random(len(mine)) < 0.5) & (source != POLITIE), 0, 2)
    kind = np.where(source == OPVANG, 2, kind)
    line = address * 2 + variants(mistakes, address)
    line, mine, kind, van, tot = _with_parts(region, source, (line, mine, kind, stay.van, stay.tot))
    frame = pl.DataFrame({"persoon": mine, "line": line}).with_columns(
        persoon_id=ids(SOURCES[source].prefix, region.known.serial[mine]),
        adres_id=ids("a", line),
        soort=words_of(("woonadres", "briefadres", "feitelijk", "deels"), kind),
        van=dates(np.where(kind == 0, -FOREVER, van)),
        tot=dates(tot),
    )
    return _lines(region, source, np.union1d(line, _places(region, source) * 2), mistakes), shaped(
        frame, VERBLIJF
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Stays as a source last saw them; ``loose``: has lived in the region all the time."""

    row: Ints
    van: Ints
    tot: Ints
    loose: Mask

    def at(self, keep: Mask) -> _Seen:
        return _Seen(self.row[keep], self.van[keep], self.tot[keep], self.loose[keep])


def _seen_at(mistakes: Mistakes, region: Region, mine: Ints) -> _Seen:
    """The stay on the day of the last contact, or an older one; never one that the register would not beat.

    Who has only a postal address is seen in a shelter, if at all; facts of sources never reach beyond the
    days on which the register knows where someone lives.
    """
    load, mates, known = region.work.load, region.work.mates, region.known
    person, contact = known.person[mine], known.contact[mine]
    old = mistakes.some(len(mine), OLD_ADDRESS)
    earlier = np.maximum(load.first[person], contact - 1500)
    day = np.where(old, earlier, np.minimum(np.minimum(contact, TODAY), load.last[person]))
    day = np.maximum(day, load.first[person])
    row = mates.stay(person, day)
    postal = _ever_postal(region)[person]
    row = np.where(postal, NOBODY, row)
    loose = (load.first[person] <= BEGIN) & (load.last[person] == FOREVER) & (load.born[person] < BEGIN)
    return _Seen(row, day, load.last[person], loose.astype(np.bool_))


def _ever_postal(region: Region) -> Mask:
    stays = region.housing.stays
    postal = np.zeros(region.people.size, np.bool_)
    postal[stays["person"][stays["kind"] == POSTAL]] = True
    return postal


def _with_parts(region: Region, source: int, rows: tuple[Ints, ...]) -> tuple[Ints, ...]:
    """Add the days with the other parent, which family sources know of the children that they know."""
    stays, known = region.housing.stays, region.known
    part = np.flatnonzero(stays["kind"] == PART)
    record = known.record(source, stays["person"][part])
    record = np.minimum(record, len(known.person) - 1)
    here = (known.source[record] == source) & (known.person[record] == stays["person"][part])
    if source in (POLITIE, WONEN):
        here[:] = False
    part, record = part[here], record[here]
    more = (stays["address"][part] * 2, record, np.full(len(part), 3), stays["van"][part], stays["tot"][part])
    return tuple(np.concatenate([a, b]) for a, b in zip(rows, more, strict=True))


def _places(region: Region, source: int) -> Ints:
    """Addresses where something was reported."""
    reports = region.work.reports.filter(pl.col("source") == source)
    row = region.work.mates.stay(reports["person"].to_numpy(), reports["day"].to_numpy())
    address = region.work.mates.column("address", row)
    return np.unique(address[address >= 0])


def _lines(region: Region, source: int, line: Ints, mistakes: Mistakes) -> pl.DataFrame:
    exact = region.addresses[line // 2]
    if source not in (WIJKTEAM, WONEN):
        exact = exact.drop("nummeraanduiding", "wijkcode", "rd_x", "rd_y", "gemeentecode")
    wrong = pl.Series(line % 2 == 1)
    other = misspell(exact, mistakes)
    cells = [pl.when(wrong).then(other[c]).otherwise(exact[c]).alias(c) for c in exact.columns]
    frame = exact.select(cells).with_columns(adres_id=ids("a", line))
    return shaped(frame, ADRESSEN)


def _register(region: Region) -> tuple[pl.DataFrame, pl.DataFrame]:
    stays = region.housing.stays
    mine = np.flatnonzero(stays["kind"] != PART)
    used = np.unique(stays["address"][mine])
    record = region.known.record(BRP, stays["person"][mine])
    frame = pl.DataFrame(
        {
            "persoon_id": ids(SOURCES[BRP].prefix, region.known.serial[record]),
            "adres_id": ids("h", stays["address"][mine]),
            "soort": words_of(("woonadres", "briefadres"), stays["kind"][mine]),
            "van": dates(stays["van"][mine]),
            "tot": dates(stays["tot"][mine]),
        }
    )
    return shaped(region.addresses[used].with_columns(adres_id=ids("h", used)), ADRESSEN), shaped(
        frame, VERBLIJF
    )
