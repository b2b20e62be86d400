"""Who lived with whom on a day, straight from the true stays."""

from __future__ import annotations

import numpy as np

from graph.synthetic.draft import HOME, PART
from graph.synthetic.moves import Housing
from graph.synthetic.plan import BEGIN, NOBODY, Ints


class Housemates:
    """Looks up stays by person and by address."""

    def __init__(self, housing: Housing) -> None:
        stays = housing.stays
        main = stays["kind"] != PART
        columns = {n: v[main] for n, v in stays.items()}
        order = np.lexsort((columns["van"], columns["person"]))
        self._stays = {n: v[order] for n, v in columns.items()}
        homes = np.flatnonzero((self._stays["site"] < 0) & (self._stays["kind"] == HOME))
        self._homes = homes[np.argsort(self._stays["address"][homes], kind="stable")]
        self._at = self._stays["address"][self._homes]

    def stay(self, person: Ints, day: Ints) -> Ints:
        """The row of the stay of each person on each day, or ``NOBODY``."""
        s = self._stays
        row = _last_before(s["person"], s["van"], person, day)
        found = (row >= 0) & (s["person"][row] == person) & (s["tot"][row] >= day)
        return np.where(found, row, NOBODY)

    def column(self, name: str, row: Ints) -> Ints:
        """A column of stays; ``NOBODY`` where there is no stay."""
        return np.where(row >= 0, self._stays[name][row], NOBODY)

    def together(self, person: Ints, day: Ints) -> tuple[Ints, Ints]:
        """(which question, housemate) for all who lived in the same dwelling on that day."""
        row = self.stay(person, day)
        address = np.where((row >= 0) & (self.column("site", row) < 0), self.column("address", row), -9)
        low = np.searchsorted(self._at, address, side="left")
        count = np.searchsorted(self._at, address, side="right") - low
        question = np.repeat(np.arange(len(person)), count)
        spot = np.repeat(low, count) + np.arange(len(question)) - np.repeat(np.cumsum(count) - count, count)
        mate = self._homes[spot]
        s = self._stays
        there = (s["van"][mate] <= day[question]) & (day[question] <= s["tot"][mate])
        there &= s["person"][mate] != person[question]
        return question[there], s["person"][mate[there]]

    def one_of(self, rng: np.random.Generator, person: Ints, day: Ints) -> Ints:
        """One housemate of each person, or that person if he lived alone."""
        question, mate = self.together(person, day)
        out = person.copy()
        order = rng.permutation(len(question))
        out[question[order]] = mate[order]
        return out

    def lodgers(self, site: int) -> tuple[Ints, Ints]:
        """(person, first day) of the stays in one kind of institution that began in the ten years."""
        mine = (self._stays["site"] == site) & (self._stays["van"] >= BEGIN)
        return self._stays["person"][mine], self._stays["van"][mine]


def _last_before(groups: Ints, values: Ints, group: Ints, value: Ints) -> Ints:
    """The last row, in rows sorted by (group, value), of this group or less and this value or less."""
    width = 4_000_000
    keys, wanted = groups * width + values + width // 2, group * width + value + width // 2
    return np.asarray(np.searchsorted(keys, wanted, side="right") - 1)
