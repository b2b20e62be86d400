"""What the signs of the gezinskaart mean: only those that stand in this one."""

from __future__ import annotations

from collections.abc import Callable

from models.codes import Chain, RelationKind, Sex
from models.family_map import FamilyMap
from visual.drawing import FAINT, INK, LINE, MUTED, PAPER, Circle, Path, Shape, Style, Text, box
from visual.family_map.cell import CHAIN_COLOURS
from visual.family_map.lines import FORMAL
from visual.typeface import width
from visual.words import CHAIN_LABELS, CHAIN_LETTERS

SIZE = 13.0
ROW = 28.0
SIGN = 34.0
BETWEEN = 26.0

Sign = Callable[[float, float], list[Shape]]


def legend(family: FamilyMap, left: float, top: float, room: float) -> tuple[list[Shape], float]:
    """The legend from its upper left corner, over as many lines as it needs, and its height."""
    shapes: list[Shape] = [Path(((left, top), (left + room, top)), Style(FAINT, width=1))]
    x, y = left, top + ROW
    for words, sign in _entries(family):
        wide = SIGN + width(words, SIZE)
        if x > left and x + wide > left + room:
            x, y = left, y + ROW
        shapes += [*sign(x + 12, y - 4), Text(x + SIGN, y, words, SIZE, fill=MUTED)]
        x += wide + BETWEEN
    return shapes, y - top + 8


def _entries(family: FamilyMap) -> list[tuple[str, Sign]]:
    everyone = [*family.personen, *(contact.persoon for contact in family.netwerk)]
    together = [r for r in family.relaties if r.soort is RelationKind.PARTNER]
    parted = [r for r in family.relaties if r.soort is RelationKind.EX_PARTNER]
    others = {RelationKind.PLEEGOUDER, RelationKind.STIEFOUDER, RelationKind.GROOTOUDER}
    chains = {traject.keten for traject in family.trajecten}
    entries: list[tuple[bool, str, Sign]] = [
        (any(p.geslacht is Sex.M for p in everyone), "man", _square),
        (any(p.geslacht is Sex.V for p in everyone), "vrouw", _circle),
        (any(p.geslacht is Sex.O for p in everyone), "anders of onbekend", _diamond),
        (any(p.betrokkene for p in everyone), "betrokkene van de casus", _double),
        (any(p.overleden for p in everyone), "overleden", _crossed),
        (any(p.ongeboren for p in everyone), "wordt verwacht", _triangle),
        (any(r.vorm in FORMAL for r in together), "getrouwd of geregistreerd", _line()),
        (any(r.vorm not in FORMAL for r in together), "samen", _line((7.0, 4.0))),
        (bool(parted), "uit elkaar", _parted),
        (any(r.soort in others for r in family.relaties), "pleeg, stief of grootouder", _line((2.0, 4.0))),
        (bool(family.huishoudens), "woont samen", _home),
        *((chain in chains, f"keten {CHAIN_LABELS[chain]}", _chain(chain)) for chain in Chain),
        (None in chains, "geen keten", _chain(None)),
        (any(t.status == "gestagneerd" for t in family.trajecten), "traject staat stil", _stalled),
        (bool(family.uit_beeld), "uit beeld: wel een probleem, geen passende hulp", _mark),
    ]
    return [(words, sign) for present, words, sign in entries if present]


OUTLINE = Style(INK, PAPER, 1.5)


def _square(x: float, y: float) -> list[Shape]:
    return [box((x - 8, y - 8), (16, 16), OUTLINE)]


def _circle(x: float, y: float) -> list[Shape]:
    return [Circle(x, y, 8, OUTLINE)]


def _diamond(x: float, y: float) -> list[Shape]:
    return [Path(((x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)), OUTLINE, closed=True)]


def _double(x: float, y: float) -> list[Shape]:
    return [box((x - 9, y - 9), (18, 18), Style(INK, PAPER, 2)), box((x - 5, y - 5), (10, 10), OUTLINE)]


def _crossed(x: float, y: float) -> list[Shape]:
    thin = Style(INK, width=1.3)
    return [
        *_square(x, y),
        Path(((x - 8, y - 8), (x + 8, y + 8)), thin),
        Path(((x - 8, y + 8), (x + 8, y - 8)), thin),
    ]


def _triangle(x: float, y: float) -> list[Shape]:
    return [Path(((x, y - 8), (x + 8, y + 7), (x - 8, y + 7)), OUTLINE, closed=True)]


def _line(dash: tuple[float, ...] = ()) -> Sign:
    return lambda x, y: [Path(((x - 12, y), (x + 12, y)), Style(INK, width=1.8, dash=dash))]


def _parted(x: float, y: float) -> list[Shape]:
    stroke = Style(INK, width=1.8)
    strokes = [Path(((x + at - 3, y + 7), (x + at + 3, y - 7)), stroke) for at in (-2, 4)]
    return [*_line()(x, y), *strokes]


def _home(x: float, y: float) -> list[Shape]:
    return [box((x - 11, y - 9), (22, 18), Style(MUTED, width=1.2, dash=(4.0, 3.0)), radius=5)]


def _chain(chain: Chain | None) -> Sign:
    line, tint = CHAIN_COLOURS[chain]
    return lambda x, y: [
        box((x - 10, y - 10), (20, 20), Style(line, tint), radius=4),
        Text(x, y + 4.5, CHAIN_LETTERS[chain], SIZE, bold=True, anchor="middle"),
    ]


def _stalled(x: float, y: float) -> list[Shape]:
    return [box((x - 11, y - 9), (22, 18), Style(LINE, PAPER, 1.5, (4.0, 3.0)), radius=4)]


def _mark(x: float, y: float) -> list[Shape]:
    return [box((x - 11, y - 8), (22, 16), Style(fill=INK), radius=4)]
