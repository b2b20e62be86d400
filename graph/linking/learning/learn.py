"""Learn the model: once from levels, then again with what the names taught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.linking.compare.base import TeachesNames
from graph.linking.components import components
from graph.linking.learning.estimate import estimate, full, posterior_of
from graph.linking.learning.evidence import gather
from graph.linking.learning.lore import learn_names
from graph.linking.learning.model import MATCH, columns
from graph.linking.learning.patterns import compare, renew
from graph.linking.learning.prior import before

if TYPE_CHECKING:
    from graph.linking.arrays import Ints, Levels
    from graph.linking.compare.base import Fitted
    from graph.linking.learning.model import Column, Model
    from graph.linking.task import Task

SURE = 0.9
"""Pairs of this chance without the name teach what names do."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What linking knows after learning.

    Attributes:
        fitted: the comparators, with what the names taught.
        columns: the fields as the model sees them.
        model: the chances of levels and the shares of classes.
        levels: of the candidates.
    """

    fitted: list[Fitted]
    columns: tuple[Column, ...]
    model: Model
    levels: Levels


def learn(task: Task, a: Ints, b: Ints) -> Learned:
    """Learn from the candidates ``a, b`` of a task."""
    fitted: list[Fitted] = [field.comparator.fit(task.records) for field in task.fields]
    levels = compare(task.fields, fitted, a, b)
    first = _estimate(task, fitted, (a, b), levels)
    taught = [at for at, one in enumerate(fitted) if isinstance(one, TeachesNames)]
    for at in taught:
        _teach(task, first, at, (a, b))
    if not taught:
        return first
    renew(task.fields, fitted, levels, (a, b), taught)
    return _estimate(task, fitted, (a, b), levels)


def _estimate(task: Task, fitted: list[Fitted], pairs: tuple[Ints, Ints], levels: Levels) -> Learned:
    seen = columns(task.fields, [one.exact_shares() for one in fitted])
    evidence = gather(task, fitted, seen, pairs, levels)
    model = estimate(evidence, seen, before(task.fields, seen, evidence))
    return Learned(fitted, seen, model, levels)


def _teach(task: Task, learned: Learned, at: int, pairs: tuple[Ints, Ints]) -> None:
    """Let a field learn from pairs that are one person whatever this field says."""
    teacher = learned.fitted[at]
    assert isinstance(teacher, TeachesNames)
    column = task.fields[at].comparator.column
    hidden = [i for i, field in enumerate(task.fields) if field.comparator.column == column]
    priors = full(learned.model.priors)[task.stratum(*pairs)]
    chance = posterior_of(learned.model, learned.levels, priors, without=hidden)[:, MATCH]
    a, b = (side[chance > SURE] for side in pairs)
    person = components(task.records.size, a, b)
    left, right, texts = teacher.names(a, b)
    teacher.learn(*learn_names(left, right, texts, person[a]))
