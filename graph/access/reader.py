"""The only way from a request to the data: each method checks, looks, logs, and then answers."""

from __future__ import annotations

from datetime import date

from graph.access import family, figures, reports
from graph.access.cases import NUMBER, Case
from graph.access.desk import Desk
from graph.access.known import Known
from graph.access.rows import (
    AgendaItem,
    CaseRow,
    DeliveryRow,
    FoundPerson,
    Hotspots,
    LinkCounts,
    LogLines,
    OverlapChoice,
    Overlaps,
    Status,
)
from graph.access.rules import RULES, Right, permit
from graph.access.scene import Scene
from graph.audit.logbook import Level, Shown
from models.access import Actor, Purpose, Role
from models.errors import AccessDenied, InputError, NotFound
from models.family_map import FamilyMap

NOT_ASSIGNED = "Deze casus is niet aan u toegewezen, of bestaat niet (regel toewijzing, Wgs art. 2.25)."
CLOSED = "Deze casus is gesloten (regel gesloten casus, Wgs art. 1.8 lid 7)."
NO_CASE = "Noem een casus (regel casus, Wgs art. 1.8 lid 5)."
NOT_ON_MAP = "Deze persoon staat niet op de gezinskaart van deze casus (regel straal, BGS art. 2.19)."
NO_BSN = "Zoek op naam. Een burgerservicenummer vult u hier niet in."


