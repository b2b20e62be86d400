"""What a server keeps: made once, of one version of the store, and no more than fits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier, Event

import pytest

from graph.access.kept import Kept


def test_a_value_is_made_once_and_again_for_another_key_or_a_newer_version() -> None:
    kept: Kept[int] = Kept(5)
    made = count()
    found = [kept.get(v, key, lambda: next(made)) for v, key in ((1, "a"), (1, "a"), (1, "b"), (2, "a"))]
    assert found == [0, 0, 1, 2]


def test_who_still_looks_at_an_older_version_gets_his_own_and_disturbs_nothing() -> None:
    kept: Kept[str] = Kept(5)
    assert kept.get(2, "a", lambda: "new") == "new"
    assert kept.get(1, "a", lambda: "old") == "old"
    assert kept.get(2, "a", lambda: "again") == "new"


def test_what_was_used_longest_ago_makes_room() -> None:
    kept: Kept[int] = Kept(2)
    made = count()
    for key in ("a", "b", "a", "c"):
        kept.get(1, key, lambda: next(made))
    assert kept.get(1, "a", lambda: next(made)) == 0
    assert kept.get(1, "b", lambda: next(made)) == 3


def test_a_failure_is_not_kept() -> None:
    kept: Kept[str] = Kept(2)

    def fail() -> str:
        raise OSError("weg")

    with pytest.raises(OSError, match="weg"):
        kept.get(1, "a", fail)
    assert kept.get(1, "a", lambda: "er") == "er"


def test_of_several_who_ask_at_once_one_makes_it_and_nobody_waits_for_another_key() -> None:
    kept: Kept[int] = Kept(5)
    made, together, free = count(), Barrier(4), Event()

    def slow() -> int:
        assert free.wait(10)
        return next(made)

    def ask() -> int:
        together.wait(10)
        return kept.get(1, "slow", slow)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask) for _ in range(4)]
        assert kept.get(1, "other", lambda: -1) == -1
        free.set()
        assert [one.result(10) for one in asked] == [0] * 4
