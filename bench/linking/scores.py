"""How right a set of persons is, on people who were not used in choosing anything."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 of pairs; of 1,000 found pairs those that are two of one household."""

    precision: float
    recall: float
    f1: float
    housemates: float


def held_out(names: pl.Series) -> npt.NDArray[np.bool_]:
    """The half of the people that reports are about."""
    return np.array([blake2b(name.encode(), digest_size=1).digest()[0] & 1 for name in names]).astype(bool)


def scores(label: Ints, truth: pl.DataFrame) -> Scores:
    """Score pairs that touch the held-out half.

    Args:
        label: per record its person.
        truth: ``waar_id`` and ``huishouden`` per record, in the same order.
    """
    person = truth["waar_id"].rank("dense").to_numpy().astype(np.int64)
    home = truth["huishouden"].rank("dense").to_numpy().astype(np.int64)
    other = ~held_out(truth["waar_id"])
    found = _touching(label, other)
    right = _touching(_both(label, person), other)
    true = _touching(person, other)
    same_home = _touching(_both(label, home), other) - _touching(_both(_both(label, home), person), other)
    precision, recall = right / max(found, 1), right / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Scores(precision, recall, f1, 1000 * same_home / max(found, 1))


def _both(left: Ints, right: Ints) -> Ints:
    found: Ints = np.unique(left * (right.max() + 1) + right, return_inverse=True)[1].astype(np.int64)
    return found


def _touching(label: Ints, other: npt.NDArray[np.bool_]) -> int:
    """Pairs of one label of which at least one record is not of the other half."""
    return _pairs(label) - _pairs(label[other])


def _pairs(label: Ints) -> int:
    counts = np.unique(label, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
