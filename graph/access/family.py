"""The gezinskaart of a casus: the systems of its betrokkenen and nothing beyond one step from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date

import polars as pl

from graph.access.cases import Case, record_ref
from graph.access.known import Known
from graph.access.rows import FoundPerson
from graph.analysis.family_map import family_maps
from graph.analysis.one_step import TOGETHER
from graph.network import Network
from graph.network.gathering import Gathering, identify
from graph.network.neighbourhood import neighbourhood
from graph.store.base import View
from graph.store.seeking import RECORD
from models.contract import PERSONEN
from models.family_map import FamilyMap, MapPerson, Weighing
from models.judgement import RecordRef
from models.results import PERSONEN as KOPPELING

MASKED_ADDRESS = "adres geheim"


def case_maps(view: View, case: Case, day: date) -> tuple[FamilyMap, ...]:
    """Each system of a betrokkene once, with the network at one step from a betrokkene (BGS 2.19).

    A betrokkene whose record the view does not show, or who belongs to no system on this day, adds nothing.
    """
    network, known = surroundings(view, case.betrokkenen, day)
    found = (known.person_of(record) for record in case.betrokkenen)
    subjects = dict.fromkeys(person for person in found if person is not None)
    maps: dict[str, FamilyMap] = {}
    for person in subjects:
        for family in family_maps(network, person, day, betrokkenen=frozenset(subjects)):
            maps.setdefault(family.systeem_id, family)
    return tuple(maps.values())


def surroundings(view: View, records: Iterable[RecordRef], day: date) -> tuple[Network, Known]:
    """What decides the maps of the persons of these records on a day."""
    found = neighbourhood(view, [(record.bron, record.persoon_id) for record in records], day)
    return found.network, Known.of(found.links, found.people.persons, found.people.records)


def masked(whole: View, maps: tuple[FamilyMap, ...]) -> tuple[FamilyMap, ...]:
    """The same maps without any address that is geheim.

    Whose it is comes from everything: a source that hides its record from an organisation does not make
    the address of that person less secret.
    """
    secret = secret_records(whole, {record for person in everyone(maps) for record in person.records})
    return tuple(mask_addresses(family, secret) for family in maps)


def secret_records(whole: View, records: Iterable[str]) -> frozenset[str]:
    """The records (``bron:persoon_id``) of whoever has one of these, and of whom one source says: geheim."""
    sought = Gathering(whole)
    refs = [record_ref(text) for text in records]
    identify(sought, [(ref.bron, ref.persoon_id) for ref in refs])
    links = sought.rows(KOPPELING.name)
    marked = sought.rows(PERSONEN.name).filter(pl.col("geheimhouding")).select(RECORD)
    persons = links.join(marked, on=RECORD, how="semi")["knooppunt_id"]
    theirs = links.filter(pl.col("knooppunt_id").is_in(persons.implode())).select(RECORD)
    return frozenset(f"{bron}:{own}" for bron, own in pl.concat([marked, theirs]).iter_rows())


def persons_in(maps: tuple[FamilyMap, ...]) -> tuple[str, ...]:
    """Everyone whom these maps show, members and contacts, each once."""
    return tuple(dict.fromkeys(person.knooppunt_id for person in everyone(maps)))


def everyone(maps: tuple[FamilyMap, ...]) -> list[MapPerson]:
    """The members of every map, then the contacts."""
    members = [person for family in maps for person in family.personen]
    return members + [contact.persoon for family in maps for contact in family.netwerk]


def only(family: FamilyMap, person: str) -> FamilyMap:
    """The part of a map that is about one person; others stand in it as far as they are tied to him."""
    ties = tuple(r for r in family.relaties if person in (r.van, r.naar))
    homes = tuple(h for h in family.huishoudens if person in (*h.leden, *h.deels))
    tracks = tuple(t for t in family.trajecten if person in t.personen)
    numbers = {(t.bron, t.traject_id) for t in tracks}
    near = {person} | {r.van for r in ties} | {r.naar for r in ties}
    return replace(
        family,
        personen=tuple(p for p in family.personen if p.knooppunt_id in near),
        huishoudens=tuple(
            replace(h, leden=_among(h.leden, near), deels=_among(h.deels, near)) for h in homes
        ),
        relaties=ties,
        trajecten=tuple(replace(t, personen=(person,)) for t in tracks),
        interventies=tuple(i for i in family.interventies if i.persoon == person),
        signalen=tuple(s for s in family.signalen if s.persoon == person),
        samenloop=tuple(
            o
            for o in family.samenloop
            if not numbers.isdisjoint({(o.bron_a, o.traject_a), (o.bron_b, o.traject_b)})
        ),
        uit_beeld=tuple(u for u in family.uit_beeld if u.persoon == person),
        weging=Weighing(
            *(
                tuple(fact for fact in facts if fact.persoon == person)
                for facts in (
                    family.weging.ondoorgrondelijk,
                    family.weging.ongrijpbaar,
                    family.weging.ontwrichtend,
                )
            )
        ),
        netwerk=tuple(c for c in family.netwerk if person in (c.via, c.persoon.knooppunt_id)),
    )


def _among(persons: tuple[str, ...], near: set[str]) -> tuple[str, ...]:
    return tuple(person for person in persons if person in near)


def mask_addresses(family: FamilyMap, secret: frozenset[str]) -> FamilyMap:
    """The same map without the address of any household in which someone's address is geheim.

    That is a member's, or that of a contact who lives with a member.
    """
    hidden = {p.knooppunt_id for p in everyone((family,)) if not secret.isdisjoint(p.records)}
    hidden |= {c.via for c in family.netwerk if c.relatie == TOGETHER and c.persoon.knooppunt_id in hidden}
    addresses = {
        h.adres for h in family.huishoudens if not hidden.isdisjoint((*h.leden, *h.deels)) and h.adres
    }
    masked = _without(family, addresses) if addresses else family
    assert isinstance(masked, FamilyMap)
    return masked


def _without(value: object, addresses: set[str]) -> object:
    """The value with these addresses taken out of every text in it, sentences included."""
    if isinstance(value, str):
        for address in sorted(addresses, key=len, reverse=True):
            value = value.replace(address, MASKED_ADDRESS)
        return value
    if isinstance(value, tuple):
        return tuple(_without(item, addresses) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _without(getattr(value, f.name), addresses) for f in fields(value)}
        return replace(value, **changed)
    return value


def found_persons(
    maps: tuple[FamilyMap, ...], case: Case, text: str, sources: Mapping[str, str]
) -> list[FoundPerson]:
    """Those on these maps in whose name every word of ``text`` begins a word; ``sources`` names each bron."""
    words = text.casefold().split()
    found = {p.knooppunt_id: p for p in everyone(maps) if _matches(p.naam, words)}
    place = {
        person: household.adres.rpartition(", ")[2]
        for family in maps
        for household in family.huishoudens
        for person in household.leden
    }
    return [
        FoundPerson(
            person.knooppunt_id,
            person.naam,
            person.geboren,
            place.get(person.knooppunt_id, ""),
            tuple(sorted({sources[record.partition(":")[0]] for record in person.records})),
            case.nummer,
        )
        for person in found.values()
    ]


def _matches(name: str, words: list[str]) -> bool:
    parts = name.casefold().replace("-", " ").split()
    return bool(words) and all(any(part.startswith(word) for part in parts) for word in words)
