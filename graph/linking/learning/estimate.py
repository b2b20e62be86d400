"""Learn the model from the records themselves, without labels, by expectation-maximisation.

What strangers look like follows from random pairs and from how common values are; what housemates look like,
from pairs within one household of one source; what one person's records look like is then all that is left to
learn from the candidates (Winkler 1988). A pair of sources has shares of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.learning.model import HOUSEMATE, MATCH, STRANGER, Column, Model
from graph.linking.learning.prior import OVERLAP, TWICE_OR_MATES

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Levels, Mask
    from graph.linking.learning.evidence import Evidence
    from graph.linking.learning.patterns import Patterns

ROUNDS = 60
CLOSE = 1e-5
FLOOR = 1e-7
RARE = 1e-3
"""Every way for one person's records to differ happens this often at least, also where none was seen yet."""

TRUST = 200.0
"""What was thought before counts as so many pairs."""

TWICE = 0.005
"""Of two records in one household of one source this share is one person, written down twice."""


def estimate(evidence: Evidence, columns: tuple[Column, ...], start: Model) -> Model:
    """Learn until nothing changes; ``start`` holds what is thought before looking."""
    model = start
    for _ in range(ROUNDS):
        newer = _step(evidence, columns, model, start)
        moved = max(
            float(np.abs(a[MATCH] - b[MATCH]).max()) for a, b in zip(newer.tables, model.tables, strict=True)
        )
        model = newer
        if moved < CLOSE:
            break
    return model


def posterior(model: Model, patterns: Patterns, priors: Floats) -> Floats:
    """Per pattern the chance of each class."""
    return posterior_of(model, patterns.levels, priors)


def posterior_of(model: Model, levels: Levels, priors: Floats, without: list[int] | None = None) -> Floats:
    """Per row of levels the chance of each class; fields ``without`` are left out."""
    logs = model.log_likelihood(levels, without or []) + np.log(np.maximum(priors, 1e-300))
    logs -= logs.max(axis=1, keepdims=True)
    odds = np.exp(logs)
    share: Floats = odds / odds.sum(axis=1, keepdims=True)
    return share


def full(priors: Floats) -> Floats:
    """Shares of match and housemate, with what is left for strangers."""
    return np.column_stack([priors, np.maximum(1 - priors.sum(axis=1), 1e-9)])


def _step(evidence: Evidence, columns: tuple[Column, ...], model: Model, start: Model) -> Model:
    found = evidence.candidates
    share = posterior(model, found, full(model.priors)[found.stratum])
    weight = share * found.count[:, None]
    random = evidence.random
    drawn = posterior(model, random, model.random[random.stratum]) * random.count[:, None]
    counted = (
        Counted(found, weight[:, MATCH]),
        Counted(evidence.household, _housemates(evidence.household, model)),
        Counted(random, drawn[:, STRANGER]),
    )
    tables = tuple(_table(at, column, counted, start) for at, column in enumerate(columns))
    return Model(tables, _priors(evidence, weight), _random_priors(random, drawn, len(model.random)))


PRIOR_PAIRS = 20.0
"""A pair of sources starts with the share of all sources together, as if so many pairs had shown it."""


def _priors(evidence: Evidence, weight: Floats) -> Floats:
    """Shares of one person and of housemates per stratum, those of small strata drawn to the whole.

    A record has at most one partner in another source, so that there are never more pairs than records there.
    """
    many = len(evidence.totals)
    counts = np.column_stack(
        [np.bincount(evidence.candidates.stratum, weight[:, k], many) for k in (MATCH, HOUSEMATE)]
    )
    counts[:, MATCH] = np.minimum(counts[:, MATCH], evidence.most)
    drawn = np.empty_like(counts)
    for kind, expected in ((evidence.within, TWICE_OR_MATES), (~evidence.within, OVERLAP)):
        seen, size = counts[kind], evidence.smaller[kind]
        overall = (seen.sum(axis=0) + PRIOR_PAIRS * np.array(expected)) / (size.sum() + PRIOR_PAIRS)
        drawn[kind] = (seen + PRIOR_PAIRS * overall) / (size[:, None] + PRIOR_PAIRS)
    shares: Floats = np.maximum(drawn * evidence.smaller[:, None], 1e-6) / evidence.totals[:, None]
    return shares


