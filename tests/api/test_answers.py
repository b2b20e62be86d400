"""How answers leave: headers, files, errors; nothing of ours shows that is not meant to."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest
from family_store import MOMENT, NAMES
from site_visits import Site, TestClient, browser

from api.app import create_app
from api.errors import OWN_FAULT
from api.settings import Settings
from graph.access import Reader, close_case
from graph.audit import verify
from graph.store.base import Store, View, Viewer, Writer
from models.access import Role
from models.errors import StoreUnavailable
from visual import asset_files, paths

Visit = Callable[..., TestClient]


class Faulty:
    """A store whose writing, or reading too, fails once ``broken`` is set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.broken = ""

    def view(self, viewer: Viewer | None = None) -> View:
        if self.broken == "alles":
            raise StoreUnavailable("De opslag is even niet bereikbaar.")
        return self._store.view(viewer)

    def version(self) -> int:
        return self._store.version()

    def write(self) -> AbstractContextManager[Writer]:
        if self.broken:
            raise OSError("disk of Marco Verhaegh is full")
        return self._store.write()

    def close(self) -> None:
        self._store.close()


@pytest.fixture
def faulty(own_site: Site) -> tuple[Faulty, Site]:
    store = Faulty(own_site.store)
    return store, Site(create_app(Settings(), store), own_site.store, own_site.number)


@pytest.mark.parametrize("address", ["/aanmelden", "/nergens", "/hotspots", "/bestanden/knooppunt.css"])
def test_every_page_allows_nothing_inline_and_nothing_from_elsewhere(visit: Visit, address: str) -> None:
    headers = visit(Role.ANALIST).get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "strict-transport-security" not in headers


def test_pages_are_not_kept_and_files_are(visit: Visit) -> None:
    visitor = visit(Role.ANALIST)
    assert visitor.get("/hotspots").headers["cache-control"] == "no-store"
    font = visitor.get(paths.asset(asset_files.FONTS[0]))
    assert "immutable" in font.headers["cache-control"]
    assert font.headers["content-type"] == "font/woff2"


@pytest.mark.parametrize("name", ["..%2fsettings.py", "%2e%2e/app.py", "licences", "bestaat-niet.css"])
def test_no_file_is_served_but_those_of_the_list(visit: Visit, name: str) -> None:
    assert visit().get(f"/bestanden/{name}").status_code == 404


