"""From what went wrong to an answer: a page for people, problem+json for machines, never a traceback."""

from __future__ import annotations

import logging
import traceback
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.gate import NotSignedIn, chrome
from models.errors import KnooppuntError
from visual import pages, paths

RETRY_AFTER = "30"
OWN_FAULT = "Er ging iets mis bij ons. Probeer het opnieuw."
WRONG = "Niet alles in deze vraag klopt."
TITLES = {
    400: "Deze vraag klopt niet",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Dat kan hier niet",
    500: "Fout bij ons",
    501: "Nog niet gebouwd",
    503: "Even niet bereikbaar",
}
REASONS = {
    "missing": "Dit moet u invullen.",
    "date_from_datetime_parsing": "Schrijf een datum als JJJJ-MM-DD.",
    "date_parsing": "Schrijf een datum als JJJJ-MM-DD.",
    "int_parsing": "Schrijf een geheel getal.",
    "bool_parsing": "Schrijf true of false.",
    "greater_than_equal": "Dit getal is te klein.",
    "less_than_equal": "Dit getal is te groot.",
    "string_too_long": "Deze tekst is te lang.",
    "string_too_short": "Deze tekst is te kort.",
    "literal_error": "Kies een van de waarden uit de beschrijving.",
    "enum": "Kies een van de waarden uit de beschrijving.",
    "json_invalid": "Dit is geen geldige JSON.",
    "extra_forbidden": "Dit veld bestaat niet.",
}
log = logging.getLogger("knooppunt")


def problem(status: int, detail: str, errors: list[dict[str, object]] | None = None) -> JSONResponse:
    """An answer as RFC 9457 asks; ``errors`` names everything that is wrong at once."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    content: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        content["errors"] = errors
    return JSONResponse(content, status, media_type="application/problem+json", headers=_headers(status))


def answer(request: Request, status: int, detail: str) -> Response:
    """A page or problem+json, as the address asks."""
    if request.url.path.startswith("/v1"):
        return problem(status, detail)
    return HTMLResponse(pages.error(_chrome(request), status, detail), status, headers=_headers(status))


def _headers(status: int) -> dict[str, str]:
    return {"Retry-After": RETRY_AFTER} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _chrome(request: Request) -> pages.Chrome | None:
    try:
        return chrome(request)
    except KnooppuntError:
        return None


def known(request: Request, error: Exception) -> Response:
    """What Knooppunt raised on purpose: its sentence is meant to be read."""
    assert isinstance(error, KnooppuntError)
    return answer(request, error.http_status, str(error))


def not_signed_in(request: Request, error: Exception) -> Response:
    """To the sign-in page, and back afterwards; a machine gets 401."""
    if request.url.path.startswith("/v1"):
        return problem(HTTPStatus.UNAUTHORIZED, str(error))
    back = f"?naar={quote(request.url.path)}" if request.method == "GET" else ""
    return RedirectResponse(paths.SIGN_IN + back, HTTPStatus.SEE_OTHER)


def invalid(request: Request, error: Exception) -> Response:
    """400 with every mistake at once; the values themselves are not repeated."""
    assert isinstance(error, RequestValidationError)
    errors: list[dict[str, object]] = [
        {
            "in": str(found["loc"][0]),
            "location": "/".join(str(part) for part in found["loc"][1:]),
            "code": found["type"],
            "detail": REASONS.get(found["type"], "Deze waarde klopt niet."),
        }
        for found in error.errors()
    ]
    if request.url.path.startswith("/v1"):
        return problem(HTTPStatus.BAD_REQUEST, WRONG, errors)
    said = " ".join(f"Bij {error['location']}: {error['detail']}" for error in errors)
    return answer(request, HTTPStatus.BAD_REQUEST, said)


def http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such address, no such method."""
    assert isinstance(error, HTTPException)
    sentences = {404: "Deze pagina bestaat niet.", 405: "Dit kan op dit adres niet."}
    found = answer(request, error.status_code, sentences.get(error.status_code, WRONG))
    for name, value in (error.headers or {}).items():
        found.headers[name] = value
    return found


class Boundary:
    """Our own fault ends here: one plain sentence outside; inside the kind of error and where it was.

    What an error says may hold a name, so neither its text nor its traceback goes any further.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        fault = _Fault()
        with fault:
            await self._app(scope, receive, watched)
        if fault.error is not None:
            log.error("%s in %s %s", fault, scope["method"], getattr(scope.get("route"), "path", ""))
            if not begun:
                await _own_fault(scope)(scope, receive, send)


class _Fault:
    """Holds what nobody foresaw; as text it is the kind of error and the line where it began."""

    error: Exception | None = None

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None

    def __str__(self) -> str:
        frames = traceback.extract_tb(self.error.__traceback__) if self.error else []
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "onbekend"
        return f"{type(self.error).__name__} op {where}"


def _own_fault(scope: Scope) -> Response:
    if scope["path"].startswith("/v1"):
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, OWN_FAULT)
    return HTMLResponse(pages.error(None, 500, OWN_FAULT), HTTPStatus.INTERNAL_SERVER_ERROR)


def install(app: FastAPI) -> None:
    """The one table from errors to HTTP, and the boundary behind it."""
    app.add_exception_handler(NotSignedIn, not_signed_in)
    app.add_exception_handler(KnooppuntError, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_middleware(Boundary)
