"""Who writes the log at the same time shares a transaction, and shares what goes wrong."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from graph.audit.together import Together

SOON = 10.0


class Slow:
    """A writer that stands still until it may go on; ``done`` is what each transaction wrote."""

    def __init__(self) -> None:
        self.began, self.go = Event(), Event()
        self.refuses: set[str] = set()
        self.done: list[list[str]] = []

    def write(self, work: list[str]) -> None:
        self.began.set()
        assert self.go.wait(SOON)
        if self.refuses & set(work):
            raise OSError("vol")
        self.done.append(list(work))


def hand_in(together: Together[str], slow: Slow, pool: ThreadPoolExecutor, rest: str) -> list[Future[None]]:
    """One thread that is writing "a", and the rest that comes meanwhile."""
    first = pool.submit(together.write, "a")
    assert slow.began.wait(SOON)
    others = [pool.submit(together.write, one) for one in rest]
    while len(together._waiting) < len(rest):
        assert not first.done()
    slow.go.set()
    return [first, *others]


def test_what_comes_while_one_writes_is_written_in_one_go() -> None:
    slow = Slow()
    together = Together(slow.write)
    with ThreadPoolExecutor(8) as pool:
        for handed in hand_in(together, slow, pool, "bcdefg"):
            handed.result(SOON)
    assert [sorted(work) for work in slow.done] == [["a"], list("bcdefg")]


def test_whoever_is_written_with_one_that_fails_is_told_and_the_next_goes_on() -> None:
    slow = Slow()
    slow.refuses = {"d"}
    together = Together(slow.write)
    with ThreadPoolExecutor(8) as pool:
        first, *others = hand_in(together, slow, pool, "bcd")
        first.result(SOON)
        for handed in others:
            with pytest.raises(OSError, match="vol"):
                handed.result(SOON)
    together.write("e")
    assert slow.done == [["a"], ["e"]]