def test_everything_that_is_wrong_is_said_at_once(visit: Visit) -> None:
    answer = visit(Role.MANAGER).get(
        "/v1/samenloop?blad=0&per_blad=x&loopt_op=30-06-2025&soort=alles", headers={"Doel": "triage"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    found = {error["location"] for error in answer.json()["errors"]}
    assert found == {"blad", "per_blad", "loopt_op", "soort"}
    assert "30-06-2025" not in answer.text


def test_a_page_says_in_one_sentence_that_a_question_is_wrong(visit: Visit) -> None:
    answer = visit(Role.MANAGER).get("/samenloop?blad=nul")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("address", "status"), [("/nergens", 404), ("/v1/nergens", 404), ("/v1/status", 405)]
)
def test_what_does_not_exist_is_a_page_or_a_problem(visit: Visit, address: str, status: int) -> None:
    answer = visit().delete(address) if status == 405 else visit().get(address)
    assert answer.status_code == status
    problem = answer.headers["content-type"] == "application/problem+json"
    assert problem == address.startswith("/v1")


def test_the_api_says_its_version_on_every_answer(visit: Visit) -> None:
    for address in ("/v1/gezondheid", "/v1/openapi.json", "/v1/nergens", "/v1/status"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", visit().get(address).headers["api-version"])


def test_health_answers_without_signing_in_and_tells_nothing(visit: Visit) -> None:
    assert visit().get("/v1/gezondheid").json() == {"status": "goed"}


@pytest.mark.parametrize("address", ["/casussen", "/v1/casussen"])
def test_without_a_log_there_is_no_answer_but_503(faulty: tuple[Faulty, Site], address: str) -> None:
    store, site = faulty
    visitor = site.visitor(Role.PROCESREGISSEUR)
    assert visitor.get(address, headers={"Doel": "casusregie"}).status_code == 200
    store.broken = "schrijven"
    answer = visitor.get(address, headers={"Doel": "casusregie"})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "logboek" in answer.text
    assert not any(name in answer.text for name in NAMES)


def test_a_store_that_is_away_is_503_on_pages_and_in_the_api(faulty: tuple[Faulty, Site]) -> None:
    store, site = faulty
    visitor = site.visitor(Role.PROCESREGISSEUR)
    store.broken = "alles"
    page, problem = visitor.get("/casussen"), visitor.get("/v1/casussen")
    assert (page.status_code, problem.status_code) == (503, 503)
    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["/casussen", "/v1/casussen"])
def test_our_own_fault_shows_no_detail(
    own_site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    def fail(_reader: Reader) -> None:
        raise RuntimeError("Marco Verhaegh")

    monkeypatch.setattr(Reader, "cases", fail)
    visitor = own_site.visitor(Role.PROCESREGISSEUR)
    answer = visitor.get(address, headers={"Doel": "casusregie"})
    assert answer.status_code == 500
    assert OWN_FAULT in answer.text
    assert "Traceback" not in answer.text
    assert "Verhaegh" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_explore_file_may_run_its_own_blocks_in_a_sandbox_and_nothing_else(
    visit: Visit, site: Site
) -> None:
    visitor = visit(Role.PROCESREGISSEUR)
    answer = visitor.get(f"/casussen/{site.number}/verkennen/bestand")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "sandbox allow-scripts" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_explore_page_leads_to_the_network_of_its_casus(visit: Visit, site: Site) -> None:
    address = f"/casussen/{site.number}/verkennen"
    assert f'href="{address}/bestand"' in visit(Role.PROCESREGISSEUR).get(address).text


def test_a_closed_casus_is_gone_from_every_page_at_once(own_site: Site) -> None:
    visitor = own_site.visitor(Role.PROCESREGISSEUR)
    close_case(own_site.store, own_site.number, by="x", at=MOMENT)
    assert own_site.number not in visitor.get("/casussen").text
    for part in ("", "/kaart.pdf", "/verkennen", "/verkennen/bestand"):
        assert visitor.get(f"/casussen/{own_site.number}{part}").status_code == 403


def test_a_citizen_number_in_a_search_gets_no_answer_and_is_not_repeated(visit: Visit, site: Site) -> None:
    answer = visit(Role.PROCESREGISSEUR).post(
        "/v1/zoekvragen",
        headers={"Doel": "casusregie", "Casus": site.number},
        json={"naam": "999900018"},
    )
    assert answer.status_code == 400
    assert "999900018" not in answer.text


def test_a_citizen_number_as_case_number_reaches_no_log(own_site: Site) -> None:
    visitor = own_site.visitor(Role.PROCESREGISSEUR)
    assert visitor.get("/casussen/999900018").status_code == 403
    kept = own_site.store.view().ledger("auditlog")
    assert "999900018" not in kept.write_csv()


def test_the_application_opens_the_store_of_its_settings(own_site: Site, tmp_path) -> None:
    own_site.store.close()
    app = create_app(Settings(store=str(tmp_path / "familie.duckdb")))
    assert browser(app).get("/aanmelden").status_code == 200
    app.state.gate.desk.store.close()


def test_many_at_once_each_get_their_answer_and_the_chain_holds(own_site: Site) -> None:
    visitors = [
        own_site.visitor(role) for role in (Role.PROCESREGISSEUR, Role.DEELNEMER, Role.CASUSREGISSEUR)
    ]
    address = f"/v1/casussen/{own_site.number}"

    def ask(turn: int) -> int:
        return visitors[turn % 3].get(address, headers={"Doel": "casusregie"}).status_code

    with ThreadPoolExecutor(6) as crowd:
        assert set(crowd.map(ask, range(24))) == {200}
    found = verify(own_site.store.view().ledger("auditlog"))
    assert (found.lines, found.intact) == (24, True)
