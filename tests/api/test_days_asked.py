"""The day of a gezinskaart as it comes from the address: empty, wrong, and before anyone lived."""

from __future__ import annotations

from collections.abc import Callable

from site_visits import Site, TestClient

from models.access import Role
from visual import paths

Visit = Callable[..., TestClient]


def test_an_emptied_date_field_shows_the_day_of_the_newest_facts(site: Site, visit: Visit) -> None:
    address = paths.case(site.number)
    asked = visit(Role.PROCESREGISSEUR).get(f"{address}?peildatum=")
    assert asked.status_code == 200
    assert 'value="2025-06-30"' in asked.text


def test_a_date_that_is_none_is_refused_in_words_that_name_the_field(site: Site, visit: Visit) -> None:
    asked = visit(Role.PROCESREGISSEUR).get(f"{paths.case(site.number)}?peildatum=eergisteren")
    assert asked.status_code == 400
    assert "Bij peildatum: Schrijf een datum als JJJJ-MM-DD." in asked.text
    assert "eergisteren" not in asked.text


def test_a_day_before_everything_is_a_page_that_names_it(site: Site, visit: Visit) -> None:
    asked = visit(Role.PROCESREGISSEUR).get(paths.case(site.number, peildatum="0001-01-01"))
    assert asked.status_code == 200
    assert "Op 1 januari 1 is er van deze casus geen gezin bekend." in asked.text


def test_organisations_stand_on_pages_by_their_name(visit: Visit) -> None:
    page = visit(Role.INFORMATIEMEDEWERKER).get(paths.LINKS).text
    assert "Zorg- en Veiligheidshuis" in page
    assert "(brp-venlo)" in page
