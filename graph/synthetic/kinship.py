"""Steps that every family story is told with: a couple, its children, their leaving home."""

from __future__ import annotations

import numpy as np

from graph.synthetic.draft import (
    EX,
    GRAND,
    MAN,
    MARRIED,
    REGISTERED,
    TOGETHER,
    WOMAN,
    Draft,
    Span,
)
from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints, Mask

YEAR = 365.25
SETTLE, OFFSPRING = 0.78, 0.7
"""Shares of grown children that find a partner, and of these couples that have children."""
MOST = 5
"""No couple here has more children."""


def ages(draft: Draft, count: int, youngest: float, oldest: float) -> Ints:
    """Days of birth of people who are now between these ages."""
    years = draft.rng.uniform(youngest, oldest, count)
    return np.asarray(TODAY - years * YEAR, dtype=np.int64)


def after(draft: Draft, days: Ints | int, low: float, high: float, count: int = 0) -> Ints:
    """Between ``low`` and ``high`` years after these days."""
    size = count or len(np.atleast_1d(days))
    return np.asarray(days + draft.rng.uniform(low, high, size) * YEAR, dtype=np.int64)


def chance(draft: Draft, count: int, share: float) -> Mask:
    """True for this share of the families."""
    return np.asarray(draft.rng.random(count) < share)


def couple(draft: Draft, clan: Ints, born: Ints, same_sex: float = 0.02) -> tuple[Ints, Ints]:
    """Two people of about one age; the first is a woman, the second mostly a man."""
    first = draft.person(clan, WOMAN, born)
    sex = np.where(chance(draft, len(clan), same_sex), WOMAN, MAN)
    second = draft.person(clan, sex, born - draft.rng.integers(-900, 2200, len(clan)))
    return first, second


def pair(draft: Draft, a: Ints, b: Ints, span: Span) -> None:
    """Partners in one of three forms; when it ended before today they are each other's ex from then on."""
    van, tot = (np.broadcast_to(np.asarray(s), a.shape) for s in span)
    form = draft.rng.random(len(a))
    for kind, low, high in ((MARRIED, 0.0, 0.58), (REGISTERED, 0.58, 0.7), (TOGETHER, 0.7, 1.0)):
        mine = (form >= low) & (form < high)
        draft.relate(kind, a[mine], b[mine], (van[mine], tot[mine]))
    over = tot < TODAY
    draft.relate(EX, a[over], b[over], (tot[over] + 1, FOREVER))


def children(
    draft: Draft, clan: Ints, parents: tuple[Ints, Ints], first: Ints, last: Ints | int = TODAY
) -> list[tuple[Ints, Ints]]:
    """One to five children, now and then twins; (ids, days of birth), none born after ``last``."""
    wanted = draft.rng.choice(np.arange(1, MOST + 1), len(clan), p=[0.28, 0.44, 0.19, 0.07, 0.02])
    born, before = first.copy(), np.full(len(clan), NOBODY)
    found: list[tuple[Ints, Ints]] = []
    for number in range(MOST):
        there = (number < wanted) & (born <= last)
        twin = chance(draft, len(clan), 0.03) & (before >= 0) & there
        days = np.where(twin, found[-1][1], born) if found else born
        ids = draft.child(clan, parents, days, there, np.where(twin, before, NOBODY))
        found.append((ids, days))
        before = ids
        born = days + draft.rng.integers(480, 1500, len(clan))
    return found


def grow_up(draft: Draft, clan: Ints, child: tuple[Ints, Ints], home: Ints, span: Span) -> None:
    """Live at this home during the span, but leave as a young adult for a home of one's own."""
    ids, born = child
    van, tot = (np.broadcast_to(np.asarray(s), ids.shape) for s in span)
    van = np.maximum(van, born)
    leaves = after(draft, born, 18, 27)
    draft.stay(ids, home, (van, np.minimum(tot, leaves - 1)))
    gone = (ids >= 0) & (leaves <= TODAY) & (tot >= leaves)
    own = draft.home(clan[gone])
    draft.stay(ids[gone], own, (leaves[gone], FOREVER))
    _settle_down(draft, ids[gone], own, leaves[gone])


def _settle_down(draft: Draft, child: Ints, home: Ints, leaves: Ints) -> None:
    """Most of those who left home live there with a partner some years later, and many have children."""
    if not len(child):
        return
    since = after(draft, leaves, 1, 8)
    both = (since <= TODAY) & chance(draft, len(child), SETTLE)
    own = draft.people.of("sex", child)
    sex = np.where(chance(draft, len(child), 0.03), own, 1 - own)
    born = draft.people.of("born", child) + draft.rng.integers(-1000, 1000, len(child))
    clan = draft.people.of("clan", child)
    partner = draft.person(clan, sex, born, both)
    draft.stay(partner, home, (since, FOREVER))
    pair(draft, partner, np.where(both, child, NOBODY), (since, FOREVER))
    fruitful = both & (sex != own) & chance(draft, len(child), OFFSPRING)
    _grandchildren(draft, clan, child, (partner, home, since), fruitful)


def _grandchildren(
    draft: Draft, clan: Ints, child: Ints, life: tuple[Ints, Ints, Ints], fruitful: Mask
) -> None:
    """Children of the ``fruitful`` grown children, who know their grandparents by name."""
    partner, home, since = (column[fruitful] for column in life)
    child, clan = child[fruitful], clan[fruitful]
    girl = draft.people.of("sex", child) == WOMAN
    parents = np.where(girl, child, partner), np.where(girl, partner, child)
    begin = np.maximum(after(draft, since, 0.5, 5), after(draft, draft.people.of("born", child), 23, 31))
    elders = [draft.people.of(parent, child) for parent in ("mother", "father")]
    for ids, born in children(draft, clan, parents, begin):
        for elder in elders:
            draft.relate(GRAND, elder, ids)
        grow_up(draft, clan, (ids, born), home, (since, FOREVER))
