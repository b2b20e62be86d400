"""Three classes of pairs: one person, members of one household, and strangers.

A classic linkage model (Fellegi and Sunter 1969) knows two. Housemates share surname, dwelling and often
more, and are what it confuses; their own class makes "may be a housemate" a rival explanation of every
agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.linking.arrays import Floats, Ints, Levels, Mask
    from graph.linking.fields import Field
MATCH, HOUSEMATE, STRANGER = range(3)
CLASSES = 3
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Column:
    """The levels of one field as the model sees them: those after an equal ``given`` stand apart.

    Attributes:
        width: how many levels.
        branch: per level the branch within which chances add up to one.
        exact: per level whether it is an exact one, whose chances are spread by how common values are.
        near: per level whether its values are as near as equal ones.
        mass: per exact level the share of records with such a value.
        chance: per exact level the chance that two strangers share one such value.
        shared: whether a household shares this field.
    """

    width: int
    branch: Ints
    exact: Mask
    near: Mask
    mass: Floats
    chance: Floats
    shared: bool


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned.

    Attributes:
        tables: per field the chance of each level: classes by levels.
        priors: per stratum (a pair of sources) which share of all its pairs is one person, and housemates.
        random: per stratum of the random pairs the share of each class.
    """

    tables: tuple[Floats, ...]
    priors: Floats
    random: Floats

    def log_likelihood(self, levels: Levels, without: Sequence[int] = ()) -> Floats:
        """Per pair and class the logarithm of the chance of its levels; missing fields say nothing.

        Args:
            levels: pairs by fields, as ``graph.linking.learning.patterns.compare`` gives them.
            without: fields that are left out.
        """
        total = np.zeros((len(levels), CLASSES))
        for at, table in enumerate(self.tables):
            if at in without:
                continue
            padded = np.vstack([np.log(np.maximum(table, TINY)).T, np.zeros((1, CLASSES))])
            total += padded[levels[:, at]]
        return total


def columns(fields: tuple[Field, ...], shares: list[dict[int, tuple[float, float]]]) -> tuple[Column, ...]:
    """The fields as the model sees them.

    Args:
        fields: as declared.
        shares: per field what ``Fitted.exact_shares`` gave.
    """
    return tuple(_column(field, found) for field, found in zip(fields, shares, strict=True))


def _column(field: Field, found: dict[int, tuple[float, float]]) -> Column:
    many = len(field.comparator.outcomes)
    branches = 2 if field.given else 1
    mass, chance = np.zeros(many), np.zeros(many)
    for level, (share, by_chance) in found.items():
        mass[level], chance[level] = share, by_chance
    exact = np.array([level.exact for level in field.comparator.outcomes] * branches)
    near = np.array([level.near for level in field.comparator.outcomes] * branches)
    branch = np.repeat(np.arange(branches), many)
    return Column(
        many * branches, branch, exact, near, np.tile(mass, branches), np.tile(chance, branches), field.shared
    )
