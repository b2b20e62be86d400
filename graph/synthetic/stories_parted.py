"""Families that came apart and together again: divorce, new partners, half-brothers and half-sisters."""

from __future__ import annotations

import numpy as np

from graph.synthetic.draft import GRAND, MAN, PARENT, SHELTER, STEP, WOMAN, Draft
from graph.synthetic.kinship import after, ages, chance, children, couple, grow_up, pair
from graph.synthetic.plan import BEGIN, FOREVER, NOBODY, TODAY, Ints

Child = tuple[Ints, Ints]


def _parted(draft: Draft, clan: Ints) -> tuple[tuple[Ints, Ints], Ints, Ints, list[Child]]:
    """Parents who lived together until they parted; both homes and dates follow from here."""
    n = len(clan)
    born = ages(draft, n, 27, 56)
    parents = couple(draft, clan, born, 0.0)
    van = after(draft, born, 19, 25)
    parted = np.maximum(draft.rng.integers(BEGIN - 2500, TODAY - 60, n), van + 700)
    parted = np.minimum(parted, TODAY - 30)
    pair(draft, *parents, (van, parted - 1))
    kids = children(draft, clan, parents, after(draft, van, 0.2, 4), parted)
    home = draft.home(clan, main=True)
    draft.stay(parents[0], home, (van, FOREVER))
    draft.stay(parents[1], home, (van, parted - 1))
    for child in kids:
        grow_up(draft, clan, child, home, (van, FOREVER))
    return parents, home, parted, kids


def divorced(draft: Draft, clan: Ints) -> None:
    """The father found another home; in half of the families the children are there part of the week."""
    parents, _, parted, kids = _parted(draft, clan)
    second = draft.home(clan)
    draft.stay(parents[1], second, (parted, FOREVER))
    shared = chance(draft, len(clan), 0.5)
    for ids, born in kids:
        draft.partly(
            np.where(shared, ids, NOBODY), second, (np.maximum(parted, born), after(draft, born, 18, 18))
        )


def stepfamily(draft: Draft, clan: Ints) -> None:
    """The mother has a new partner with a child of his own; often a half-brother or half-sister follows."""
    n = len(clan)
    parents, home, parted, kids = _parted(draft, clan)
    second, third = draft.home(clan), draft.home(clan)
    draft.stay(parents[1], second, (parted, FOREVER))
    born = ages(draft, n, 27, 56)
    new, former = draft.person(clan, MAN, born), draft.person(clan, WOMAN, born + 200)
    joined = np.minimum(parted + draft.rng.integers(150, 1800, n), TODAY - 20)
    since = after(draft, born, 19, 22)
    joined = np.minimum(np.maximum(joined, since + 400), TODAY - 20)
    draft.stay(new, third, (since, joined - 1))
    draft.stay(former, third, (since, FOREVER))
    pair(draft, former, new, (since, joined - 1))
    pair(draft, parents[0], new, (joined, FOREVER))
    draft.stay(new, home, (joined, FOREVER))
    brought = np.minimum(after(draft, since, 0.5, 6), joined - 200)
    there = chance(draft, n, 0.6) & (brought > since + 100)
    child = draft.child(clan, (former, new), brought, there, np.full(n, NOBODY))
    grow_up(draft, clan, (child, brought), third, (since, FOREVER))
    draft.relate(STEP, parents[0], child, (joined, FOREVER))
    for ids, _ in kids:
        draft.relate(STEP, new, ids, (joined, FOREVER))
    later = after(draft, joined, 0.7, 3)
    half = draft.child(
        clan, (parents[0], new), later, (later <= TODAY) & chance(draft, n, 0.7), np.full(n, NOBODY)
    )
    grow_up(draft, clan, (half, later), home, (joined, FOREVER))


