"""What is learned from records alone, and what blocks bring together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
import pytest
from fake_view import FakeView
from hypothesis import given
from hypothesis import strategies as st
from unlike_names import surname

from graph.linking import explain, link
from graph.linking.blocking import EVERY, candidates
from graph.linking.learning.lore import learn_names
from graph.linking.learning.patterns import tally
from models.errors import InputError, NotFound
from models.judgement import RecordRef

JAN = "Jan Piet/Bakker/1980-02-03/M"
Region = Callable[[Mapping[str, str]], FakeView]


def test_few_records_are_all_compared() -> None:
    assert candidates({}, 4).rows() == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_a_block_brings_its_records_together_unless_it_is_too_large() -> None:
    size = EVERY + 100
    rare, common = pl.DataFrame({"nr": [3, 250], "key": ["x", "x"]}), [(n, "y") for n in range(20)]
    keys = {"a.a": pl.concat([rare, pl.DataFrame(common, schema=["nr", "key"], orient="row")])}
    assert candidates(keys, size).rows() == [(3, 250)]


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 4), st.integers(0, 3)), max_size=30))
def test_a_tally_counts_every_row(rows: list[tuple[int, int, int]]) -> None:
    levels = np.array([row[:2] for row in rows], dtype=np.int8).reshape(-1, 2)
    stratum = np.array([row[2] for row in rows], dtype=np.int64)
    found = tally(levels, stratum, [3, 5])
    counted = {
        (*map(int, lv), int(s)): int(n)
        for lv, s, n in zip(found.levels, found.stratum, found.count, strict=True)
    }
    assert counted == {row: rows.count(row) for row in set(rows)}


def test_names_teach_which_are_one_name_and_which_say_nothing() -> None:
    texts = ["anna", "baby", "jan", "johannes", "kees", "piet", "wim"]
    at = {text: code for code, text in enumerate(texts)}
    pairs = [("jan", "johannes", n) for n in range(4)] + [("jan", "jan", n) for n in range(10, 20)]
    pairs += [("baby", name, 30 + n) for n, name in enumerate(["anna", "kees", "piet", "wim"])]
    left, right = (np.array([at[pair[end]] for pair in pairs]) for end in (0, 1))
    variants, empty = learn_names(left, right, texts, np.array([person for *_, person in pairs]))
    assert variants == [("jan", "johannes")]
    assert empty == ["baby"]


def test_the_explanation_names_every_field_and_what_decided(region: Region) -> None:
    view = region({"a:1": f"{JAN}//7", "b:1": f"{JAN}//7", "b:2": "Kees/Bakker/1984-06-07/M//7"})
    found = explain(view, RecordRef("b", "1"), RecordRef("a", "1"))
    assert (found.zone, found.together) == ("zeker", True)
    assert [part.field for part in found.parts][:3] == ["Voornaam", "Verdere voornamen", "Achternaam"]
    assert found.parts[3].against_strangers > 0
    brother = explain(view, RecordRef("a", "1"), RecordRef("b", "2"))
    assert (brother.zone, brother.together) == ("niet", False)
    assert brother.housemates > 0.5


def test_an_explanation_wants_two_records_that_are_there(region: Region) -> None:
    view = region({"a:1": f"{JAN}//7"})
    with pytest.raises(NotFound, match="bevat het record b:1"):
        explain(view, RecordRef("a", "1"), RecordRef("b", "1"))
    with pytest.raises(InputError, match="twee keer hetzelfde"):
        explain(view, RecordRef("a", "1"), RecordRef("a", "1"))


def test_the_same_records_give_the_same_links_to_the_byte(region: Region) -> None:
    lines = {n: f"Jan/{surname(n)}/{1950 + n}-02-{1 + n % 28:02}/M//{n}" for n in range(30)}
    view = region({f"{source}:{n}": line for source in "ab" for n, line in lines.items()})
    assert link(view).judgements.equals(link(view).judgements)
    assert link(view).counts["personen"] == 30
