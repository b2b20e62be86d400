"""The person records of all sources, numbered, with what linking compares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.linking.names import birth_surname, partner_surname, words
from graph.linking.places import address_parts, place_keys
from models.codes import PlaceKind, ResidenceKind, Sex

if TYPE_CHECKING:
    from graph.store.base import View

MOST_IN_HOUSEHOLD = 12
"""More people at one dwelling are no household (contract/begrippen.md)."""

HOMES = {"nr": pl.Int64} | dict.fromkeys(("place", "street", "number", "postcode", "town"), pl.String)
GROUPS = {"group": pl.Int64, "nr": pl.Int64}


@dataclass(frozen=True, slots=True)
class Records:
    """What linking knows.

    Attributes:
        people: one row per person record, ``nr`` 0, 1, … in order of ``bron`` and ``persoon_id``, then a
            column for each field that is compared.
        homes: ``nr, place, street, number, postcode, town``: the dwellings where a record was ever seen, each
            once, ordered by ``nr``.
        groups: ``group, nr``: who stand together in one household of one source, so that they are different
            persons.
    """

    people: pl.DataFrame
    homes: pl.DataFrame
    groups: pl.DataFrame

    @property
    def size(self) -> int:
        """How many records there are."""
        return self.people.height


def read_records(view: View) -> Records:
    """Number the records of a view and make them comparable."""
    facts = view.facts("personen").sort("bron", "persoon_id").with_row_index("nr")
    people = facts.select(
        pl.col("nr").cast(pl.Int64),
        "bron",
        "persoon_id",
        bsn=_number(),
        given=_given(),
        surname=birth_surname(pl.col("geslachtsnaam"), pl.col("naam_partner")),
        partner=partner_surname(pl.col("naam_partner")),
        birth=_birth(),
        sex=pl.when(pl.col("geslacht").is_in([Sex.M, Sex.V])).then("geslacht"),
    )
    dwellings = _dwellings(view)
    return Records(people, _homes(view, people, dwellings), _groups(view, people, dwellings))


MOST_BEAR = 50
"""A number that more records bear than this is nobody's."""


def _number() -> pl.Expr:
    return pl.when(pl.len().over("burgerservicenummer") <= MOST_BEAR).then("burgerservicenummer")


def _given() -> pl.Expr:
    bare = words(pl.col("voornamen"))
    return pl.when(bare != "").then(bare)


def _birth() -> pl.Expr:
    """The date of birth, full or not; the date on which a child is expected is none."""
    return pl.when(~pl.col("ongeboren").fill_null(value=False)).then("geboortedatum")


def _dwellings(view: View) -> pl.DataFrame:
    """``bron, adres_id, place`` and the parts of an address, of every dwelling.

    Institutions, shelters and postal addresses are no evidence, since many share them.
    """
    addresses = view.facts("adressen")
    kind = pl.col("soort").fill_null(PlaceKind.WONING)
    dwellings = addresses.filter(kind == PlaceKind.WONING).select("bron", "adres_id", *address_parts())
    return place_keys(addresses).join(dwellings, on=["bron", "adres_id"])


def _stays(view: View, people: pl.DataFrame) -> pl.DataFrame:
    """``nr, bron, adres_id``: who was seen where."""
    usual = pl.col("soort").is_null() | (pl.col("soort") != ResidenceKind.BRIEFADRES)
    stays = view.facts("verblijf").filter(usual).select("bron", "persoon_id", "adres_id")
    member = view.facts("huishoudleden").select("bron", "huishouden_id", "persoon_id")
    household = view.facts("huishoudens").select("bron", "huishouden_id", "adres_id")
    housed = member.join(household, on=["bron", "huishouden_id"]).select(stays.columns)
    numbers = people.select("nr", "bron", "persoon_id")
    return pl.concat([stays, housed]).join(numbers, on=["bron", "persoon_id"]).drop("persoon_id")


def _homes(view: View, people: pl.DataFrame, dwellings: pl.DataFrame) -> pl.DataFrame:
    """Dwellings by residence and by household.

    At any time, as registers run behind each other: one still holds the address that another has left.
    """
    located = _stays(view, people).join(dwellings, on=["bron", "adres_id"])
    return (
        located.select(list(HOMES))
        .unique(["nr", "place"], keep="first", maintain_order=True)
        .sort("nr", "place")
    )


def _groups(view: View, people: pl.DataFrame, dwellings: pl.DataFrame) -> pl.DataFrame:
    """Delivered households, and who live at one dwelling by one source."""
    member = view.facts("huishoudleden").select("bron", "persoon_id", key=pl.format("h|{}", "huishouden_id"))
    stays = view.facts("verblijf").join(dwellings, on=["bron", "adres_id"])
    together = stays.select("bron", "persoon_id", key=pl.format("p|{}", "place"))
    both = pl.concat([member, together]).join(
        people.select("nr", "bron", "persoon_id"), on=["bron", "persoon_id"]
    )
    both = both.select("bron", "key", "nr").unique()
    few = both.filter(pl.len().over("bron", "key").is_between(2, MOST_IN_HOUSEHOLD))
    numbered = few.with_columns(group=pl.struct("bron", "key").rank("dense").cast(pl.Int64) - 1)
    return numbered.select("group", "nr").sort("group", "nr")
