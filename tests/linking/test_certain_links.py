"""Which records the two rules join, and which never."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import polars as pl
import pytest
from fake_view import FakeView, fixture_view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_data import REPOSITORY

from graph.linking import link

Groups = Callable[[Mapping[str, str]], set[frozenset[str]]]
Region = Callable[[Mapping[str, str]], FakeView]
JAN = "Jan Piet/Bakker/1980-02-03/M"


def doubts(view: FakeView) -> list[tuple[str, str, str]]:
    rows = (
        link(view)
        .judgements.filter(oordeel="onzeker")
        .select(
            pl.format("{}:{}", "bron_a", "persoon_a"),
            pl.format("{}:{}", "bron_b", "persoon_b").alias("b"),
            "reden",
        )
    )
    return rows.rows()


def together(groups: set[frozenset[str]], *records: str) -> bool:
    return any(set(records) <= group for group in groups)


@pytest.mark.parametrize(
    "other",
    [
        f"{JAN}/1/",
        "J.P./Bakker//M/1/",
        "Jan/de Boer/1980/O/1/",
        "Piet/Bakker/1980-02-03/M/1/",
        "Piet/Bakker/1980-03-02/M/1/",
        "Piet/Bakker/1980-02/M/1/",
        "Jan/Bakker/1981-02-03/M/1/",
        "///V/1/",
    ],
)
def test_one_citizen_number_is_one_person_unless_contradicted(groups: Groups, other: str) -> None:
    assert together(groups({"a:1": f"{JAN}/1/", "b:1": other}), "a:1", "b:1")


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ("Kees/Bakker/2010-05-06/M/1/", "de voornaam en de geboortedatum verschillen"),
        ("Kees/Bakker/2010/M/1/", "de voornaam en de geboortedatum verschillen"),
        ("Kees/Bakker/1980-04/M/1/", "de voornaam en de geboortedatum verschillen"),
        ("Anna/Bakker//V/1/", "de voornaam en het geslacht verschillen"),
    ],
)
def test_a_contradicted_citizen_number_goes_to_a_person(region: Region, other: str, because: str) -> None:
    found = doubts(region({"a:1": f"{JAN}/1/", "b:1": other}))
    assert found == [("a:1", "b:1", f"Beide records hebben hetzelfde burgerservicenummer, maar {because}.")]


def test_a_vague_record_does_not_tie_a_parent_to_the_child_with_its_number(groups: Groups) -> None:
    found = groups(
        {
            "a:1": f"{JAN}/1/",
            "b:1": "Kees/Bakker/2010-05-06/M/1/",
            "c:1": "////1/",
            "d:1": "Kees//2010-05-06//1/",
        }
    )
    assert found == {frozenset({"a:1"}), frozenset({"c:1"}), frozenset({"b:1", "d:1"})}


def test_name_full_date_of_birth_and_dwelling_make_one_person(groups: Groups) -> None:
    assert together(groups({"a:1": f"{JAN}//7", "b:1": "JAN/Bakker/1980-02-03/O//7"}), "a:1", "b:1")


@pytest.mark.parametrize(
    "other",
    [
        "Jan/Bakker/1980-02/M//7",
        "Jan//1980-02-03/M//7",
        "Jan/Bakker/1980-03-02/M//7",
        "Jan/Bakker/1980-02-03/M//8",
        "Jan/Bakker/1980-02-03/M//",
        "Jan/Bakker/1980-02-03/V//7",
        "J./Bakker/1980-02-03/M//7",
        "Jans/Bakker/1980-02-03/M//7",
    ],
)
def test_less_than_all_three_makes_no_certain_link(groups: Groups, other: str) -> None:
    assert not together(groups({"a:1": f"{JAN}//7", "b:1": other}), "a:1", "b:1")


def test_a_shelter_in_common_is_no_evidence(groups: Groups) -> None:
    assert not together(groups({"a:1": f"{JAN}//7!", "b:1": f"{JAN}//7!"}), "a:1", "b:1")


def test_two_records_of_one_source_are_two_people_unless_they_share_a_number(groups: Groups) -> None:
    assert not together(groups({"a:1": f"{JAN}//7", "a:2": f"{JAN}//7"}), "a:1", "a:2")
    assert together(groups({"a:1": f"{JAN}/1/7", "a:2": f"{JAN}/1/7"}), "a:1", "a:2")


def test_a_record_that_fits_two_of_one_source_makes_way(groups: Groups) -> None:
    found = groups({"a:1": f"{JAN}//7", "a:2": f"{JAN}//7", "b:1": f"{JAN}//7", "c:1": f"{JAN}//7"})
    assert found == {frozenset({"a:1"}), frozenset({"a:2"}), frozenset({"b:1", "c:1"})}


def test_two_citizen_numbers_are_never_chained(region: Region) -> None:
    view = region({"a:1": f"{JAN}/1/7", "b:1": f"{JAN}//7", "c:1": f"{JAN}/2/7"})
    found = doubts(view)
    assert link(view).counts == {"records": 3, "personen": 3, "zeker": 0, "te_beoordelen": 3}
    assert [reason.split(", maar ")[1] for *_, reason in found] == [
        "een van beide past ook bij een record van iemand anders.",
        "de burgerservicenummers verschillen.",
        "een van beide past ook bij een record van iemand anders.",
    ]


def test_a_mistyped_date_beside_a_number_draws_nobody_in(groups: Groups) -> None:
    found = groups(
        {
            "a:1": f"{JAN}/1/7",
            "b:1": f"{JAN}/1/7",
            "c:1": "Jan/Bakker/1990-02-03/M/1/7",
            "d:1": "Jan/Bakker/1990-02-03/M//7",
            "e:1": f"{JAN}//7",
        }
    )
    assert found == {frozenset({"a:1", "b:1", "c:1", "e:1"}), frozenset({"d:1"})}


def test_a_number_that_very_many_bear_says_nothing(groups: Groups) -> None:
    assert len(groups({f"b{n:02}:1": f"{JAN}/1/" for n in range(51)})) == 51


def test_the_example_family_is_linked_without_one_wrong_link() -> None:
    view = fixture_view(REPOSITORY / "tests" / "fixtures" / "voorbeeldcasus")
    linking = link(view)
    assert linking.counts == {"records": 20, "personen": 13, "zeker": 7, "te_beoordelen": 0}
    joined = linking.judgements.select(
        pl.format("{}:{}", "bron_a", "persoon_a"), pl.format("{}:{}", "bron_b", "persoon_b").alias("b")
    )
    assert joined.rows() == [
        ("brp-venlo:A1", "om-limburg:VIP9"),
        ("brp-venlo:A2", "wijkteam-horst:W3"),
        ("brp-venlo:A3", "jeugdzorg-nl:C77"),
        ("brp-venlo:A4", "leerplicht-venlo:L1"),
        ("brp-venlo:A4", "politie-limburg:SKN-3"),
        ("brp-venlo:A5", "leerplicht-venlo:L2"),
        ("brp-venlo:A6", "leerplicht-venlo:L3"),
    ]


NAMES = st.sampled_from(["Jan", "Kees", "K.", ""])
DATES = st.sampled_from(["1980-02-03", "1980-03-02", "2010-05-06", "1980", ""])
LINES = st.builds(
    "{}/{}/{}/{}/{}/{}".format,
    NAMES,
    st.sampled_from(["Bakker", "Smit"]),
    DATES,
    st.sampled_from(["M", "V", ""]),
    st.sampled_from(["1", "2", "", ""]),
    st.sampled_from(["7", "8", ""]),
)
MANY = st.dictionaries(
    st.builds("{}:{}".format, st.sampled_from("abcd"), st.integers(1, 3)), LINES, min_size=2, max_size=10
)


def swapped(born: str) -> str:
    return f"{born[:4]}-{born[8:]}-{born[5:7]}"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=MANY)
def test_no_chain_joins_two_numbers_or_two_dates_or_two_records_of_one_source(
    groups: Groups, lines: dict[str, str]
) -> None:
    for group in groups(lines):
        for left, right in combinations(sorted(group), 2):
            (_, _, born, _, bsn, _), (_, _, other, _, number, _) = (
                lines[r].split("/") for r in (left, right)
            )
            assert not (bsn and number and bsn != number)
            by_number = {lines[r].split("/")[4] for r in group} - {""}
            if left[0] == right[0]:
                assert bsn == number != ""
            if len(born) == len(other) == 10 and not by_number:
                assert born in (other, swapped(other))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=MANY, data=st.data())
def test_the_order_of_records_changes_nothing(
    region: Region, lines: dict[str, str], data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(sorted(lines.items()))))
    first, second = link(region(lines)), link(region(shuffled))
    assert first.persons.equals(second.persons)
    assert first.judgements.equals(second.judgements)
