"""Every address that is the same place as one that is known, sought step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.network.gathering import keys
from graph.store.seeking import BY_PLACE, with_sought
from graph.store.shapes import fact_types
from models.contract import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network.gathering import Gathering, Key, Row

ADDRESS = ("bron", "adres_id")
RECOGNISED_BY = ("nummeraanduiding", *BY_PLACE)


def settle(sought: Gathering, addresses: Iterable[Key]) -> list[Row]:
    """Find these addresses, and every other that is tied to one of them by what places are recognised by.

    What was found is then enough for ``place_keys`` to give each of them, and every other address of its
    place, the place that it has among all addresses. Gives the addresses that were asked for.
    """
    asked = sought.among(ADRESSEN.name, ADDRESS, addresses)
    fresh, known = asked, keys(asked, ADDRESS)
    while fresh:
        marked = _recognised(fresh)
        near = [row for key in RECOGNISED_BY for row in sought.among(ADRESSEN.name, (key,), marked[key])]
        fresh = [row for row in near if tuple(row[name] for name in ADDRESS) not in known]
        known |= keys(fresh, ADDRESS)
    return asked


def _recognised(rows: list[Row]) -> dict[str, set[Key]]:
    """By what the places of these addresses are recognised."""
    marked = with_sought(ADRESSEN.name, pl.DataFrame(rows, schema=fact_types(ADRESSEN)))
    return {key: {(value,) for value in marked[key].drop_nulls()} for key in RECOGNISED_BY}
