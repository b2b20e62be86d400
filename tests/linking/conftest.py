"""Person records of made-up sources, a line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from fake_view import FakeView, facts

from graph.linking import link

Region = Callable[[Mapping[str, str]], FakeView]


@pytest.fixture
def region() -> Region:
    """A view from ``{"bron:id": "voornamen/geslachtsnaam/geboortedatum/geslacht/bsn/adres"}``.

    Parts may be empty. Addresses are one place where their number is equal, in whatever source; one with
    ``!`` is a shelter.
    """

    def make(lines: Mapping[str, str]) -> FakeView:
        people, addresses, stays = [], {}, []
        for ref, line in lines.items():
            bron, number = ref.split(":")
            given, name, born, sex, bsn, home = (part or None for part in line.split("/"))
            row = {"bron": bron, "persoon_id": number}
            own = {"voornamen": given, "geslachtsnaam": name, "geboortedatum": born, "geslacht": sex}
            people.append(row | own | {"burgerservicenummer": bsn})
            if home:
                place = {"postcode": "1234AB", "huisnummer": int(home.strip("!"))}
                kind = "opvang" if "!" in home else "woning"
                addresses[bron, home] = {"bron": bron, "adres_id": home, "soort": kind} | place
                stays.append(row | {"adres_id": home, "soort": "woonadres"})
        return FakeView(
            {
                "personen": facts("personen", people),
                "adressen": facts("adressen", addresses.values()),
                "verblijf": facts("verblijf", stays),
            }
        )

    return make


@pytest.fixture
def groups(region: Region) -> Callable[[Mapping[str, str]], set[frozenset[str]]]:
    """The persons of such records, each as the set of its records."""
    return lambda lines: grouped(region(lines))


def grouped(view: FakeView) -> set[frozenset[str]]:
    """Persons of a view as sets of ``bron:persoon_id``."""
    found: dict[str, set[str]] = {}
    for bron, number, code in link(view).persons.iter_rows():
        found.setdefault(code, set()).add(f"{bron}:{number}")
    return {frozenset(records) for records in found.values()}
