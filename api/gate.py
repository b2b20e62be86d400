"""From a request to a Reader: the only road to the data, and no handler sees the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Form, Header, Path, Request

from api.people import demo_people, organisation_name
from api.sessions import Session, Sessions
from api.settings import LOOPBACK, Settings
from graph.access import Desk, Reader, Right
from graph.access.rules import purpose_of
from models.access import Actor, Purpose, Role
from models.errors import AccessDenied, KnooppuntError
from visual import pages

BAD_FORM = "Dit formulier is verlopen of hoort niet bij uw sessie. Laad de pagina opnieuw."
SIGN_IN_FIRST = "Meld u eerst aan."
HOME: dict[Role, Right] = {
    Role.PROCESREGISSEUR: Right.CASUSSEN,
    Role.CASUSREGISSEUR: Right.CASUSSEN,
    Role.DEELNEMER: Right.CASUSSEN,
    Role.WEEGPLOEG: Right.AGENDA,
    Role.INFORMATIEMEDEWERKER: Right.LEVERINGEN,
    Role.ANALIST: Right.HOTSPOTS,
    Role.MANAGER: Right.SAMENLOOP,
    Role.TOETSER: Right.VERWERKINGSLOG,
    Role.BEHEERDER: Right.STATUS,
}


class NotSignedIn(KnooppuntError):
    """Nobody is signed in, or the session is over."""

    http_status = 401


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands behind the application: out of reach of handlers."""

    settings: Settings
    sessions: Sessions
    desk: Desk

    def demo_allowed(self, request: Request) -> bool:
        """The made-up people sign in only to made-up data, and only from this machine to this machine."""
        client = request.client.host if request.client else ""
        host = (request.url.hostname or "").strip("[]")
        local = self.settings.on_loopback and _is_loopback(client) and host in LOOPBACK
        return local and self.desk.fictief

    def session(self, request: Request) -> Session:
        """Whose session this is.

        Raises:
            NotSignedIn: nobody's.
        """
        session = self.sessions.read(request.cookies.get(self.sessions.cookie))
        if session is None or not self.demo_allowed(request):
            raise NotSignedIn(SIGN_IN_FIRST)
        return session

    def actor(self, request: Request) -> Actor:
        """Who asks."""
        who = self.session(request).who
        for person in demo_people():
            if person.key == who:
                return person.actor
        raise NotSignedIn(SIGN_IN_FIRST)

    def reader(self, request: Request, purpose: Purpose | None, case: str | None) -> Reader:
        """The Reader of this request."""
        return Reader(self.desk, self.actor(request), purpose, case)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def gate_of(request: Request) -> Gate:
    """The gate of this application."""
    gate: Gate = request.app.state.gate
    return gate


class Page:
    """A page names its purpose itself; the casus stands in its address."""

    def __init__(self, right: Right) -> None:
        self.right = right

    def __call__(self, request: Request) -> Reader:
        gate = gate_of(request)
        purpose = purpose_of(self.right, gate.actor(request).role)
        asked = request.query_params.get("doel")
        if asked is not None and asked != purpose:
            purpose = purpose_named(asked)
        return gate.reader(request, purpose, request.path_params.get("nummer"))


def home(request: Request) -> Reader:
    """A Reader for the start page of whoever asks."""
    gate = gate_of(request)
    role = gate.actor(request).role
    return gate.reader(request, purpose_of(HOME[role], role), None)


def in_form(
    request: Request, casus: Annotated[str, Form()] = "", doel: Annotated[str, Form()] = ""
) -> Reader:
    """A Reader for a form that names the purpose and the casus."""
    return gate_of(request).reader(request, purpose_named(doel), casus)


Doel = Annotated[str | None, Header(alias="Doel", description="Het doel, bijvoorbeeld casusregie.")]
Casus = Annotated[str | None, Header(alias="Casus", description="Het nummer van de casus.")]
Nummer = Annotated[str, Path(description="Het nummer van de casus.", max_length=20)]


def in_headers(request: Request, doel: Doel = None, casus: Casus = None) -> Reader:
    """A Reader for a request to /v1: purpose and casus from its headers."""
    return gate_of(request).reader(request, purpose_named(doel), casus)


def in_path(request: Request, nummer: Nummer, doel: Doel = None, casus: Casus = None) -> Reader:
    """The same, the casus from the address; a header that names another one is refused."""
    reader = gate_of(request).reader(request, purpose_named(doel), nummer)
    if casus and nummer.upper() != casus.upper():
        reader.refuse("De casus in de kop Casus is een andere dan die in het adres (regel casus).")
    return reader


def purpose_named(text: str | None) -> Purpose | None:
    """The purpose of this name; anything else is no purpose, and refused where one is needed."""
    return next((purpose for purpose in Purpose if purpose == text), None)


def chrome(request: Request) -> pages.Chrome:
    """What stands around the page."""
    gate = gate_of(request)
    standing = gate.desk.standing
    actor = gate.actor(request)
    around = pages.chrome(
        actor,
        path=request.url.path,
        fictief=gate.desk.fictief,
        csrf=gate.sessions.token(gate.session(request)),
        peildatum=standing.peildatum,
    )
    return replace(around, organisation=organisation_name(actor.organisation), geanalyseerd=standing.analysed)


def own_form(request: Request, csrf: Annotated[str, Form()] = "") -> None:
    """Refuse a form that this session's pages did not make."""
    gate = gate_of(request)
    if not gate.sessions.is_token(gate.session(request), csrf):
        raise AccessDenied(BAD_FORM)


Chrome = Annotated[pages.Chrome, Depends(chrome)]
InHeaders = Annotated[Reader, Depends(in_headers)]
InPath = Annotated[Reader, Depends(in_path)]
