"""Precision, recall and F1 of what was found against what is true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many are true, and how many are both."""

    found: int
    true: int
    both: int

    def as_json(self) -> dict[str, float | None]:
        """``precisie, recall, f1``; ``None`` where there is nothing to divide by.

        F1 is twice what is both over what was found plus what is true: the harmonic mean where both exist.
        """
        return {
            "precisie": _share(self.both, self.found),
            "recall": _share(self.both, self.true),
            "f1": _share(2 * self.both, self.found + self.true),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
