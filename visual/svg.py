"""A picture as SVG: presentation attributes only, so that it holds under a strict Content-Security-Policy."""

from __future__ import annotations

from html import escape
from math import dist

from visual.drawing import Area, Circle, Group, Path, Picture, Point, Shape, Style, Text

FAMILY = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"


def svg(picture: Picture, *, name: str, css_class: str = "", defs: str = "", zoom: float = 1) -> str:
    """The picture as one ``<svg>`` element.

    Args:
        picture: what to draw.
        name: makes the ids of title and description unique on a page.
        css_class: class of the element, for the stylesheet of the page.
        defs: patterns that shapes are filled with, as markup.
        zoom: how much larger than its own units it stands where there is room.
    """
    title, description = f"{name}-titel", f"{name}-uitleg"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": css_class,
        "viewBox": f"0 0 {number(picture.width)} {number(picture.height)}",
        "width": number(picture.width * zoom),
        "height": number(picture.height * zoom),
        "role": "img",
        "aria-labelledby": f"{title} {description}",
        "font-family": FAMILY,
    }
    opening = " ".join(f'{key}="{text(value)}"' for key, value in attributes.items() if value)
    return (
        f'<svg {opening}>\n<title id="{title}">{text(picture.title)}</title>\n'
        f'<desc id="{description}">{text(picture.description)}</desc>\n{defs}'
        + "\n".join(_shape(shape) for shape in picture.shapes)
        + "\n</svg>\n"
    )


def mark(picture: Picture, *, css_class: str) -> str:
    """A small picture beside words that say the same: hidden from who cannot see it."""
    size = f"0 0 {number(picture.width)} {number(picture.height)}"
    shapes = "".join(_shape(shape) for shape in picture.shapes)
    return (
        f'<svg class="{text(css_class)}" viewBox="{size}" aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def text(value: str) -> str:
    """``value`` for text and attributes; control signs, which XML does not know, are left out."""
    return escape("".join(sign for sign in value if sign.isprintable() or sign == " "))


def number(value: float) -> str:
    """At most one decimal, and none that is not needed: the same bytes on every machine."""
    rounded = round(value, 1) + 0.0
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


def _shape(shape: Shape) -> str:
    match shape:
        case Path():
            return f'<path d="{_outline(shape)}"{_style(shape.style)}/>'
        case Area():
            return f'<path fill-rule="evenodd" d="{_rings(shape)}"{_style(shape.style)}/>'
        case Circle():
            middle = f'cx="{number(shape.x)}" cy="{number(shape.y)}" r="{number(shape.r)}"'
            return f"<circle {middle}{_style(shape.style)}/>"
        case Text():
            return _text(shape)
        case Group():
            title = f"<title>{text(shape.title)}</title>" if shape.title else ""
            return f"<g>{title}" + "\n".join(_shape(part) for part in shape.parts) + "</g>"


def _text(shape: Text) -> str:
    weight = ' font-weight="600"' if shape.bold else ""
    anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
    place = f'x="{number(shape.x)}" y="{number(shape.y)}" font-size="{number(shape.size)}"'
    halo = f' stroke="{shape.halo}" stroke-width="3" paint-order="stroke"' if shape.halo else ""
    return f'<text {place}{weight}{anchor} fill="{shape.fill}"{halo}>{text(shape.text)}</text>'


def _style(style: Style) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, style.dash))}"' if style.dash else ""
    stroke = (
        f' stroke="{style.stroke}" stroke-width="{number(style.width)}" stroke-linejoin="round"{dash}'
        if style.stroke
        else ""
    )
    return f' fill="{style.fill or "none"}"{stroke}'


def _point(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _rings(area: Area) -> str:
    return "".join("M" + "L".join(_point(point) for point in ring) + "Z" for ring in area.rings)


def _outline(path: Path) -> str:
    if not path.radius:
        return "M" + "L".join(_point(point) for point in path.points) + ("Z" if path.closed else "")
    commands = [f"{_point(start)}Q{_point(corner)} {_point(end)}" for start, corner, end in rounded(path)]
    if path.closed:
        return "M" + "L".join(commands) + "Z"
    first, last = path.points[0], path.points[-1]
    return "M" + "L".join([_point(first), *commands, _point(last)])


def rounded(path: Path) -> list[tuple[Point, Point, Point]]:
    """For each rounded corner of a path: where the curve begins, the corner, and where it ends."""
    points = path.points
    inner = range(len(points)) if path.closed else range(1, len(points) - 1)
    return [_corner(points[i - 1], points[i], points[(i + 1) % len(points)], path.radius) for i in inner]


def _corner(before: Point, at: Point, after: Point, radius: float) -> tuple[Point, Point, Point]:
    return _towards(at, before, radius), at, _towards(at, after, radius)


def _towards(start: Point, goal: Point, radius: float) -> Point:
    length = dist(start, goal)
    share = min(radius / length, 0.5) if length else 0
    return (start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share)
