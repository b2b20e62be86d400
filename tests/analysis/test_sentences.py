"""The sentences that people read: complete, Dutch, and right about what is certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from family_view import DAY, family_view

from graph.analysis.family_map import family_map
from graph.analysis.out_of_sight import out_of_sight
from graph.analysis.overlaps import overlaps
from graph.analysis.sentences import CHILD_PERHAPS, CHILD_UNDER_18, answer
from graph.analysis.systems import systems_on
from graph.network import Network
from graph.network.days import years_earlier


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ((0, 0, []), "Er loopt geen traject."),
        ((1, 1, []), "1 traject van 1 organisatie; niemand heeft de regie over het geheel."),
        ((4, 3, ["Veilig Thuis"]), "4 trajecten van 3 organisaties; Veilig Thuis heeft de regie."),
        ((2, 2, ["A", "B"]), "2 trajecten van 2 organisaties; 2 organisaties voeren tegelijk regie."),
    ],
)
def test_the_answer_says_who_is_at_work_and_who_directs(
    facts: tuple[int, int, list[str]], sentence: str
) -> None:
    assert answer(*facts) == sentence


def test_out_of_sight_is_told_with_domains_dates_and_kinds_of_source() -> None:
    told = dict(
        out_of_sight(Network.from_view(family_view()), DAY).select("knooppunt_id", "reden").iter_rows()
    )
    assert told == {
        "jongste": "Probleem bij sociaal functioneren, laatst gezien op 20-05-2025 (bron: leerplicht); "
        "er loopt geen traject en geen interventie.",
        "vader": "Probleem bij lichamelijk functioneren en sociaal functioneren, laatst gezien op 01-10-2024 "
        "(bron: verslavingszorg); alles wat loopt is van de strafketen.",
        "zoon": "Probleem bij dagbesteding, laatst gezien op 15-01-2025 (bron: leerplicht); "
        "waarschuwing verzuim is gestaakt (01-03-2025); "
        "daarna loopt er geen interventie en is er geen gepland.",
    }


def test_a_samenloop_is_told_by_its_organisations() -> None:
    rows = overlaps(Network.from_view(family_view()))
    assert rows.filter(traject_a="LP1", traject_b="Z1")["reden"].item() == (
        "Gemeente Venlo, leerplicht (leerplicht) en Openbaar Ministerie Limburg (strafzaak) "
        "werken tegelijk voor twee personen van één gezin."
    )


def with_birth_date(record: str, born: str | None) -> Network:
    view = family_view()
    own = view.tables["personen"].with_columns(
        geboortedatum=pl.when(pl.col("persoon_id") == record).then(pl.lit(born)).otherwise("geboortedatum")
    )
    return Network.from_view(type(view)(view.tables | {"personen": own}, view.ledgers, view.results))


def test_a_child_that_may_be_18_belongs_and_the_reason_says_that_it_is_not_certain() -> None:
    network = with_birth_date("A5", "2007")
    moved = network.living.filter(
        pl.col("person") != network.persons["knooppunt_id"].to_list().index("jongste")
    )
    assert moved.height < network.living.height
    alone = replace(network, living=moved)
    for day, reason in (
        (date(2024, 12, 31), CHILD_UNDER_18),
        (DAY, CHILD_PERHAPS),
    ):
        members = dict(systems_on(alone, day).filter(kern=False).select("knooppunt_id", "reden").iter_rows())
        assert members["jongste"] == reason
    later = systems_on(alone, date(2025, 12, 31)).filter(knooppunt_id="jongste")
    assert later["reden"].to_list() == ["Heeft op deze dag geen huishouden; hoort bij geen ander gezin."]


def test_the_weighing_calls_nobody_a_child_whose_age_is_not_certain() -> None:
    facts = family_map(with_birth_date("A4", "2007"), "vader", DAY).weging.ontwrichtend
    kinds = {f.persoon: f.waarde for f in facts if f.soort == "persoon"}
    assert (kinds["dochter"], kinds["zoon"], kinds["vader"]) == ("kind", "leeftijd_onzeker", "volwassene")


def test_two_years_before_a_leap_day_is_the_day_before_march() -> None:
    assert years_earlier(date(2024, 2, 29), 2) == date(2022, 2, 28)
    assert years_earlier(date(2025, 6, 30), 2) == date(2023, 6, 30)
