"""Who meets the partners, and when: trouble comes together in some families, wijken and years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.synthetic.draft import PART
from graph.synthetic.landscape import Landscape
from graph.synthetic.moves import Housing
from graph.synthetic.plan import BEGIN, FOREVER, TODAY, YEARS, Ints, Mask, Plan, Reals
from graph.synthetic.population import STORIES, Population

ACTIVE = 0.2
"""Share of families that ever meet a partner, for trouble 1 in a wijk without raised rate."""
QUIET = 0.2
"""Outside its troubled years a family meets partners this much less."""
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Caseload:
    """Per person: ``weight`` of meeting a partner, ``first`` and ``last`` day here, troubled years."""

    weight: Reals
    first: Ints
    last: Ints
    born: Ints
    sex: Ints
    trouble_from: Ints
    trouble_to: Ints

    def draw(
        self, rng: np.random.Generator, yearly: int, ages: tuple[int, int], men: float
    ) -> tuple[Ints, Ints]:
        """``yearly`` persons for each of the ten years, with the day on which something began."""
        total = np.cumsum(self.weight)
        size = yearly * YEARS
        person, days = np.full(size, -1), np.zeros(size, np.int64)
        for _ in range(ROUNDS):
            open_ = np.flatnonzero(person < 0)
            if not len(open_):
                break
            who = np.searchsorted(total, rng.random(len(open_)) * total[-1], side="right")
            when = _day_in_year(rng, open_ % YEARS)
            good = self._fits(rng, who, when, ages) & (rng.random(len(who)) < self._sex_chance(who, men))
            person[open_[good]], days[open_[good]] = who[good], when[good]
        return person[person >= 0], days[person >= 0]

    def _fits(self, rng: np.random.Generator, who: Ints, when: Ints, ages: tuple[int, int]) -> Mask:
        age = (when - self.born[who]) / 365.25
        there = (self.first[who] <= when) & (when <= self.last[who])
        troubled = (self.trouble_from[who] <= when) & (when <= self.trouble_to[who])
        troubled |= rng.random(len(who)) < QUIET
        return np.asarray((age >= ages[0]) & (age < ages[1] + 1) & there & troubled)

    def _sex_chance(self, who: Ints, men: float) -> Reals:
        top = max(men, 1 - men)
        return np.where(self.sex[who] == 0, men / top, (1 - men) / top)


def _day_in_year(rng: np.random.Generator, year: Ints) -> Ints:
    return np.asarray(BEGIN + (year + rng.random(len(year))) * (TODAY - BEGIN) / YEARS, dtype=np.int64)


def caseload(plan: Plan, people: Population, land: Landscape, housing: Housing) -> Caseload:
    """Choose the families that meet partners; the planted rate of a wijk multiplies their share."""
    rng = plan.rng("caseload")
    trouble = np.array([story.trouble for story in STORIES])[people.clans["kind"]]
    share = np.minimum(ACTIVE * trouble * land.risk[housing.clan_wijk], 0.92)
    active = rng.random(len(share)) < share
    heavy = np.where(active, np.minimum(rng.gamma(1.6, 1.0, len(share)), 4.0) + 0.3, 0.0)
    middle = rng.integers(BEGIN - 300, TODAY + 300, len(share))
    half = rng.integers(350, 1300, len(share))
    clan = people.people["clan"]
    first, last = span_in_region(people, housing)
    return Caseload(
        heavy[clan] * (np.minimum(rng.gamma(1.0, 1.0, people.size), 2.5) + 0.1) * ~people.unborn,
        first,
        last,
        people.people["born"],
        people.people["sex"],
        (middle - half)[clan],
        (middle + half)[clan],
    )


def span_in_region(people: Population, housing: Housing) -> tuple[Ints, Ints]:
    """The first and the last day on which the register knows where each person lives."""
    stays = housing.stays
    first, last = np.full(people.size, FOREVER), np.full(people.size, -FOREVER)
    mine = stays["kind"] != PART
    np.minimum.at(first, stays["person"][mine], stays["van"][mine])
    np.maximum.at(last, stays["person"][mine], stays["tot"][mine])
    return first, last
