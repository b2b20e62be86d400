"""The gezinskaart as plain values: what the analyses found of one family on one day, ready to be shown.

Persons are named by their ``knooppunt_id``. A tuple is ordered as it is to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.codes import Chain, LifeDomain, RelationKind, Sex
from models.period import Period


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A member of the system or, with ``contact`` set, someone one step away from a member."""

    knooppunt_id: str
    naam: str  # as it is shown, "Ingrid van den Heuvel"
    roepnaam: str
    geslacht: Sex
    geboren: str  # as incomplete as it is known: 1981-03-14, 1981-03, 1981 or empty
    overleden: str
    ongeboren: bool
    leeftijd: int | None
    kern: bool
    betrokkene: bool  # the case is about this person
    reden: str  # why this person belongs here, one Dutch sentence
    records: tuple[str, ...]  # bron:persoon_id


@dataclass(frozen=True, slots=True)
class MapHousehold:
    """Members who live together: ``letter`` A, B, … by size; ``deels`` stay part of the time."""

    letter: str
    adres: str  # "Molenweg 7, Grubbenvorst"; "adres geheim" where it is masked
    soort: str
    leden: tuple[str, ...]
    deels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapRelation:
    """``van`` is the [soort] of ``naar``."""

    van: str
    naar: str
    soort: RelationKind
    vorm: str
    periode: Period
    bron: str


@dataclass(frozen=True, slots=True)
class MapTrajectory:
    """A running traject of one or more members; ``directs`` as in docs/begrippen."""

    bron: str
    traject_id: str
    soort: str
    partner: str  # name of the organisation that runs it
    keten: Chain | None
    regisseur: str
    contact: str
    start: date
    einde: date | None
    status: str
    directs: bool
    personen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapIntervention:
    """An interventie of a member that runs, is planned or was broken off."""

    bron: str
    interventie_id: str
    traject_id: str
    soort: str
    partner: str
    keten: Chain | None
    kader: str
    leefgebied: str
    start: date
    einde: date | None
    status: str
    persoon: str


@dataclass(frozen=True, slots=True)
class MapSignal:
    """The latest signaal of a member in a life domain, at most two years old."""

    persoon: str
    leefgebied: LifeDomain
    probleem: bool
    criminogeen: bool | None
    datum: date
    bron: str


@dataclass(frozen=True, slots=True)
class MapOverlap:
    """Two trajecten on this family at once; ``soort`` is dubbel_spoor or naast_elkaar."""

    soort: str
    bron_a: str
    traject_a: str
    bron_b: str
    traject_b: str
    van: date | None
    tot: date | None
    reden: str


@dataclass(frozen=True, slots=True)
class MapOutOfSight:
    """A member with a problem whom nobody helps: geheel, afgebroken or zonder_zorg."""

    persoon: str
    soort: str
    reden: str


@dataclass(frozen=True, slots=True)
class MapContact:
    """Someone one step from a member who is none: ``relatie`` in words, ``via`` the member."""

    persoon: MapPerson
    relatie: str
    via: str


@dataclass(frozen=True, slots=True)
class WeighingFact:
    """One fact under a criterion, with the records that say so; never a sum or a score."""

    feit: str  # one Dutch sentence
    soort: str  # leefgebied, keten, kader, persoon, melding, conflict, delict
    waarde: str  # the leefgebied, the keten, …
    persoon: str  # knooppunt_id or empty
    records: tuple[str, ...]  # bron:id of each row that says so


@dataclass(frozen=True, slots=True)
class Weighing:
    """Facts for the triagetafel per criterion (O³MP)."""

    ondoorgrondelijk: tuple[WeighingFact, ...]
    ongrijpbaar: tuple[WeighingFact, ...]
    ontwrichtend: tuple[WeighingFact, ...]


@dataclass(frozen=True, slots=True)
class FamilyMap:
    """One gezinssysteem on one day."""

    systeem_id: str
    peildatum: date
    antwoord: str  # the page's first sentence: "4 trajecten van 4 organisaties; niemand heeft de regie."
    personen: tuple[MapPerson, ...]
    huishoudens: tuple[MapHousehold, ...]
    relaties: tuple[MapRelation, ...]  # between members, on this day
    trajecten: tuple[MapTrajectory, ...]
    interventies: tuple[MapIntervention, ...]
    signalen: tuple[MapSignal, ...]
    samenloop: tuple[MapOverlap, ...]
    uit_beeld: tuple[MapOutOfSight, ...]
    weging: Weighing
    netwerk: tuple[MapContact, ...]
