"""The OpenAPI document of /v1: what the framework makes of the routes, with our own errors in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from api.security import API_VERSION

DESCRIPTION = (
    "Elke vraag op persoonsniveau noemt een doel (kop Doel) en een casus (in het adres of in de kop Casus). "
    "Ontbreekt er een, of past die niet, dan is het antwoord 403, en dat staat in het logboek."
)


def describe(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The document as it is served at /v1/openapi.json."""
    document = get_openapi(
        title="Knooppunt",
        version=API_VERSION,
        description=DESCRIPTION,
        routes=routes,
        servers=[{"url": "/"}],
    )
    for operations in document["paths"].values():
        for operation in operations.values():
            _own_errors(operation)
    schemas = document.get("components", {}).get("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def _own_errors(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for answer in responses.values():
        answer["headers"] = {
            "API-Version": {"schema": {"type": "string"}, "description": "Versie van de API."}
        }
        content = answer.get("content", {})
        if "application/problem+json" in content and "application/json" in content:
            content["application/problem+json"] = content.pop("application/json")
