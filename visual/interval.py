"""A rate with its interval as a dot and a whisker, beside the rate of the region."""

from __future__ import annotations

from dataclasses import dataclass

from visual.drawing import ACCENT, LINE, MUTED, Circle, Path, Picture, Shape, Style
from visual.svg import mark

WIDTH, HEIGHT, PAD = 176.0, 20.0, 6.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis that all whiskers of a table share: from 0 to ``most``, with the region's own rate."""

    most: float
    region: float | None

    def x(self, value: float) -> float:
        """Where a rate stands; what lies beyond the axis stands at its end."""
        return PAD + (WIDTH - 2 * PAD) * min(max(value / self.most, 0), 1)


def dot_and_whisker(scale: Scale, low: float, value: float, high: float) -> str:
    """One row's picture; a whisker that goes on beyond the axis has no tick at its end."""
    middle = HEIGHT / 2
    left, right = scale.x(low), scale.x(high)
    shapes: list[Shape] = []
    if scale.region is not None:
        at = scale.x(scale.region)
        shapes.append(Path(((at, 1), (at, HEIGHT - 1)), Style(LINE, width=1, dash=(2, 2))))
    shapes.append(Path(((left, middle), (right, middle)), Style(MUTED, width=1.5)))
    ends = [left] if high > scale.most else [left, right]
    shapes += [Path(((end, middle - 4), (end, middle + 4)), Style(MUTED, width=1.5)) for end in ends]
    shapes.append(Circle(scale.x(value), middle, 4, Style(fill=ACCENT)))
    return mark(Picture(WIDTH, HEIGHT, "", "", tuple(shapes)), css_class="kp-interval")
