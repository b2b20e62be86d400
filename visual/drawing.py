"""A picture as a list of plain shapes, so that screen and paper draw exactly the same."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#16212b"
MUTED = "#52606d"
LINE = "#8794a0"
FAINT = "#d5dce2"
WASH = "#f3f6f8"
PAPER = "#ffffff"
ACCENT = "#0b4f6c"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape looks; empty colours draw nothing, ``dash`` is (on, off)."""

    stroke: str = ""
    fill: str = ""
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, or with ``closed`` an area; ``radius`` rounds its corners."""

    points: tuple[Point, ...]
    style: Style
    closed: bool = False
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Area:
    """Polygons with holes: each ring is closed, inner rings cut out (even-odd)."""

    rings: tuple[tuple[Point, ...], ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around its middle."""

    x: float
    y: float
    r: float
    style: Style


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its baseline; ``anchor`` is start, middle or end, ``halo`` the colour around it."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    anchor: str = "start"
    fill: str = INK
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing; ``title`` says which, when pointed at."""

    parts: tuple[Shape, ...]
    title: str = ""


Shape = Path | Area | Circle | Text | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a sheet of ``width`` by ``height``, with the words for who cannot see it."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]


def box(at: Point, size: Point, style: Style, radius: float = 0) -> Path:
    """A rectangle from its upper left corner."""
    (x, y), (width, height) = at, size
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Path(corners, style, closed=True, radius=radius)
