"""The symbols of the genogram (McGoldrick, Gerson & Petry, *Genograms*, 4th ed., 2020)."""

from __future__ import annotations

from models.codes import Sex
from models.family_map import MapPerson
from visual.drawing import INK, PAPER, Circle, Path, Point, Shape, Style, Text, box

SYMBOL = 48.0
DOUBLE = 5.0  # between the two outlines of the betrokkene


def symbol(person: MapPerson, x: float, y: float, size: float = SYMBOL) -> list[Shape]:
    """A person's symbol around its middle: square, circle or diamond, with the age inside."""
    outer = size / 2
    shapes: list[Shape] = [_outline(person, x, y, outer, 2.5 if person.betrokkene else 1.8)]
    if person.betrokkene:
        shapes.append(_outline(person, x, y, outer - DOUBLE, 1.5))
    if person.overleden:
        shapes += _cross(x, y, outer if person.geslacht is Sex.M else outer * 0.7)
    elif person.leeftijd is not None and not person.ongeboren:
        shapes.append(Text(x, y + size * 0.11, str(person.leeftijd), round(size / 3), True, "middle"))
    return shapes


def half_width(person: MapPerson, size: float = SYMBOL) -> float:
    """From the middle of a symbol to its edge, on the level of its middle."""
    return size / 4 if person.ongeboren else size / 2


def _outline(person: MapPerson, x: float, y: float, half: float, width: float) -> Shape:
    style = Style(INK, PAPER, width)
    if person.ongeboren:
        return _closed(((x, y - half), (x + half, y + half), (x - half, y + half)), style)
    if person.geslacht is Sex.V:
        return Circle(x, y, half, style)
    if person.geslacht is Sex.M:
        return box((x - half, y - half), (2 * half, 2 * half), style)
    return _closed(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), style)


def _closed(points: tuple[Point, ...], style: Style) -> Path:
    return Path(points, style, closed=True)


def _cross(x: float, y: float, reach: float) -> list[Shape]:
    style = Style(INK, width=1.5)
    return [
        Path(((x - reach, y - reach), (x + reach, y + reach)), style),
        Path(((x - reach, y + reach), (x + reach, y - reach)), style),
    ]
