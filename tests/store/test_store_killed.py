"""A process that is killed while it writes leaves all of a levering or none of it."""

import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from graph.store import create_store, open_store
from graph.store.base import Store

KEY = "sleutel"
ROWS = 24_000
WRITE = """
import sys
from datetime import date
import polars as pl
from graph.store import open_store
from graph.store.base import DeliveryHead

path, levering_id, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(path, key="sleutel")
head = DeliveryHead("brp-venlo", levering_id, "Een bron", "gemeente", date.fromisoformat(levering_id), True)
print("begin", flush=True)
with store.write() as writer:
    for start in range(0, rows, rows // 6):
        n = pl.select(n=pl.int_range(start, start + rows // 6))
        key = pl.format("P{}", "n")
        name = pl.format("{}-{}", pl.lit(levering_id), "n")
        writer.stage("personen", n.select(persoon_id=key, geslachtsnaam=name))
        writer.stage("verblijf", n.select(persoon_id=key, adres_id=key))
    writer.deliver(head, date(2025, 7, 1), "{}")
print("klaar", flush=True)
store.close()
"""


def deliver_and_kill(path: Path, levering_id: str, after: float | None) -> tuple[bool, float]:
    """Run the writer and kill it so long after its start; gives whether it had said that it was ready."""
    command = [sys.executable, "-c", WRITE, str(path), levering_id, str(ROWS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        begun = time.monotonic()
        if after is not None:
            time.sleep(after)
            process.kill()
        said = process.stdout.read()
    return said == "klaar\n", time.monotonic() - begun


def names_in(store: Store) -> tuple[int, set[str]]:
    """How many leveringen are known, and of which the names are that the people have."""
    view = store.view()
    people, stays = view.facts("personen"), view.facts("verblijf")
    assert people.height == stays.height == ROWS
    return view.ledger("leveringen").height, set(people["geslachtsnaam"].str.head(10).unique())


def check_kills(path: Path, kills: int) -> None:
    create_store(str(path), fictief=True, key=KEY).close()
    random_moments = random.Random(20250701)
    _, whole = deliver_and_kill(path, "2025-01-01", None)
    known, current = 1, "2025-01-01"
    for number in range(kills):
        levering_id = str(
            date(2025, 1, 2 + number) if number < 25 else date(2025, 2 + number // 25, 1 + number % 25)
        )
        said, _ = deliver_and_kill(path, levering_id, random_moments.uniform(0, 1.1 * whole))
        store = open_store(str(path), key=KEY)
        height, names = names_in(store)
        assert (height, names) in [(known, {current}), (known + 1, {levering_id})]
        assert height == known + 1 or not said
        known, current = height, names.pop()
        store.close()
    again = "2025-12-01"
    said, _ = deliver_and_kill(path, again, None)
    assert said
    store = open_store(str(path), key=KEY)
    assert names_in(store) == (known + 1, {again})


def test_four_kills_leave_all_or_nothing(tmp_path: Path) -> None:
    check_kills(tmp_path / "proef.duckdb", 4)


@pytest.mark.slow
def test_a_hundred_kills_leave_all_or_nothing(tmp_path: Path) -> None:
    check_kills(tmp_path / "proef.duckdb", 100)


def test_the_levering_that_was_killed_can_be_delivered_again(tmp_path: Path) -> None:
    path = tmp_path / "proef.duckdb"
    create_store(str(path), fictief=True, key=KEY).close()
    said, _ = deliver_and_kill(path, "2025-01-01", 0.0)
    store = open_store(str(path), key=KEY)
    assert store.view().ledger("leveringen").height == int(said)
    store.close()
    if not said:
        assert deliver_and_kill(path, "2025-01-01", None)[0]
    assert names_in(open_store(str(path), key=KEY)) == (1, {"2025-01-01"})
