"""Judgements: decisions of a rule or a person about records, kept as edges that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Verdict(StrEnum):
    """oordeel on a pair of records."""

    ZELFDE = "zelfde"
    VERSCHILLEND = "verschillend"
    ONZEKER = "onzeker"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """One person record of one source, written ``bron:persoon_id``."""

    bron: str
    persoon_id: str

    def __str__(self) -> str:
        return f"{self.bron}:{self.persoon_id}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left`` and ``right`` are (not) one person, said by ``by`` (a rule with its version, or a person)."""

    left: RecordRef
    right: RecordRef
    verdict: Verdict
    by: str
    on: date
    reason: str
