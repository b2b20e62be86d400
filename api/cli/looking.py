"""Whom a command may show: in a fictional store everyone, elsewhere whom the casus reaches, and logged."""

from __future__ import annotations

import getpass
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.access import Case, Right, case, list_cases
from graph.access.family import case_maps, persons_in
from graph.access.rules import permit
from graph.access.scene import Scene
from graph.analysis.family_map import family_map, family_maps
from graph.audit import Level, LogBook
from graph.audit.logbook import Shown
from graph.store.base import Viewer
from models.access import Actor, Role
from models.errors import AccessDenied, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from api.cli.session import Session
    from graph.store.base import Store
    from models.family_map import FamilyMap
    from models.judgement import RecordRef

HOUSE = Viewer("zvh", "zvh")
"""The command line is the Veiligheidshuis' own: what a source keeps from it stays away here too."""
NO_CASE = (
    "In een opslag met echte personen hoort bij elke blik een casus en een doel: "
    "geef --casus N en --doel DOEL op (regel casus en doel, Wgs art. 1.8 lid 5)."
)
CLOSED = "Deze casus is gesloten (regel gesloten casus, Wgs art. 1.8 lid 7)."
OUTSIDE = "Deze persoon staat niet op de gezinskaart van deze casus (regel straal, BGS art. 2.19)."
WHOLE = "Het hele netwerk verlaat een opslag met echte personen niet (regel straal, BGS art. 2.19)."


def os_user() -> str:
    """Who is at the keyboard, as the operating system knows him."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "onbekend"


def now() -> datetime:
    """The moment of a decision or a look."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Permit:
    """One run's leave to show the persons of one casus."""

    store: Store
    session: Session
    case: Case
    book: LogBook

    def maps(self, day: date) -> tuple[FamilyMap, ...]:
        """The gezinskaart of every system of a betrokkene of the casus."""
        return case_maps(Scene(self.store.view(HOUSE), self.store.view()), self.case, day, public=True)

    def log(self, level: Level, persons: Sequence[str]) -> None:
        """Write who is shown, before they are."""
        look = self.book.begin(_actor(), self.session.purpose, self.case.nummer)
        self.book.grant(look, Shown(str(Right.GEZINSKAART), level, tuple(persons)))


def maps_of(
    session: Session, store: Store, record: RecordRef, day: date, *, every: bool = False
) -> tuple[FamilyMap, ...]:
    """The own system of the person of a record, or with ``every`` all that he belongs to.

    Raises:
        NotFound: no levering holds this record.
        AccessDenied: the casus does not reach this person, or none is named.
    """
    if not store.view().fictief:
        return _maps_in_case(session, store, record, day, every=every)
    scene = Scene(store.view(), store.view())
    person = scene.person_of(record)
    if person is None:
        raise NotFound(f"Er is geen persoon {record} in de leveringen.")
    if every:
        return tuple(family_maps(scene.network, person, day))
    return (family_map(scene.network, person, day),)


def persons_shown(session: Session, store: Store, day: date) -> frozenset[str] | None:
    """Whom a list of persons may hold: ``None`` for everyone, else those on the maps of the casus."""
    if store.view().fictief:
        return None
    leave = _permit(session, store)
    shown = persons_in(leave.maps(day))
    leave.log(Level.IN_RESULTATEN, shown)
    return frozenset(shown)


def whole_network(session: Session, store: Store) -> None:
    """Let the whole network out of a fictional store only.

    Raises:
        AccessDenied: real persons are in it; the refusal is logged.
    """
    if not store.view().fictief:
        raise _refused(store, session, WHOLE)


def log_systems(session: Session, store: Store, persons: Sequence[str]) -> None:
    """Record that systems were shown by their code; in a fictional store nobody needs to know."""
    if store.view().fictief:
        return
    book = _book(store)
    look = book.begin(_actor(), session.purpose, None)
    book.grant(look, Shown(str(Right.SAMENLOOP), Level.IN_RESULTATEN, tuple(persons)))


def _maps_in_case(
    session: Session, store: Store, record: RecordRef, day: date, *, every: bool
) -> tuple[FamilyMap, ...]:
    leave = _permit(session, store)
    text = str(record)
    mine = [m for m in leave.maps(day) if any(text in p.records for p in m.personen)]
    if not mine:
        raise _refused(store, session, OUTSIDE)
    own = [m for m in mine if any(text in p.records and p.kern for p in m.personen)] or mine
    shown = tuple(mine) if every else (own[0],)
    leave.log(Level.GEOPEND, persons_in(shown))
    return shown


def _permit(session: Session, store: Store) -> _Permit:
    if session.case is None or session.purpose is None:
        raise _refused(store, session, NO_CASE)
    try:
        permit(Right.GEZINSKAART, _actor(), session.purpose)
    except AccessDenied as refusal:
        raise _refused(store, session, str(refusal)) from refusal
    found = case(store.view(), session.case)
    if found.staat != "open":
        raise _refused(store, session, CLOSED)
    return _Permit(store, session, found, _book(store))


def _refused(store: Store, session: Session, rule: str) -> AccessDenied:
    book = _book(store)
    known = {one.nummer for one in list_cases(store.view())}
    named = (session.case or "").upper()
    book.refuse(book.begin(_actor(), session.purpose, named if named in known else None), rule)
    return AccessDenied(rule)


def _book(store: Store) -> LogBook:
    return LogBook(store, now, secrets.token_bytes)


def _actor() -> Actor:
    return Actor(os_user(), Role.PROCESREGISSEUR, HOUSE.organisation)
