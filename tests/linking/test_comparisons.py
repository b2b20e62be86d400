"""What two values of a field make of each other."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from graph.linking.compare.base import Comparator
from graph.linking.compare.birth import BirthDates
from graph.linking.compare.dwellings import Dwellings
from graph.linking.compare.given import GivenNames, LaterNames
from graph.linking.compare.simple import CitizenNumbers, Codes, Texts
from graph.linking.compare.surname import Surnames
from graph.linking.records import GROUPS, HOMES, Records


def outcome(comparator: Comparator, left: dict[str, object], right: dict[str, object]) -> str | None:
    """The name of the level of two records; ``gelijk`` whatever its rarity."""
    people = pl.DataFrame([left, right], schema=dict.fromkeys(left, pl.String)).with_row_index("nr")
    records = Records(people, pl.DataFrame(schema=HOMES), pl.DataFrame(schema=GROUPS))
    return _name(comparator, records)


def _name(comparator: Comparator, records: Records) -> str | None:
    fitted = comparator.fit(records)
    there = int(fitted.levels(np.array([0]), np.array([1]))[0])
    back = int(fitted.levels(np.array([1]), np.array([0]))[0])
    assert there == back
    if there < 0:
        return None
    level = comparator.outcomes[there]
    return "gelijk" if level.exact else level.name


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("marco johannes", "marco", "gelijk"),
        ("demi", "demy", "verschrijving"),
        ("johannes maria", "maria", "tweede_naam"),
        ("m j", "marco", "voorletter"),
        ("m", "maria", "voorletter"),
        ("m", "sanne m", "latere_letter"),
        ("christopher", "christoph", "verschrijving"),
        ("sebastiaan", "sebas", "lijkt"),
        ("marco", "mirjam", "zelfde_letter"),
        ("marco", "ingrid", "anders"),
        ("m", "ingrid", "anders"),
        ("marco", None, None),
    ],
)
def test_given_names(left: str, right: str | None, expected: str | None) -> None:
    assert outcome(GivenNames("x"), {"x": left}, {"x": right}) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("jan piet klaas", "wim piet klaas", "gelijk"),
        ("jan piet klaas", "jan p k", "letters"),
        ("jan piet klaas", "jan piet", "deels"),
        ("jan piet", "jan kees", "anders"),
        ("jan piet", "jan", None),
    ],
)
def test_later_names(left: str, right: str, expected: str | None) -> None:
    assert outcome(LaterNames("x"), {"x": left}, {"x": right}) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("bakker", None), ("bakker", "smit"), "gelijk"),
        (("bakker", None), ("baker", None), "verschrijving"),
        (("wrasequintero", None), ("quintero", None), "deel"),
        (("smit", None), ("bakker", "smit"), "partnernaam"),
        (("bakker", None), ("jansen", None), "anders"),
        ((None, None), ("bakker", None), None),
    ],
)
def test_surnames(left: tuple[str, str], right: tuple[str, str], expected: str | None) -> None:
    two = ({"own": own, "partner": partner} for own, partner in (left, right))
    assert outcome(Surnames("own", "partner"), *two) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1980-02-03", "1980-02-03", "gelijk"),
        ("1980-02-03", "1980-03-02", "omgewisseld"),
        ("1980-02-03", "1980-02-08", "een_cijfer"),
        ("1980-02-13", "1980-02-31", "twee_cijfers_gewisseld"),
        ("1980-02-03", "1980-02", "zelfde_maand"),
        ("1980-02-03", "1980", "zelfde_jaar"),
        ("1980-02-03", "1980-02-25", "andere_dag"),
        ("1980-02-03", "1993-02-03", "ander_jaar"),
        ("1980-02-03", "1980-11-25", "andere_maand"),
        ("1980-02-03", "1982-11-25", "paar_jaar"),
        ("1980-02", "1990-11", "jaren"),
        ("1980-02-03", "2004", "generatie"),
        ("1980-02-03", None, None),
    ],
)
def test_dates_of_birth(left: str, right: str | None, expected: str | None) -> None:
    assert outcome(BirthDates("x"), {"x": left}, {"x": right}) == expected


def test_a_first_of_january_that_half_a_register_bears_is_a_year_only() -> None:
    dates = [
        "1980-01-01",
        "1980-01-01",
        *(f"19{50 + n}-01-01" for n in range(20)),
        "1980-05-06",
        "1981-07-08",
    ]
    people = pl.DataFrame({"nr": range(len(dates)), "x": dates})
    records = Records(people, pl.DataFrame(schema=HOMES), pl.DataFrame(schema=GROUPS))
    assert _name(BirthDates("x"), records) == "zelfde_jaar"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("123456789", "123456789", "gelijk"),
        ("123456789", "123456798", "verschrijving"),
        ("123456789", "123456780", "verschrijving"),
        ("123456789", "123465780", "anders"),
        ("123456789", None, None),
    ],
)
def test_citizen_numbers(left: str, right: str | None, expected: str | None) -> None:
    assert outcome(CitizenNumbers("x"), {"x": left}, {"x": right}) == expected


def test_codes_and_texts() -> None:
    assert outcome(Codes("x", "=", "!"), {"x": "M"}, {"x": "V"}) == "anders"
    assert outcome(Codes("x", "=", "!"), {"x": "M"}, {"x": "M"}) == "gelijk"
    assert outcome(Texts("x", "De plaats"), {"x": "delmar"}, {"x": "delmer"}) == "verschrijving"
    assert outcome(Texts("x", "De plaats"), {"x": "delmar"}, {"x": None}) is None


def homes(*lines: tuple[int, str, str, str, str]) -> Records:
    """Two records with ``nr, place, street, number, town``."""
    rows = [
        {"nr": n, "place": p, "street": s, "number": h, "town": t, "postcode": None}
        for n, p, s, h, t in lines
    ]
    return Records(
        pl.DataFrame({"nr": [0, 1]}), pl.DataFrame(rows, schema=HOMES).sort("nr"), pl.DataFrame(schema=GROUPS)
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((1, "p1", "dorpsstraat", "7", "venlo"), "gelijk"),
        ((1, "p2", "dorpstraat", "7", "venlo"), "adres_lijkt"),
        ((1, "p2", "dorpsstraat", "9", "venlo"), "straat"),
        ((1, "p2", "molenweg", "7", "venlo"), "plaats"),
        ((1, "p2", "molenweg", "7", "horst"), "elders"),
    ],
)
def test_the_best_fitting_pair_of_dwellings_counts(
    other: tuple[int, str, str, str, str], expected: str
) -> None:
    first = ((0, "p1", "dorpsstraat", "7", "venlo"), (0, "p9", "kade", "100", "arnhem"))
    assert _name(Dwellings(), homes(*first, other)) == expected


def test_without_a_dwelling_nothing_is_said() -> None:
    assert _name(Dwellings(), homes((0, "p1", "dorpsstraat", "7", "venlo"))) is None
