"""Signing in: made-up people only to made-up data, and only on this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from site_visits import Site, TestClient, browser, csrf_of, sign_in

from api.app import create_app
from api.sessions import LIFETIME, Sessions
from api.settings import Settings
from graph.store import create_store
from models.access import Role

Visit = Callable[..., TestClient]


def test_the_sign_in_page_offers_one_made_up_person_for_each_role(visit: Visit) -> None:
    page = visit().get("/aanmelden").text
    assert all(f'value="{role.value}"' in page for role in Role)
    assert page.count("(verzonnen)") >= len(Role)


def test_signing_in_sets_a_cookie_that_no_script_and_no_other_site_gets(visit: Visit) -> None:
    visitor = visit()
    token = csrf_of(visitor.get("/aanmelden").text)
    answer = visitor.post("/aanmelden", data={"wie": "analist", "csrf": token}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert f"max-age={LIFETIME}" in cookie
    assert LIFETIME == 8 * 3600


def test_a_server_behind_https_sends_its_cookie_over_https_only(https_site: Site) -> None:
    visitor = https_site.visitor(base="https://127.0.0.1")
    token = csrf_of(visitor.get("/aanmelden").text)
    answer = visitor.post("/aanmelden", data={"wie": "analist", "csrf": token}, follow_redirects=False)
    assert answer.headers["set-cookie"].startswith("__Host-knooppunt=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("base", "client"),
    [("http://knooppunt.example", "127.0.0.1"), ("http://127.0.0.1", "192.0.2.7")],
)
def test_made_up_people_do_not_sign_in_from_elsewhere(visit: Visit, base: str, client: str) -> None:
    visitor = visit(base=base, client=client)
    page = visitor.get("/aanmelden").text
    assert 'name="wie"' not in page
    assert sign_in(visitor, "analist") == 403


def test_a_session_does_not_work_from_elsewhere(visit: Visit) -> None:
    here = visit(Role.ANALIST)
    there = visit(base="http://knooppunt.example")
    there.cookies.set("knooppunt", here.cookies["knooppunt"], domain="knooppunt.example")
    assert there.get("/hotspots", follow_redirects=False).status_code == 303


def test_nobody_signs_in_to_real_data_until_there_is_a_login_service(tmp_path: Path) -> None:
    store = create_store(str(tmp_path / "echt.duckdb"), fictief=False)
    visitor = browser(create_app(Settings(), store))
    page = visitor.get("/aanmelden")
    assert 'name="wie"' not in page.text
    assert sign_in(visitor, "procesregisseur") == 403
    store.close()


def test_after_signing_out_the_old_cookie_is_worth_nothing(visit: Visit) -> None:
    visitor = visit(Role.ANALIST)
    kept = visitor.cookies["knooppunt"]
    token = csrf_of(visitor.get("/hotspots").text)
    assert visitor.post("/afmelden", data={"csrf": token}, follow_redirects=False).status_code == 303
    visitor.cookies.set("knooppunt", kept, domain="127.0.0.1")
    assert visitor.get("/hotspots", follow_redirects=False).status_code == 303


def test_who_signs_in_anew_leaves_no_old_session_behind(visit: Visit) -> None:
    visitor = visit(Role.ANALIST)
    kept = visitor.cookies["knooppunt"]
    assert sign_in(visitor, "manager") == 303
    assert visitor.cookies["knooppunt"] != kept
    other = visit()
    other.cookies.set("knooppunt", kept, domain="127.0.0.1")
    assert other.get("/hotspots", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("token", ["", "verkeerd"])
def test_a_form_without_the_token_of_the_session_is_refused(visit: Visit, token: str) -> None:
    visitor = visit(Role.ANALIST)
    assert visitor.post("/afmelden", data={"csrf": token}).status_code == 403
    assert visitor.get("/hotspots").status_code == 200


def test_a_token_of_another_session_is_refused(visit: Visit) -> None:
    one, other = visit(Role.ANALIST), visit(Role.ANALIST)
    token = csrf_of(one.get("/hotspots").text)
    assert other.post("/afmelden", data={"csrf": token}).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "WyJhbmFsaXN0IiwiYSJd.aaaaaa.bbbb"])
def test_a_cookie_that_we_did_not_sign_is_nobody(cookie: str) -> None:
    assert Sessions(Settings()).read(cookie) is None


@pytest.mark.parametrize("naar", ["https://elders.example/", "//elders.example", "/\\elders.example", "\\x"])
def test_signing_in_never_leads_to_another_site(visit: Visit, naar: str) -> None:
    visitor = visit()
    token = csrf_of(visitor.get("/aanmelden").text)
    form = {"wie": "analist", "csrf": token, "naar": naar}
    answer = visitor.post("/aanmelden", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_signing_in_leads_to_the_page_that_was_asked(visit: Visit) -> None:
    visitor = visit()
    there = visitor.get("/hotspots", follow_redirects=False).headers["location"]
    assert there == "/aanmelden?naar=/hotspots"
    assert 'value="/hotspots"' in visitor.get(there).text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elders.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://127.0.0.1"}, 303),
    ],
)
def test_what_another_site_sends_is_refused(visit: Visit, headers: dict[str, str], status: int) -> None:
    visitor = visit(Role.ANALIST)
    form = {"csrf": csrf_of(visitor.get("/hotspots").text)}
    answer = visitor.post("/afmelden", data=form, headers=headers, follow_redirects=False)
    assert answer.status_code == status
