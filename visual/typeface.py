"""The measures of the type family, so that text can be fitted before it is drawn."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from visual.asset_files import DIRECTORY

REGULAR = DIRECTORY / "knooppunt-sans-regular-3.52-OFL-1.1.ttf"
SEMIBOLD = DIRECTORY / "knooppunt-sans-semibold-3.52-OFL-1.1.ttf"
WIDEST_GLYPH = 0.9
"""Em widths counted for a sign that the family does not have."""


@cache
def _advances(bold: bool) -> dict[int, float]:
    with TTFont(SEMIBOLD if bold else REGULAR, lazy=True) as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide ``text`` is at ``size``, in the unit of ``size``."""
    advances = _advances(bold)
    return size * sum(advances.get(ord(sign), WIDEST_GLYPH) for sign in text)


def known(text: str) -> str:
    """``text`` with a plain sign for each that the family does not have (for print)."""
    return "".join(sign if ord(sign) in _advances(False) else "?" for sign in text)


def clip(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """``text`` cut to ``room`` with an ellipsis where it does not fit."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, room: float, size: float, *, lines: int, bold: bool = False) -> tuple[str, ...]:
    """``text`` broken between words over at most ``lines`` lines, the last one cut where it must."""
    broken: list[str] = []
    words = text.split()
    while words and len(broken) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        broken.append(clip(" ".join(words[:taken]), room, size, bold=bold))
        words = words[taken:]
    if words:
        broken.append(clip(" ".join(words), room, size, bold=bold))
    return tuple(broken)