def _table(at: int, column: Column, counted: tuple[Counted, ...], start: Model) -> Floats:
    before = start.tables[at]
    match, mates, strangers = (one.levels(at, column.width) for one in counted)
    table = np.empty((3, column.width))
    table[MATCH] = _match(match, column, before[MATCH])
    table[HOUSEMATE] = table[MATCH] if column.shared else _by_branch(mates, column, before[HOUSEMATE])
    table[STRANGER] = _strangers(strangers, column, before[STRANGER])
    return table


@dataclass(frozen=True, slots=True)
class Counted:
    """Patterns, and how many pairs of each are thought to be of one class."""

    patterns: Patterns
    weight: Floats

    def levels(self, at: int, width: int) -> Floats:
        """How many pairs have each level of a field."""
        known = self.patterns.levels[:, at] >= 0
        return np.bincount(self.patterns.levels[known, at], self.weight[known], width).astype(np.float64)


def _housemates(home: Patterns, model: Model) -> Floats:
    """How many pairs of each pattern within households are no person written down twice."""
    usual = np.tile([TWICE, 1 - TWICE, 0.0], (len(home.count), 1))
    mates: Floats = posterior(model, home, usual)[:, HOUSEMATE] * home.count
    return mates


def _random_priors(random: Patterns, drawn: Floats, many: int) -> Floats:
    """Shares of the classes per stratum of random pairs; ``drawn`` counts per pattern and class."""
    counts = np.column_stack([np.bincount(random.stratum, drawn[:, k], many) for k in range(3)])
    shares: Floats = (counts + 0.01) / (counts + 0.01).sum(axis=1, keepdims=True)
    return shares


def _match(counts: Floats, column: Column, before: Floats) -> Floats:
    """One person's records differ as they do, whatever his name is: the branches are one."""
    branches = int(column.branch.max()) + 1
    together = np.tile(counts.reshape(branches, -1).sum(axis=0), branches)
    return np.where(column.exact, 0, RARE) + _by_branch(together, column, before)


def _by_branch(counts: Floats, column: Column, before: Floats) -> Floats:
    """Counts as chances: drawn to what was thought before, equal values spread by how common they are."""
    chances = np.zeros(column.width)
    overall = counts.reshape(int(column.branch.max()) + 1, -1).sum(axis=0)
    for branch in np.unique(column.branch):
        own = column.branch == branch
        expected = (overall + TRUST * before[own] / before[own].sum()) / (overall.sum() + TRUST)
        chances[own] = (counts[own] + TRUST * expected) / (counts[own].sum() + TRUST)
        chances[own] = _spread(chances[own], column, own)
    return np.maximum(chances, FLOOR)


def _spread(chances: Floats, column: Column, own: Mask) -> Floats:
    exact, mass = column.exact[own], column.mass[own]
    if mass.any():
        together = chances[exact].sum()
        chances = np.where(exact, together * mass / mass.sum(), chances)
    return chances


def _strangers(counts: Floats, column: Column, before: Floats) -> Floats:
    """Chances of strangers: equal values by how common they are, the rest as random pairs show."""
    chances = np.zeros(column.width)
    for branch in np.unique(column.branch):
        own = column.branch == branch
        chances[own] = (counts[own] + TRUST * before[own]) / (counts[own].sum() + TRUST * before[own].sum())
    if column.mass.any():
        usual = chances[(column.branch == 0) & column.near].sum()
        for branch in np.unique(column.branch):
            own = column.branch == branch
            lift = chances[own & column.near].sum() / usual if usual else 1.0
            chances[own & column.exact] = np.maximum(column.chance[own & column.exact] * lift, FLOOR)
            other = own & ~column.exact
            chances[other] *= max(1 - chances[own & column.exact].sum(), FLOOR) / chances[other].sum()
    return np.maximum(chances, FLOOR)
