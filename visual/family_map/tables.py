"""The gezinskaart as tables: what the picture shows, and what waits behind it."""

from __future__ import annotations

from models.family_map import FamilyMap, MapPerson, MapTrajectory
from visual import dutch
from visual.family_map.contacts import contacts
from visual.family_map.evidence import evidence
from visual.rendering import render
from visual.table import Table
from visual.words import CHAIN_LABELS, label


def tables(family: FamilyMap) -> str:
    """All tables as HTML: members, trajecten, samenloop, uit beeld, netwerk, then the evidence."""
    return render("family_tables.html", tables=all_tables(family))


def all_tables(family: FamilyMap) -> tuple[Table, ...]:
    """The tables in the order in which they are read."""
    shown = (members(family), trajectories(family), overlaps(family), out_of_sight(family), network(family))
    return (*shown, *evidence(family, names(family)))


def names(family: FamilyMap) -> dict[str, str]:
    """What to call each member, by ``knooppunt_id``."""
    return {p.knooppunt_id: p.naam or "naam onbekend" for p in family.personen}


def members(family: FamilyMap) -> Table:
    """Everyone of the system exactly once, with why he or she belongs to it."""
    rows = tuple(
        (
            person.naam or "naam onbekend",
            _age(person),
            _home(family, person.knooppunt_id),
            person.reden,
            _trajects_of(family, person.knooppunt_id),
            _sight(family, person.knooppunt_id),
        )
        for person in family.personen
    )
    columns = ("Naam", "Leeftijd", "Woont", "Hoort erbij omdat", "Trajecten", "Uit beeld")
    return Table("leden", "Gezinsleden", columns, rows, "Dit gezinssysteem heeft op deze dag geen leden.")


def trajectories(family: FamilyMap) -> Table:
    """Every running traject: who runs it, on whom, and who directs it."""
    called = names(family)
    rows = tuple(
        (
            traject.partner,
            CHAIN_LABELS[traject.keten],
            label(traject.soort),
            dutch.listed([called.get(p, p) for p in traject.personen]),
            traject.regisseur or "niemand",
            traject.contact or "–",
            dutch.short_day(traject.start),
            dutch.short_day(traject.einde),
            _status(traject),
            f"{traject.bron}:{traject.traject_id}",
        )
        for traject in family.trajecten
    )
    columns = ("Organisatie", "Keten", "Soort", "Voor wie", "Regisseur", "Contact", "Sinds", "Tot", "Stand")
    return Table(
        "trajecten", "Lopende trajecten", (*columns, "Nummer"), rows, "Er loopt geen traject op dit gezin."
    )


def overlaps(family: FamilyMap) -> Table:
    """Trajecten that run at the same time."""
    partner = {(t.bron, t.traject_id): t.partner for t in family.trajecten}
    rows = tuple(
        (
            label(found.soort),
            _side(partner, found.bron_a, found.traject_a),
            _side(partner, found.bron_b, found.traject_b),
            dutch.short_day(found.van),
            dutch.short_day(found.tot),
            found.reden,
        )
        for found in family.samenloop
    )
    columns = ("Soort", "Traject", "Naast", "Sinds", "Tot", "Waarom")
    return Table("samenloop", "Samenloop", columns, rows, "Geen twee trajecten lopen hier tegelijk.")


def out_of_sight(family: FamilyMap) -> Table:
    """Members with a problem whom nobody helps with it."""
    called = names(family)
    rows = tuple((called.get(f.persoon, f.persoon), label(f.soort), f.reden) for f in family.uit_beeld)
    return Table("uit-beeld", "Uit beeld", ("Naam", "Wat", "Waarom"), rows, "Niemand is uit beeld.")


def network(family: FamilyMap) -> Table:
    """Who stands one step from a member, and no further."""
    rows = tuple((c.person.naam or "naam onbekend", _age(c.person), c.words) for c in contacts(family))
    columns = ("Naam", "Leeftijd", "Band")
    return Table("netwerk", "Netwerk op één stap", columns, rows, "Er zijn geen contacten bekend.")


def _age(person: MapPerson) -> str:
    if person.ongeboren:
        return f"verwacht {dutch.day(person.geboren)}".strip()
    if person.overleden:
        return f"overleden {dutch.day(person.overleden)}"
    return "onbekend" if person.leeftijd is None else f"{person.leeftijd} jaar"


def _home(family: FamilyMap, person: str) -> str:
    homes = [f"{h.letter}: {h.adres or 'adres onbekend'}" for h in family.huishoudens if person in h.leden]
    part = [f"deel van de tijd bij {h.letter}" for h in family.huishoudens if person in h.deels]
    return "; ".join(homes + part) or "onbekend"


def _trajects_of(family: FamilyMap, person: str) -> str:
    running = [
        f"{t.partner} (regie)" if t.directs else t.partner for t in family.trajecten if person in t.personen
    ]
    return ", ".join(running) or "geen"


def _sight(family: FamilyMap, person: str) -> str:
    return ", ".join(label(found.soort) for found in family.uit_beeld if found.persoon == person) or "nee"


def _status(traject: MapTrajectory) -> str:
    stands = "staat stil" if traject.status == "gestagneerd" else "loopt"
    return f"{stands}, heeft de regie" if traject.directs else stands


def _side(partner: dict[tuple[str, str], str], bron: str, traject: str) -> str:
    return f"{partner.get((bron, traject), bron)} ({bron}:{traject})"
