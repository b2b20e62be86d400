"""Every address that is the same place as one that is known, sought step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.linking.places import keyed, learned
from graph.store.seeking import BY_POSTCODE, BY_STREET
from models.contract import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network.gathering import Gathering, Key

ADDRESS = ("bron", "adres_id")
BAG = "nummeraanduiding"


def settle(sought: Gathering, addresses: Iterable[Key]) -> None:
    """Find these addresses, and all that decides to which places they belong and which others do.

    What was found is then enough for ``place_keys`` to give each of them, and every other address of its
    place, the place that it has among all addresses.
    """
    before = sought.seeks
    sought.seek(ADRESSEN.name, ADDRESS, addresses)
    while before != sought.seeks:
        before = sought.seeks
        rows = _placed(sought)
        ours = _ours(rows, sought)
        for key in (BAG, BY_STREET):
            sought.seek(ADRESSEN.name, (key,), _values(ours, key))
        sought.seek(ADRESSEN.name, (BY_POSTCODE,), _values(ours, BY_POSTCODE) | _rivals(rows, ours))


def _placed(sought: Gathering) -> pl.DataFrame:
    """What was found, with what places are recognised by and, as far as is known, the places."""
    rows = sought.rows(ADRESSEN.name)
    keys = keyed(rows)
    return rows.select(*ADDRESS, BAG).join(keys.drop("place"), on=ADDRESS).join(learned(keys), on=ADDRESS)


def _ours(rows: pl.DataFrame, sought: Gathering) -> pl.DataFrame:
    """The addresses of the places that were asked for."""
    places = rows.join(sought.asked(ADRESSEN.name, ADDRESS), on=ADDRESS, how="semi")["place"]
    return rows.filter(pl.col("place").is_in(places.implode()))


def _rivals(rows: pl.DataFrame, ours: pl.DataFrame) -> set[Key]:
    """By postcode: those from which an address learns that has no more than their street."""
    without = rows.filter(pl.col(BAG).is_null())
    bare = without.filter(pl.col(BY_POSTCODE).is_null())
    streets = ours.join(bare, on=BY_STREET, how="semi")[BY_STREET]
    return _values(without.filter(pl.col(BY_STREET).is_in(streets.implode())), BY_POSTCODE)


def _values(rows: pl.DataFrame, column: str) -> set[Key]:
    return {(value,) for value in rows[column].drop_nulls()}
