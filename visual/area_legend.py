"""How a verdict looks on the map of areas, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence

from visual.drawing import ACCENT, INK, LINE, MUTED, PAPER, Point, Shape, Style, Text, box
from visual.dutch import whole
from visual.typeface import width
from visual.words import VERDICTS

BASE = PAPER
FILLS: dict[str, str] = {
    "hoger": "#5b9db8",
    "lager": "url(#kp-stippen)",
    "niet te onderscheiden": "#eaf0f3",
    "te klein": "url(#kp-arcering)",
}
PATTERNS = (
    '<defs><pattern id="kp-stippen" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{PAPER}"/><circle cx="3" cy="3" r="1" fill="{ACCENT}"/></pattern>'
    '<pattern id="kp-arcering" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{PAPER}"/><path d="M0 6L6 0" stroke="{LINE}" stroke-width="1"/>'
    "</pattern></defs>\n"
)
"""A verdict shows without colour too: full, dotted, light, hatched."""
SIZE, SWATCH, ROW, BETWEEN = 13.0, 22.0, 26.0, 24.0


def legend(verdicts: Sequence[str], at: Point, room: float) -> tuple[list[Shape], float]:
    """The verdicts that occur, each with the number of areas, and how high they stand together."""
    shapes: list[Shape] = []
    left, top = x, y = at
    for verdict, words in VERDICTS.items():
        if verdict not in verdicts:
            continue
        text = f"{words} ({whole(verdicts.count(verdict))})"
        wide = SWATCH + 8 + width(text, SIZE)
        if x > left and x + wide > left + room:
            x, y = left, y + ROW
        shapes += [
            box((x, y), (SWATCH, 16), Style(INK, FILLS[verdict], 0.8)),
            Text(x + SWATCH + 8, y + 12.5, text, SIZE, fill=MUTED),
        ]
        x += wide + BETWEEN
    return shapes, y - top + ROW
