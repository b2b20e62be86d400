"""Homes become addresses: families move, and a dwelling that one leaves is let to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.synthetic.draft import PRISON, REFUGE, SHELTER
from graph.synthetic.landscape import Landscape
from graph.synthetic.plan import BEGIN, FOREVER, NOBODY, TODAY, Ints, Plan
from graph.synthetic.population import Population

MOST_MOVES = 4
PER_YEAR = 0.07
STAYS_IN_WIJK = 0.65
SECOND_HOME_NEAR = 0.45
REUSED = 0.6
SITES = 7
"""Kinds of institution; every gemeente has one of each, but shelters and prison serve the whole region."""


@dataclass(frozen=True, slots=True)
class Housing:
    """Who lived where: stays with their ``address``, and per address its wijk and kind of site (or -1)."""

    stays: dict[str, Ints]
    wijk: Ints
    site: Ints
    clan_wijk: Ints


def house(plan: Plan, people: Population, land: Landscape) -> Housing:
    """Give every stay an address: moves, dwellings let again, institutions."""
    rng = plan.rng("moves")
    clan_wijk = _draw(rng, land, len(people.clans["kind"]))
    homes = people.homes
    near = (homes["main"] == 1) | (rng.random(len(homes["clan"])) < SECOND_HOME_NEAR)
    wijk = np.where(near, clan_wijk[homes["clan"]], _draw(rng, land, len(near)))
    stays, seg_wijk = _split(rng, land, people.stays, wijk)
    address, address_wijk = _let_again(rng, stays, seg_wijk)
    gemeente = land.gemeente[clan_wijk[people.people["clan"][stays["person"]]]]
    gemeente = np.where(np.isin(stays["site"], (SHELTER, REFUGE, PRISON)), 0, gemeente)
    sites = len(address_wijk) + gemeente * SITES + stays["site"]
    stays["address"] = np.where(stays["site"] >= 0, sites, address)
    largest = _largest(land)
    kinds = np.tile(np.arange(SITES), len(largest))
    return Housing(
        stays,
        np.concatenate([address_wijk, np.repeat(largest, SITES)]),
        np.concatenate([np.full(len(address_wijk), NOBODY), kinds]),
        clan_wijk,
    )


def _draw(rng: np.random.Generator, land: Landscape, count: int) -> Ints:
    return np.asarray(rng.choice(len(land.weight), count, p=land.weight), dtype=np.int64)


def _largest(land: Landscape) -> Ints:
    order = np.lexsort((-land.weight, land.gemeente))
    return np.asarray(order[np.searchsorted(land.gemeente[order], range(len(land.gemeente_names)))])


def _split(
    rng: np.random.Generator, land: Landscape, stays: dict[str, Ints], wijk: Ints
) -> tuple[dict[str, Ints], Ints]:
    """Cut the stays at the days on which the home moved; the last place is the one in ``wijk``."""
    days = _moving_days(rng, stays, len(wijk))
    begin = np.concatenate([np.full((len(wijk), 1), -FOREVER), days], axis=1)
    end = np.concatenate([days - 1, np.full((len(wijk), 1), FOREVER)], axis=1)
    end[end >= FOREVER - 1] = FOREVER
    other = _draw(rng, land, begin.size).reshape(begin.shape)
    away = rng.random(begin.shape) > STAYS_IN_WIJK
    last = end == FOREVER
    place = np.where(away & ~last, other, wijk[:, None])
    at_home = stays["home"] >= 0
    count = np.where(at_home, MOST_MOVES + 1, 1)
    row = np.repeat(np.arange(len(count)), count)
    turn = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    cut = {name: values[row] for name, values in stays.items()}
    home = np.maximum(cut["home"], 0)
    moved = cut["home"] >= 0
    cut["van"] = np.where(moved, np.maximum(cut["van"], begin[home, turn]), cut["van"])
    cut["tot"] = np.where(moved, np.minimum(cut["tot"], end[home, turn]), cut["tot"])
    cut["segment"] = np.where(moved, home * (MOST_MOVES + 1) + turn, NOBODY)
    keep = (cut["van"] <= cut["tot"]) & (cut["van"] <= TODAY)
    return {name: values[keep] for name, values in cut.items()}, place.ravel()


def _moving_days(rng: np.random.Generator, stays: dict[str, Ints], homes: int) -> Ints:
    """Sorted days on which each home moved, ``FOREVER`` where it did not."""
    first, last = np.full(homes, FOREVER), np.full(homes, -FOREVER)
    mine = stays["home"] >= 0
    np.minimum.at(first, stays["home"][mine], stays["van"][mine])
    np.maximum.at(last, stays["home"][mine], np.minimum(stays["tot"][mine], TODAY))
    first = np.maximum(first, BEGIN - 1800) + 150
    length = np.maximum(last - 20 - first, 0)
    moves = np.minimum(rng.poisson(length / 365.25 * PER_YEAR), MOST_MOVES)
    days = (first[:, None] + rng.random((homes, MOST_MOVES)) * length[:, None]).astype(np.int64)
    days[np.arange(MOST_MOVES) >= moves[:, None]] = FOREVER
    return np.sort(days, axis=1)


def _let_again(rng: np.random.Generator, stays: dict[str, Ints], wijk: Ints) -> tuple[Ints, Ints]:
    """One address a segment, shared with an earlier family that had left before; (address a stay, wijken)."""
    first, last = np.full(len(wijk), FOREVER), np.full(len(wijk), -FOREVER)
    mine = stays["segment"] >= 0
    np.minimum.at(first, stays["segment"][mine], stays["van"][mine])
    np.maximum.at(last, stays["segment"][mine], stays["tot"][mine])
    leavers = np.flatnonzero((last > -FOREVER) & (last < TODAY))
    comers = np.flatnonzero((first < FOREVER) & (first > BEGIN) & (rng.random(len(first)) < REUSED))
    leavers = leavers[np.lexsort((last[leavers], wijk[leavers]))]
    comers = comers[np.lexsort((first[comers], wijk[comers]))]
    before = np.arange(len(wijk))
    spot = np.searchsorted(wijk[leavers], wijk[comers]) + _rank(wijk[comers])
    fits = spot < len(leavers)
    earlier = leavers[np.minimum(spot, max(len(leavers) - 1, 0))] if len(leavers) else comers
    fits &= (wijk[earlier] == wijk[comers]) & (last[earlier] < first[comers])
    before[comers[fits]] = earlier[fits]
    while not np.array_equal(before, before[before]):
        before = before[before]
    used, address = np.unique(before[stays["segment"][mine]], return_inverse=True)
    out = np.full(len(mine), NOBODY)
    out[mine] = address
    return out, wijk[used]


def _rank(sorted_groups: Ints) -> Ints:
    return np.asarray(np.arange(len(sorted_groups)) - np.searchsorted(sorted_groups, sorted_groups))
