"""The direct contacts of the family, one step away, in columns at its side."""

from __future__ import annotations

from dataclasses import dataclass

from models.family_map import FamilyMap, MapPerson
from visual import dutch
from visual.drawing import FAINT, INK, MUTED, Group, Path, Shape, Style, Text
from visual.family_map.symbols import symbol
from visual.typeface import clip, wrap
from visual.words import label

SIDE = 24.0
COLUMN = 236.0
ROOM = 180.0
STEP = 74.0
SMALL_SYMBOL = 30.0
HEADING = 44.0


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone one step away, once, with every tie: ``ties`` is (relation in words, via whom)."""

    person: MapPerson
    ties: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The ties as one line, "vriend en samen in een melding, via Kevin"."""
        by_member: dict[str, list[str]] = {}
        for relation, via in self.ties:
            by_member.setdefault(via, []).append(relation)
        said = [dutch.listed(kinds) + (f", via {via}" if via else "") for via, kinds in by_member.items()]
        return "; ".join(said)


def contacts(family: FamilyMap) -> tuple[Contact, ...]:
    """The contacts of a family in the order in which they come, each person once."""
    called = {person.knooppunt_id: person.roepnaam or person.naam for person in family.personen}
    persons: dict[str, MapPerson] = {}
    ties: dict[str, list[tuple[str, str]]] = {}
    for contact in family.netwerk:
        code = contact.persoon.knooppunt_id
        persons.setdefault(code, contact.persoon)
        ties.setdefault(code, []).append((label(contact.relatie), called.get(contact.via, "")))
    return tuple(Contact(persons[code], tuple(found)) for code, found in ties.items())


def contact_shapes(family: FamilyMap, left: float, top: float, bottom: float) -> tuple[list[Shape], float]:
    """The contacts and how wide they stand together; as many columns as the height asks for."""
    found = contacts(family)
    if not found:
        return [], 0
    in_column = max(1, int((bottom - top - HEADING) // STEP))
    shapes: list[Shape] = [
        Path(((left, top), (left, bottom)), Style(FAINT, width=1)),
        Text(left + SIDE, top + 16, "Netwerk, op één stap", 13, bold=True, fill=INK),
    ]
    for number, contact in enumerate(found):
        column, place = divmod(number, in_column)
        x, y = left + SIDE + COLUMN * column, top + HEADING + STEP * place
        shapes.append(_contact(contact, x, y))
    return shapes, COLUMN * ((len(found) - 1) // in_column + 1)


def _contact(contact: Contact, x: float, y: float) -> Group:
    half = SMALL_SYMBOL / 2
    name = clip(contact.person.naam or "naam onbekend", ROOM, 13, bold=True)
    texts = [Text(x + 42, y + 12, name, 13, bold=True)]
    lines = wrap(contact.words, ROOM, 13, lines=2)
    texts += [Text(x + 42, y + 29 + 16 * i, line, 13, fill=MUTED) for i, line in enumerate(lines)]
    person = symbol(contact.person, x + half, y + half, SMALL_SYMBOL)
    return Group((*person, *texts), title=contact.person.naam)
