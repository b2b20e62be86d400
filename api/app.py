"""The web application: pages, JSON under /v1, and the files that pages load."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from anyio import move_on_after
from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI

from api import errors, v1
from api.gate import Gate
from api.pages import entrance, houses, overview, people
from api.security import SecurityHeaders
from api.sessions import Sessions
from api.settings import Settings
from graph.access import Desk
from graph.store import open_store
from graph.store.base import Store
from models.errors import StoreUnavailable

REHEARSAL = 10.0
"""Seconds after which the doors open all the same: a rehearsal is long while a server draws its graph."""
THREADS = 250
"""Who waits for a first map holds a thread; those whose map is known already need one too."""


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The application on one store.

    Args:
        settings: by default from the environment.
        store: by default opened from the settings.

    Raises:
        InputError: the store cannot be opened with this key.
        StoreUnavailable: the store cannot be reached.
    """
    chosen = settings or Settings()
    key = chosen.sleutel.get_secret_value() if chosen.sleutel else None
    kept = store if store is not None else open_store(chosen.store, key=key)
    app = FastAPI(
        title="Knooppunt",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_serving,
    )
    app.state.gate = Gate(chosen, Sessions(chosen), Desk(kept, _now, secrets.token_bytes))
    errors.install(app)
    app.add_middleware(SecurityHeaders, settings=chosen)
    for router in (entrance.router, people.router, overview.router, houses.router, v1.public, v1.router):
        app.include_router(router)
    return app


@asynccontextmanager
async def _serving(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    gate: Gate = app.state.gate
    with suppress(StoreUnavailable), move_on_after(REHEARSAL):  # who asks is told what is the matter
        await run_sync(gate.desk.rehearse, abandon_on_cancel=True)
    yield


def _now() -> datetime:
    return datetime.now(UTC)
