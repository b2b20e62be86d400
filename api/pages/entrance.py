"""Signing in and out, the start page, and the files that pages load: all that needs no casus."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.gate import BAD_FORM, Chrome, gate_of, home, own_form
from api.pages.starts import start_of
from api.people import demo_people, organisation_name
from api.sessions import LIFETIME
from graph.access import Reader
from models.errors import AccessDenied, NotFound
from visual import asset_files, pages, paths

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
NOT_HERE = (
    "Aanmelden bij echte gegevens gaat via de inlogdienst van uw organisatie (OIDC). "
    "Die koppeling komt in een volgende versie; tot dan kan hier niemand naar binnen."
)
ELSEWHERE = "De verzonnen personen kunnen zich alleen aanmelden op de computer waarop de demo draait."
YEAR = "public, max-age=31536000, immutable"


@router.get(paths.SIGN_IN)
def sign_in_page(request: Request, naar: str = "") -> str:
    """Whom to sign in as, in the demo; elsewhere, why that cannot be done yet."""
    gate = gate_of(request)
    fictief = gate.desk.fictief
    allowed = gate.demo_allowed(request)
    shown = tuple(
        pages.DemoPerson(p.key, p.actor.name, p.actor.role, organisation_name(p.actor.organisation))
        for p in demo_people()
    )
    message = "" if allowed else ELSEWHERE if fictief else NOT_HERE
    token = gate.sessions.sign_in_token()
    return pages.sign_in(pages.SignIn(fictief, token, shown if allowed else (), local(naar), message))


@router.post(paths.SIGN_IN)
def sign_in(
    request: Request,
    wie: Annotated[str, Form(max_length=40)],
    csrf: Annotated[str, Form()] = "",
    naar: Annotated[str, Form()] = "",
) -> Response:
    """Sign in as one of the made-up people."""
    gate = gate_of(request)
    if not gate.demo_allowed(request):
        raise AccessDenied(ELSEWHERE if gate.desk.fictief else NOT_HERE)
    if not gate.sessions.is_sign_in_token(csrf):
        raise AccessDenied(BAD_FORM)
    if wie not in {person.key for person in demo_people()}:
        raise NotFound("Deze persoon is er niet.")
    if (before := gate.sessions.read(request.cookies.get(gate.sessions.cookie))) is not None:
        gate.sessions.end(before)
    answer = RedirectResponse(local(naar) or paths.START, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        gate.sessions.cookie,
        gate.sessions.begin(wie),
        max_age=LIFETIME,
        path="/",
        secure=gate.sessions.https,
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post(paths.SIGN_OUT, dependencies=[Depends(own_form)])
def sign_out(request: Request) -> Response:
    """End the session, here and on the server."""
    gate = gate_of(request)
    gate.sessions.end(gate.session(request))
    answer = RedirectResponse(paths.SIGN_IN, HTTPStatus.SEE_OTHER)
    answer.delete_cookie(gate.sessions.cookie, path="/", secure=gate.sessions.https, httponly=True)
    return answer


@router.get(paths.START)
def start(reader: Annotated[Reader, Depends(home)], chrome: Chrome) -> str:
    """What there is to do for this role."""
    answer, tiles = start_of(reader)
    return pages.start(chrome, answer, tiles)


@router.get(paths.asset("{name}").replace("%7B", "{").replace("%7D", "}"))
def asset(name: str) -> Response:
    """One of the files that pages load; their names carry their version."""
    found = asset_files.read(name)
    if found is None:
        raise NotFound("Dit bestand bestaat niet.")
    versioned = any(character.isdigit() for character in name)
    caching = YEAR if versioned else "public, max-age=300"
    return Response(
        found.content, media_type=found.media_type, headers={"Cache-Control": caching, "ETag": found.etag}
    )


def local(address: str) -> str:
    """The address if it is a plain path of this server, else empty."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and "\\" not in address else ""
