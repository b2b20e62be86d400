"""Dates, numbers and words as a Dutch reader expects them, and text that fits its room."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import codes
from models.access import Role
from visual import dutch, typeface
from visual.words import ROLE_TASKS, label

ALL_CODES = [
    str(code)
    for kind in vars(codes).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for code in kind
]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2025, 6, 3), "3 juni 2025"), ("1981-03-14", "14 maart 1981"), ("1981-03", "maart 1981"),
        ("1981", "1981"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_day_is_as_complete_as_it_is_known(value: date | str | None, words: str) -> None:
    assert dutch.day(value) == words


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_points_between_thousands_change_no_number(number: int) -> None:
    assert int(dutch.whole(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("value", "words"), [(12.34, "12,3"), (1234.5, "1.234,5"), (0.0, "0,0"), (None, "–")]
)
def test_numbers_have_a_comma(value: float | None, words: str) -> None:
    assert dutch.decimal(value) == words


@pytest.mark.parametrize(("parts", "words"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b en c")])
def test_a_list_reads_as_a_sentence(parts: list[str], words: str) -> None:
    assert dutch.listed(parts) == words


@pytest.mark.parametrize("code", ALL_CODES)
def test_no_code_is_shown_with_its_underscores(code: str) -> None:
    assert "_" not in label(code)
    assert label(code)


def test_every_role_has_its_task_in_words() -> None:
    assert set(ROLE_TASKS) == {role.value for role in Role}


@settings(deadline=None)
@given(st.text(max_size=60), st.floats(30, 200), st.booleans(), st.integers(1, 3))
def test_broken_text_fits_its_room(text: str, room: float, bold: bool, lines: int) -> None:
    broken = typeface.wrap(text, room, 13, lines=lines, bold=bold)
    assert len(broken) <= lines
    assert all(typeface.width(line, 13, bold=bold) <= room for line in broken)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Ingrid", "van", "den", "Heuvel"]), min_size=1, max_size=4))
def test_text_that_fits_is_not_cut(words: list[str]) -> None:
    assert " ".join(typeface.wrap(" ".join(words), 400, 13, lines=2)) == " ".join(words)
