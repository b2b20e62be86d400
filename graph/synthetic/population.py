"""The people of the region: how many families of each story, who died, who came and who left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.synthetic import stories_care, stories_parted, stories_together
from graph.synthetic.draft import EX, MARRIED, REGISTERED, TOGETHER, Draft
from graph.synthetic.plan import BEGIN, FOREVER, TODAY, Ints, Mask, Plan

YEAR = 365.25
AGEING, BASE_RATE = 0.1, 0.000012
"""Yearly chance of dying: BASE_RATE × e^(AGEING × age) (Gompertz), near the Dutch table above 40."""
ARRIVED, LEFT = 0.06, 0.03
"""Share of families that came to the region, or left it, within the ten years."""


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of family: so many ``per_thousand`` persons, ``trouble`` times as likely to meet partners."""

    name: str
    tell: Callable[[Draft, Ints], None]
    per_thousand: float
    trouble: float


STORIES = (
    Story("gezin", stories_together.family, 78, 0.8),
    Story("paar", stories_together.childless, 95, 0.35),
    Story("in_verwachting", stories_together.expecting, 2.5, 1.5),
    Story("adoptie", stories_together.adopted, 2, 1.0),
    Story("drie_generaties", stories_together.three_generations, 7, 1.0),
    Story("verpleeghuis", stories_together.nursing, 5, 0.2),
    Story("gescheiden", stories_parted.divorced, 17, 1.9),
    Story("stiefgezin", stories_parted.stepfamily, 5, 2.2),
    Story("drie_partners", stories_parted.three_partners, 2, 3.0),
    Story("eenouder", stories_parted.single_parent, 22, 1.9),
    Story("tienermoeder", stories_parted.teenage_mother, 1, 3.0),
    Story("opvang", stories_parted.sheltered, 1.2, 4.0),
    Story("pleeggezin", stories_care.foster, 1.2, 3.5),
    Story("jeugdinstelling", stories_care.youth_home, 1.5, 4.0),
    Story("detentie", stories_care.prison, 1.5, 4.0),
    Story("dakloos", stories_care.homeless, 1.5, 4.0),
    Story("beschermd_wonen", stories_care.assisted, 2, 2.0),
    Story("vol_huis", stories_care.crowded, 0.3, 1.0),
    Story("woningdelers", stories_together.sharing, 0.8, 0.8),
    Story("van_buiten", stories_care.outsider, 1.2, 0.0),
    Story("alleen", stories_together.alone, 0, 0.55),
)
"""The last one fills the region up to the number of persons that was asked for."""


@dataclass(frozen=True, slots=True)
class Population:
    """Columns of numbers: days from 1970-01-01, people and homes by their place in the columns."""

    clans: dict[str, Ints]
    homes: dict[str, Ints]
    people: dict[str, Ints]
    kin: dict[str, Ints]
    stays: dict[str, Ints]

    @property
    def size(self) -> int:
        """How many people, the unborn and the dead included."""
        return len(self.people["clan"])

    @property
    def sharing(self) -> Mask:
        """Who shares a home without being a household."""
        return self._in_story("woningdelers")

    @property
    def outside(self) -> Mask:
        """Who lives elsewhere, so that the register of this region does not hold them."""
        return self._in_story("van_buiten")

    def _in_story(self, name: str) -> Mask:
        return np.asarray((self.clans["kind"] == _number(name))[self.people["clan"]])

    @property
    def unborn(self) -> Mask:
        """Who is expected."""
        return self.people["born"] > TODAY


def _number(name: str) -> int:
    return next(n for n, story in enumerate(STORIES) if story.name == name)


def populate(plan: Plan) -> Population:
    """All families of the region, each told by its story."""
    draft = Draft(plan.rng("families"))
    fewest = 2 if plan.persons >= 1_000 else 1
    for number, story in enumerate(STORIES[:-1]):
        count = max(fewest, round(story.per_thousand * plan.persons / 1000))
        story.tell(draft, draft.clan(count, number))
    rest = max(2, plan.persons - draft.people.length)
    STORIES[-1].tell(draft, draft.clan(rest, len(STORIES) - 1))
    return _settle(plan, draft)


def _settle(plan: Plan, draft: Draft) -> Population:
    people, kin, stays = draft.people.joined(), draft.kin.joined(), draft.stays.joined()
    kinds = draft.clans.joined()
    died = _deaths(plan.rng("deaths"), people["born"])
    elsewhere = (kinds["kind"] == _number("van_buiten"))[people["clan"]]
    people["died"] = np.where(elsewhere, FOREVER, died)
    came, left = _migration(plan.rng("migration"), draft.clans.length)
    clan = people["clan"][stays["person"]]
    last = np.minimum(people["died"][stays["person"]], left[clan])
    stays["van"] = np.maximum(stays["van"], np.maximum(people["born"][stays["person"]], came[clan]))
    stays["tot"] = _open(np.minimum(stays["tot"], last))
    partners = np.isin(kin["kind"], (MARRIED, REGISTERED, TOGETHER, EX))
    ends = np.minimum(people["died"][kin["a"]], people["died"][kin["b"]])
    kin["tot"] = _open(np.where(partners, np.minimum(kin["tot"], ends), kin["tot"]))
    homes = draft.homes.joined()
    return Population(kinds, homes, people, _lasting(kin), _lasting(stays))


def _deaths(rng: np.random.Generator, born: Ints) -> Ints:
    age = np.maximum(BEGIN - born, 0) / YEAR
    hazard = rng.exponential(1.0, len(born)) * AGEING / BASE_RATE
    left = np.log(np.exp(AGEING * age) + hazard) / AGEING - age
    died = (np.maximum(born, BEGIN) + left * YEAR).astype(np.int64)
    return np.where((died <= TODAY) & (born <= TODAY), died, FOREVER)


def _migration(rng: np.random.Generator, clans: int) -> tuple[Ints, Ints]:
    chance, days = rng.random(clans), rng.integers(BEGIN, TODAY, clans)
    came = np.where(chance < ARRIVED, days, -FOREVER)
    left = np.where((chance >= ARRIVED) & (chance < ARRIVED + LEFT), days, FOREVER)
    return came, left


def _open(tot: Ints) -> Ints:
    return np.where(tot > TODAY, FOREVER, tot)


def _lasting(columns: dict[str, Ints]) -> dict[str, Ints]:
    keep = columns["van"] <= columns["tot"]
    return {name: values[keep] for name, values in columns.items()}
