"""Every route that needs someone signed in, who may take it, and a request to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_visits import csrf_of

from models.access import Purpose, Role

if TYPE_CHECKING:
    from httpx import Response
    from site_visits import TestClient

R = Role
CASE_WORKERS = {R.PROCESREGISSEUR, R.CASUSREGISSEUR, R.DEELNEMER}
DIRECTORS = {R.PROCESREGISSEUR, R.CASUSREGISSEUR}
MAY: dict[str, set[Role]] = {
    "GET /": set(Role),
    "GET /casussen": CASE_WORKERS | {R.WEEGPLOEG},
    "GET /casussen/{nummer}": CASE_WORKERS,
    "GET /casussen/{nummer}/kaart.pdf": DIRECTORS,
    "GET /casussen/{nummer}/kaart.svg": DIRECTORS,
    "GET /personen": DIRECTORS,
    "POST /personen": DIRECTORS,
    "GET /casussen/{nummer}/verkennen": {R.PROCESREGISSEUR},
    "GET /casussen/{nummer}/verkennen/bestand": {R.PROCESREGISSEUR},
    "GET /samenloop": {R.MANAGER},
    "GET /hotspots": {R.MANAGER, R.ANALIST},
    "GET /leveringen": {R.INFORMATIEMEDEWERKER},
    "GET /koppelingen": {R.INFORMATIEMEDEWERKER},
    "GET /verwerkingslog": {R.TOETSER},
    "GET /beheer": {R.BEHEERDER},
    "GET /v1/casussen": CASE_WORKERS | {R.WEEGPLOEG},
    "GET /v1/casussen/{nummer}": CASE_WORKERS,
    "GET /v1/casussen/{nummer}/gezinskaart": CASE_WORKERS,
    "GET /v1/casussen/{nummer}/personen/{knooppunt_id}": CASE_WORKERS,
    "POST /v1/zoekvragen": DIRECTORS,
    "GET /v1/samenloop": {R.MANAGER},
    "GET /v1/hotspots": {R.MANAGER, R.ANALIST},
    "GET /v1/agenda": {R.WEEGPLOEG},
    "GET /v1/leveringen": {R.INFORMATIEMEDEWERKER},
    "GET /v1/koppelingen": {R.INFORMATIEMEDEWERKER},
    "GET /v1/verwerkingslog": {R.TOETSER},
    "GET /v1/auditlog": {R.TOETSER},
    "GET /v1/status": {R.BEHEERDER},
}


def ask(visitor: TestClient, name: str, number: str, purpose: str, token: str = "") -> Response:
    """One request to a route, with the casus and a purpose; ``token`` is that of a form got earlier."""
    method, path = name.split()
    address = path.replace("{nummer}", number).replace("{knooppunt_id}", "vader")
    headers = {"Doel": purpose, "Casus": number} if path.startswith("/v1") else {}
    if method == "GET":
        return visitor.get(address, headers=headers)
    if path.startswith("/v1"):
        return visitor.post(address, headers=headers, json={"naam": "Ingrid"})
    form = {
        "zoek": "Ingrid",
        "casus": number,
        "doel": purpose,
        "csrf": token or csrf_of(visitor.get("/").text),
    }
    return visitor.post(address, data=form)


def purpose_for(name: str, role: Role) -> str:
    """With what purpose a role asks for a route."""
    if role is R.MANAGER:
        return Purpose.STATISTIEK if "hotspots" in name else Purpose.TRIAGE
    return {
        R.WEEGPLOEG: Purpose.TRIAGE,
        R.INFORMATIEMEDEWERKER: Purpose.KOPPELEN,
        R.ANALIST: Purpose.STATISTIEK,
        R.TOETSER: Purpose.TOETSING,
        R.BEHEERDER: Purpose.BEHEER,
    }.get(role, Purpose.CASUSREGIE)
