"""Whom a command may show: in a fictional store everyone, elsewhere whom the casus reaches, and logged."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api.cli.user import now, os_user
from graph.access import Case, Right, list_cases
from graph.access.family import masked, persons_in, surroundings
from graph.access.reader import CLOSED, NOT_ASSIGNED
from graph.access.rules import permit
from graph.access.scene import Memory, Scene
from graph.analysis.family_map import family_map, family_maps
from graph.audit import Level, LogBook
from graph.audit.logbook import Shown
from graph.store.base import Viewer
from models.access import Actor, Purpose, Role
from models.errors import AccessDenied, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from api.cli.session import Session
    from graph.network import Network
    from graph.store.base import Store
    from models.family_map import FamilyMap
    from models.judgement import RecordRef

HOUSE = Viewer("zvh", "zvh")
"""The command line is the Veiligheidshuis' own: what a source keeps from it stays away here too."""
NO_CASE = (
    "In een opslag met echte personen hoort bij elke blik een casus en een doel: "
    "geef --casus N en --doel DOEL op (regel casus en doel, Wgs art. 1.8 lid 5)."
)
OUTSIDE = "Deze persoon staat niet op de gezinskaart van deze casus (regel straal, BGS art. 2.19)."
WHOLE = "Het hele netwerk verlaat een opslag met echte personen niet (regel straal, BGS art. 2.19)."


@dataclass(frozen=True, slots=True)
class Ask:
    """What one run asks of a store with real persons: to look in a role, for a purpose, at a casus."""

    store: Store
    right: Right
    role: Role
    purpose: Purpose | None
    case: str | None

    def refused(self, rule: str) -> AccessDenied:
        """The refusal, once it is logged; a number that is no casus reaches no log."""
        known = {one.nummer for one in list_cases(self.store.view())}
        named = (self.case or "").strip().upper()
        book, actor = _book(self.store), _actor(self.role)
        book.refuse(book.begin(actor, self.purpose, named if named in known else None), rule)
        return AccessDenied(rule)

    def permit(self) -> None:
        """Hold the role and the purpose against the table.

        Raises:
            AccessDenied: it does not fit; the refusal is logged.
        """
        try:
            permit(self.right, _actor(self.role), self.purpose)
        except AccessDenied as refusal:
            raise self.refused(str(refusal)) from refusal

    def find_case(self) -> Case:
        """The open casus that is named, if it is this user's.

        Raises:
            AccessDenied: there is none; the refusal is logged.
        """
        if self.case is None or self.purpose is None:
            raise self.refused(NO_CASE)
        self.permit()
        number = self.case.strip().upper()
        for one in list_cases(self.store.view()):
            if one.nummer == number and is_mine(one):
                if one.staat != "open":
                    raise self.refused(CLOSED)
                return one
        raise self.refused(NOT_ASSIGNED)

    def log(self, level: Level, persons: Sequence[str], case: str | None = None) -> None:
        """Write who is shown, before they are."""
        book = _book(self.store)
        look = book.begin(_actor(self.role), self.purpose, case)
        book.grant(look, Shown(str(self.right), level, tuple(persons)))


def is_mine(case: Case) -> bool:
    """Whether the user works on a casus: its regisseur, a deelnemer, or who opened it here."""
    return os_user() in (case.regisseur, *case.deelnemers, case.geopend_door)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose gezinskaart is wanted, of which day.

    ``every`` is all systems that he belongs to; on ``paper`` no address stands that is geheim.
    """

    record: RecordRef
    day: date
    every: bool = False
    paper: bool = False


def maps_of(session: Session, store: Store, whom: Whom) -> tuple[FamilyMap, ...]:
    """The own system of the person of a record, or all that he belongs to.

    Raises:
        NotFound: no levering holds this record.
        AccessDenied: the casus does not reach this person, or none is named.
    """
    if not store.view().fictief:
        return _maps_in_case(session, store, whom)
    view = store.view()
    network, known = surroundings(view, [whom.record], whom.day)
    person = known.person_of(whom.record)
    if person is None:
        raise NotFound(f"Er is geen persoon {whom.record} in de leveringen.")
    drawn = family_maps if whom.every else _own_map
    maps = drawn(network, person, whom.day)
    return masked(view, maps) if whom.paper else maps


def _own_map(network: Network, person: str, day: date) -> tuple[FamilyMap, ...]:
    return (family_map(network, person, day),)


def _maps_in_case(session: Session, store: Store, whom: Whom) -> tuple[FamilyMap, ...]:
    asked = _at_case(session, store, Right.AFDRUKKEN if whom.paper else Right.GEZINSKAART)
    case = asked.find_case()
    text = str(whom.record)
    maps = house_scene(store).maps(case, whom.day, public=not whom.paper)
    mine = [m for m in maps if any(text in p.records for p in m.personen)]
    if not mine:
        raise asked.refused(OUTSIDE)
    own = [m for m in mine if any(text in p.records and p.kern for p in m.personen)] or mine
    shown = tuple(mine) if whom.every else (own[0],)
    asked.log(Level.IN_DETAIL if whom.paper else Level.GEOPEND, persons_in(shown), case.nummer)
    return shown


def maps_shown(session: Session, store: Store, day: date) -> tuple[FamilyMap, ...] | None:
    """What an export of persons may hold: ``None`` for everyone, else the maps of the casus."""
    if store.view().fictief:
        return None
    asked = _at_case(session, store, Right.GEZINSKAART)
    case = asked.find_case()
    maps = house_scene(store).maps(case, day, public=True)
    asked.log(Level.IN_RESULTATEN, persons_in(maps), case.nummer)
    return maps


def whole_network(session: Session, store: Store) -> None:
    """Let the whole network out of a fictional store only.

    Raises:
        AccessDenied: real persons are in it; the refusal is logged.
    """
    if not store.view().fictief:
        raise _at_case(session, store, Right.VERKENNEN).refused(WHOLE)


def cases_shown(store: Store) -> list[Case]:
    """All casussen; outside a fictional store only the user's own open ones say whom they are about."""
    found = list_cases(store.view())
    if store.view().fictief:
        return found
    own = [one for one in found if one.staat == "open" and is_mine(one)]
    scene = house_scene(store)
    for one in own:
        known = scene.known(one.betrokkenen)
        persons = [known.person_of(record) for record in one.betrokkenen]
        asked = Ask(store, Right.CASUSSEN, Role.PROCESREGISSEUR, Purpose.CASUSREGIE, one.nummer)
        asked.log(Level.IN_RESULTATEN, [p for p in persons if p is not None], one.nummer)
    return [one if one in own else replace(one, betrokkenen=(), melding="") for one in found]


def house_scene(store: Store) -> Scene:
    """The data as the Veiligheidshuis may see them."""
    return Scene(store, HOUSE, Memory())


def _at_case(session: Session, store: Store, right: Right) -> Ask:
    return Ask(store, right, Role.PROCESREGISSEUR, session.purpose, session.case)


def _book(store: Store) -> LogBook:
    return LogBook(store, now, secrets.token_bytes)


def _actor(role: Role) -> Actor:
    return Actor(os_user(), role, HOUSE.organisation)
