"""The person records of all sources, numbered, with what the rules compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.linking.names import birth_surname, call_name, words
from graph.linking.places import place_keys
from models.codes import PlaceKind, Sex

if TYPE_CHECKING:
    from graph.store.base import View

FULL_DATE = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Records:
    """What linking knows.

    Attributes:
        people: one row per person record, ``nr`` 0, 1, … in order of ``bron`` and ``persoon_id``; ``bsn``;
            ``given`` (all given names as bare words), ``call``, ``surname``; ``birth`` (what is known of the
            date of birth), ``born`` (the same if it is full, else null); ``sex`` (M or V, else null).
        homes: ``nr, place``: the dwellings where a record was ever seen, each once.
    """

    people: pl.DataFrame
    homes: pl.DataFrame


def read_records(view: View) -> Records:
    """Number the records of a view and make them comparable."""
    facts = view.facts("personen").sort("bron", "persoon_id").with_row_index("nr")
    people = facts.select(
        pl.col("nr").cast(pl.Int64),
        "bron",
        "persoon_id",
        bsn="burgerservicenummer",
        given=words(pl.col("voornamen")),
        call=call_name(pl.col("voornamen")),
        surname=birth_surname(pl.col("geslachtsnaam"), pl.col("naam_partner")),
        birth=_birth(),
        born=pl.when(_birth().str.contains(FULL_DATE)).then(_birth()),
        sex=pl.when(pl.col("geslacht").is_in([Sex.M, Sex.V])).then("geslacht"),
    )
    return Records(people, _homes(view, people))


def _birth() -> pl.Expr:
    """The date of birth, full or not; the date on which a child is expected is none."""
    return pl.when(~pl.col("ongeboren").fill_null(value=False)).then("geboortedatum")


def _homes(view: View, people: pl.DataFrame) -> pl.DataFrame:
    """Dwellings by residence and by household.

    At any time, as registers run behind each other: one still holds the address that another has left.
    Institutions, shelters and postal addresses are no evidence, since many share them.
    """
    addresses = view.facts("adressen")
    kind = pl.col("soort").fill_null(PlaceKind.WONING)
    dwellings = addresses.filter(kind == PlaceKind.WONING).select("bron", "adres_id")
    places = place_keys(addresses).join(dwellings, on=["bron", "adres_id"], how="semi")
    member = view.facts("huishoudleden").select("bron", "huishouden_id", "persoon_id")
    household = view.facts("huishoudens").select("bron", "huishouden_id", "adres_id")
    seen = pl.concat(
        [
            view.facts("verblijf").select("bron", "persoon_id", "adres_id"),
            member.join(household, on=["bron", "huishouden_id"]).select("bron", "persoon_id", "adres_id"),
        ]
    )
    located = seen.join(places, on=["bron", "adres_id"])
    numbered = located.join(people.select("nr", "bron", "persoon_id"), on=["bron", "persoon_id"])
    return numbered.select("nr", "place").unique().sort("nr", "place")
