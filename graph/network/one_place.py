"""Every address that is the same place as one that is known, sought step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.network.gathering import keys
from graph.store.seeking import BY_PLACE
from models.contract import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network.gathering import Gathering, Key

ADDRESS = ("bron", "adres_id")
RECOGNISED_BY = ("nummeraanduiding", *BY_PLACE)


def settle(sought: Gathering, addresses: Iterable[Key]) -> None:
    """Find these addresses, and every other that is tied to one of them by what places are recognised by.

    What was found is then enough for ``place_keys`` to give each of them, and every other address of its
    place, the place that it has among all addresses.
    """
    fresh = sought.among(ADRESSEN.name, ADDRESS, addresses)
    known = keys(fresh, ADDRESS)
    while fresh:
        near = [
            row
            for name in RECOGNISED_BY
            for row in sought.among(ADRESSEN.name, (name,), {(address[name],) for address in fresh})
        ]
        fresh = [row for row in near if tuple(row[name] for name in ADDRESS) not in known]
        known |= keys(fresh, ADDRESS)
