"""From rows of persons to coordinates: parents above their children, nobody on another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from visual.family_map.cell import WIDTH, Cell
from visual.family_map.order import Kin
from visual.family_map.symbols import SYMBOL

PASSES = 24
GAP = 26.0  # between two of a row who do not belong together
MARGIN = 24.0
BETWEEN_ROWS = 64.0
TRACK = 12.0
OVER = 20.0  # for each couple line, with its words, that runs over the heads of a row
HOME_LABEL = 44.0  # room at the foot of a row for the letters and addresses of households


@dataclass(frozen=True, slots=True)
class Tracks:
    """How many lines of their own each row needs: ``above`` for couples, ``below`` for descent."""

    above: tuple[int, ...]
    below: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One generation: ``top`` of the symbols, ``bottom`` below cells and addresses."""

    persons: tuple[str, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The level of the middle of all symbols in this row."""
        return self.top + SYMBOL / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everyone stands: the middle of each symbol by ``knooppunt_id``."""

    rows: tuple[Row, ...]
    x: dict[str, float]
    row_of: dict[str, int]

    def middle(self, person: str) -> tuple[float, float]:
        """The middle of someone's symbol."""
        return self.x[person], self.rows[self.row_of[person]].middle

    @property
    def right(self) -> float:
        """The right edge of the rightmost cell."""
        return max(self.x.values(), default=0) + WIDTH / 2


def place(family: Kin, ordered: list[list[str]], cells: dict[str, Cell], tracks: Tracks) -> Placed:
    """Coordinates for ordered rows.

    Args:
        family: who belongs with whom.
        ordered: the rows from above, each from left to right.
        cells: the content of each person's place, for its height.
        tracks: how many lines run beside each other above and below each row.
    """
    x = _horizontal(family, ordered)
    found: list[Row] = []
    top = MARGIN + 20
    for members, above, below in zip(ordered, tracks.above, tracks.below, strict=True):
        top += OVER * above
        bottom = top + max(cells[p].height for p in members) + HOME_LABEL
        found.append(Row(tuple(members), top, bottom))
        top = bottom + BETWEEN_ROWS + TRACK * below
    row_of = {p: i for i, members in enumerate(ordered) for p in members}
    return Placed(tuple(found), x, row_of)


def _horizontal(family: Kin, ordered: list[list[str]]) -> dict[str, float]:
    x: dict[str, float] = {}
    for members in ordered:
        x |= _settle(family, members, dict.fromkeys(members, 0.0))
    down, up = _neighbours(family)
    tied = down.keys() | up.keys()
    for turn in range(PASSES):
        towards = down if turn % 2 else up
        for members in ordered if towards is up else reversed(ordered):
            wished = {p: _mean([x[n] for n in towards.get(p, ())], x[p]) for p in members if p in tied}
            x |= _settle(family, members, wished)
    left = min(x.values(), default=0) - WIDTH / 2 - MARGIN
    return {person: round(value - left) for person, value in x.items()}


def _neighbours(family: Kin) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    down: dict[str, list[str]] = {}
    up: dict[str, list[str]] = {}
    for relation in family.parents:
        down.setdefault(relation.van, []).append(relation.naar)
        up.setdefault(relation.naar, []).append(relation.van)
    return down, up


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _settle(family: Kin, members: list[str], wished: dict[str, float]) -> dict[str, float]:
    """The places nearest to those wished (least squares) that keep order and distance.

    Pool adjacent violators (Ayer et al. 1955) on wishes minus the least distance from the left. Who
    wishes nothing stands close to a neighbour.
    """
    offset = dict(zip(members, _offsets(family, members), strict=True))
    wishing = [person for person in members if person in wished]
    blocks: list[tuple[float, int]] = []
    for person in wishing:
        total, count = wished[person] - offset[person], 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    levels = [total / count for total, count in blocks for _ in range(count)]
    level = dict(zip(wishing, levels, strict=True))
    return {p: level.get(_near(family, members, at, level), 0.0) + offset[p] for at, p in enumerate(members)}


def _offsets(family: Kin, members: list[str]) -> list[float]:
    offsets = [0.0]
    for one, other in pairwise(members):
        apart = WIDTH if family.household.get(one) == family.household.get(other) else WIDTH + GAP
        offsets.append(offsets[-1] + apart)
    return offsets


def _near(family: Kin, members: list[str], at: int, level: dict[str, float]) -> str:
    """Whose wish decides where the person at this place stands: his own, else of one at his side."""
    if members[at] in level:
        return members[at]
    left = next((p for p in reversed(members[:at]) if p in level), "")
    right = next((p for p in members[at:] if p in level), "")
    home = family.household.get(members[at])
    return right if not left or (right and family.household.get(right) == home) else left
