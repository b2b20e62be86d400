"""Persons, where they live and who is family: the half of a network that says who belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from graph.network import homes, households, organisations, persons, places, ties
from graph.network.identity import person_records

if TYPE_CHECKING:
    from datetime import date

    import polars as pl


class Shown(Protocol):
    """What a network is made of: a view of a store, or the part of one that was sought."""

    @property
    def secret(self) -> bytes:
        """Key for opaque codes."""

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering."""

    def facts(self, table: str) -> pl.DataFrame:
        """The facts of a table."""

    def ledger(self, name: str) -> pl.DataFrame:
        """The rows of a ledger."""

    def result(self, name: str) -> pl.DataFrame:
        """The rows of a result."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Frames of a ``Network``, by the same names."""

    persons: pl.DataFrame
    records: pl.DataFrame
    sources: pl.DataFrame
    places: pl.DataFrame
    homes: pl.DataFrame
    part_time: pl.DataFrame
    households: pl.DataFrame
    living: pl.DataFrame
    parents: pl.DataFrame
    ties: pl.DataFrame

    @classmethod
    def from_view(cls, view: Shown) -> Self:
        """Read everyone whom a view shows; records without a linking result are persons of their own."""
        personen = view.facts("personen")
        numbers, records = person_records(personen, view.result("koppeling_personen"), view.secret)
        sources = organisations.build_sources(view.ledger("leveringen"))
        people = numbers.join(persons.best_known(personen, records, sources), on="person").sort("person")
        places_, addresses = places.build_places(view.facts("adressen"), sources)
        stays = homes.residences(view.facts("verblijf"), records, addresses)
        homes_ = homes.build_homes(stays, people)
        delivered = households.delivered_members(
            view.facts("huishoudens"), view.facts("huishoudleden"), records, addresses
        )
        households_, living = households.build_households(delivered, homes_, places_, people)
        ties_ = ties.build_ties(view.facts("relaties"), records)
        return cls(
            persons=people,
            records=records,
            sources=sources,
            places=places_,
            homes=homes_,
            part_time=homes.build_part_time(stays, people),
            households=households_,
            living=living,
            parents=ties.build_parents(ties_),
            ties=ties_,
        )
