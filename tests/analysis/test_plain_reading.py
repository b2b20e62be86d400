"""The analyses against a plain reading of begrippen.md, on some hundreds of small made-up regions."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, partial

import polars as pl
import pytest
from plain_reading import PlainReading
from random_region import DAY, Region, some_region, view_of

from graph.analysis.out_of_sight import out_of_sight
from graph.analysis.overlaps import overlaps
from graph.analysis.systems import system_code, systems_on
from graph.network import Network

BATCHES = [range(start, start + 60) for start in range(1000, 1240, 60)]
CHECKED = [DAY + timedelta(days=n) for n in (0, -7, -19)]


@cache
def network(batch: range) -> Network:
    return Network.from_view(view_of([some_region(seed) for seed in batch]))


@cache
def readings(batch: range) -> list[PlainReading]:
    code = partial(system_code, network(batch).secret)
    return [PlainReading(some_region(seed), code) for seed in batch]


def of(frame: pl.DataFrame, region: Region, column: str) -> pl.DataFrame:
    mark = next(iter(region.sources)).split("-")[0] + "-"
    return frame.filter(pl.col(column).str.starts_with(mark))


@pytest.mark.parametrize("day", CHECKED)
@pytest.mark.parametrize("batch", BATCHES)
def test_systems_are_those_of_the_plain_reading(batch: range, day: date) -> None:
    found = systems_on(network(batch), day)
    for reading in readings(batch):
        ours = of(found, reading.region, "knooppunt_id")
        got = {
            (code, person, kern)
            for code, person, kern in ours.select("systeem_id", "knooppunt_id", "kern").rows()
        }
        systems = {reading.code_of(s): s for s in reading.systems(day)}
        expected = {(code, p, p in s.kern) for code, s in systems.items() for p in s.members}
        assert got == expected, reading.region.sources
        assert len(systems) == len(reading.systems(day))


@pytest.mark.parametrize("batch", BATCHES)
def test_overlaps_are_those_of_the_plain_reading(batch: range) -> None:
    found = overlaps(network(batch))
    for reading in readings(batch):
        ours = of(found, reading.region, "bron_a")
        got = {
            tuple(row[c] for c in ("soort", "bron_a", "traject_a", "bron_b", "traject_b")): (
                row["van"], row["tot"], row["systeem_id"],
            )
            for row in ours.iter_rows(named=True)
        }  # fmt: skip
        assert len(got) == ours.height
        assert got == reading.overlaps(), reading.region.sources


@pytest.mark.parametrize("day", CHECKED)
@pytest.mark.parametrize("batch", BATCHES)
def test_who_is_out_of_sight_is_who_the_plain_reading_misses(batch: range, day: date) -> None:
    found = out_of_sight(network(batch), day)
    for reading in readings(batch):
        ours = of(found, reading.region, "knooppunt_id")
        got = set(ours.select("systeem_id", "knooppunt_id", "soort").rows())
        codes = {s.members: reading.code_of(s) for s in reading.systems(day)}
        assert got == {(codes[m], p, kind) for m, p, kind in reading.out_of_sight(day)}, (
            reading.region.sources
        )
