"""What nobody would send by accident: it gets a plain refusal, and nothing of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from site_visits import Site, TestClient

from api.security import MOST_BYTES
from models.access import Role

Visit = Callable[..., TestClient]


@pytest.mark.parametrize("path", ["/casussen/", "/v1/casussen/", "/v1/samenloop/", "/aanmelden/"])
def test_a_slash_too_many_is_an_address_that_does_not_exist(visit: Visit, path: str) -> None:
    answer = visit().get(path, headers={"Host": "elders.example"}, follow_redirects=False)
    assert answer.status_code == 404
    assert "elders.example" not in str(answer.headers) + answer.text


@pytest.mark.parametrize("path", ["/v1/zoekvragen", "/personen", "/aanmelden", "/nergens"])
def test_what_is_too_large_is_refused_before_it_is_read(visit: Visit, path: str) -> None:
    answer = visit().post(path, content=b"x" * (MOST_BYTES + 1))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_does_not_say_how_large_it_is_is_refused(visit: Visit) -> None:
    def endless() -> Iterator[bytes]:
        yield b"naam=x"

    assert visit().post("/v1/zoekvragen", content=endless()).status_code == 411


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE"])
def test_no_other_method_gets_further_and_none_can_be_put_in_a_header(
    visit: Visit, site: Site, method: str
) -> None:
    visitor = visit(Role.PROCESREGISSEUR)
    address = f"/v1/casussen/{site.number}"
    assert visitor.request(method, address, headers={"Doel": "casusregie"}).status_code == 405
    override = {"X-HTTP-Method-Override": method, "Doel": "casusregie"}
    assert visitor.get(address, headers=override).status_code == 200


@pytest.mark.parametrize(
    "content", [b'{"naam": "\\ud800"}', b"[" * 50_000, b'{"naam": "\xff"}', b"", b'{"naam": 1, "x": 2}']
)
def test_a_body_that_is_no_question_is_400(visit: Visit, site: Site, content: bytes) -> None:
    headers = {"Doel": "casusregie", "Casus": site.number, "Content-Type": "application/json"}
    answer = visit(Role.PROCESREGISSEUR).post("/v1/zoekvragen", headers=headers, content=content)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("number", ["%00", "%0d%0aSet-Cookie:%20a=b", "C-%E2%84%AA23456", "A" * 5000])
def test_a_strange_case_number_is_refused_and_not_repeated(visit: Visit, number: str) -> None:
    answer = visit(Role.PROCESREGISSEUR).get(f"/casussen/{number}", follow_redirects=False)
    assert answer.status_code in (400, 403)
    assert "AAAA" not in answer.text
    assert set(answer.cookies) == set()


def test_what_was_searched_comes_back_as_text_only(visit: Visit, site: Site) -> None:
    visitor = visit(Role.PROCESREGISSEUR)
    page = visitor.get("/personen").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"zoek": '"><script>x</script>', "casus": site.number, "doel": "casusregie", "csrf": token}
    answer = visitor.post("/personen", data=form)
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_give_a_map_or_none(visit: Visit, site: Site, day: str) -> None:
    address = f"/casussen/{site.number}?peildatum={day}"
    assert visit(Role.PROCESREGISSEUR).get(address).status_code == 200
