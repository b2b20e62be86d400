"""Writes both logs in one transaction and lets nothing through when that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import TracebackType

import polars as pl

from graph.audit.chain import follow
from graph.audit.pseudonym import pseudonym
from graph.audit.together import Together
from graph.frames import schema
from graph.store.base import Store
from models.access import Actor, Purpose
from models.errors import StoreUnavailable
from models.ledgers import AUDITLOG, VERWERKINGSLOG

Line = tuple[object, ...]
Entry = dict[str, object]
ACTIVITY = "urn:knooppunt:verwerking:"
SHOWN_TYPES = schema(VERWERKINGSLOG)
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

    Several processes may write one store: each line follows from the last one there, whoever wrote it.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], entropy: Callable[[int], bytes]) -> None:
        self._store, self._now, self._entropy = store, now, entropy
        self._secret = store.view().secret
        self._together = Together(self._write)

    def begin(self, actor: Actor, purpose: Purpose | None, case: str | None) -> Look:
        """Start the trace of one request."""
        return Look(self._entropy(16).hex(), self._now(), actor, purpose, case)

    def grant(self, look: Look, *shown: Shown) -> None:
        """Record what an answer shows: one line for each part of it, and below that one per person.

        Raises:
            StoreUnavailable: it could not be written; the answer must not leave.
        """
        outcomes = [(f"verleend: {part.activity}", part.case or look.case) for part in shown]
        self._record(look, outcomes, [line for part in shown for line in self._lines(look, part)])

    def refuse(self, look: Look, rule: str) -> None:
        """Record a refusal with the rule that it follows from.

        Raises:
            StoreUnavailable: it could not be written.
        """
        self._record(look, [(f"geweigerd: {rule}", look.case)], [])

    def _lines(self, look: Look, shown: Shown) -> list[Line]:
        now, parent = self._now(), self._entropy(8).hex()
        activity = ACTIVITY + shown.activity

        def line(span: str, above: str | None, subject: str | None) -> Line:
            ends = (look.started, now, "Ok", activity, subject, str(shown.level))
            return (look.trace_id, span, above, shown.activity, *ends)

        persons = [pseudonym(self._secret, person) for person in dict.fromkeys(shown.persons)]
        return [line(parent, None, None)] + [line(self._entropy(8).hex(), parent, who) for who in persons]

    def _record(self, look: Look, outcomes: list[tuple[str, str | None]], lines: list[Line]) -> None:
        entries = [self._entry(look, outcome, case) for outcome, case in outcomes]
        with _NoLogNoAnswer():
            self._together.write((lines, entries))

    def _write(self, looks: list[tuple[list[Line], list[Entry]]]) -> None:
        lines = [line for own, _ in looks for line in own]
        entries = [entry for _, own in looks for entry in own]
        with self._store.write() as writer:
            if lines:
                writer.append(VERWERKINGSLOG.name, pl.DataFrame(lines, schema=SHOWN_TYPES, orient="row"))
            writer.append_after(AUDITLOG.name, lambda last: follow(last, entries))

    def _entry(self, look: Look, outcome: str, case: str | None) -> Entry:
        who = look.actor
        return {
            "trace_id": look.trace_id,
            "actor": who.name,
            "rol": str(who.role),
            "organisatie": who.organisation,
            "doel": None if look.purpose is None else str(look.purpose),
            "casus": case,
            "uitkomst": outcome,
            "op": self._now(),
        }


class _NoLogNoAnswer:
    """Whatever goes wrong while writing the log, the answer stays here."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            raise StoreUnavailable(NO_LOG) from error
