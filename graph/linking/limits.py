"""Where a link is certain, and where it is put before a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Three zones: certain, review, and no.

    Attributes:
        certain: from this chance on records are one person without anyone looking.
        review: from this chance on a pair is put before a person.
    """

    certain: float = 0.5
    review: float = 0.25


DEFAULT = Limits()
