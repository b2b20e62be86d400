"""The data as one organisation may see them at one moment, and what a server keeps of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from os import cpu_count
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Self

import polars as pl

from graph.access import family, figures, tracks
from graph.access.cases import Case, fold_cases
from graph.access.kept import Kept
from graph.access.known import Known
from graph.analysis.overlaps import overlaps
from graph.analysis.systems import systems_on
from graph.frames import empty
from graph.network import Network
from graph.network.organisations import build_sources
from models.ledgers import CASUSSEN, LEVERINGEN
from models.results import ANALYSE, SAMENLOPEN, SYSTEEMLEDEN

if TYPE_CHECKING:
    from graph.access.rows import OverlapRow
    from graph.network.gathering import Key
    from graph.store.base import Store, View, Viewer
    from models.family_map import FamilyMap
    from models.judgement import RecordRef

MAPS = 500
"""Casussen of which the maps are kept; one of a family takes some tens of kilobytes."""
NETWORKS = 4
"""Organisations from which facts are kept of which the network is kept; that of a region is some 100 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How the store stands: ``sources`` are ``bron, naam, soort``, ``analysed`` whether there are results."""

    peildatum: date | None
    sources: pl.DataFrame
    analysed: bool

    @classmethod
    def of(cls, view: View) -> Self:
        """The same for every viewer."""
        sources = build_sources(view.ledger(LEVERINGEN.name))
        return cls(view.peildatum(), sources, view.result(ANALYSE.name).height > 0)

    @property
    def names(self) -> Mapping[str, str]:
        """What each bron calls itself."""
        return dict(self.sources.select("bron", "naam").iter_rows())


class CaseBook:
    """Every casus as its events make it; only new events are read."""

    def __init__(self) -> None:
        self._height = 0
        self._cases: Mapping[str, Case] = {}
        self._lock = Lock()

    def at(self, view: View) -> Mapping[str, Case]:
        """The casussen at the moment of a view, by number, in order of opening."""
        height = view.height(CASUSSEN.name)
        with self._lock:
            if height < self._height:
                return fold_cases({}, view.ledger(CASUSSEN.name))
            if height > self._height:
                fresh = view.ledger(CASUSSEN.name, last=height - self._height)
                self._cases, self._height = fold_cases(self._cases, fresh), height
            return self._cases


class Memory:
    """What is kept between looks.

    No more maps are drawn at once than leaves half of the processors to whoever asks for one that is known.
    """

    def __init__(self) -> None:
        self.cases = CaseBook()
        self.standing: Kept[Standing] = Kept(1)
        self.complete: Kept[bool] = Kept(MAPS)
        self.known: Kept[Known] = Kept(MAPS)
        self.maps: Kept[tuple[FamilyMap, ...]] = Kept(MAPS)
        self.drawing = BoundedSemaphore(max(1, (cpu_count() or 1) // 2))
        self.networks: Kept[Network] = Kept(NETWORKS)
        self.own: Kept[pl.DataFrame] = Kept(2 * NETWORKS)
        self.listed: Kept[list[OverlapRow]] = Kept(NETWORKS)


class Scene:
    """One look: everything in it is of one moment, and nothing is read before it is needed.

    Args:
        store: where everything is kept.
        viewer: for whose eyes.
        memory: what earlier looks made.
    """

    def __init__(self, store: Store, viewer: Viewer, memory: Memory) -> None:
        self._store, self._viewer, self._memory = store, viewer, memory
        self._version = store.version()  # before anything is read

    @cached_property
    def view(self) -> View:
        """As the organisation may see it."""
        return self._store.view(self._viewer)

    @cached_property
    def standing(self) -> Standing:
        """How the store stands."""
        return self._memory.standing.get(self._version, (), lambda: Standing.of(self.view))

    @property
    def cases(self) -> Mapping[str, Case]:
        """Every casus by number, open and closed."""
        return self._memory.cases.at(self.view)

    def known(self, records: Iterable[RecordRef]) -> Known:
        """Whom these records are about."""
        wanted = tuple(dict.fromkeys(records))
        return self._memory.known.get(
            self._version,
            (self._viewer, wanted),
            lambda: Known.sought(self.view, wanted, self.standing.sources),
        )

    def maps(self, case: Case, day: date, *, public: bool) -> tuple[FamilyMap, ...]:
        """The gezinskaart of a casus; unless ``public``, without any address that is geheim."""
        key = (self._viewer, case.betrokkenen, day, public)
        return self._memory.maps.get(self._version, key, lambda: self._drawn(case, day, public=public))

    def _drawn(self, case: Case, day: date, *, public: bool) -> tuple[FamilyMap, ...]:
        if public:
            with self._memory.drawing:
                return family.case_maps(self.view, case, day)
        return family.masked(self._store.view(), self.maps(case, day, public=True))

    @property
    def network(self) -> Network:
        """All that the organisation may see, at once."""
        return self._memory.networks.get(self._version, self._viewer, lambda: Network.from_view(self.view))

    def overlaps(self) -> pl.DataFrame:
        """The samenlopen (``SAMENLOPEN``) that follow from what the organisation may see.

        What the store keeps was found among all facts. Where one of these is kept from the organisation, a
        row could betray it, so the samenlopen are found anew.
        """
        if self._complete:
            return self.view.result(SAMENLOPEN.name)
        key = (SAMENLOPEN.name, self._viewer)
        return self._memory.own.get(self._version, key, lambda: overlaps(self.network))

    def overlap_rows(self) -> list[OverlapRow]:
        """The same, with of each side no more than the other may know."""
        return self._memory.listed.get(
            self._version,
            self._viewer,
            lambda: figures.overlap_rows(self.overlaps(), tracks.sides(self.view)),
        )

    def affected(self, rows: pl.DataFrame) -> tuple[str, ...]:
        """Of whom a log line is due when these samenlopen are shown: their systems and whom they concern."""
        if rows.is_empty():
            return ()
        members = self._members(rows.select("systeem_id").unique())["knooppunt_id"]
        pairs = {
            (bron, own)
            for side in "ab"
            for bron, own in rows.select(f"bron_{side}", f"traject_{side}").iter_rows()
        }
        return tuple(sorted({*members, *self.concerned(pairs)["knooppunt_id"]}))

    def concerned(self, trajecten: Iterable[Key]) -> pl.DataFrame:
        """``bron, traject_id, knooppunt_id``: whom these trajecten concern, as far as the view shows."""
        return tracks.concerned(self.view, trajecten)

    def _members(self, systems: pl.DataFrame) -> pl.DataFrame:
        """Who belongs to these systems (``SYSTEEMLEDEN``), likewise."""
        if self._complete:
            return self.view.result(SYSTEEMLEDEN.name, systems)
        key = (SYSTEEMLEDEN.name, self._viewer)
        own = self._memory.own.get(self._version, key, self._own_members)
        return own.join(systems, on="systeem_id", how="semi")

    def _own_members(self) -> pl.DataFrame:
        day = self.network.peildatum
        return empty(SYSTEEMLEDEN) if day is None else systems_on(self.network, day)

    @property
    def _complete(self) -> bool:
        return self._memory.complete.get(self._version, self._viewer, self.view.complete)
