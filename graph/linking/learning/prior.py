"""What is thought before looking: how levels usually fall, from a region with known truth.

The more records there are, the less it counts. The figures stand in ``prior.json``, with their version.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from graph.linking.learning.model import HOUSEMATE, MATCH, STRANGER, Model

if TYPE_CHECKING:
    from graph.linking.arrays import Floats
    from graph.linking.fields import Field
    from graph.linking.learning.evidence import Evidence
    from graph.linking.learning.model import Column

OVERLAP = (0.3, 0.6)
"""Before looking: this share of the smaller of two sources has a partner, and housemates, in the other."""

TWICE_OR_MATES = (0.02, 0.6)
"""Before looking: this share of one source stands there twice, or has a housemate there."""

RANDOM = ((1e-5, 1e-5, 1.0), (1e-2, 1e-3, 1.0))
"""Before looking: shares of the classes among random pairs, and among those of one name."""


@cache
def _figures() -> dict[str, dict[str, list[float]]]:
    text = (files("graph.linking.learning") / "prior.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[float]]] = json.loads(text)["comparators"]
    return found


def before(fields: tuple[Field, ...], columns: tuple[Column, ...], evidence: Evidence) -> Model:
    """The model before it has seen anything but how common values are."""
    tables = tuple(_table(field, column) for field, column in zip(fields, columns, strict=True))
    usual = np.where(evidence.within[:, None], TWICE_OR_MATES, OVERLAP)
    expected = usual * (evidence.smaller / evidence.totals)[:, None]
    return Model(tables, np.maximum(expected, 1e-12), np.array(RANDOM))


def _table(field: Field, column: Column) -> Floats:
    """Chances per class and level; equal values are spread by how common they are."""
    known = _figures()[type(field.comparator).__name__]
    outcomes = field.comparator.outcomes
    branches = int(column.branch.max()) + 1
    many = max(1, sum(level.exact for level in outcomes))
    table = np.empty((3, column.width))
    for kind in (MATCH, HOUSEMATE, STRANGER):
        row = [known["gelijk"][kind] / many if level.exact else known[level.name][kind] for level in outcomes]
        table[kind] = np.tile(np.array(row) / sum(row), branches)
    if field.shared:
        table[HOUSEMATE] = table[MATCH]
    return np.maximum(table, 1e-7)
