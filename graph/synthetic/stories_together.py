"""Families that stayed together: alone, in pairs, with children, with a grandparent."""

from __future__ import annotations

import numpy as np

from graph.synthetic.draft import ADOPTIVE, GRAND, NURSING, PARENT, WOMAN, Draft
from graph.synthetic.kinship import after, ages, chance, children, couple, grow_up, pair
from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints


def alone(draft: Draft, clan: Ints) -> None:
    """One person in a home of his own, from the age of 18 on."""
    n = len(clan)
    born = np.where(chance(draft, n, 0.3), ages(draft, n, 19.1, 62), ages(draft, n, 62, 96))
    who = draft.person(clan, draft.rng.integers(0, 2, n), born)
    van = np.minimum(after(draft, born, 18, 40), TODAY - draft.rng.integers(30, 4000, n))
    draft.stay(who, draft.home(clan, main=True), (np.maximum(van, after(draft, born, 18, 18.5)), FOREVER))


def childless(draft: Draft, clan: Ints) -> None:
    """Two people without children in this region."""
    n = len(clan)
    born = np.where(chance(draft, n, 0.25), ages(draft, n, 22, 58), ages(draft, n, 58, 90))
    a, b = couple(draft, clan, born, 0.05)
    van = np.minimum(after(draft, born, 20, 32), TODAY - draft.rng.integers(60, 900, n))
    pair(draft, a, b, (van, FOREVER))
    home = draft.home(clan, main=True)
    draft.stay(a, home, (van, FOREVER))
    draft.stay(b, home, (van, FOREVER))


def family(draft: Draft, clan: Ints) -> None:
    """Two parents and their children; the eldest may have left for a home alone."""
    mother, father, home, van = _household(draft, clan, ages(draft, len(clan), 24, 88))
    for child in children(draft, clan, (mother, father), after(draft, van, 0.5, 7)):
        grow_up(draft, clan, child, home, (van, FOREVER))


def _household(draft: Draft, clan: Ints, born: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    mother, father = couple(draft, clan, born, 0.0)
    van = np.minimum(after(draft, born, 20, 31), TODAY - draft.rng.integers(400, 900, len(clan)))
    pair(draft, mother, father, (van, FOREVER))
    home = draft.home(clan, main=True)
    draft.stay(mother, home, (van, FOREVER))
    draft.stay(father, home, (van, FOREVER))
    return mother, father, home, van


def expecting(draft: Draft, clan: Ints) -> None:
    """A couple that expects a child; the register of persons does not know it yet."""
    n = len(clan)
    mother, father, home, van = _household(draft, clan, ages(draft, n, 19, 38))
    nobody = np.full(n, NOBODY)
    for child in children(draft, clan, (mother, father), after(draft, van, 1, 6), TODAY - 700):
        grow_up(draft, clan, child, home, (van, FOREVER))
    due = TODAY + draft.rng.integers(10, 220, n)
    draft.child(clan, (mother, father), due, np.ones(n, np.bool_), nobody)


def adopted(draft: Draft, clan: Ints) -> None:
    """Two parents with an adopted child, and perhaps a child of their own."""
    n = len(clan)
    mother, father, home, van = _household(draft, clan, ages(draft, n, 34, 60))
    born = np.minimum(after(draft, van, 1, 8), TODAY - 700)
    arrived = after(draft, born, 0.3, 1.6)
    child = draft.person(clan, draft.rng.integers(0, 2, n), born)
    draft.relate(ADOPTIVE, mother, child, (arrived, FOREVER))
    draft.relate(ADOPTIVE, father, child, (arrived, FOREVER))
    grow_up(draft, clan, (child, born), home, (np.maximum(van, arrived), FOREVER))
    own = children(draft, clan, (mother, father), after(draft, born, 1.5, 9))
    grow_up(draft, clan, own[0], home, (van, FOREVER))
    for ids, days in own[1:]:
        grow_up(draft, clan, (ids, days), home, (van, FOREVER))


def three_generations(draft: Draft, clan: Ints) -> None:
    """A family that took in the mother's mother."""
    n = len(clan)
    old = ages(draft, n, 66, 92)
    grandmother = draft.person(clan, WOMAN, old)
    born = np.minimum(after(draft, old, 20, 34), TODAY - 24 * 366)
    mother, father, home, van = _household(draft, clan, born)
    draft.relate(PARENT, grandmother, mother)
    joined = np.minimum(after(draft, van, 4, 15), TODAY - 60)
    before = draft.home(clan)
    draft.stay(grandmother, before, (after(draft, old, 24, 30), joined - 1))
    draft.stay(grandmother, home, (joined, FOREVER))
    for ids, days in children(draft, clan, (mother, father), after(draft, van, 0.5, 5)):
        draft.relate(GRAND, grandmother, ids)
        grow_up(draft, clan, (ids, days), home, (van, FOREVER))


def nursing(draft: Draft, clan: Ints) -> None:
    """An old couple of which one went to a nursing home; a grown child lives elsewhere."""
    n = len(clan)
    born = ages(draft, n, 74, 96)
    a, b = couple(draft, clan, born, 0.0)
    van = after(draft, born, 21, 30)
    pair(draft, a, b, (van, FOREVER))
    home = draft.home(clan, main=True)
    moved = TODAY - draft.rng.integers(20, 2000, n)
    draft.stay(a, home, (van, moved - 1))
    draft.lodge(a, NURSING, (moved, FOREVER))
    draft.stay(b, home, (van, FOREVER))
    grown = after(draft, born, 22, 34)
    there = chance(draft, n, 0.5)
    child = draft.child(clan, (a, b), grown, there, np.full(n, NOBODY))
    grow_up(draft, clan, (child, grown), home, (van, FOREVER))


def sharing(draft: Draft, clan: Ints) -> None:
    """Three young people in one home, each a household of his own in the eyes of the gemeente."""
    home = draft.home(clan, main=True)
    for _ in range(3):
        born = ages(draft, len(clan), 19, 31)
        who = draft.person(clan, draft.rng.integers(0, 2, len(clan)), born)
        draft.stay(who, home, (after(draft, born, 18, 19), FOREVER))
