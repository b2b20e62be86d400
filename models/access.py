"""Who looks, what for, and in which role: the closed lists of access (see docs/toegang.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone is to the Veiligheidshuis."""

    PROCESREGISSEUR = "procesregisseur"
    CASUSREGISSEUR = "casusregisseur"
    DEELNEMER = "deelnemer"
    WEEGPLOEG = "weegploeg"
    INFORMATIEMEDEWERKER = "informatiemedewerker"
    ANALIST = "analist"
    MANAGER = "manager"
    TOETSER = "toetser"
    BEHEERDER = "beheerder"


class Purpose(StrEnum):
    """doel: what a look at a person is for (Wgs art. 1.8(5) and 2.25)."""

    CASUSREGIE = "casusregie"
    TRIAGE = "triage"
    KOPPELEN = "koppelen"
    TOETSING = "toetsing"
    BEHEER = "beheer"
    STATISTIEK = "statistiek"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who looks: ``organisation`` is the code of the partner that he works for."""

    name: str
    role: Role
    organisation: str
    organisation_kind: str = "zvh"
    public: bool = True
