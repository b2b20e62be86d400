"""Which records become one person, which stay apart, and which are put before a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import polars as pl
import pytest
from fake_view import FakeView, fixture_view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_data import REPOSITORY
from unlike_names import surname

from graph.linking import link

Groups = Callable[[Mapping[str, str]], set[frozenset[str]]]
Region = Callable[[Mapping[str, str]], FakeView]
JAN = "Jan Piet/Bakker/1980-02-03/M"


def asked(view: FakeView) -> list[tuple[str, str]]:
    """Pairs that are put before a person."""
    rows = link(view).judgements.filter(oordeel="onzeker")
    return rows.select(
        pl.format("{}:{}", "bron_a", "persoon_a"), pl.format("{}:{}", "bron_b", "persoon_b").alias("b")
    ).rows()


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
        "Jan/Bakker/1981-02-03/M/1/",
    ],
)
def test_one_citizen_number_is_one_person_unless_contradicted(groups: Groups, other: str) -> None:
    assert together(groups({"a:1": f"{JAN}/1/", "b:1": other}), "a:1", "b:1")


@pytest.mark.parametrize(
    "other",
    ["Kees/Bakker/2010-05-06/M/1/", "Kees/Bakker/2010/M/1/", "Kees/Bakker/1980-04/M/1/", "Anna/Bakker//V/1/"],
)
def test_a_number_with_another_name_goes_to_a_person(region: Region, groups: Groups, other: str) -> None:
    lines = {"a:1": f"{JAN}/1/", "b:1": other}
    assert not together(groups(lines), "a:1", "b:1")
    assert asked(region(lines)) in ([("a:1", "b:1")], [])


@pytest.mark.parametrize(
    "other",
    [
        "JAN/Bakker/1980-02-03/O//7",
        "Jan/Bakker/1980-02/M//7",
        "Jan/Bakker/1980-03-02/M//7",
        "J./Bakker/1980-02-03/M//7",
        "Jans/Bakker/1980-02-03/M//7",
        "Jan/Bakers/1980-02-03/M//7",
        "Jan/Bakker/1980-02-03/M//",
    ],
)
def test_name_birth_and_dwelling_together_make_one_person(groups: Groups, other: str) -> None:
    assert together(groups({"a:1": f"{JAN}//7", "b:1": other}), "a:1", "b:1")


@pytest.mark.parametrize(
    "other",
    [
        "Kees/Bakker/1980-02-03/M//7",
        "Jan/Bakker/2006-02-03/M//7",
        "Anna/Bakker/1981-05-20/V//7",
        "Jan/Smit/1991-04-05/M//8",
        "///V//7",
    ],
)
def test_twins_namesakes_and_housemates_stay_apart(groups: Groups, other: str) -> None:
    assert not together(groups({"a:1": f"{JAN}//7", "b:1": other}), "a:1", "b:1")


def test_parent_and_child_of_one_name_at_one_address_are_two_whatever_links_them(groups: Groups) -> None:
    found = groups({"a:1": f"{JAN}//7", "a:2": "Jan Piet/Bakker/2006-02-03/M//7", "b:1": "Jan/Bakker//M//7"})
    assert not together(found, "a:1", "a:2")


def test_two_of_one_household_of_one_source_are_two_people_unless_they_share_a_number(groups: Groups) -> None:
    assert not together(groups({"a:1": f"{JAN}//7", "a:2": "Jan/Bakker/1980-02/M//7"}), "a:1", "a:2")
    assert together(groups({"a:1": f"{JAN}/1/7", "a:2": f"{JAN}/1/7"}), "a:1", "a:2")


def test_a_better_partner_in_the_household_takes_the_place(groups: Groups) -> None:
    family = {
        "a:1": "Daan/Bakker/2010-01-05/M//7",
        "a:2": "Daniel/Bakker/2012-03-09/M//7",
        "b:1": "D./Bakker/2010/M//7",
        "b:2": "D./Bakker/2012/M//7",
    }
    assert groups(family) == {frozenset({"a:1", "b:1"}), frozenset({"a:2", "b:2"})}


def test_two_citizen_numbers_are_never_chained(groups: Groups) -> None:
    found = groups({"a:1": f"{JAN}/1/7", "b:1": f"{JAN}//7", "c:1": f"{JAN}/2/7"})
    assert not together(found, "a:1", "c:1")


def test_a_number_that_very_many_bear_says_nothing(groups: Groups) -> None:
    names = ("Jan", "Kees", "Anna", "Wim", "Truus", "Ali", "Mo", "Eva", "Bas")
    many = {
        f"b{n:02}:1": f"{names[n % 9]}/{surname(n)}/{1940 + n}-{1 + n % 12:02}-{1 + n % 28:02}//1/"
        for n in range(51)
    }
    assert len(groups(many)) == 51


def test_the_twenty_records_of_the_example_family_are_its_seven_persons() -> None:
    linking = link(fixture_view(REPOSITORY / "tests" / "fixtures" / "voorbeeldcasus"))
    assert linking.counts == {"records": 20, "personen": 7, "zeker": 13, "te_beoordelen": 0}


def test_a_link_says_what_agrees_and_what_does_not(region: Region) -> None:
    rows = link(region({"a:1": f"{JAN}//7", "b:1": "Jan/Baker/1980-03-02/M//7"})).judgements
    assert rows["reden"].to_list() == [
        "De voornaam is gelijk. Het geslacht is gelijk. Beide kennen dezelfde woning. "
        "De achternamen verschillen een letter of twee. Dag en maand zijn omgewisseld."
    ]


LINES = st.builds(
    "{}/{}/{}/{}/{}/{}".format,
    st.sampled_from(["Jan", "Kees", "K.", ""]),
    st.sampled_from(["Bakker", "Smit"]),
    st.sampled_from(["1980-02-03", "1980-03-02", "2010-05-06", "1980", ""]),
    st.sampled_from(["M", "V", ""]),
    st.sampled_from(["1", "2", "", ""]),
    st.sampled_from(["7", "8", ""]),
)
MANY = st.dictionaries(
    st.builds("{}:{}".format, st.sampled_from("abcd"), st.integers(1, 3)), LINES, min_size=2, max_size=10
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=MANY)
def test_no_chain_joins_two_numbers(groups: Groups, lines: dict[str, str]) -> None:
    for group in groups(lines):
        for left, right in combinations(sorted(group), 2):
            ours, theirs = (lines[record].split("/")[4] for record in (left, right))
            assert not (ours and theirs and ours != theirs)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=MANY, data=st.data())
def test_the_order_of_records_changes_nothing(
    region: Region, lines: dict[str, str], data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(sorted(lines.items()))))
    first, second = link(region(lines)), link(region(shuffled))
    assert first.persons.equals(second.persons)
    assert first.judgements.equals(second.judgements)
