"""Visitors of the application for tests: in-process, with a browser's habits."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from fastapi import FastAPI

from graph.store.base import Store
from models.access import Role

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for a package that is not among our pins
    from starlette.testclient import TestClient

LOCAL = "http://127.0.0.1"


def browser(app: FastAPI, base: str = LOCAL, client: str = "127.0.0.1") -> TestClient:
    """A browser at this address."""
    return TestClient(app, base_url=base, client=(client, 50000), raise_server_exceptions=False)


@dataclass(frozen=True)
class Site:
    """An application, the store behind it and the number of its one casus."""

    app: FastAPI
    store: Store
    number: str

    def visitor(self, role: Role | None = None, base: str = LOCAL, client: str = "127.0.0.1") -> TestClient:
        """Someone with a browser, signed in if a role is given."""
        visitor = browser(self.app, base, client)
        if role is not None:
            answer = sign_in(visitor, role.value)
            assert answer == 303, f"{role} could not sign in: {answer}"
        return visitor


def sign_in(visitor: TestClient, who: str, **more: str) -> int:
    """Fill in the sign-in form as a person would."""
    page = visitor.get("/aanmelden").text
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    token = found[1] if found else ""
    form = {"wie": who, "csrf": token} | more
    return visitor.post("/aanmelden", data=form, follow_redirects=False).status_code


def csrf_of(page: str) -> str:
    """The token of the forms on a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]