def three_partners(draft: Draft, clan: Ints) -> None:
    """A mother with three partners one after another, and a child of each."""
    n = len(clan)
    born = ages(draft, n, 31, 50)
    mother, home = draft.person(clan, WOMAN, born), draft.home(clan, main=True)
    begin = after(draft, born, 18, 20)
    draft.stay(mother, home, (begin, FOREVER))
    for turn in range(3):
        father = draft.person(clan, MAN, born - draft.rng.integers(-1500, 3000, n), begin <= TODAY - 30)
        ended = begin + draft.rng.integers(500, 1500, n) if turn < 2 else np.full(n, FOREVER)
        pair(draft, mother, father, (begin, ended))
        own = draft.home(clan)
        draft.stay(father, home, (begin, ended))
        draft.stay(father, own, (np.minimum(ended + 1, FOREVER), FOREVER))
        days = begin + draft.rng.integers(200, 480, n)
        there = (days <= TODAY) & (father >= 0)
        child = draft.child(clan, (mother, father), days, there, np.full(n, NOBODY))
        grow_up(draft, clan, (child, days), home, (days, FOREVER))
        begin = ended + draft.rng.integers(40, 400, n)


def single_parent(draft: Draft, clan: Ints) -> None:
    """A mother alone; the father is unknown, or lives elsewhere and never lived here."""
    n = len(clan)
    born = ages(draft, n, 21, 55)
    mother, home = draft.person(clan, WOMAN, born), draft.home(clan, main=True)
    since = after(draft, born, 18, 19.5)
    known = chance(draft, n, 0.55)
    father = draft.person(clan, MAN, born - draft.rng.integers(-400, 2500, n), known)
    draft.stay(mother, home, (since, FOREVER))
    draft.stay(father, draft.home(clan), (np.maximum(since, BEGIN - 2000), FOREVER))
    for child in children(draft, clan, (mother, father), after(draft, since, 0.1, 7)):
        grow_up(draft, clan, child, home, (since, FOREVER))


def teenage_mother(draft: Draft, clan: Ints) -> None:
    """A daughter of 16 to 20 with a baby lives with her parents; the boy has a home of his own."""
    n = len(clan)
    born = ages(draft, n, 38, 55)
    parents = couple(draft, clan, born, 0.0)
    van = after(draft, born, 18, 19)
    pair(draft, *parents, (van, FOREVER))
    home = draft.home(clan, main=True)
    for parent in parents:
        draft.stay(parent, home, (van, FOREVER))
    young = ages(draft, n, 16.5, 18.9)
    everyone, nobody = np.ones(n, np.bool_), np.full(n, NOBODY)
    girl = draft.person(clan, WOMAN, young)
    for parent in parents:
        draft.relate(PARENT, parent, girl)
    draft.stay(girl, home, (np.maximum(young, van), FOREVER))
    boy_born = young - draft.rng.integers(400, 1500, n)
    boy = draft.person(clan, MAN, boy_born)
    draft.stay(boy, draft.home(clan), (after(draft, boy_born, 18, 18.2), FOREVER))
    days = TODAY - draft.rng.integers(30, 500, n)
    baby = draft.child(clan, (girl, boy), days, everyone, nobody)
    draft.stay(baby, home, (days, FOREVER))
    for parent in parents:
        draft.relate(GRAND, parent, baby)


def sheltered(draft: Draft, clan: Ints) -> None:
    """Mother and children fled to a shelter and later found a home; some are still there."""
    n = len(clan)
    born = ages(draft, n, 24, 44)
    parents = couple(draft, clan, born, 0.0)
    van = after(draft, born, 19, 22)
    fled = np.maximum(draft.rng.integers(BEGIN, TODAY - 10, n), van + 800)
    fled = np.minimum(fled, TODAY - 10)
    out = fled + draft.rng.integers(60, 330, n)
    pair(draft, *parents, (van, fled - 1))
    kids = children(draft, clan, parents, after(draft, van, 0.1, 2), fled)
    home, second = draft.home(clan, main=True), draft.home(clan)
    draft.stay(parents[1], home, (van, FOREVER))
    for ids, days in [(parents[0], van), *kids]:
        draft.stay(ids, home, (np.maximum(days, van), fled - 1))
        draft.lodge(ids, SHELTER, (np.maximum(days, fled), out - 1))
        draft.stay(ids, second, (np.maximum(days, out), FOREVER))
