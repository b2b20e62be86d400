"""A server that is gone, stands still or only reads: one sentence in time, and no answer without a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

import polars as pl
import pytest
from family_store import NAMES, family_store_at, open_family_case
from own_server import OwnServer, enter, lose_patience
from site_routes import MAY, R, ask, purpose_for
from site_visits import Site, TestClient, csrf_of

from api.app import create_app
from api.settings import Settings
from models.errors import StoreUnavailable

pytestmark = pytest.mark.neo4j

PAST = 30.0
"""Seconds for every route together, where each may take a limit of two seconds but none of them twenty."""
MAP = "GET /casussen/{nummer}"
MAP_AS_DATA = "GET /v1/casussen/{nummer}/gezinskaart"
Asking = Callable[[], Mapping[str, object]]


@pytest.fixture(scope="module")
def site(breakable: OwnServer) -> Iterator[Site]:
    """The example family on a server that may be broken; made once, for of all this only the logs grow."""
    breakable.recover()
    with pytest.MonkeyPatch.context() as patch:
        enter(patch, breakable.password)
        lose_patience(patch)
        store = family_store_at(breakable.address)
        number = open_family_case(store).nummer
        yield Site(create_app(Settings(), store), store, number)
        store.close()


@pytest.fixture
def server(site: Site, breakable: OwnServer) -> Iterator[OwnServer]:
    """Its server, well before and after each test."""
    breakable.mend()
    yield breakable
    breakable.mend()


class Visitors:
    """For each route somebody who may take it, signed in while all was well."""

    def __init__(self, site: Site) -> None:
        self._number = site.number
        self._people: dict[R, tuple[TestClient, str]] = {}
        for role in {self._who(name) for name in MAY}:
            visitor = site.visitor(role)
            self._people[role] = visitor, csrf_of(visitor.get("/").text)

    @staticmethod
    def _who(name: str) -> R:
        return min(MAY[name], key=list(R).index)

    def ask(self, name: str):
        """One request to this route."""
        role = self._who(name)
        visitor, token = self._people[role]
        return ask(visitor, name, self._number, purpose_for(name, role), token)


def assert_away(name: str, answer) -> None:
    """It says in one sentence what is the matter, when to try again, and nothing of anyone."""
    assert answer.status_code == 503, name
    assert int(answer.headers["retry-after"]) > 0
    assert not any(found in answer.text for found in NAMES), name
    if " /v1" in name:
        assert answer.headers["content-type"] == "application/problem+json"
        said = answer.json()["detail"]
        assert said.endswith(".")
        assert "\n" not in said
    else:
        assert answer.headers["content-type"].startswith("text/html")
        assert "Even niet bereikbaar" in answer.text
    assert "Traceback" not in answer.text


def test_a_server_that_stands_still_keeps_no_route_waiting(site: Site, server: OwnServer) -> None:
    visitors = Visitors(site)
    assert visitors.ask(MAP).status_code == 200
    server.freeze()
    for name in (MAP, MAP_AS_DATA, "POST /v1/zoekvragen", "GET /verwerkingslog"):
        begun = time.monotonic()
        assert_away(name, visitors.ask(name))
        assert time.monotonic() - begun < 15
    server.thaw()
    time.sleep(0.1)
    assert visitors.ask(MAP).status_code == 200


def test_every_route_says_that_the_server_is_gone_and_works_once_it_is_back(
    site: Site, server: OwnServer
) -> None:
    visitors = Visitors(site)
    server.kill()
    begun = time.monotonic()
    for name in MAY:
        answer = visitors.ask(name)
        assert_away(name, answer)
        assert "niet verloren" in answer.text or "logboek" in answer.text, name
    assert time.monotonic() - begun < PAST
    server.start()
    assert {name: visitors.ask(name).status_code for name in MAY} == dict.fromkeys(MAY, 200)


def test_where_only_reading_is_possible_nobody_sees_anyone_for_it_cannot_be_logged(
    site: Site, server: OwnServer
) -> None:
    visitors = Visitors(site)
    signed_in = site.store.view().height("auditlog")
    assert NAMES[0] in visitors.ask(MAP).text
    looked = site.store.view().height("auditlog")
    assert looked > signed_in
    server.again(server__databases__default_to_read_only="true")
    for name in (MAP, MAP_AS_DATA, "POST /v1/zoekvragen"):
        answer = visitors.ask(name)
        assert_away(name, answer)
        assert "logboek" in answer.text
    assert visitors.ask("GET /").status_code == 503
    never = pytest.raises(StoreUnavailable, match=r"alleen worden gelezen.*niet verloren")
    with never, site.store.write() as writer:
        writer.append("auditlog", pl.DataFrame())
    assert site.store.view().height("auditlog") == looked
    server.again()
    assert NAMES[0] in visitors.ask(MAP).text
    assert site.store.view().height("auditlog") - looked == looked - signed_in
