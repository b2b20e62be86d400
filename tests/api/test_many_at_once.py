"""Many who wait for a first map keep nobody waiting who asks for something else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from site_visits import Site

from graph.access import scene
from models.access import Role

WAITING = 60


def test_who_waits_for_a_first_map_leaves_room_for_others(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    drawn = scene.family.case_maps

    def slowly(*asked: object) -> object:
        begun.set()
        assert go_on.wait(60)
        return drawn(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(scene.family, "case_maps", slowly)
    address = f"/v1/casussen/{own_site.number}/gezinskaart"
    with (
        own_site.visitor(Role.PROCESREGISSEUR) as visitor,
        ThreadPoolExecutor(WAITING + 1) as pool,
    ):
        asked = [pool.submit(visitor.get, address, headers={"Doel": "casusregie"}) for _ in range(WAITING)]
        try:
            assert begun.wait(20)
            assert pool.submit(visitor.get, "/v1/gezondheid").result(20).status_code == 200
        finally:
            go_on.set()
        answers = {(answer.result(60).status_code, answer.result().content) for answer in asked}
    assert len(answers) == 1
    assert {status for status, _ in answers} == {200}
