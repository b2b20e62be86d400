"""The tables behind the gezinskaart: help, life domains, weighing, kinship, and from whom we know."""

from __future__ import annotations

from collections.abc import Mapping

from models.family_map import FamilyMap, WeighingFact
from visual import dutch
from visual.family_map.contacts import contacts
from visual.table import Table
from visual.words import label

CRITERIA = ("ondoorgrondelijk", "ongrijpbaar", "ontwrichtend")


def evidence(family: FamilyMap, names: Mapping[str, str]) -> tuple[Table, ...]:
    """The tables that wait behind one click; ``names`` by ``knooppunt_id``."""
    return (
        interventions(family, names),
        signals(family, names),
        weighing(family, names),
        relations(family, names),
        records(family),
    )


def interventions(family: FamilyMap, names: Mapping[str, str]) -> Table:
    """Help and measures that run, are planned or were broken off."""
    rows = tuple(
        (
            names.get(help_.persoon, help_.persoon),
            label(help_.soort),
            help_.partner,
            help_.kader or "–",
            label(help_.leefgebied) or "–",
            dutch.short_day(help_.start),
            dutch.short_day(help_.einde),
            label(help_.status) or "–",
        )
        for help_ in family.interventies
    )
    columns = ("Naam", "Interventie", "Organisatie", "Kader", "Leefgebied", "Start", "Einde", "Stand")
    return Table("interventies", "Interventies", columns, rows, "Er is geen interventie.", closed=True)


def signals(family: FamilyMap, names: Mapping[str, str]) -> Table:
    """The latest signaal of each member in each life domain."""
    rows = tuple(
        (
            names.get(signal.persoon, signal.persoon),
            label(signal.leefgebied),
            "probleem" if signal.probleem else "geen probleem",
            {True: "ja", False: "nee", None: "onbekend"}[signal.criminogeen],
            dutch.short_day(signal.datum),
            signal.bron,
        )
        for signal in family.signalen
    )
    columns = ("Naam", "Leefgebied", "Signaal", "Hangt samen met delicten", "Datum", "Bron")
    return Table("leefgebieden", "Leefgebieden", columns, rows, "Er zijn geen signalen.", closed=True)


def weighing(family: FamilyMap, names: Mapping[str, str]) -> Table:
    """Facts for the triagetafel per criterion, never a sum."""
    rows = tuple(
        (criterion, fact.feit, names.get(fact.persoon, "heel het gezin"), _records(fact))
        for criterion in CRITERIA
        for fact in getattr(family.weging, criterion)
    )
    columns = ("Criterium", "Feit", "Over wie", "Staat in")
    return Table(
        "weging", "Weging: feiten voor de triagetafel", columns, rows, "Er zijn geen feiten.", closed=True
    )


def relations(family: FamilyMap, names: Mapping[str, str]) -> Table:
    """Relations between members as sources report them."""
    rows = tuple(
        (
            names.get(relation.van, relation.van),
            label(relation.soort) + (f" ({relation.vorm})" if relation.vorm else ""),
            names.get(relation.naar, relation.naar),
            dutch.short_day(relation.periode.van),
            dutch.short_day(relation.periode.tot),
            relation.bron,
        )
        for relation in family.relaties
    )
    columns = ("Wie", "Is", "Van wie", "Sinds", "Tot", "Volgens")
    return Table("banden", "Banden in het gezin", columns, rows, "Er zijn geen banden bekend.", closed=True)


def records(family: FamilyMap) -> Table:
    """Which records of which sources are taken for one person."""
    everyone = [*family.personen, *(contact.person for contact in contacts(family))]
    rows = tuple((person.naam or "naam onbekend", ", ".join(person.records)) for person in everyone)
    return Table("bronnen", "Van wie we dit weten", ("Naam", "Staat in"), rows, "Er is niemand.", closed=True)


def _records(fact: WeighingFact) -> str:
    return ", ".join(fact.records) or "–"
