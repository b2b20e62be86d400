"""Headers on every answer: nothing from elsewhere, nothing inline, nothing kept."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
API_POLICY = "default-src 'none'; frame-ancestors 'none'"
API_VERSION = "1.0.0"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES = 64 * 1024
"""No form and no question of ours comes near this; a larger one is not read."""
NO_LENGTH = "Zeg vooraf hoe lang de vraag is (kop Content-Length)."
TOO_LARGE = "Deze vraag is te groot."
STRANGE_ORIGIN = "Deze vraag komt niet van een pagina van Knooppunt."


class SecurityHeaders:
    """Adds the headers, and refuses what another site sends here and what is too large to read."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._https = app, settings.https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"])
            await send(message)

        if (wrong := _refused(scope["method"], Headers(scope=scope))) is not None:
            status, detail = wrong
            problem = {"type": "about:blank", "title": "Geweigerd", "status": status, "detail": detail}
            refusal = JSONResponse(problem, status, media_type="application/problem+json")
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, path: str) -> None:
        api = path.startswith("/v1")
        headers.setdefault("content-security-policy", API_POLICY if api else PAGE_POLICY)
        headers.setdefault("cache-control", "no-store")
        headers["x-content-type-options"] = "nosniff"
        headers["x-frame-options"] = "DENY"
        headers["referrer-policy"] = "no-referrer"
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["cross-origin-resource-policy"] = "same-origin"
        headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
        if api:
            headers["api-version"] = API_VERSION
        if self._https:
            headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"


def _refused(method: str, headers: Headers) -> tuple[int, str] | None:
    """What may not even be read: sent by another site, too large, or of a size that nobody knows."""
    if method not in SAFE and not _same_origin(headers):
        return HTTPStatus.FORBIDDEN, STRANGE_ORIGIN
    if "transfer-encoding" in headers:
        return HTTPStatus.LENGTH_REQUIRED, NO_LENGTH
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > MOST_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE
    return None


def _same_origin(headers: Headers) -> bool:
    """A browser that keeps its address to itself sends ``Origin: null``, so Sec-Fetch-Site comes first."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")
