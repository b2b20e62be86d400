"""What stands at one person of the gezinskaart: symbol, name, facts, badges, and the mark uit beeld."""

from __future__ import annotations

from dataclasses import dataclass

from models.codes import Chain
from models.family_map import FamilyMap, MapPerson, MapTrajectory
from visual import dutch
from visual.drawing import INK, LINE, MUTED, PAPER, Group, Shape, Style, Text, box
from visual.family_map.symbols import SYMBOL, symbol
from visual.typeface import clip, width, wrap
from visual.words import CHAIN_LABELS, CHAIN_LETTERS, label

WIDTH = 188.0
ROOM = 158.0
NAME_SIZE, SMALL = 15.0, 13.0
LINE_HEIGHT, BADGE, BADGE_LINE, BADGE_GAP = 18.0, 22.0, 16.0, 4.0
CHAIN_COLOURS: dict[Chain | None, tuple[str, str]] = {
    Chain.STRAF: ("#d55e00", "#f7dfcc"),
    Chain.ZORG: ("#009e73", "#ccece3"),
    Chain.BESTUUR: ("#0072b2", "#cce3f0"),
    None: (LINE, "#eceff2"),
}
"""Line and tint per keten (Okabe & Ito 2008); a letter says the same without colour."""

OUT_OF_SIGHT: dict[str, str] = {
    "geheel": "Uit beeld: geen traject en geen hulp",
    "afgebroken": "Uit beeld: hulp afgebroken",
    "zonder_zorg": "Uit beeld: alleen straf, geen zorg",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A running traject: the letter and colour of its keten, who runs it, in one line or two."""

    traject: MapTrajectory
    words: tuple[str, ...]

    @property
    def height(self) -> float:
        """Of the frame around it."""
        return BADGE + BADGE_LINE * (len(self.words) - 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of one person's place: lines and badges below the symbol, and how high it all is."""

    person: MapPerson
    name: tuple[str, ...]
    facts: tuple[str, ...]
    badges: tuple[Badge, ...]
    mark: tuple[str, ...]  # uit beeld, in words

    @property
    def height(self) -> float:
        """From the top of the symbol to the bottom of the last badge."""
        texts = LINE_HEIGHT * (len(self.name) + len(self.facts)) + 6
        badges = sum(badge.height + BADGE_GAP for badge in self.badges)
        mark = LINE_HEIGHT * len(self.mark) + 8 if self.mark else 0
        return SYMBOL + texts + badges + mark


def cells(family: FamilyMap) -> dict[str, Cell]:
    """The cell of each member by ``knooppunt_id``."""
    marks = {found.persoon: found.soort for found in family.uit_beeld}
    return {p.knooppunt_id: _cell(family, p, marks.get(p.knooppunt_id)) for p in family.personen}


def draw(cell: Cell, x: float, y: float) -> Group:
    """The cell around its middle ``x``, its symbol's top at ``y``."""
    shapes: list[Shape] = [*symbol(cell.person, x, y + SYMBOL / 2)]
    below = y + SYMBOL + LINE_HEIGHT
    for line in cell.name:
        shapes.append(Text(x, below, line, NAME_SIZE, bold=True, anchor="middle"))
        below += LINE_HEIGHT
    for line in cell.facts:
        shapes.append(Text(x, below, line, SMALL, anchor="middle", fill=MUTED))
        below += LINE_HEIGHT
    below -= LINE_HEIGHT - 6
    for badge in cell.badges:
        shapes.append(_badge(badge, x - ROOM / 2, below))
        below += badge.height + BADGE_GAP
    if cell.mark:
        shapes += _mark(cell.mark, x, below)
    return Group(tuple(shapes), title=cell.person.naam)


def _badge(badge: Badge, x: float, y: float) -> Group:
    traject = badge.traject
    line, tint = CHAIN_COLOURS[traject.keten]
    frame = Style(line, PAPER, 1.5, (4.0, 3.0) if traject.status == "gestagneerd" else ())
    words = [
        Text(x + 28, y + 15.5 + BADGE_LINE * i, text, SMALL, bold=traject.directs)
        for i, text in enumerate(badge.words)
    ]
    return Group(
        (
            box((x, y), (ROOM, badge.height), frame, radius=4),
            box((x + 1, y + 1), (20, badge.height - 2), Style(fill=tint), radius=3),
            Text(x + 11, y + 15.5, CHAIN_LETTERS[traject.keten], SMALL, bold=True, anchor="middle"),
            *words,
        ),
        title=f"{traject.partner}: {label(traject.soort)}, keten {CHAIN_LABELS[traject.keten]}",
    )


def _badge_of(traject: MapTrajectory) -> Badge:
    words = f"regie · {traject.partner}" if traject.directs else traject.partner
    return Badge(traject, wrap(words, ROOM - 42, SMALL, lines=2, bold=traject.directs))


def _mark(lines: tuple[str, ...], x: float, y: float) -> list[Shape]:
    widest = max(width(line, SMALL, bold=True) for line in lines) + 20
    high = LINE_HEIGHT * len(lines) + 6
    texts = [
        Text(x, y + 16.5 + LINE_HEIGHT * i, line, SMALL, bold=True, anchor="middle", fill=PAPER)
        for i, line in enumerate(lines)
    ]
    return [box((x - widest / 2, y), (widest, high), Style(fill=INK), radius=4), *texts]


def _cell(family: FamilyMap, person: MapPerson, mark: str | None) -> Cell:
    words = OUT_OF_SIGHT.get(mark, f"Uit beeld: {label(mark)}") if mark else ""
    return Cell(
        person,
        wrap(person.naam or "naam onbekend", ROOM, NAME_SIZE, lines=3, bold=True),
        tuple(clip(fact, ROOM, SMALL) for fact in _facts(family, person)),
        tuple(_badge_of(t) for t in family.trajecten if person.knooppunt_id in t.personen),
        wrap(words, ROOM - 20, SMALL, lines=2, bold=True),
    )


def _facts(family: FamilyMap, person: MapPerson) -> list[str]:
    facts = []
    if person.ongeboren:
        facts.append(f"verwacht {dutch.day(person.geboren)}".strip())
    if person.overleden:
        facts.append(f"overleden {person.overleden[:4]}")
    part_time = [home.letter for home in family.huishoudens if person.knooppunt_id in home.deels]
    if part_time:
        facts.append(f"deel van de tijd bij {dutch.listed(part_time)}")
    return facts
