"""The chain of the audit log: each line holds the hash of itself and of the line before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from graph.frames import schema
from models.ledgers import AUDITLOG

START = "0" * 64
TYPES = schema(AUDITLOG)
CONTENT = tuple(c for c in AUDITLOG.names if c not in {"vorige", "hash"})


@dataclass(frozen=True, slots=True)
class Verification:
    """``broken_at`` is the number of the first line that does not follow from the one before."""

    lines: int
    last_hash: str
    broken_at: int | None = None

    @property
    def intact(self) -> bool:
        """Whether every line follows."""
        return self.broken_at is None


def line_hash(previous: str, row: Mapping[str, object]) -> str:
    """SHA-256 over the hash before and the line's content as canonical JSON."""
    content = [previous, *(_plain(row[name]) for name in CONTENT)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def follow(last: Mapping[str, object] | None, entries: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """The lines that these entries are after the last line of the log, each with both hashes."""
    previous = START if last is None else str(last["hash"])
    rows = []
    for entry in entries:
        own = line_hash(previous, entry)
        rows.append((*(entry[name] for name in CONTENT), previous, own))
        previous = own
    return pl.DataFrame(rows, schema=TYPES, orient="row")


def verify(log: pl.DataFrame) -> Verification:
    """Walk the whole audit log (ledger ``auditlog``) and say where it breaks, if it does.

    That lines were cut off at the end shows by comparing ``last_hash`` with one that was written down before.
    """
    previous = START
    rows = log.sort("volgnummer").iter_rows(named=True)
    for expected, row in enumerate(rows, start=1):
        follows = row["vorige"] == previous and row["hash"] == line_hash(previous, row)
        if not follows or row["volgnummer"] != expected:
            return Verification(log.height, previous, expected)
        previous = row["hash"]
    return Verification(log.height, previous)


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
