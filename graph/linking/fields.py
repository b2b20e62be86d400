"""What linking compares: a field is declared once, with its comparator and what blocks can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.linking.compare.birth import BirthDates
from graph.linking.compare.dwellings import Dwellings
from graph.linking.compare.given import GivenNames, LaterNames
from graph.linking.compare.simple import CitizenNumbers, Codes
from graph.linking.compare.surname import Surnames

if TYPE_CHECKING:
    from graph.linking.compare.base import Comparator


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is compared.

    Attributes:
        name: what the model calls it.
        title: what the reader calls it.
        comparator: how two values compare.
        shared: whether a household shares it, so that it tells no housemates apart.
        given: a field whose equality changes what this one says: two Marias are rarely of different sex.
    """

    name: str
    title: str
    comparator: Comparator
    shared: bool = False
    given: str | None = None


CONTRACT = (
    Field("voornaam", "Voornaam", GivenNames("given")),
    Field("verdere_voornamen", "Verdere voornamen", LaterNames("given"), given="voornaam"),
    Field("achternaam", "Achternaam", Surnames("surname", "partner")),
    Field("geboortedatum", "Geboortedatum", BirthDates("birth"), given="voornaam"),
    Field(
        "geslacht",
        "Geslacht",
        Codes("sex", "Het geslacht is gelijk.", "Het geslacht is anders."),
        given="voornaam",
    ),
    Field("woning", "Woning", Dwellings(), shared=True),
    Field("burgerservicenummer", "Burgerservicenummer", CitizenNumbers("bsn")),
)
"""The fields of the contract's person records."""
