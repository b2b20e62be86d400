"""A page without anything to show says what to do next; days and codes stand on pages in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from polars import Binary, DataFrame, String

from graph.frames import empty
from models.access import Actor, Purpose, Role
from models.family_map import FamilyMap
from models.results import VRIJGAVE
from visual import pages

DAY = date(2025, 6, 30)
READY = pages.chrome(Actor("P", Role.MANAGER, "zvh"), path="/", fictief=True, csrf="x", peildatum=DAY)
NOTHING_IN = replace(READY, peildatum=None, geanalyseerd=False)
NOT_YET = replace(READY, geanalyseerd=False)
CASE = pages.CaseRow("C-1", "open", DAY, "Petra", ("Kevin",), ())
NO_AREAS = DataFrame(schema={"code": String, "naam": String, "geometrie": Binary})


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def empty_pages(chrome: pages.Chrome) -> dict[str, str]:
    return {
        "start": said(pages.start(chrome, "Niets.", [])),
        "casussen": said(pages.cases(chrome, [])),
        "zoeken": said(pages.search(chrome, pages.SearchPage("", Purpose.CASUSREGIE, "", ()))),
        "samenloop": said(pages.overlaps(chrome, [], pages.OverlapChoice())),
        "hotspots": said(pages.hotspots(chrome, pages.HotspotPage(NO_AREAS, empty(VRIJGAVE), ""))),
        "koppelingen": said(pages.links(chrome, pages.LinkCounts(0, 0, 0, 0))),
    }


def test_without_leveringen_every_page_says_how_to_read_them() -> None:
    for name, words in empty_pages(NOTHING_IN).items():
        assert "knooppunt inlezen MAP" in words, name


def test_without_analysis_every_page_says_how_to_process_the_leveringen() -> None:
    for name, words in empty_pages(NOT_YET).items():
        assert "knooppunt koppelen en daarna knooppunt analyseer" in words, name


def test_in_a_store_that_is_ready_no_page_asks_to_read_or_process() -> None:
    for name, words in empty_pages(READY).items():
        assert "knooppunt inlezen" not in words, name
        assert "knooppunt koppelen" not in words, name


def test_without_casus_or_areas_the_page_names_the_command_for_it() -> None:
    shown = empty_pages(READY)
    assert "knooppunt casus open --betrokkene BRON:ID" in shown["casussen"]
    assert "knooppunt casus open --betrokkene BRON:ID" in shown["zoeken"]
    assert "knooppunt gebieden BESTAND.geojson" in shown["hotspots"]


def test_an_empty_agenda_has_words_of_its_own() -> None:
    assert "zet" in empty_pages(READY)["start"]
    assert "agenda" in empty_pages(READY)["start"]


def test_a_day_without_family_is_named_and_stays_in_the_date_field() -> None:
    asked = date(1800, 1, 1)
    html = pages.case(READY, pages.CasePage(CASE, (), Purpose.CASUSREGIE, dag=asked))
    assert "Op 1 januari 1800 is er van deze casus geen gezin bekend." in html
    assert 'value="1800-01-01"' in html
    assert "Naar 30 juni 2025" in html


@pytest.mark.parametrize(("day", "warned"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_a_day_after_the_last_levering_is_shown_with_a_remark(
    family: FamilyMap, day: date, warned: bool
) -> None:
    page = pages.CasePage(CASE, (replace(family, peildatum=day),), Purpose.CASUSREGIE)
    assert ("De leveringen gaan tot en met 30 juni 2025." in pages.case(READY, page)) == warned


def test_systems_to_choose_from_are_called_by_their_address(family: FamilyMap) -> None:
    other = replace(family, systeem_id="GS-X", huishoudens=())
    html = said(pages.case(READY, pages.CasePage(CASE, (family, other), Purpose.CASUSREGIE)))
    assert "Lijsterbesstraat 18, Venlo: 5 gezinsleden" in html
    assert "Systeem GS-X: 5 gezinsleden" in html


def test_the_state_of_the_store_stands_in_dutch_words_and_days() -> None:
    status = pages.StoreStatus((("Laatste peildatum", "2025-06-30"),), (("uit_beeld", "uit_beeld 1", DAY),))
    html = said(pages.status(READY, status))
    assert "30 juni 2025" in html
    assert "uit beeld" in html
    assert not re.search(r"\d{4}-\d\d-\d\d|\w_\w", html)


def test_an_error_page_says_a_thing_once() -> None:
    assert said(pages.error(READY, 404, "Deze pagina bestaat niet.")).count("Deze pagina bestaat niet") == 2


def test_what_an_error_page_knows_more_it_says() -> None:
    assert "Casus C-9 is gesloten." in pages.error(READY, 404, "Casus C-9 is gesloten.")
