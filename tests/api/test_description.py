"""The description of /v1 is true: made-up requests get answers of the kinds that it names."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from site_visits import Site
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from models.access import Purpose, Role

WHO = {
    "samenloop": (Role.MANAGER, Purpose.TRIAGE),
    "hotspots": (Role.ANALIST, Purpose.STATISTIEK),
    "agenda": (Role.WEEGPLOEG, Purpose.TRIAGE),
    "leveringen": (Role.INFORMATIEMEDEWERKER, Purpose.KOPPELEN),
    "koppelingen": (Role.INFORMATIEMEDEWERKER, Purpose.KOPPELEN),
    "verwerkingslog": (Role.TOETSER, Purpose.TOETSING),
    "auditlog": (Role.TOETSER, Purpose.TOETSING),
    "status": (Role.BEHEERDER, Purpose.BEHEER),
}


OPERATIONS = (
    "GET /v1/casussen",
    "GET /v1/casussen/{nummer}",
    "GET /v1/casussen/{nummer}/gezinskaart",
    "GET /v1/casussen/{nummer}/personen/{knooppunt_id}",
    "POST /v1/zoekvragen",
    *(f"GET /v1/{subject}" for subject in WHO),
    "GET /v1/gezondheid",
)


class Visitor:
    """Sends each request on from this machine, signed in as someone who may."""

    def __init__(self, app: FastAPI, cookies: dict[Role, str], number: str) -> None:
        self._app: ASGIApp = app
        self._cookies, self._number = cookies, number

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            subject = scope["path"].removeprefix("/v1/").split("/")[0]
            role, purpose = WHO.get(subject, (Role.PROCESREGISSEUR, Purpose.CASUSREGIE))
            scope = dict(scope) | {"client": ("127.0.0.1", 50000), "headers": list(scope["headers"])}
            headers = MutableHeaders(scope=scope)
            headers["host"] = "127.0.0.1"
            headers["cookie"] = f"knooppunt={self._cookies[role]}"
            headers["doel"] = purpose
            if subject == "zoekvragen":
                headers["casus"] = self._number
        await self._app(scope, receive, send)


@pytest.fixture(scope="session")
def described(site: Site) -> schemathesis.BaseSchema:
    cookies = {role: site.visitor(role).cookies["knooppunt"] for role in Role}
    return schemathesis.openapi.from_asgi("/v1/openapi.json", Visitor(site.app, cookies, site.number))


@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_are_of_the_kinds_that_the_description_names(
    described: schemathesis.BaseSchema, name: str
) -> None:
    method, path = name.split()
    operation = described[path][method]

    @given(case=operation.as_strategy())
    @settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate()

    answers()


def test_every_field_and_path_is_dutch_or_of_a_standard(site: Site) -> None:
    document = site.visitor().get("/v1/openapi.json").json()
    assert all(path.startswith("/v1/") for path in document["paths"])
    text = str(document["paths"].keys()) + str(document["components"]["schemas"].get("Gezinskaart"))
    english = ("directs", "person_id", "family", "overlap", "cases")
    assert [word for word in english if word in text] == []
