"""The table of access: which role may do what, for which purpose, and whether a casus must be named.

Deny by default: what does not stand here is refused, and the refusal says the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.access import Actor, Purpose, Role
from models.errors import AccessDenied


class Right(StrEnum):
    """One thing to look at."""

    CASUSSEN = "casussen"
    ZOEKEN = "zoeken"
    GEZINSKAART = "gezinskaart"
    AFDRUKKEN = "afdrukken"
    VERKENNEN = "verkennen"
    SAMENLOOP = "samenloop"
    HOTSPOTS = "hotspots"
    LEVERINGEN = "leveringen"
    KOPPELINGEN = "koppelingen"
    AGENDA = "agenda"
    VERWERKINGSLOG = "verwerkingslog"
    AUDITLOG = "auditlog"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Rule:
    """``purposes`` holds the roles that may, each with its one purpose; ``law`` where the rule is from."""

    purposes: Mapping[Role, Purpose]
    per_case: bool
    names: bool
    law: str


R, P = Role, Purpose
CASE_WORKERS = {
    R.PROCESREGISSEUR: P.CASUSREGIE,
    R.CASUSREGISSEUR: P.CASUSREGIE,
    R.DEELNEMER: P.CASUSREGIE,
}
DIRECTORS = {R.PROCESREGISSEUR: P.CASUSREGIE, R.CASUSREGISSEUR: P.CASUSREGIE}

RULES: Mapping[Right, Rule] = {
    Right.CASUSSEN: Rule(CASE_WORKERS | {R.WEEGPLOEG: P.TRIAGE}, False, True, "Wgs art. 2.25"),
    Right.ZOEKEN: Rule(DIRECTORS, True, True, "Wgs art. 1.8 lid 5"),
    Right.GEZINSKAART: Rule(CASE_WORKERS, True, True, "Wgs art. 2.30 lid 1"),
    Right.AFDRUKKEN: Rule(DIRECTORS, True, True, "Wgs art. 2.30 lid 1"),
    Right.VERKENNEN: Rule({R.PROCESREGISSEUR: P.CASUSREGIE}, True, True, "BGS art. 2.19"),
    Right.SAMENLOOP: Rule({R.MANAGER: P.TRIAGE}, False, False, "BGS art. 1.10 lid 1"),
    Right.HOTSPOTS: Rule({R.ANALIST: P.STATISTIEK, R.MANAGER: P.STATISTIEK}, False, False, "AVG art. 89"),
    Right.LEVERINGEN: Rule({R.INFORMATIEMEDEWERKER: P.KOPPELEN}, False, False, "Wgs art. 1.9"),
    Right.KOPPELINGEN: Rule({R.INFORMATIEMEDEWERKER: P.KOPPELEN}, False, False, "Wgs art. 1.9"),
    Right.AGENDA: Rule({R.WEEGPLOEG: P.TRIAGE}, False, True, "Wgs art. 2.25"),
    Right.VERWERKINGSLOG: Rule({R.TOETSER: P.TOETSING}, False, False, "AVG art. 39"),
    Right.AUDITLOG: Rule({R.TOETSER: P.TOETSING}, False, False, "AVG art. 39"),
    Right.STATUS: Rule({R.BEHEERDER: P.BEHEER}, False, False, "AVG art. 32"),
}


def purpose_of(right: Right, role: Role) -> Purpose | None:
    """The purpose that a page of this right has for this role; ``None`` where the role may not."""
    return RULES[right].purposes.get(role)


def permit(right: Right, actor: Actor, purpose: Purpose | None) -> None:
    """Let this role with this purpose through, as far as the table goes; the casus is judged apart.

    Raises:
        AccessDenied: the message names the rule.
    """
    rule = RULES[right]
    fitting = rule.purposes.get(actor.role)
    if fitting is None:
        raise AccessDenied(f"De rol {actor.role} mag {right} niet zien (regel rol, {rule.law}).")
    if purpose is None:
        raise AccessDenied(f"Noem een doel om {right} te zien: {fitting} (regel doel, Wgs art. 1.8 lid 5).")
    if purpose != fitting:
        raise AccessDenied(
            f"Het doel {purpose} past niet bij {right} in de rol {actor.role}; "
            f"dat is {fitting} (regel doel, Wgs art. 1.8 lid 5)."
        )
