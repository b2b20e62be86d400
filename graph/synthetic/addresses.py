"""Streets and house numbers: what an address is called and where it lies."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.draft import POST_OFFICE, PRISON, REFUGE, SHELTER
from graph.synthetic.landscape import FIRST_GEMEENTE, Landscape, words
from graph.synthetic.moves import Housing
from graph.synthetic.plan import Ints, Plan, Reals

PER_STREET = 45
WITH_BAG = 0.92
LETTERS = [
    a + b for a in "ABCDEFGHJKLMNPRSTVWXZ" for b in "ABCDEFGHJKLMNPRTVWXZ" if a + b not in ("SA", "SD", "SS")
]


def addresses(plan: Plan, land: Landscape, housing: Housing) -> pl.DataFrame:
    """One row an address in the columns of the contract, in order of number; all of it exact."""
    rng = plan.rng("addresses")
    wijk, site = housing.wijk, housing.site
    serial = _serial(wijk)
    streets = np.maximum(1, -(-np.bincount(wijk, minlength=len(land.codes)) // PER_STREET))
    first = np.cumsum(streets) - streets
    street = first[wijk] + serial // PER_STREET
    street_wijk = np.repeat(np.arange(len(streets)), streets)
    spot = serial % PER_STREET
    letter, extra = spot % 9 == 8, spot % 11 == 10
    xy = _along(rng, land, street_wijk)[street, spot]
    names, postcodes = _streets(rng, land, street_wijk)
    gemeente = land.gemeente[wijk]
    bag = 10**12 * (FIRST_GEMEENTE + gemeente) + 20 * 10**10 + np.arange(len(wijk)) + 1
    frame = pl.DataFrame(
        {
            "nummeraanduiding": pl.Series(bag).cast(pl.String).str.zfill(16),
            "straat": pl.Series(names).gather(street),
            "huisnummer": spot + 1 - (letter | extra),
            "huisletter": np.where(letter, "A", ""),
            "huisnummertoevoeging": np.where(extra, "2", ""),
            "postcode": pl.Series(postcodes).gather(street),
            "woonplaats": pl.Series(land.gemeente_names).gather(gemeente),
            "gemeentecode": pl.Series(land.gemeente_codes).gather(gemeente),
            "wijkcode": pl.Series(land.codes).gather(wijk),
            "soort": pl.Series(_kinds(site)),
            "rd_x": xy[:, 0].round(1),
            "rd_y": xy[:, 1].round(1),
        }
    )
    known = pl.Series(rng.random(len(wijk)) < WITH_BAG)
    blank = [pl.when(pl.col(c) != "").then(c).alias(c) for c in ("huisletter", "huisnummertoevoeging")]
    return frame.with_columns(pl.when(known).then("nummeraanduiding").alias("nummeraanduiding"), *blank)


def _serial(wijk: Ints) -> Ints:
    order = np.argsort(wijk, kind="stable")
    serial = np.empty(len(wijk), np.int64)
    serial[order] = np.arange(len(wijk)) - np.searchsorted(wijk[order], wijk[order])
    return serial


def _kinds(site: Ints) -> list[str]:
    special = {
        SHELTER: "opvang",
        REFUGE: "opvang",
        PRISON: "detentie",
        POST_OFFICE: "briefadres",
        -1: "woning",
    }
    names = [special.get(s, "instelling") for s in range(-1, POST_OFFICE + 1)]
    return [names[s + 1] for s in site]


def _along(rng: np.random.Generator, land: Landscape, wijk: Ints) -> Reals:
    """The spots along each street: a straight line between two points of the (convex) wijk."""
    one, other = _inside(rng, land, wijk), _inside(rng, land, wijk)
    share = ((np.arange(PER_STREET) + 0.5) / PER_STREET)[None, :, None]
    return np.asarray(one[:, None, :] * (1 - share) + other[:, None, :] * share)


def _inside(rng: np.random.Generator, land: Landscape, wijk: Ints) -> Reals:
    corners = [np.asarray(shape.exterior.coords)[:-1] for shape in land.shapes]
    count = np.array([len(c) for c in corners])
    table = np.stack([np.resize(c, (count.max(), 2)) for c in corners])
    pick = (rng.random(len(wijk)) * count[wijk]).astype(np.int64)
    side = rng.random((len(wijk), 1))
    edge = table[wijk, pick] * side + table[wijk, (pick + 1) % count[wijk]] * (1 - side)
    reach = 0.95 * np.sqrt(rng.random((len(wijk), 1)))
    middle = land.middles[wijk]
    return np.asarray(middle + (edge - middle) * reach)


def _streets(rng: np.random.Generator, land: Landscape, wijk: Ints) -> tuple[list[str], list[str]]:
    """A name that stands once in its gemeente, and a postcode of its own."""
    ends = list(dict.fromkeys(words("straten", "einde")))
    names = [begin + end for begin in words("straten", "begin") for end in ends]
    names = [names[i] for i in rng.permutation(len(names))]
    shift = rng.integers(0, len(names), len(land.gemeente_names))
    gemeente = land.gemeente[wijk]
    number = np.arange(len(wijk)) - np.searchsorted(gemeente, gemeente)
    found = [names[(n + shift[g]) % len(names)] for n, g in zip(number, gemeente, strict=True)]
    again = number // len(names)
    named = [f"{'Nieuwe ' * int(a)}{name}" for name, a in zip(found, again, strict=True)]
    serial = np.arange(len(wijk))
    figures = 1000 + (serial // len(LETTERS) + rng.integers(0, 8000)) % 8999
    return named, [f"{f}{LETTERS[s % len(LETTERS)]}" for f, s in zip(figures, serial, strict=True)]
