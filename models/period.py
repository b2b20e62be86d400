"""Periods that include their first and their last day and may be open on either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From ``van`` up to and including ``tot``; ``None`` is open.

    A period whose ``tot`` lies before its ``van`` holds no day: such a fact was announced and taken back.
    """

    van: date | None = None
    tot: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.van is None or self.van <= day) and (self.tot is None or day <= self.tot)

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in this period."""
        return self.van is not None and self.tot is not None and self.tot < self.van

    def overlap(self, other: Period) -> Period | None:
        """The days that both hold: the later start, the earlier end; ``None`` if there are none."""
        starts = [p.van for p in (self, other) if p.van is not None]
        ends = [p.tot for p in (self, other) if p.tot is not None]
        common = Period(max(starts, default=None), min(ends, default=None))
        return None if self.is_empty or other.is_empty or common.is_empty else common
