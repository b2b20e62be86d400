"""What is best known of a person, and how old an incomplete date leaves him."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from fake_view import FakeView, facts

from graph.frames import schema
from graph.network import Network
from graph.network.births import life
from graph.network.days import as_date, day_number
from models.ledgers import LEDGERS
from models.results import PERSONEN

DAY = date(2025, 6, 30)


def alive(born: str, died: str = "", *, unborn: bool = False) -> dict[str, date | None]:
    row = {"geboortedatum": born, "overlijdensdatum": died, "ongeboren": unborn}
    found = life(pl.DataFrame([row])).row(0, named=True)
    return {c: as_date(found[c]) for c in ("alive_van", "alive_tot", "minor_tot", "minor_sure_tot")}


@pytest.mark.parametrize(
    ("born", "last", "sure"),
    [
        ("2007-06-30", date(2025, 6, 29), date(2025, 6, 29)),
        ("2007-06", date(2025, 6, 29), date(2025, 5, 31)),
        ("2007", date(2025, 12, 30), date(2024, 12, 31)),
        ("2008-02-29", date(2026, 2, 28), date(2026, 2, 28)),
        ("2006-02-28", date(2024, 2, 27), date(2024, 2, 27)),
        ("", None, None),
    ],
)
def test_someone_is_under_18_while_he_may_be(born: str, last: date | None, sure: date | None) -> None:
    found = alive(born)
    assert (found["minor_tot"], found["minor_sure_tot"]) == (last, sure)


def test_who_died_in_an_unknown_month_lives_until_its_year_is_over() -> None:
    assert alive("1950-01-01", "2024")["alive_tot"] == date(2024, 12, 31)
    assert alive("1950-01-01", "2024-02")["alive_tot"] == date(2024, 2, 29)
    assert alive("1950-01-01", "2024-02-11")["alive_tot"] == date(2024, 2, 11)


def test_an_expected_child_is_a_person_from_280_days_before() -> None:
    assert alive("2025-10-07", unborn=True)["alive_van"] == date(2024, 12, 31)
    assert alive("2025-10-07")["alive_van"] == date(2025, 10, 7)


def network(records: list[dict[str, object]], sources: dict[str, str]) -> Network:
    """One person of several records."""
    view = FakeView({"personen": facts("personen", [{"peildatum": DAY} | r for r in records])})
    heads = [
        {
            "volgnummer": n, "bron": bron, "levering_id": "1", "bron_naam": bron, "bron_soort": kind,
            "peildatum": DAY, "volledig": True, "verwerkt_op": DAY, "verslag": "{}",
        }
        for n, (bron, kind) in enumerate(sources.items(), start=1)
    ]  # fmt: skip
    view.ledgers["leveringen"] = pl.DataFrame(
        heads, schema={"volgnummer": pl.Int64} | schema(LEDGERS["leveringen"])
    )
    links = [{"bron": r["bron"], "persoon_id": r["persoon_id"], "knooppunt_id": "K"} for r in records]
    view.results[PERSONEN.name] = pl.DataFrame(links, schema=schema(PERSONEN))
    return Network.from_view(view)


SOURCES = {"brp": "gemeente", "pol": "politie", "jz": "jeugdzorg"}


def record(bron: str, **values: object) -> dict[str, object]:
    return {"bron": bron, "persoon_id": "1"} | values


def test_the_register_goes_before_a_more_complete_record() -> None:
    found = network(
        [
            record("jz", voornamen="Anna Sofie", geslachtsnaam="Jansen", geboortedatum="1990-03-04"),
            record("brp", voornamen="A.", voorvoegsel="de", geslachtsnaam="Wit", geboortedatum="1990"),
        ],
        SOURCES,
    ).persons.row(0, named=True)
    assert (found["naam"], found["geboortedatum"]) == ("A. de Wit", "1990")


def test_without_a_register_the_most_complete_record_is_believed() -> None:
    found = network(
        [
            record("jz", voornamen="A.S.", geslachtsnaam="Jansen", geboortedatum="1990-03-04", geslacht="O"),
            record("pol", voornamen="Anna", geslachtsnaam="Jansen", geboortedatum="1990", geslacht="V"),
        ],
        SOURCES,
    ).persons.row(0, named=True)
    assert found["naam"] == "Anna Jansen"
    assert found["roepnaam"] == "Anna"
    assert found["geboortedatum"] == "1990-03-04"
    assert found["geslacht"] == "V"


def test_what_one_record_leaves_empty_another_fills() -> None:
    found = network(
        [
            record("brp", geslachtsnaam="Wit"),
            record("pol", overlijdensdatum="2025-01-02", geheimhouding=True),
        ],
        SOURCES,
    ).persons.row(0, named=True)
    assert (found["naam"], found["overlijdensdatum"], found["geheimhouding"]) == ("Wit", "2025-01-02", True)


def test_a_child_born_after_the_peildatum_is_expected_though_nobody_says_so() -> None:
    found = network([record("jz", geboortedatum="2025-09-01")], SOURCES).persons.row(0, named=True)
    assert found["ongeboren"]
    assert found["alive_van"] < day_number(DAY)


def test_a_newer_record_of_a_born_child_ends_the_expecting() -> None:
    found = network(
        [
            record("brp", geboortedatum="2025-06-01"),
            record("jz", geboortedatum="2025-06-20", ongeboren=True, peildatum=date(2025, 5, 1)),
        ],
        SOURCES,
    ).persons.row(0, named=True)
    assert not found["ongeboren"]
    assert found["geboortedatum"] == "2025-06-01"
