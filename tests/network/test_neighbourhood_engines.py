"""On every engine the example family is found by seeking as it is by reading everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from family_store import analyse_family, deliver_family
from family_view import DAY, TRUE_PERSONS
from store_engines import ENGINES, Engine, place_for

from graph.analysis.family_map import family_maps
from graph.network import Network
from graph.network.neighbourhood import neighbourhood
from graph.store.base import Store, Viewer


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("buurt")
    opened = Engine(place_for(request, folder)).create()
    deliver_family(opened)
    analyse_family(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("viewer", [None, Viewer("zorgpartner", "jeugdzorg")])
def test_every_person_of_the_family_has_the_same_maps(store: Store, viewer: Viewer | None) -> None:
    view = store.view(viewer)
    whole = Network.from_view(view)
    for person, records in TRUE_PERSONS.items():
        bron, _, own = records.split()[0].partition(":")
        part = neighbourhood(view, [(bron, own)], DAY).network
        expected = family_maps(whole, person, DAY, betrokkenen=frozenset({person}))
        assert expected
        assert family_maps(part, person, DAY, betrokkenen=frozenset({person})) == expected
