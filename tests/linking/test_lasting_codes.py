"""Codes that stay, judgements that are kept, and people who have the last word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path

import polars as pl
import pytest
from fake_view import FakeView

from graph.frames import schema
from graph.linking import from_truth, link
from graph.linking.judgements import standing
from models.errors import InputError
from models.ledgers import OORDELEN

Region = Callable[[Mapping[str, str]], FakeView]
JAN = "Jan Piet/Bakker/1980-02-03/M"
TWO = {"a:1": f"{JAN}//7", "b:1": f"{JAN}//7"}
DAY = date(2025, 6, 30)


def kept(view: FakeView) -> dict[str, str]:
    """Link, keep the result as a store does, and give each record's code."""
    linking = link(view)
    view.results["koppeling_personen"] = linking.persons
    view.append("oordelen", linking.judgements)
    return {f"{bron}:{number}": code for bron, number, code in linking.persons.iter_rows()}


def say(view: FakeView, left: str, right: str, verdict: str, herroept: int | None = None) -> None:
    ends = [part for ref in (left, right) for part in ref.split(":")]
    row = (*ends, verdict, "informatiemedewerker Verzonnen", DAY, "Zelf bekeken.", herroept)
    view.append("oordelen", pl.DataFrame([row], schema=schema(OORDELEN), orient="row"))


def test_a_second_run_changes_nothing_and_says_nothing(region: Region) -> None:
    view = region(TWO)
    first = kept(view)
    again = link(view)
    assert again.judgements.is_empty()
    assert kept(view) == first


def test_a_person_keeps_its_code_when_records_come_and_go(region: Region) -> None:
    view = region(TWO)
    code = kept(view)["b:1"]
    grown = region(TWO | {"z:1": f"{JAN}//7", "0:1": f"{JAN}//7"})
    grown.results = dict(view.results)
    assert set(kept(grown).values()) == {code}
    left = region({"0:1": f"{JAN}//7"})
    left.results = dict(grown.results)
    assert kept(left) == {"0:1": code}


def test_after_a_split_the_larger_part_keeps_the_code_and_the_other_gets_a_new_one(region: Region) -> None:
    view = region(TWO | {"c:1": f"{JAN}//7"})
    code = kept(view)["a:1"]
    split = region({"a:1": "Kees/Smit/1951-07-08/M//9", "b:1": f"{JAN}//7", "c:1": f"{JAN}//7"})
    split.results = dict(view.results)
    found = kept(split)
    assert found["b:1"] == found["c:1"] == code
    assert found["a:1"] not in {code, ""}


def test_a_link_that_no_longer_holds_is_taken_back_in_the_ledger(region: Region) -> None:
    view = region(TWO)
    kept(view)
    moved = region({"a:1": f"{JAN}//7", "b:1": "Kees/Smit/1951-07-08/M//8"})
    moved.ledgers = dict(view.ledgers)
    kept(moved)
    rows = moved.ledger("oordelen").select("volgnummer", "oordeel", "herroept").rows()
    assert rows == [(1, "zelfde", None), (2, "zelfde", 1)]
    assert standing(moved.ledger("oordelen")).is_empty()


def test_a_person_can_join_what_no_rule_joins(region: Region) -> None:
    view = region({"a:1": f"{JAN}/1/7", "b:1": "Kees/Smit/1990-01-01/M/2/"})
    assert len(set(kept(view).values())) == 2
    say(view, "b:1", "a:1", "zelfde")
    assert len(set(kept(view).values())) == 1
    say(view, "b:1", "a:1", "zelfde", herroept=1)
    assert len(set(kept(view).values())) == 2


@pytest.mark.parametrize("number", ["", "1"])
def test_a_person_can_forbid_what_a_rule_joins(region: Region, number: str) -> None:
    view = region({"a:1": f"{JAN}/{number}/7", "b:1": f"{JAN}/{number}/7"})
    say(view, "a:1", "b:1", "verschillend")
    assert len(set(kept(view).values())) == 2
    assert link(view).counts["te_beoordelen"] == 0


def test_the_last_word_of_people_counts(region: Region) -> None:
    view = region(TWO)
    say(view, "a:1", "b:1", "verschillend")
    say(view, "a:1", "b:1", "zelfde")
    assert len(set(kept(view).values())) == 1


def test_an_unsure_person_closes_the_question_and_joins_nothing(region: Region) -> None:
    view = region({"a:1": f"{JAN}/1/", "b:1": "Kees/Bakker/2010-05-06/M/1/"})
    assert link(view).counts["te_beoordelen"] == 1
    say(view, "a:1", "b:1", "onzeker")
    assert link(view).counts == {"records": 2, "personen": 2, "zeker": 0, "te_beoordelen": 0}


def test_two_people_who_are_forbidden_are_not_joined_by_a_third_record(region: Region) -> None:
    view = region(TWO | {"c:1": f"{JAN}//7"})
    say(view, "a:1", "b:1", "verschillend")
    found = kept(view)
    assert found["a:1"] != found["b:1"]


def test_codes_of_a_real_store_come_from_chance_and_stay(region: Region) -> None:
    view = region(TWO | {"c:1": "Kees/Smit/1990-01-01/M//"})
    view.fictief = False
    numbers = count(1)
    linking = link(view, lambda size: bytes([next(numbers)] * size))
    assert linking.persons["knooppunt_id"].to_list() == ["KP-AEAQCAIBAEAQCA"] * 2 + ["KP-AIBAEAQCAIBAEA"]
    view.results["koppeling_personen"] = linking.persons
    assert link(view).persons.equals(linking.persons)


def test_a_code_follows_from_the_store_and_reveals_no_record(region: Region) -> None:
    here, there = region(TWO), region(TWO)
    there.secret = b"another fictional key"
    ours, theirs = link(here).persons, link(there).persons
    assert link(region(TWO)).persons.equals(ours)
    assert not ours["knooppunt_id"].is_in(theirs["knooppunt_id"].implode()).any()
    assert ours["knooppunt_id"].str.contains(r"^KP-[A-Z2-7]{14}$").all()


def test_truth_gives_the_persons_of_a_fictional_store_only(region: Region, tmp_path: Path) -> None:
    (tmp_path / "personen.csv").write_text("bron,persoon_id,waar_id\na,1,X\nc,1,X\nz,9,X\n", encoding="utf-8")
    view = region(TWO | {"c:1": "/////"})
    linking = from_truth(view, tmp_path)
    assert linking.counts == {"records": 3, "personen": 2, "zeker": 0, "te_beoordelen": 0}
    codes = dict(zip("abc", linking.persons["knooppunt_id"], strict=True))
    assert codes["a"] == codes["c"] != codes["b"]
    assert linking.judgements.is_empty()
    view.fictief = False
    with pytest.raises(InputError, match="alleen in een store met --fictief"):
        from_truth(view, tmp_path)


def test_truth_without_its_file_is_one_sentence(region: Region, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"staat geen personen\.csv"):
        from_truth(region(TWO), tmp_path)


def test_an_empty_store_links_nothing() -> None:
    assert link(FakeView(day=None)).counts == {"records": 0, "personen": 0, "zeker": 0, "te_beoordelen": 0}
