"""Corrupted leveringen: each gets its report, none an accident, and nothing is half stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from delivery.corrupt import SPOILERS, Spoilt, spoil
from delivery.workshop import FIXTURES, TODAY, MemoryStore

from graph.delivery import read_deliveries
from graph.store import create_store

FAST = 310
MANY = 10_000


def check(spoilt: Spoilt, report: dict[str, Any], store: MemoryStore) -> None:
    """What must hold for every report."""
    what = f"{spoilt.how} ({spoilt.path.name}): {report}"
    assert report["status"] in ("ingelezen", "geweigerd"), what
    kept = {table: sum(f.height for f in frames) for table, frames in store.tables.items()}
    if report["status"] == "geweigerd":
        assert isinstance(report["reden"], str) and report["reden"].endswith("."), what  # noqa: PT018
        assert store.delivered == [] and kept == {}, what  # noqa: PT018
    else:
        counts = report["tabellen"]
        assert {t: n["opgeslagen"] for t, n in counts.items() if n["opgeslagen"]} == kept, what
        assert all(n["gelezen"] >= n["opgeslagen"] + n["geweigerd"] for n in counts.values()), what
        assert any(n["geweigerd"] for n in counts.values()) <= bool(report["geweigerd"]), what
        assert json.loads(store.delivered[0][1]) == report, what
    if spoilt.must == "geweigerd":
        assert report["status"] == "geweigerd", what
    elif spoilt.must == "fout":
        assert report["geweigerd"], what
    elif spoilt.must:
        assert report[spoilt.must], what


def run(folder: Path, seed: int) -> None:
    spoilt, store = spoil(FIXTURES, folder, seed), MemoryStore()
    (report,) = read_deliveries([spoilt.path], store, today=TODAY)
    check(spoilt, report.as_json(), store)


@pytest.mark.parametrize("first", range(len(SPOILERS)), ids=[s.__name__ for s in SPOILERS])
def test_every_kind_of_corruption_gets_its_report(tmp_path: Path, first: int) -> None:
    for seed in range(first, FAST, len(SPOILERS)):
        run(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(len(SPOILERS)), ids=[s.__name__ for s in SPOILERS])
def test_ten_thousand_corrupted_leveringen_get_their_report(tmp_path: Path, first: int) -> None:
    for seed in range(FAST + first, FAST + MANY, len(SPOILERS)):
        run(tmp_path, seed)


def test_the_same_seed_spoils_in_the_same_way(tmp_path: Path) -> None:
    for seed in range(0, FAST, 7):
        one, two = spoil(FIXTURES, tmp_path / "a", seed), spoil(FIXTURES, tmp_path / "b", seed)
        assert (one.how, one.must) == (two.how, two.must)
        assert _content(one.path) == _content(two.path)


def _content(path: Path) -> list[bytes]:
    files = [path] if path.is_file() else sorted(p for p in path.iterdir() if p.is_file())
    return [f.read_bytes() for f in files]


def test_a_real_store_keeps_what_the_reports_say_and_no_more(tmp_path: Path) -> None:
    store = create_store(str(tmp_path / "proef.duckdb"), fictief=True)
    read = 0
    for seed in range(len(SPOILERS)):
        (report,) = read_deliveries([spoil(FIXTURES, tmp_path, seed).path], store, today=TODAY)
        read += report.status == "ingelezen"
        assert store.view().ledger("leveringen").height == read
    assert read
    store.close()
