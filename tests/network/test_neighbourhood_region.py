"""On the fictional region: maps from the part that was sought are those from everything, whoever looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from graph.analysis.family_map import family_maps
from graph.analysis.run import analyse
from graph.delivery import read_deliveries
from graph.linking import from_truth
from graph.network import Network
from graph.network.neighbourhood import neighbourhood
from graph.store import create_store
from graph.store.base import Store, View, Viewer
from graph.synthetic import write_region

CARE = Viewer("zorgpartner", "jeugdzorg")
KEPT = {
    "politie": ("relaties", "meldingen"),
    "wijkteam": ("personen",),
    "gi": ("trajecten",),
    "wonen": ("adressen",),
    "vt": ("betrokkenen",),
}
"""What some sources keep from CARE."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A region in which every source is as careless as usual, linked by its truth and analysed."""
    folder = tmp_path_factory.mktemp("regio")
    write_region(folder, size="klein", persons=1_500, seed=5, errors="normaal")
    for head in (folder / "leveringen").glob("*/levering.json"):
        said = json.loads(head.read_text(encoding="utf-8"))
        kept = KEPT.get(said["bron"].partition("-")[0], ())
        said["voorwaarden"] = [{"tabel": table, "niet_aan": [CARE.kind]} for table in kept]
        head.write_text(json.dumps(said), encoding="utf-8")
    opened = create_store(str(folder / "regio.duckdb"), fictief=True)
    read_deliveries([folder / "leveringen"], opened, today=date(2025, 7, 1))
    with opened.write() as writer:
        writer.replace("koppeling_personen", from_truth(opened.view(), folder / "waarheid").persons)
    with opened.write() as writer:
        for name, rows in analyse(opened.view(), peildatum(opened.view())).results.items():
            writer.replace(name, rows)
    yield opened
    opened.close()


def peildatum(view: View) -> date:
    day = view.peildatum()
    assert day is not None
    return day


def compare(view: View, draw: Random, most: int) -> int:
    """How many maps of so many persons there are; each is made in both ways."""
    whole, count = Network.from_view(view), 0
    for person in draw.sample(whole.persons["knooppunt_id"].to_list(), most):
        day = peildatum(view) - timedelta(days=draw.choice([0, 0, 90, 1000]))
        number = int(whole.persons["knooppunt_id"].search_sorted(person))
        record = next(whole.records.filter(person=number).select("bron", "persoon_id").iter_rows())
        part = neighbourhood(view, [record], day).network
        expected = family_maps(whole, person, day, betrokkenen=frozenset({person}))
        assert family_maps(part, person, day, betrokkenen=frozenset({person})) == expected
        count += len(expected)
    return count


@pytest.mark.parametrize("viewer", [None, CARE])
def test_maps_of_some_persons_are_the_same(store: Store, viewer: Viewer | None) -> None:
    assert compare(store.view(viewer), Random(1), 8) > 4


def test_the_viewer_from_whom_facts_are_kept_sees_less(store: Store) -> None:
    seen, whole = store.view(CARE), store.view()
    assert not seen.complete()
    assert seen.facts("personen").height < whole.facts("personen").height


@pytest.mark.slow
@pytest.mark.parametrize("viewer", [None, CARE])
def test_maps_of_hundreds_of_persons_are_the_same(store: Store, viewer: Viewer | None) -> None:
    assert compare(store.view(viewer), Random(2), 200) > 150
