"""Draws the shapes of a picture on a sheet of paper."""

from __future__ import annotations

from fpdf import FPDF
from fpdf.drawing import GraphicsStyle, PaintedPath
from fpdf.drawing_primitives import color_from_hex_string
from fpdf.enums import PathPaintRule

from visual.drawing import Area, Circle, Group, Path, Point, Shape, Style, Text
from visual.svg import rounded
from visual.typeface import known, width

FAMILY = "knooppunt"
POINTS = 72 / 25.4


class Pen:
    """Draws at a scale (millimetres per unit) from an upper left corner."""

    def __init__(self, pdf: FPDF, scale: float, left: float, top: float) -> None:
        self._pdf, self._scale, self._left, self._top = pdf, scale, left, top

    def draw(self, shape: Shape) -> None:
        """Put a shape on the sheet."""
        match shape:
            case Group():
                for part in shape.parts:
                    self.draw(part)
            case Text():
                self._text(shape)
            case Circle():
                x, y = self._at((shape.x, shape.y))
                with self._pdf.new_path() as path:
                    self._dress(path.style, shape.style)
                    path.circle(x, y, shape.r * self._scale)
            case Path():
                self._path(shape)
            case Area():
                self._area(shape)

    def _at(self, point: Point) -> Point:
        return self._left + point[0] * self._scale, self._top + point[1] * self._scale

    def _text(self, shape: Text) -> None:
        words = known(shape.text)
        size = shape.size * self._scale
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * width(words, size, bold=shape.bold)
        x, y = self._at((shape.x, shape.y))
        self._pdf.set_font(FAMILY, "B" if shape.bold else "", size * POINTS)
        self._pdf.set_text_color(shape.fill)
        self._pdf.text(x - shift, y, words)

    def _path(self, shape: Path) -> None:
        with self._pdf.new_path() as path:
            self._dress(path.style, shape.style)
            self._follow(path, shape)
            if shape.closed:
                path.close()

    def _follow(self, path: PaintedPath, shape: Path) -> None:
        corners = rounded(shape) if shape.radius else [(point, point, point) for point in shape.points]
        if shape.radius and not shape.closed:
            first, last = shape.points[0], shape.points[-1]
            corners = [(first, first, first), *corners, (last, last, last)]
        for number, (start, corner, end) in enumerate(corners):
            (path.line_to if number else path.move_to)(*self._at(start))
            if start != end:
                path.quadratic_curve_to(*self._at(corner), *self._at(end))

    def _area(self, shape: Area) -> None:
        with self._pdf.new_path(paint_rule=PathPaintRule.STROKE_FILL_EVENODD) as path:
            self._dress(path.style, shape.style)
            for ring in shape.rings:
                path.move_to(*self._at(ring[0]))
                for point in ring[1:]:
                    path.line_to(*self._at(point))
                path.close()

    def _dress(self, worn: GraphicsStyle, style: Style) -> None:
        worn.auto_close = False
        worn.fill_color = color_from_hex_string(style.fill) if style.fill else None
        worn.stroke_color = color_from_hex_string(style.stroke) if style.stroke else None
        worn.stroke_width = style.width * self._scale
        worn.stroke_join_style = "round"
        if style.dash:
            worn.stroke_dash_pattern = [part * self._scale for part in style.dash]
