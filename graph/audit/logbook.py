"""Writes both logs in one transaction and lets nothing through when that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock
from types import TracebackType

import polars as pl

from graph.audit.chain import START, line_hash
from graph.audit.pseudonym import pseudonym
from graph.frames import schema
from graph.store.base import Store
from models.access import Actor, Purpose
from models.errors import StoreUnavailable
from models.ledgers import AUDITLOG, VERWERKINGSLOG

ACTIVITY = "urn:knooppunt:verwerking:"
NO_LOG = "Het logboek kan nu niet worden geschreven; daarom komt er geen antwoord. Probeer het straks weer."


class Level(StrEnum):
    """How closely a person was looked at."""

    GEZOCHT = "gezocht"
    IN_RESULTATEN = "in resultaten"
    GEOPEND = "geopend"
    IN_DETAIL = "in detail geopend"


@dataclass(frozen=True, slots=True)
class Look:
    """One request: who looks, what for, at which casus, under which trace."""

    trace_id: str
    started: datetime
    actor: Actor
    purpose: Purpose | None
    case: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows: ``persons`` are knooppunt_ids, ``activity`` the name of the processing.

    ``case`` is for an answer on several casussen; else it is the one that the request names.
    """

    activity: str
    level: Level
    persons: tuple[str, ...] = ()
    case: str | None = None


class LogBook:
    """Appends to the verwerkingslog and the auditlog; the clock and the source of chance are given.

    One process writes a store, so the hash of the last line is kept here and not read again each time.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], entropy: Callable[[int], bytes]) -> None:
        self._store, self._now, self._entropy = store, now, entropy
        self._secret = store.view().secret
        self._last: str | None = None
        self._lock = Lock()

    def begin(self, actor: Actor, purpose: Purpose | None, case: str | None) -> Look:
        """Start the trace of one request."""
        return Look(self._entropy(16).hex(), self._now(), actor, purpose, case)

    def grant(self, look: Look, *shown: Shown) -> None:
        """Record what an answer shows: one line for each part of it, and below that one per person.

        Raises:
            StoreUnavailable: it could not be written; the answer must not leave.
        """
        outcomes = [(f"verleend: {part.activity}", part.case or look.case) for part in shown]
        self._write(look, outcomes, [line for part in shown for line in self._lines(look, part)])

    def refuse(self, look: Look, rule: str) -> None:
        """Record a refusal with the rule that it follows from.

        Raises:
            StoreUnavailable: it could not be written.
        """
        self._write(look, [(f"geweigerd: {rule}", look.case)], [])

    def _lines(self, look: Look, shown: Shown) -> list[tuple[object, ...]]:
        now, parent = self._now(), self._entropy(8).hex()
        activity = ACTIVITY + shown.activity

        def line(span: str, above: str | None, subject: str | None) -> tuple[object, ...]:
            ends = (look.started, now, "Ok", activity, subject, str(shown.level))
            return (look.trace_id, span, above, shown.activity, *ends)

        persons = [pseudonym(self._secret, person) for person in dict.fromkeys(shown.persons)]
        return [line(parent, None, None)] + [line(self._entropy(8).hex(), parent, who) for who in persons]

    def _write(
        self, look: Look, outcomes: list[tuple[str, str | None]], lines: list[tuple[object, ...]]
    ) -> None:
        with self._lock, _NoLogNoAnswer():
            previous = self._last or self._read_last()
            entries: list[tuple[object, ...]] = []
            for outcome, case in outcomes:
                entry = self._entry(look, outcome, case, previous)
                previous = str(entry["hash"])
                entries.append(tuple(entry.values()))
            with self._store.write() as writer:
                if lines:
                    writer.append(VERWERKINGSLOG.name, _frame(lines, VERWERKINGSLOG.name))
                writer.append(AUDITLOG.name, _frame(entries, AUDITLOG.name))
            self._last = previous

    def _entry(self, look: Look, outcome: str, case: str | None, previous: str) -> dict[str, object]:
        who = look.actor
        entry: dict[str, object] = {
            "trace_id": look.trace_id,
            "actor": who.name,
            "rol": str(who.role),
            "organisatie": who.organisation,
            "doel": None if look.purpose is None else str(look.purpose),
            "casus": case,
            "uitkomst": outcome,
            "op": self._now(),
            "vorige": previous,
        }
        return entry | {"hash": line_hash(previous, entry)}

    def _read_last(self) -> str:
        log = self._store.view().ledger(AUDITLOG.name)
        return str(log.sort("volgnummer")["hash"][-1]) if log.height else START


class _NoLogNoAnswer:
    """Whatever goes wrong while writing the log, the answer stays here."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            raise StoreUnavailable(NO_LOG) from error


_SPECS = {spec.name: schema(spec) for spec in (VERWERKINGSLOG, AUDITLOG)}


def _frame(rows: Iterable[tuple[object, ...]], ledger: str) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=_SPECS[ledger], orient="row")
