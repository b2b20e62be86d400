"""The chance that two records are one person: by themselves, among rivals, and within their households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking.chances.exclusion import matched
from graph.linking.chances.households import (
    LINKED,
    Within,
    linked_households,
    member_pairs,
    within_households,
)
from graph.linking.chances.pairs import Pairs, pairs_of
from graph.linking.components import components
from graph.linking.learning.estimate import TWICE, full, posterior_of
from graph.linking.learning.model import HOUSEMATE, MATCH

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints
    from graph.linking.learning.learn import Learned
    from graph.linking.task import Task

ROUNDS = 2
"""How often households are looked at: what the first round finds, links households for the second."""

TWIN = 0.9
"""Two records of one source with this chance of being one person are one candidate for others."""

LONGEST_CHAIN = 60
"""Longer chains of likely links are not looked at pair by pair."""

MOST = 1e9
"""Odds beyond this are as good as certain."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What every pair is worth.

    Attributes:
        pairs: the pairs.
        alone: the chance of each pair by its levels alone.
        chance: the chance, with rivals and households.
    """

    pairs: Pairs
    alone: Floats
    chance: Floats

    def with_pairs(self, task: Task, learned: Learned, a: Ints, b: Ints) -> Weighed:
        """These pairs and ``a, b``, of which nobody had thought that they could be one person."""
        wider = self.pairs.with_more(a * task.records.size + b, task, learned)
        if wider is self.pairs:
            return self
        at, known = self.pairs.find(wider.key)
        alone = _alone(task, learned, wider)
        return Weighed(
            wider,
            np.where(known, self.alone[at], alone) if len(self.pairs) else alone,
            np.where(known, self.chance[at], alone) if len(self.pairs) else alone,
        )


def weigh(task: Task, learned: Learned, a: Ints, b: Ints) -> Weighed:
    """Weigh the candidates ``a, b``, whose levels ``learned`` holds, and what their households add."""
    pairs = pairs_of(a, b, learned.levels, task.records.size)
    pairs = pairs.with_more(_of_one_chain(task, pairs, _alone(task, learned, pairs)), task, learned)
    alone = _alone(task, learned, pairs)
    chance = _among_rivals(task, pairs, alone)
    for _ in range(ROUNDS):
        linked = linked_households(pairs.a, pairs.b, chance, task.records.groups)
        members = member_pairs(linked, task.records.groups)
        key = members["a"].to_numpy() * task.records.size + members["b"].to_numpy()
        wider = pairs.with_more(key, task, learned)
        at, known = pairs.find(wider.key)
        alone = _alone(task, learned, wider)
        before = np.where(known, chance[at], alone) if len(pairs) else alone
        pairs = wider
        where = Within.of(members, pairs.find(key)[0], linked, task.records.groups)
        inside = within_households(before, alone, _against_housemates(learned, pairs), where)
        chance = _among_rivals(task, pairs, inside)
    return Weighed(pairs, alone, chance)


def _of_one_chain(task: Task, pairs: Pairs, chance: Floats) -> Ints:
    """Keys of all pairs of records that likely links chain together: those not compared yet may deny it."""
    likely, size = chance >= LINKED, task.records.size
    chain = components(size, pairs.a[likely], pairs.b[likely])
    few = (
        pl.DataFrame({"chain": chain})
        .with_row_index("nr")
        .filter(pl.len().over("chain").is_between(3, LONGEST_CHAIN))
    )
    both = few.join(few, on="chain", suffix="_b").filter(pl.col("nr") < pl.col("nr_b"))
    key: Ints = both["nr"].to_numpy().astype(np.int64) * size + both["nr_b"].to_numpy().astype(np.int64)
    return key


def _alone(task: Task, learned: Learned, pairs: Pairs) -> Floats:
    """By levels alone; two of one household of one source are one person by mistake only."""
    priors = full(learned.model.priors)[task.stratum(pairs.a, pairs.b)]
    x, y = task.housemates
    at, known = pairs.find(x * task.records.size + y)
    priors[at[known]] = (TWICE, 1 - TWICE, 0.0)
    chance: Floats = posterior_of(learned.model, pairs.levels, priors)[:, MATCH]
    return chance


def _against_housemates(learned: Learned, pairs: Pairs) -> Floats:
    """How much likelier the levels are for one person than for housemates."""
    logs = learned.model.log_likelihood(pairs.levels)
    ratio: Floats = np.exp(np.clip(logs[:, MATCH] - logs[:, HOUSEMATE], -30, 30))
    return ratio


def _among_rivals(task: Task, pairs: Pairs, chance: Floats) -> Floats:
    """A person stands once in a source: of several candidates there, one at most is true."""
    source, many, size = task.source, len(task.sizes), task.records.size
    within = source[pairs.a] == source[pairs.b]
    twice = within & (chance >= TWIN)
    unit = components(size, pairs.a[twice], pairs.b[twice])
    between = ~within
    a, b = pairs.a[between], pairs.b[between]
    odds = np.minimum(chance[between] / np.maximum(1 - chance[between], 1e-12), MOST)
    rows, cols = unit[a] * many + source[b], unit[b] * many + source[a]
    found = chance.copy()
    found[between] = matched(odds, rows, cols, twins=(unit[a] * size + unit[b], unit[b] * size + unit[a]))
    return found
