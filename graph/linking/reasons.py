"""Why a pair is, or may be, one person: the outcomes of its fields as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from graph.linking.arrays import Levels
    from graph.linking.compare.base import Level
    from graph.linking.fields import Field


def outcome(field: Field, level: int) -> Level | None:
    """The outcome of a field; none where a side is unknown."""
    return None if level < 0 else field.comparator.outcomes[level % len(field.comparator.outcomes)]


def reasons(fields: tuple[Field, ...], levels: Levels) -> list[str]:
    """Per pair its outcomes in sentences: first what agrees, then what does not.

    Args:
        fields: as declared.
        levels: pairs by fields.
    """
    if not len(levels):
        return []
    distinct, back = np.unique(levels, axis=0, return_inverse=True)
    said = [_reason(fields, row.tolist()) for row in distinct]
    return [said[at] for at in back.ravel().tolist()]


def _reason(fields: tuple[Field, ...], row: list[int]) -> str:
    found = [level for field, at in zip(fields, row, strict=True) if (level := outcome(field, at))]
    agrees = [level.sentence for level in found if level.agrees]
    rest = [level.sentence for level in found if not level.agrees]
    return " ".join([*agrees, *rest]) or "Van beide records is te weinig bekend om te vergelijken."
