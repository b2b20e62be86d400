"""What a reader gives: plain values, each with no more in it than its page may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A casus with the names of its betrokkenen as this viewer may see them."""

    nummer: str
    staat: str
    geopend: date
    regisseur: str
    betrokkenen: tuple[str, ...]
    deelnemers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One search result within a casus."""

    knooppunt_id: str
    naam: str
    geboren: str
    woonplaats: str
    bronnen: tuple[str, ...]
    casus: str


@dataclass(frozen=True, slots=True)
class OverlapSide:
    """One of two trajecten: that it exists, who runs it, who directs it, whom to call; not its content."""

    bron: str
    traject_id: str
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


@dataclass(frozen=True, slots=True)
class OverlapChoice:
    """Which samenlopen to see; empty is everything, ``op`` the day on which they must run."""

    soort: str = ""
    organisatie: str = ""
    op: date | None = None
    sorteer: str = "sinds"  # sinds, duur, systeem, organisatie: counted facts only
    blad: int = 1
    per_blad: int = 50


@dataclass(frozen=True, slots=True)
class Overlaps:
    """One page of the list, of how many rows, and the organisations to choose from."""

    rijen: tuple[OverlapRow, ...]
    totaal: int
    organisaties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hotspots:
    """A published release and the public shapes to draw it on (columns of ``VRIJGAVE``, ``View.areas``)."""

    areas: pl.DataFrame
    release: pl.DataFrame


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A levering and its report, without personal values."""

    bron: str
    bron_naam: str
    levering_id: str
    peildatum: date
    volledig: bool
    verwerkt_op: date
    verslag: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SourceCount:
    """Of one bron: how many records there are, and how many of these are linked to another."""

    bron: str
    records: int
    gekoppeld: int


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How many records became how many persons."""

    records: int
    personen: int
    zeker: int
    te_beoordelen: int
    per_bron: tuple[SourceCount, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """What was handed to the weegploeg; nothing can be handed to it yet."""

    systeem_id: str
    op: date


@dataclass(frozen=True, slots=True)
class LogLines:
    """Lines of a log, newest first, and whether the chain of the audit log is intact."""

    lines: pl.DataFrame
    total: int
    intact: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about the store."""

    wat: str
    waarde: str


@dataclass(frozen=True, slots=True)
class LastAnalysis:
    """Of which version and for which day a part was last analysed."""

    onderdeel: str
    versie: str
    peildatum: date


@dataclass(frozen=True, slots=True)
class Status:
    """How the store is doing, without content."""

    feiten: tuple[Fact, ...]
    analyses: tuple[LastAnalysis, ...]
