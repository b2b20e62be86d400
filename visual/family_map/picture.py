"""The gezinskaart as one picture: homes, lines, persons, contacts at the side and the legend below."""

from __future__ import annotations

from models.family_map import FamilyMap
from visual import dutch
from visual.drawing import INK, LINE, MUTED, PAPER, Circle, Group, Path, Picture, Shape, Style, Text, box
from visual.family_map import cell as cells
from visual.family_map.contacts import SIDE, contact_shapes, contacts
from visual.family_map.legend import legend
from visual.family_map.lines import (
    CoupleLine,
    Descent,
    couple_lines,
    descents,
    tracks,
    unions,
)
from visual.family_map.order import kin, rows
from visual.family_map.outlines import Outline, outlines
from visual.family_map.place import MARGIN, Placed, place
from visual.typeface import width as text_width
from visual.typeface import wrap

LETTER = 10.0
NARROWEST = 620.0


def picture(family: FamilyMap) -> Picture:
    """Draw a family; one of nobody gives an empty sheet that says so."""
    relatives = kin(family)
    ordered = rows(relatives)
    content = cells.cells(family)
    found = unions(relatives)
    placed = place(relatives, ordered, content, tracks(found, ordered))
    bottom = placed.rows[-1].bottom if placed.rows else MARGIN + 40
    side, side_width = contact_shapes(family, placed.right + MARGIN, MARGIN, bottom)
    width = max(NARROWEST, placed.right + MARGIN + (side_width + SIDE if side else 0))
    key, height = legend(family, MARGIN, bottom + 26, width - 2 * MARGIN)
    shapes: list[Shape] = [
        *(_home(outline) for outline in outlines(family.huishoudens, placed)),
        *(_descent(descent) for descent in descents(found, relatives, placed)),
        *(_couple(line) for line in couple_lines(found, relatives, placed)),
        *(_person(content[p], p, placed) for row in placed.rows for p in row.persons),
        *side,
        *key,
    ]
    return Picture(width, bottom + 26 + height + MARGIN, _title(family), describe(family), tuple(shapes))


def describe(family: FamilyMap) -> str:
    """The picture in words, for who cannot see it; the tables say the rest."""
    people = dutch.counted(len(family.personen), "gezinslid", "gezinsleden")
    homes = dutch.counted(len(family.huishoudens), "huishouden", "huishoudens")
    around = dutch.counted(len(contacts(family)), "contact", "contacten")
    return (
        f"{people} in {homes}, {around} op één stap. {family.antwoord} "
        "De tabellen onder de kaart zeggen hetzelfde."
    )


def _title(family: FamilyMap) -> str:
    return f"Gezinskaart {family.systeem_id} op {dutch.day(family.peildatum)}"


def _person(content: cells.Cell, person: str, placed: Placed) -> Shape:
    return cells.draw(content, placed.x[person], placed.rows[placed.row_of[person]].top)


def _home(outline: Outline) -> Shape:
    dashed = Style(MUTED, width=1.2, dash=(6.0, 4.0))
    shapes: list[Shape] = [
        Path(ring, dashed, closed=True, radius=14) for part in outline.parts for ring in part
    ]
    home = outline.household
    for left, foot, room in outline.labels:
        shapes += [
            Circle(left + 20, foot - 21, LETTER, Style(fill=MUTED)),
            Text(left + 20, foot - 16.5, home.letter, 13, bold=True, anchor="middle", fill=PAPER),
        ]
        lines = wrap(home.adres or "adres onbekend", room - 44, 13, lines=2)
        first = foot - (16.5 if len(lines) == 1 else 25)
        shapes += [Text(left + 36, first + 16 * i, line, 13, fill=MUTED) for i, line in enumerate(lines)]
    return Group(tuple(shapes), title=f"Huishouden {home.letter}: {home.adres or 'adres onbekend'}")


def _descent(descent: Descent) -> Shape:
    style = Style(LINE, width=1.8, dash=() if descent.union.blood else (2.0, 4.0))
    return Group(tuple(Path(segment, style) for segment in descent.segments))


def _couple(line: CoupleLine) -> Shape:
    dash = () if line.formal else (7.0, 4.0)
    known = line.union.relation is not None
    style = Style(INK if known else LINE, width=1.8, dash=dash if known else (2.0, 4.0))
    first, last = (line.points[0], line.points[-1]) if len(line.points) == 2 else line.points[1:3]
    x, y = (first[0] + last[0]) / 2, first[1]
    slash = Style(INK, width=1.8)
    shift = 24 if line.strokes else 0  # the stem to the children leaves from the middle
    strokes = [
        Path(((x + shift + 6 * i - 4, y + 8), (x + shift + 6 * i + 4, y - 8)), slash)
        for i in range(line.strokes)
    ]
    return Group((Path(line.points, style), *strokes, *_above(line.words, x, y - 10)))


def _above(words: str, x: float, y: float) -> list[Shape]:
    """Words on a sheet of their own, so that an outline behind them does not run through."""
    if not words:
        return []
    wide = text_width(words, 13) + 8
    ground = box((x - wide / 2, y - 13), (wide, 16), Style(fill=PAPER))
    return [ground, Text(x, y, words, 13, anchor="middle", fill=MUTED)]
