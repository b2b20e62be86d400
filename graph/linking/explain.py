"""Why two records are, or are not, one person: the evidence for and against, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.learning.estimate import full, posterior_of
from graph.linking.learning.model import HOUSEMATE, MATCH, STRANGER
from graph.linking.limits import DEFAULT
from graph.linking.reasons import outcome
from graph.linking.resolve import Resolved, Said, resolve
from models.errors import InputError, NotFound

if TYPE_CHECKING:
    from graph.linking.task import Task
    from models.judgement import RecordRef

UNKNOWN = "Bij een van beide is dit niet bekend; het telt niet mee."


@dataclass(frozen=True, slots=True)
class Part:
    """What one field says.

    Attributes:
        field: its name for the reader.
        sentence: its outcome.
        against_strangers: how often so many times likelier for one person than for strangers, as a power of
            two; negative speaks against.
        against_housemates: likewise against two members of one household.
    """

    field: str
    sentence: str
    against_strangers: float
    against_housemates: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole of it.

    Attributes:
        parts: the fields.
        alone: chance by the fields alone.
        housemates: chance by the fields alone that they are two of one household.
        chance: with rivals and households.
        zone: ``zeker``, ``te beoordelen`` or ``niet``.
        together: whether they are one person now.
        because: what decided, in sentences.
    """

    parts: tuple[Part, ...]
    alone: float
    housemates: float
    chance: float
    zone: str
    together: bool
    because: tuple[str, ...]


def explain_pair(task: Task, said: Said, left: RecordRef, right: RecordRef) -> Explanation:
    """The evidence for and against a pair.

    Args:
        task: the records.
        said: what people decided.
        left: one record.
        right: the other.

    Raises:
        NotFound: no levering holds one of them.
        InputError: they are one record.
    """
    a, b = sorted(_number(task, one) for one in (left, right))
    if a == b:
        raise InputError("Dit is twee keer hetzelfde record; noem twee verschillende.")
    resolved = resolve(task, said, look_at=(a, b))
    return _explanation(task, resolved, said, a, b)


def _number(task: Task, ref: RecordRef) -> int:
    found = task.records.people.filter(bron=ref.bron, persoon_id=ref.persoon_id)["nr"]
    if found.is_empty():
        raise NotFound(f"Geen enkele levering bevat het record {ref}.")
    return int(found[0])


def _explanation(task: Task, resolved: Resolved, said: Said, a: int, b: int) -> Explanation:
    weighed, model = resolved.weighed, resolved.learned.model
    at = int(weighed.pairs.find(np.array([a * task.records.size + b]))[0][0])
    row = weighed.pairs.levels[at]
    prior = full(model.priors)[task.stratum(np.array([a]), np.array([b]))]
    parts = tuple(_part(task, resolved, field, row) for field in range(len(task.fields)))
    shares = posterior_of(model, row[None, :], prior)
    together = bool(resolved.label[a] == resolved.label[b])
    chance = float(weighed.chance[at])
    zone = "zeker" if together else "te beoordelen" if chance >= DEFAULT.review else "niet"
    return Explanation(
        parts=parts,
        alone=float(weighed.alone[at]),
        housemates=float(shares[0, HOUSEMATE]),
        chance=chance,
        zone=zone,
        together=together,
        because=tuple(_because(resolved, said, at, a, b)),
    )


def _part(task: Task, resolved: Resolved, field: int, row: np.ndarray[tuple[int], np.dtype[np.int8]]) -> Part:
    level = outcome(task.fields[field], int(row[field]))
    if level is None:
        return Part(task.fields[field].title, UNKNOWN, 0.0, 0.0)
    table = np.log2(np.maximum(resolved.learned.model.tables[field][:, row[field]], 1e-12))
    return Part(
        task.fields[field].title,
        level.sentence,
        round(float(table[MATCH] - table[STRANGER]), 1),
        round(float(table[MATCH] - table[HOUSEMATE]), 1),
    )


def _because(resolved: Resolved, said: Said, at: int, a: int, b: int) -> list[str]:
    """What decided beside the fields."""
    found = []
    spoken = np.flatnonzero((said.a == a) & (said.b == b))
    if len(spoken):
        verdict = "één persoon" if said.same[spoken[-1]] else "verschillende personen"
        found.append(f"Een mens heeft gezegd dat dit {verdict} zijn; dat gaat voor.")
    alone, chance = resolved.weighed.alone[at], resolved.weighed.chance[at]
    if chance < alone - FELT:
        found.append("Een van beide past beter bij een ander record van dezelfde bron.")
    if chance > alone + FELT:
        found.append("Hun huishoudens zijn dezelfde: er hoort daar nog iemand bij elkaar.")
    if resolved.doubt[at]:
        found.append(
            "Er is een tegenspraak (een andere volledige geboortedatum, of een gedeeld nummer met een andere "
            "naam); daarom koppelt Knooppunt dit paar niet zonder dat een mens kijkt."
        )
    if resolved.label[a] == resolved.label[b] and chance < DEFAULT.certain:
        found.append("Zij horen bij elkaar via andere records van dezelfde persoon.")
    if resolved.label[a] != resolved.label[b] and chance >= DEFAULT.certain:
        found.append("Andere records van deze personen spreken tegen dat zij één persoon zijn.")
    return found


FELT = 0.05
"""A difference in chance that is worth a sentence."""
