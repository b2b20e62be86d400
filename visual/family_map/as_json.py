"""A FamilyMap as the document of ``knooppunt systeem`` (docs/contract/opdrachtregel.md)."""

from __future__ import annotations

from datetime import date

from models.family_map import (
    FamilyMap,
    MapContact,
    MapOverlap,
    MapPerson,
    MapTrajectory,
    Weighing,
    WeighingFact,
)

Document = dict[str, object]


def as_json(family: FamilyMap) -> Document:
    """The dict that ``--json`` prints: dates as ISO text, what is empty as ``None``."""
    return {
        "systeem_id": family.systeem_id,
        "leden": [_member(person) for person in family.personen],
        "trajecten": [_trajectory(traject) for traject in family.trajecten],
        "samenloop": [_overlap(overlap) for overlap in family.samenloop],
        "uit_beeld": [
            {"knooppunt_id": found.persoon, "soort": found.soort, "reden": found.reden}
            for found in family.uit_beeld
        ],
        "weging": _weighing(family.weging),
        "netwerk": _network(family.netwerk),
    }


def _member(person: MapPerson) -> Document:
    return {"knooppunt_id": person.knooppunt_id, "records": list(person.records), "reden": person.reden}


def _trajectory(traject: MapTrajectory) -> Document:
    return {
        "bron": traject.bron,
        "traject_id": traject.traject_id,
        "soort": traject.soort,
        "partner": traject.partner,
        "regisseur": traject.regisseur or None,
        "start": traject.start.isoformat(),
        "einde": _iso(traject.einde),
        "status": traject.status or None,
        "personen": list(traject.personen),
    }


def _overlap(overlap: MapOverlap) -> Document:
    return {
        "soort": overlap.soort,
        "bron_a": overlap.bron_a,
        "traject_a": overlap.traject_a,
        "bron_b": overlap.bron_b,
        "traject_b": overlap.traject_b,
        "van": _iso(overlap.van),
        "tot": _iso(overlap.tot),
    }


def _weighing(weighing: Weighing) -> Document:
    return {
        "ondoorgrondelijk": [_fact(fact) for fact in weighing.ondoorgrondelijk],
        "ongrijpbaar": [_fact(fact) for fact in weighing.ongrijpbaar],
        "ontwrichtend": [_fact(fact) for fact in weighing.ontwrichtend],
    }


def _fact(fact: WeighingFact) -> Document:
    return {
        "feit": fact.feit,
        "soort": fact.soort,
        "waarde": fact.waarde or None,
        "persoon": fact.persoon or None,
        "records": list(fact.records),
    }


def _network(contacts: tuple[MapContact, ...]) -> list[Document]:
    """One row per person and relatie, by the first lid through whom it is so."""
    first: dict[tuple[str, str], str] = {}
    for contact in contacts:
        first.setdefault((contact.persoon.knooppunt_id, contact.relatie), contact.via)
    return [
        {"knooppunt_id": person, "relatie": relation, "via": via} for (person, relation), via in first.items()
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
