"""What the pages are made of: frozen values that whoever serves a page fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from models.access import Purpose, Role
from models.family_map import FamilyMap


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main navigation."""

    href: str
    text: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page: who looks, in which role, and at which day's facts."""

    actor: str
    role_label: str
    organisation: str
    nav: tuple[NavItem, ...]
    fictief: bool
    csrf: str
    peildatum: date | None
    geanalyseerd: bool = True  # whether the leveringen were processed since they came in


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up person on the sign-in page of the demo; ``value`` is what the form sends as ``wie``."""

    value: str
    naam: str
    rol: Role
    organisatie: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The sign-in page: a POST to ``/aanmelden`` of ``wie``, ``csrf`` and ``naar``."""

    fictief: bool
    csrf: str
    persons: tuple[DemoPerson, ...]
    naar: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to do from the start page: ``figure`` is a counted fact such as "12"."""

    href: str
    title: str
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A casus as it stands in a list; ``betrokkenen`` are names as this viewer may see them."""

    nummer: str
    staat: str  # open or gesloten
    geopend: date
    regisseur: str
    betrokkenen: tuple[str, ...]
    deelnemers: tuple[str, ...] = ()
    gesloten: date | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A casus with the gezinskaart of each system of its betrokkenen; ``shown`` is drawn."""

    case: CaseRow
    maps: tuple[FamilyMap, ...]
    doel: Purpose
    shown: int = 0
    may_export: bool = False
    may_explore: bool = False
    dag: date | None = None  # the day that was asked for


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One search result: ``href`` leads to where this viewer may open the person, or is empty."""

    naam: str
    geboren: str
    woonplaats: str
    bronnen: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search on persons within a casus: ``results`` is ``None`` before anything was asked."""

    query: str
    doel: Purpose
    casus: str
    cases: tuple[CaseRow, ...]
    results: tuple[FoundPerson, ...] | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class OverlapSide:
    """One of the two trajecten of a samenloop: that it exists, who runs it, whom to call; not its content."""

    bron: str
    traject_id: str
    soort: str
    organisatie: str
    regisseur: str
    contact: str
    start: date
    einde: date | None


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """One samenloop under the code of its system, without a name."""

    systeem_id: str
    soort: str
    a: OverlapSide
    b: OverlapSide
    van: date | None
    tot: date | None
    reden: str


@dataclass(frozen=True, slots=True)
class OverlapChoice:
    """What the viewer picked on the samenloop list; empty is everything."""

    soort: str = ""
    organisatie: str = ""
    alleen_lopend: bool = True
    sorteer: str = "sinds"  # sinds, duur, systeem, organisatie
    blad: int = 1


@dataclass(frozen=True, slots=True)
class HotspotPage:
    """The wijk map and ranking of one theme of the release.

    ``areas`` as ``View.areas()``, ``release`` as ``models.results.VRIJGAVE`` (all themes).
    """

    areas: pl.DataFrame
    release: pl.DataFrame
    thema: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One levering and its report: ``tabellen`` is {table: {gelezen, opgeslagen, geweigerd}}."""

    bron_naam: str
    levering_id: str
    peildatum: date
    volledig: bool
    verwerkt_op: date
    tabellen: Mapping[str, Mapping[str, int]]
    geweigerd: tuple[Mapping[str, object], ...]  # bestand, regel, kolom, reden
    onbekende_kolommen: tuple[str, ...] = ()
    verboden_kolommen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How many records became how many persons; ``per_bron`` is (bron, records, of which linked)."""

    records: int
    personen: int
    zeker: int
    te_beoordelen: int
    per_bron: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines of the verwerkingslog (columns of ``models.ledgers.VERWERKINGSLOG`` or some), newest first."""

    lines: pl.DataFrame
    total: int
    blad: int = 1
    chain_intact: bool | None = None  # whether the audit log's hashes still follow; None is not checked


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What the beheerder sees: (what, value) facts about the store, never content."""

    facts: tuple[tuple[str, str], ...]
    analyses: tuple[tuple[str, str, date], ...] = ()  # onderdeel, versie, peildatum


@dataclass(frozen=True, slots=True)
class ExplorePage:
    """The explore view of a casus: ``href`` of the self-contained file, and what it holds."""

    href: str
    persons: int
    relations: int