class Reader:
    """What one request may see: scoped to an actor, a purpose and a casus; refusals are logged too.

    Every method may raise ``AccessDenied`` (the rule is named) and ``StoreUnavailable`` (no log, no answer).
    """

    def __init__(self, desk: Desk, actor: Actor, purpose: Purpose | None, case: str | None) -> None:
        self.__desk = desk
        self.__looked: Scene | None = None
        number = (case or "").strip().upper()
        known = number if NUMBER.fullmatch(number) else None
        self.__look = desk.logbook.begin(actor, purpose, known)

    @property
    def actor(self) -> Actor:
        """Who looks."""
        return self.__look.actor

    @property
    def trace_id(self) -> str:
        """Under which both logs know this request."""
        return self.__look.trace_id

    @property
    def fictief(self) -> bool:
        """Whether everything here is made up."""
        return self.__desk.fictief

    @property
    def peildatum(self) -> date | None:
        """The day whose facts are shown."""
        return self.__scene.standing.peildatum

    def refuse(self, rule: str) -> None:
        """Refuse this request for a reason that shows before anything is read.

        Raises:
            AccessDenied: always, once it is logged.
        """
        raise self.__refusal(rule)

    def may(self, right: Right) -> bool:
        """Whether this role has this right at all: whether to show the way to it."""
        return self.actor.role in RULES[right].purposes

    def cases(self) -> list[CaseRow]:
        """The open casussen of this actor, with the names of their betrokkenen."""
        self.__allow(Right.CASUSSEN)
        every = self.__scene.cases.values()
        mine = [one for one in every if one.staat == "open" and self.__assigned(one)]
        known = self.__scene.known(record for one in mine for record in one.betrokkenen)
        rows = [_row(one, known) for one in mine]
        activity, level = str(Right.CASUSSEN), Level.IN_RESULTATEN
        parts = [Shown(activity, level, _subjects(one, known), one.nummer) for one in mine]
        self.__desk.logbook.grant(self.__look, *(parts or [Shown(activity, level)]))
        return rows

    def case(self) -> CaseRow:
        """The casus that this request names."""
        found = self.__case(Right.GEZINSKAART)
        known = self.__scene.known(found.betrokkenen)
        self.__shown(Right.GEZINSKAART, Level.IN_RESULTATEN, _subjects(found, known))
        return _row(found, known)

    def family_maps(self, day: date | None = None) -> tuple[FamilyMap, ...]:
        """The gezinskaart of every system of a betrokkene of the casus."""
        maps = self.__maps(self.__case(Right.GEZINSKAART), day)
        self.__shown(Right.GEZINSKAART, Level.GEOPEND, family.persons_in(maps))
        return maps

    def person(self, knooppunt_id: str, day: date | None = None) -> FamilyMap:
        """The part of the gezinskaart that is about one person on it.

        Raises:
            NotFound: nobody of that code stands on the map of this casus.
        """
        maps = self.__maps(self.__case(Right.GEZINSKAART), day)
        for one in maps:
            if knooppunt_id in family.persons_in((one,)):
                part = family.only(one, knooppunt_id)
                self.__shown(Right.GEZINSKAART, Level.IN_DETAIL, family.persons_in((part,)))
                return part
        self.__desk.logbook.refuse(self.__look, NOT_ON_MAP)
        raise NotFound(NOT_ON_MAP)

    def printed(self, day: date | None = None) -> tuple[FamilyMap, ...]:
        """The gezinskaart for paper: no address that is geheim is on it, whoever prints it."""
        maps = self.__maps(self.__case(Right.AFDRUKKEN), day, paper=True)
        self.__shown(Right.AFDRUKKEN, Level.IN_DETAIL, family.persons_in(maps))
        return maps

    def explore(self, day: date | None = None) -> tuple[FamilyMap, ...]:
        """The same, to walk through as a network."""
        maps = self.__maps(self.__case(Right.VERKENNEN), day)
        self.__shown(Right.VERKENNEN, Level.IN_DETAIL, family.persons_in(maps))
        return maps

    def search(self, text: str) -> list[FoundPerson]:
        """Who on the map of this casus goes by this name.

        Raises:
            InputError: the text holds a citizen number.
        """
        found_in = self.__case(Right.ZOEKEN)
        if sum(character.isdigit() for character in text) >= 8:
            raise InputError(NO_BSN)
        self.__shown(Right.ZOEKEN, Level.GEZOCHT, ())
        names = self.__scene.standing.names
        found = family.found_persons(self.__maps(found_in, None), found_in, text, names)
        self.__shown(Right.ZOEKEN, Level.IN_RESULTATEN, tuple(p.knooppunt_id for p in found))
        return found

    def overlaps(self, choice: OverlapChoice) -> Overlaps:
        """Samenlopen by the code of their system, without a name; one log line per member all the same."""
        self.__allow(Right.SAMENLOOP)
        scene = self.__scene
        today = scene.standing.peildatum or date.min
        found = figures.choose(scene.overlap_rows(), choice, today)
        affected = scene.affected(figures.pairs_of(found.rijen))
        self.__shown(Right.SAMENLOOP, Level.IN_RESULTATEN, affected)
        return found

    def hotspots(self) -> Hotspots:
        """The release as it was published."""
        self.__allow(Right.HOTSPOTS)
        found = figures.hotspots(self.__scene.view)
        self.__shown(Right.HOTSPOTS, Level.GEOPEND, ())
        return found

    def agenda(self) -> list[AgendaItem]:
        """What was handed to the weegploeg."""
        self.__allow(Right.AGENDA)
        self.__shown(Right.AGENDA, Level.GEOPEND, ())
        return []

    def deliveries(self) -> list[DeliveryRow]:
        """Every levering and its report."""
        self.__allow(Right.LEVERINGEN)
        rows = reports.delivery_rows(self.__scene.view)
        self.__shown(Right.LEVERINGEN, Level.GEOPEND, ())
        return rows

    def link_counts(self) -> LinkCounts:
        """How many records became how many persons."""
        self.__allow(Right.KOPPELINGEN)
        counts = figures.link_counts(self.__scene.view)
        self.__shown(Right.KOPPELINGEN, Level.GEOPEND, ())
        return counts

    def log(self, right: Right, page: int, size: int, trace: str = "") -> LogLines:
        """One page of the verwerkingslog or the auditlog."""
        self.__allow(right)
        lines = reports.log_lines(self.__scene.view, str(right), page, size, trace)
        self.__shown(right, Level.GEOPEND, ())
        return lines

    def status(self) -> Status:
        """How the store is doing, without content."""
        self.__allow(Right.STATUS)
        found = reports.status(self.__desk.store)
        self.__shown(Right.STATUS, Level.GEOPEND, ())
        return found

    @property
    def __scene(self) -> Scene:
        """One look for the whole request, from the first moment that anything is read."""
        if self.__looked is None:
            self.__looked = self.__desk.scene(self.actor)
        return self.__looked

    def __allow(self, right: Right) -> None:
        try:
            permit(right, self.actor, self.__look.purpose)
        except AccessDenied as refusal:
            raise self.__refusal(str(refusal)) from refusal

    def __refusal(self, rule: str) -> AccessDenied:
        self.__desk.logbook.refuse(self.__look, rule)
        return AccessDenied(rule)

    def __shown(self, right: Right, level: Level, persons: tuple[str, ...]) -> None:
        self.__desk.logbook.grant(self.__look, Shown(str(right), level, persons))

    def __assigned(self, one: Case) -> bool:
        name = self.actor.name
        if self.actor.role is Role.PROCESREGISSEUR:
            return one.regisseur == name
        if self.actor.role is Role.CASUSREGISSEUR:
            return name in (one.regisseur, *one.deelnemers)
        return self.actor.role is Role.DEELNEMER and name in one.deelnemers

    def __case(self, right: Right) -> Case:
        self.__allow(right)
        number = self.__look.case
        if number is None and RULES[right].per_case:
            raise self.__refusal(NO_CASE)
        one = self.__scene.cases.get(number or "")
        if one is None or not self.__assigned(one):
            raise self.__refusal(NOT_ASSIGNED)
        if one.staat != "open":
            raise self.__refusal(CLOSED)
        return one

    def __maps(self, one: Case, day: date | None, *, paper: bool = False) -> tuple[FamilyMap, ...]:
        on = day or self.peildatum
        if on is None:
            raise NotFound("Er is nog geen levering ingelezen.")
        return self.__scene.maps(one, on, public=self.actor.public and not paper)


def _row(one: Case, known: Known) -> CaseRow:
    names = dict.fromkeys(known.name_of(record) for record in one.betrokkenen)
    return CaseRow(one.nummer, one.staat, one.geopend_op.date(), one.regisseur, tuple(names), one.deelnemers)


def _subjects(one: Case, known: Known) -> tuple[str, ...]:
    found = (known.person_of(record) for record in one.betrokkenen)
    return tuple(dict.fromkeys(person for person in found if person is not None))
