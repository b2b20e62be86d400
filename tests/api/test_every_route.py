"""No handler gets the data, and every role meets on every route what was agreed."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from datetime import date
from types import UnionType

import pytest
from family_store import NAMES
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from site_routes import CASE_WORKERS, MAY, R, ask, purpose_for
from site_visits import Site, TestClient
from starlette.routing import BaseRoute

from graph.access import Reader
from models.access import Role
from visual import pages

PUBLIC = {
    "GET /aanmelden",
    "POST /aanmelden",
    "POST /afmelden",
    "GET /bestanden/{name}",
    "GET /v1/gezondheid",
    "GET /v1/openapi.json",
}
"""The only routes that see the request itself; none of them answers with a fact."""
PLAIN = {str, int, bool, date, type(None)}

NAMED = {name for name, roles in MAY.items() if roles <= CASE_WORKERS | {R.WEEGPLOEG}} - {"GET /v1/agenda"}
NAMED |= {"GET /"}  # the start page leads those who work on casussen to theirs
BSN = ("999900006", "999900018", "9999000")


def routes_of(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            yield from routes_of(route.original_router.routes)  # type: ignore[attr-defined]


def named_routes(app: FastAPI) -> dict[str, APIRoute]:
    return {f"{m} {r.path}": r for r in routes_of(app.routes) for m in r.methods or ()}


def parts(annotation: object) -> set[object]:
    """The plain types of an annotation: of ``date | None`` both."""
    if typing.get_origin(annotation) is typing.Annotated:
        return parts(typing.get_args(annotation)[0])
    if isinstance(annotation, UnionType):
        return {part for one in typing.get_args(annotation) for part in parts(one)}
    return {annotation}


def is_harmless(kind: object) -> bool:
    if kind in PLAIN or kind is Reader or kind is pages.Chrome:
        return True
    return inspect.isclass(kind) and issubclass(kind, BaseModel)


def test_a_handler_gets_a_reader_and_plain_values_and_nothing_else(site: Site) -> None:
    offending = []
    for name, route in named_routes(site.app).items():
        hints = typing.get_type_hints(route.endpoint, include_extras=True)
        got = {p for key, hint in hints.items() if key != "return" for p in parts(hint)}
        if name not in PUBLIC and (Reader not in got or not all(map(is_harmless, got))):
            offending.append(name)
    assert offending == []


def test_every_endpoint_is_a_plain_function(site: Site) -> None:
    assert [n for n, r in named_routes(site.app).items() if inspect.iscoroutinefunction(r.endpoint)] == []


def test_every_route_is_public_or_in_the_table(site: Site) -> None:
    assert set(named_routes(site.app)) == PUBLIC | set(MAY)


@pytest.mark.parametrize("role", Role)
def test_every_role_gets_on_every_route_what_the_table_says(
    site: Site, visit: Callable[..., TestClient], role: Role
) -> None:
    visitor = visit(role)
    got = {name: ask(visitor, name, site.number, purpose_for(name, role)) for name in MAY}
    wrong = {n: a.status_code for n, a in got.items() if a.status_code != (200 if role in MAY[n] else 403)}
    assert wrong == {}
    spoken = {n for n, a in got.items() if any(name in a.text for name in NAMES)}
    assert spoken <= (NAMED if role in CASE_WORKERS else set())
    texts = [a.text + str(a.headers) + str(a.url) for a in got.values()]
    assert not any(bsn in text for text in texts for bsn in BSN)


def test_the_names_are_there_to_be_found(site: Site, visit: Callable[..., TestClient]) -> None:
    visitor = visit(R.PROCESREGISSEUR)
    address = f"/v1/casussen/{site.number}/gezinskaart"
    answer = visitor.get(address, headers={"Doel": "casusregie"})
    assert "Verhaegh" in answer.text


def test_who_has_not_signed_in_gets_the_sign_in_page_or_401(
    site: Site, visit: Callable[..., TestClient]
) -> None:
    visitor = visit()
    for name in MAY:
        method, path = name.split()
        answer = visitor.request(
            method, path.format(nummer=site.number, knooppunt_id="x"), follow_redirects=False
        )
        expected = 401 if path.startswith("/v1") else 303
        assert answer.status_code == expected, name
        assert not any(found in answer.text for found in NAMES)


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({}, "regel doel"),
        ({"Doel": "nieuwsgierigheid"}, "regel doel"),
        ({"Doel": "statistiek"}, "regel doel"),
        ({"Doel": "casusregie", "Casus": "C-222222"}, "regel casus"),
    ],
)
def test_a_purpose_or_case_that_does_not_fit_is_403_with_the_rule_and_logged(
    own_site: Site, headers: dict[str, str], rule: str
) -> None:
    visitor = own_site.visitor(R.PROCESREGISSEUR)
    answer = visitor.get(f"/v1/casussen/{own_site.number}/gezinskaart", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert rule in answer.json()["detail"]
    assert rule in own_site.store.view().ledger("auditlog")["uitkomst"][-1]
    assert own_site.store.view().ledger("verwerkingslog").is_empty()
