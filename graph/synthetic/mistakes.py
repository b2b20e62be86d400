"""How sources write persons down: initials, lost prefixes, typing errors, dates swapped or cut short."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from graph.synthetic.plan import Mask

SOUNDS_ALIKE = tuple(
    pair.split(":")
    for pair in [
        "ij:y",
        "ck:k",
        "ph:f",
        "th:t",
        "aa:ae",
        "c:k",
        "z:s",
        "v:f",
        "dt:t",
        "uy:ui",
        "ee:e",
        "oo:o",
        "ei:ij",
        "y:i",
        "k:c",
    ]
)
SHORT = {"van": "v.", "van de": "v.d.", "van der": "v.d.", "van den": "v.d.", "de": "d.", "in 't": "i.t."}
CALL_NAMES = """
Johannes:Jan Cornelis:Kees Hendrik:Henk Petrus:Piet Wilhelmus:Wim Antonius:Ton
Jacobus:Jaap Gerardus:Gerard Martinus:Tinus Franciscus:Frans Theodorus:Theo Jozef:Jos
Maria:Ria Johanna:Joke Cornelia:Corrie Elisabeth:Betsy Wilhelmina:Willy Catharina:Toos
Petronella:Nel Hendrika:Riek Margaretha:Greet Antonia:Toni Mohamed:Mo Robert:Rob
Thomas:Tom Michael:Mike Anna:Anneke Jacoba:Coby
"""
CALL = dict(pair.split(":") for pair in CALL_NAMES.split())
BRP_CARE = 0.04
"""The register of persons makes this share of the mistakes of others."""


class Mistakes:
    """Draws which rows go wrong; ``rate`` 0 makes none."""

    def __init__(self, rng: np.random.Generator, rate: float) -> None:
        self._rng, self._rate = rng, rate

    def some(self, size: int, share: float) -> Mask:
        """This share of the rows, times the rate."""
        return np.asarray(self._rng.random(size) < share * self._rate)

    def change(self, values: pl.Series, share: float, how: Callable[[str, int], str | None]) -> pl.Series:
        """Change some of the values that are filled; ``how`` gets the value and a random number."""
        rows = np.flatnonzero(self.some(len(values), share) & values.is_not_null().to_numpy())
        if not len(rows):
            return values
        numbers = self._rng.integers(0, 1 << 30, len(rows)).tolist()
        new = [how(v, n) for v, n in zip(values.gather(rows).to_list(), numbers, strict=True)]
        return values.scatter(rows, pl.Series(new, dtype=pl.String))


def typo(value: str, number: int) -> str:
    """One slip: letters swapped, one lost, one doubled, or a sound written otherwise."""
    kind, number = number % 5, number // 5
    if kind >= 3:
        pairs = [(a, b) for a, b in SOUNDS_ALIKE if a in value[1:]]
        if pairs:
            a, b = pairs[number % len(pairs)]
            return value[0] + value[1:].replace(a, b, 1)
    if len(value) < 4:
        return value + value[-1]
    spot = 1 + number % (len(value) - 2)
    before, letter, after = value[:spot], value[spot], value[spot + 1 :]
    return (before + after[0] + letter + after[1:], before + after, before + 2 * letter + after)[kind % 3]


def initials(value: str, _: int) -> str:
    """``Marco Johannes`` becomes ``M.J.``"""
    return "".join(f"{name[0]}." for name in value.split())


def first_name(value: str, _: int) -> str:
    """Only the first of several given names."""
    return value.split(maxsplit=1)[0]


def call_name(value: str, _: int) -> str:
    """The name by which someone is called."""
    first = value.split(maxsplit=1)[0]
    return CALL.get(first, first)


def swapped(value: str, _: int) -> str:
    """Day and month swapped, where that gives a date."""
    year, month, number = value.split("-")
    return f"{year}-{number}-{month}" if int(number) <= 12 else value


def one_digit(value: str, number: int) -> str:
    """One digit of year or day off by one."""
    year, month, day = value.split("-")
    if number % 2:
        return f"{int(year) - 1 + 2 * (number // 2 % 2)}-{month}-{day}"
    return f"{year}-{month}-{max(1, min(28, int(day) + (1 if number // 2 % 2 else -1))):02d}"


def misname(frame: pl.DataFrame, m: Mistakes, care: float) -> pl.DataFrame:
    """``voornamen, voorvoegsel, geslachtsnaam, naam_partner, geboortedatum`` as this source has them."""
    given, surname, birth = frame["voornamen"], frame["geslachtsnaam"], frame["geboortedatum"]
    given = m.change(given, 0.5 * care, first_name)
    given = m.change(given, 0.12 * care, call_name)
    given = m.change(given, 0.045 * care, typo)
    given = m.change(given, 0.1 * care, initials)
    surname = m.change(surname, 0.05 * care, typo)
    birth = m.change(birth, 0.015 * care, swapped)
    birth = m.change(birth, 0.02 * care, one_digit)
    birth = m.change(birth, 0.012 * care, lambda v, _: f"{v[:4]}-01-01")
    birth = m.change(birth, 0.02 * care, lambda v, _: v[:4])
    birth = m.change(birth, 0.012 * care, lambda v, _: v[:7])
    birth = m.change(birth, 0.012 * care, lambda _v, _n: None)
    frame = frame.with_columns(voornamen=given, geslachtsnaam=surname, geboortedatum=birth)
    return _double(_prefix(frame, m, care), m, care)


def _prefix(frame: pl.DataFrame, m: Mistakes, care: float) -> pl.DataFrame:
    """Prefixes lost, shortened, or glued to the surname."""
    prefix = m.change(frame["voorvoegsel"], 0.12 * care, lambda _v, _n: None)
    prefix = m.change(prefix, 0.14 * care, lambda v, _: SHORT.get(v, v))
    glue = pl.Series(m.some(len(frame), 0.09 * care)) & prefix.is_not_null()
    close = pl.Series(m.some(len(frame), 0.3))
    both = pl.concat_str(pl.lit(prefix), "geslachtsnaam", separator=" ")
    glued = pl.when(close).then(both.str.replace_all(" ", "")).otherwise(both)
    return frame.with_columns(
        geslachtsnaam=pl.when(glue).then(glued).otherwise("geslachtsnaam"),
        voorvoegsel=pl.when(~glue).then(prefix),
    )


def _double(frame: pl.DataFrame, m: Mistakes, care: float) -> pl.DataFrame:
    """Double names glued (partner's first), or the partner's name in the place of one's own."""
    has = frame["naam_partner"].is_not_null()
    double = pl.Series(m.some(len(frame), 0.22 * care)) & has
    instead = pl.Series(m.some(len(frame), 0.15 * care)) & has & ~double
    drop = pl.Series(m.some(len(frame), 0.4 * care))
    own = pl.concat_str("voorvoegsel", "geslachtsnaam", separator=" ", ignore_nulls=True)
    glued = pl.concat_str("naam_partner", own, separator="-")
    return frame.with_columns(
        geslachtsnaam=pl.when(double)
        .then(glued)
        .when(instead)
        .then("naam_partner")
        .otherwise("geslachtsnaam"),
        voorvoegsel=pl.when(~double & ~instead).then("voorvoegsel"),
        naam_partner=pl.when(~drop & ~instead).then("naam_partner"),
    )
