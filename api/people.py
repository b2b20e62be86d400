"""The made-up people of the demo, one for each role; each name says that nobody is called so."""

from __future__ import annotations

from dataclasses import dataclass

from graph.access import Opening
from models.access import Actor, Role
from models.judgement import RecordRef

ORGANISATION = "zvh-demo"
CARE = "zorgpartner-demo"
NAMES = {ORGANISATION: "Zorg- en Veiligheidshuis", CARE: "Zorgpartner"}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """``key`` is what the sign-in form sends."""

    key: str
    actor: Actor


def _person(role: Role, name: str) -> DemoPerson:
    return DemoPerson(role.value, Actor(f"{name} (verzonnen)", role, ORGANISATION))


_PARTICIPANT = Actor("Demi Deelnemer (verzonnen)", Role.DEELNEMER, CARE, "jeugdzorg", public=False)

_PEOPLE = (
    _person(Role.PROCESREGISSEUR, "Petra Procesregisseur"),
    _person(Role.CASUSREGISSEUR, "Cas Casusregisseur"),
    DemoPerson(Role.DEELNEMER.value, _PARTICIPANT),
    _person(Role.WEEGPLOEG, "Wies Weegploeg"),
    _person(Role.INFORMATIEMEDEWERKER, "Ina Informatiemedewerker"),
    _person(Role.ANALIST, "Anna Analist"),
    _person(Role.MANAGER, "Marga Manager"),
    _person(Role.TOETSER, "Toon Toetser"),
    _person(Role.BEHEERDER, "Bea Beheerder"),
)


def demo_people() -> tuple[DemoPerson, ...]:
    """One made-up person per role, in the order of the sign-in page."""
    return _PEOPLE


def organisation_name(code: str) -> str:
    """What to call an organisation of the made-up people."""
    return NAMES.get(code, code)


def demo_opening(*betrokkenen: RecordRef) -> Opening:
    """A casus on which the made-up procesregisseur, casusregisseur and deelnemer work together."""
    name = {person.actor.role: person.actor.name for person in _PEOPLE}
    return Opening(
        regisseur=name[Role.PROCESREGISSEUR],
        betrokkenen=betrokkenen,
        deelnemers=(name[Role.CASUSREGISSEUR], name[Role.DEELNEMER]),
    )
