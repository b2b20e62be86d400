"""The direct contacts of the family, one step away, in columns at its side."""

from __future__ import annotations

from models.family_map import FamilyMap, MapContact
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


def contact_shapes(family: FamilyMap, left: float, top: float, bottom: float) -> tuple[list[Shape], float]:
    """The contacts and how wide they stand together; as many columns as the height asks for."""
    if not family.netwerk:
        return [], 0
    in_column = max(1, int((bottom - top - HEADING) // STEP))
    shapes: list[Shape] = [
        Path(((left, top), (left, bottom)), Style(FAINT, width=1)),
        Text(left + SIDE, top + 16, "Netwerk, op één stap", 13, bold=True, fill=INK),
    ]
    names = {person.knooppunt_id: person.roepnaam or person.naam for person in family.personen}
    for number, contact in enumerate(family.netwerk):
        column, place = divmod(number, in_column)
        x, y = left + SIDE + COLUMN * column, top + HEADING + STEP * place
        shapes.append(_contact(contact, names.get(contact.via, ""), x, y))
    return shapes, COLUMN * ((len(family.netwerk) - 1) // in_column + 1)


def _tie(contact: MapContact, via: str) -> str:
    return f"{label(contact.relatie)}, via {via}" if via else label(contact.relatie)


def _contact(contact: MapContact, via: str, x: float, y: float) -> Group:
    half = SMALL_SYMBOL / 2
    relation = wrap(_tie(contact, via), ROOM, 13, lines=2)
    name = clip(contact.persoon.naam or "naam onbekend", ROOM, 13, bold=True)
    texts = [Text(x + 42, y + 12, name, 13, bold=True)]
    texts += [Text(x + 42, y + 29 + 16 * i, line, 13, fill=MUTED) for i, line in enumerate(relation)]
    return Group(
        (*symbol(contact.persoon, x + half, y + half, SMALL_SYMBOL), *texts), title=contact.persoon.naam
    )
