"""What stops a certain link, whatever the chance: then a person looks, or the records stay apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.clusters import Apart
from graph.linking.compare.birth import GENERATION, SWAPPED
from graph.linking.compare.rarity import STEPS

if TYPE_CHECKING:
    from graph.linking.arrays import Floats, Ints, Mask
    from graph.linking.chances.pairs import Pairs
    from graph.linking.task import Task

OTHER_BIRTH, TWINS, NAMESAKES, TWICE_IN_ONE_HOUSEHOLD = 0.99, 0.99, 0.999, 0.99
"""From this chance on a pair is certain in spite of what speaks against it."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """What stands in the way.

    Attributes:
        doubt: per pair whether it is no certain link by itself.
        apart: which records never become one person.
    """

    doubt: Mask
    apart: Apart


def blocked(task: Task, pairs: Pairs, chance: Floats) -> Blocked:
    """Look at every pair of the contract's fields.

    Never one person: two citizen numbers; and one household of one source holds a person once, unless the
    number is the same, or names and full date of birth are equal and there is no doubt. Unless the chance is
    high enough, a person looks at: two full dates of birth that differ by more than day and month swapped;
    twins, of one surname and date of birth with another first name; parent and child of one name at one
    address. A number alone is not enough: with another first name it may be a parent's, typed for the child,
    unless the date of birth is the same.
    """
    see = _Levels(task, pairs)
    doubt = see.other_birth & (chance < OTHER_BIRTH)
    doubt |= see.same_number & see.other_name & ~see.same_birth
    doubt |= see.twins & ~see.same_number & (chance < TWINS)
    namesakes = see.same_name & see.same_home & see.generation & ~see.same_number
    doubt |= namesakes & (chance < NAMESAKES)
    a, b = task.housemates
    at, known = pairs.find(a * task.records.size + b)
    again = (see.alike & (chance >= TWICE_IN_ONE_HOUSEHOLD)) | see.same_number
    twice = known & again[at] if len(pairs) else known
    return Blocked(doubt, Apart(a[~twice], b[~twice], _numbers(task)))


def _numbers(task: Task) -> Ints:
    """Per record its citizen number as a token; below zero where it has none."""
    people = task.records.people
    if "bsn" not in people.columns:
        return np.full(task.records.size, -1, dtype=np.int64)
    return people["bsn"].rank("dense").cast(int).fill_null(0).to_numpy() - 1


class _Levels:
    """The outcomes that blockers look at, per pair."""

    def __init__(self, task: Task, pairs: Pairs) -> None:
        levels = {
            field.name: np.where(
                pairs.levels[:, at] < 0, -1, pairs.levels[:, at] % len(field.comparator.outcomes)
            )
            for at, field in enumerate(task.fields)
        }
        none = np.full(len(pairs), -1)
        given, surname = levels.get("voornaam", none), levels.get("achternaam", none)
        birth, home = levels.get("geboortedatum", none), levels.get("woning", none)
        number = levels.get("burgerservicenummer", none)
        full = task.records.people["birth"].fill_null("").str.len_chars().to_numpy() == 10
        whole = full[pairs.a] & full[pairs.b]
        self.other_birth: Mask = whole & (birth > SWAPPED)
        self.same_birth: Mask = whole & (birth <= SWAPPED)
        self.generation: Mask = birth == GENERATION
        self.same_name: Mask = (given >= 0) & (given < STEPS) & (surname >= 0) & (surname < STEPS)
        self.other_name: Mask = given >= STEPS + len(_RECOGNISED)
        self.twins: Mask = self.other_name & self.same_birth & (surname >= 0) & (surname < STEPS)
        self.alike: Mask = self.same_name & whole & (birth >= 0) & (birth < STEPS)
        self.same_home: Mask = (home >= 0) & (home < STEPS)
        self.same_number: Mask = number == 0


_RECOGNISED = ("verschrijving", "tweede_naam", "roepnaam", "voorletter", "latere_letter", "lijkt")
"""Outcomes of given names in which one still recognises the other."""
