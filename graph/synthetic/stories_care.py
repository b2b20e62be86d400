"""Families in which the state steps in, and people without a home of their own."""

from __future__ import annotations

import numpy as np

from graph.synthetic.draft import (
    FOSTER,
    GUARDIAN,
    MAN,
    PARENT,
    POST_OFFICE,
    PRISON,
    SHELTERED,
    YOUTH_HOME,
    Draft,
)
from graph.synthetic.kinship import after, ages, chance, children, couple, grow_up, pair
from graph.synthetic.plan import BEGIN, FOREVER, NOBODY, TODAY, Ints


def _together(draft: Draft, clan: Ints, young: float, old: float) -> tuple[tuple[Ints, Ints], Ints, Ints]:
    born = ages(draft, len(clan), young, old)
    parents = couple(draft, clan, born, 0.0)
    van = after(draft, born, 19, 25)
    pair(draft, *parents, (van, FOREVER))
    return parents, draft.home(clan, main=True), van


def foster(draft: Draft, clan: Ints) -> None:
    """A child that was taken from its mother's home lives with foster parents and their own children."""
    n = len(clan)
    parents, home, van = _together(draft, clan, 36, 58)
    for parent in parents:
        draft.stay(parent, home, (van, FOREVER))
    for child in children(draft, clan, parents, after(draft, van, 0.5, 6)):
        grow_up(draft, clan, child, home, (van, FOREVER))
    born = ages(draft, n, 24, 44)
    mother, own = draft.person(clan, 1, born), draft.home(clan)
    draft.stay(mother, own, (after(draft, born, 18, 19), FOREVER))
    days = np.minimum(after(draft, born, 19, 30), TODAY - 500)
    taken = np.minimum(np.maximum(after(draft, days, 0.3, 9), BEGIN - 900), TODAY - 20)
    everyone, nobody = np.ones(n, np.bool_), np.full(n, NOBODY)
    taken_in = draft.child(clan, (mother, nobody), days, everyone, nobody)
    draft.stay(taken_in, own, (days, taken - 1))
    grown = np.minimum(after(draft, days, 18.5, 21), FOREVER)
    draft.stay(taken_in, home, (taken, np.where(grown <= TODAY, np.maximum(grown, taken + 30), FOREVER)))
    draft.stay(taken_in, draft.home(clan), (np.maximum(grown, taken + 30) + 1, FOREVER))
    for parent in parents:
        draft.relate(FOSTER, parent, taken_in, (taken, grown))
    draft.relate(GUARDIAN, parents[0], taken_in, (taken + 60, grown))


def youth_home(draft: Draft, clan: Ints) -> None:
    """A family of which one child was placed in an institution; the others stay at home."""
    parents, home, van = _together(draft, clan, 30, 50)
    for parent in parents:
        draft.stay(parent, home, (van, FOREVER))
    eldest, *others = children(draft, clan, parents, after(draft, van, 0.3, 3))
    ids, born = eldest
    placed = np.minimum(np.maximum(after(draft, born, 9, 16.5), BEGIN - 400), TODAY - 15)
    placed = np.maximum(placed, born + 30)
    left = np.minimum(placed + draft.rng.integers(100, 1500, len(clan)), after(draft, born, 18, 19))
    left = np.maximum(left, placed)
    draft.stay(ids, home, (np.maximum(born, van), placed - 1))
    draft.lodge(ids, YOUTH_HOME, (placed, np.where(left < TODAY, left, FOREVER)))
    draft.stay(ids, home, (left + 1, FOREVER))
    for child in others:
        grow_up(draft, clan, child, home, (van, FOREVER))


def prison(draft: Draft, clan: Ints) -> None:
    """A family whose father was, or is, in prison for some months or years."""
    n = len(clan)
    parents, home, van = _together(draft, clan, 24, 52)
    locked = np.maximum(draft.rng.integers(BEGIN, TODAY - 5, n), van + 30)
    locked = np.minimum(locked, TODAY - 5)
    free = locked + draft.rng.integers(40, 1100, n)
    draft.stay(parents[0], home, (van, FOREVER))
    draft.stay(parents[1], home, (van, locked - 1))
    draft.lodge(parents[1], PRISON, (locked, np.where(free < TODAY, free, FOREVER)))
    draft.stay(parents[1], home, (free + 1, FOREVER))
    for child in children(draft, clan, parents, after(draft, van, 0.3, 4)):
        grow_up(draft, clan, child, home, (van, FOREVER))


def homeless(draft: Draft, clan: Ints) -> None:
    """Someone who lost his home and has a postal address only; half of them have a child with an ex."""
    n = len(clan)
    born = ages(draft, n, 20, 62)
    who = draft.person(clan, MAN, born)
    lost = np.maximum(draft.rng.integers(BEGIN, TODAY - 30, n), after(draft, born, 18.3, 18.6))
    home = draft.home(clan, main=True)
    van = after(draft, born, 18, 18.1)
    draft.stay(who, home, (van, lost - 1))
    draft.lodge(who, POST_OFFICE, (lost, FOREVER))
    old = chance(draft, n, 0.5) & (born < TODAY - 27 * 366)
    ex = draft.person(clan, 1, born + 300, old)
    draft.stay(ex, home, (after(draft, born, 20, 22), FOREVER))
    days = np.minimum(after(draft, born, 23, 30), lost - 5)
    child = draft.child(
        clan, (ex, who), days, old & (days > after(draft, born, 22, 22.5)), np.full(n, NOBODY)
    )
    grow_up(draft, clan, (child, days), home, (days, FOREVER))


def assisted(draft: Draft, clan: Ints) -> None:
    """Someone in sheltered housing whose parents live elsewhere."""
    n = len(clan)
    parents, home, van = _together(draft, clan, 45, 75)
    for parent in parents:
        draft.stay(parent, home, (van, FOREVER))
    born = np.minimum(after(draft, van, 0.5, 6), TODAY - 19 * 366)
    who = draft.person(clan, draft.rng.integers(0, 2, n), born)
    for parent in parents:
        draft.relate(PARENT, parent, who)
    moved = np.minimum(after(draft, born, 18, 30), TODAY - 10)
    draft.stay(who, home, (np.maximum(born, van), moved - 1))
    draft.lodge(who, SHELTERED, (moved, FOREVER))


def crowded(draft: Draft, clan: Ints) -> None:
    """A house with thirteen to sixteen people: too many to be a household."""
    home = draft.home(clan, main=True)
    extra = draft.rng.integers(13, 17, len(clan))
    for number in range(16):
        born = ages(draft, len(clan), 20, 48)
        who = draft.person(clan, MAN, born, number < extra)
        draft.stay(who, home, (TODAY - draft.rng.integers(30, 900, len(clan)), FOREVER))


def outsider(draft: Draft, clan: Ints) -> None:
    """Someone from elsewhere, who is seen here with others; nobody here would hear of his death."""
    draft.person(clan, draft.rng.integers(0, 2, len(clan)), ages(draft, len(clan), 27, 60))
