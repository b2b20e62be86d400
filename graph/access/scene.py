"""The data as one organisation may see it, with what every look at a casus needs at hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from graph.access.rows import OverlapSide
from graph.analysis.overlaps import overlaps
from graph.analysis.systems import systems_on
from graph.frames import empty
from graph.network import Network
from graph.store.base import View
from models.judgement import RecordRef
from models.results import SAMENLOPEN, SYSTEEMLEDEN

HIDDEN = "naam niet zichtbaar voor uw organisatie"
KEY = ["bron", "persoon_id"]


class Scene:
    """The network of one view; kept between requests until data change.

    Args:
        view: as the organisation may see it.
        whole: everything; from it comes only whose address is geheim, because a source that hides its
            record from an organisation does not make the address of that person less secret.
    """

    def __init__(self, view: View, whole: View) -> None:
        self.network = Network.from_view(view)
        self.secret = secret_records(whole)
        self._linked = whole.result("koppeling_personen")
        self._complete = view.complete()

    def overlaps(self, view: View) -> pl.DataFrame:
        """The samenlopen (``SAMENLOPEN``) that follow from what the organisation may see.

        What the store keeps was found among all facts. Where one of these is kept from the organisation, a
        row could betray it, so the samenlopen are found anew.
        """
        return view.result(SAMENLOPEN.name) if self._complete else self._own_overlaps

    def members(self, view: View) -> pl.DataFrame:
        """Who belongs to which system (``SYSTEEMLEDEN``), likewise."""
        return view.result(SYSTEEMLEDEN.name) if self._complete else self._own_members

    def affected(self, view: View, rows: pl.DataFrame) -> tuple[str, ...]:
        """Of whom a log line is due when these samenlopen are shown: their systems and whom they concern."""
        members = self.members(view).filter(pl.col("systeem_id").is_in(rows["systeem_id"].unique().implode()))
        concerned = self.concerned(_tracks(rows, "a"), _tracks(rows, "b"))
        return tuple(sorted({*members["knooppunt_id"], *concerned["knooppunt_id"]}))

    def concerned(self, *tracks: pl.DataFrame) -> pl.DataFrame:
        """``bron, traject_id, knooppunt_id``: whom these trajecten concern, as far as the view shows."""
        network = self.network
        numbered = network.trajectories.join(
            pl.concat(tracks).unique(), on=["bron", "traject_id"], how="semi"
        )
        people = network.persons.select("person", "knooppunt_id")
        involved = network.involvements.join(numbered.select("traject", "bron", "traject_id"), on="traject")
        return involved.join(people, on="person").select("bron", "traject_id", "knooppunt_id").unique()

    @cached_property
    def _own_overlaps(self) -> pl.DataFrame:
        return overlaps(self.network)

    @cached_property
    def _own_members(self) -> pl.DataFrame:
        day = self.network.peildatum
        return empty(SYSTEEMLEDEN) if day is None else systems_on(self.network, day)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        people = self.network.persons
        return dict(zip(people["knooppunt_id"], people["naam"], strict=True))

    @cached_property
    def _own(self) -> pl.DataFrame:
        people = self.network.persons.select("person", "knooppunt_id")
        return self.network.records.join(people, on="person").select(*KEY, "knooppunt_id")

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """What each bron calls itself."""
        return dict(self.network.sources.select("bron", "naam").iter_rows())

    def person_of(self, record: RecordRef) -> str | None:
        """Who a record is about; ``None`` where no record of that person is for this organisation's eyes."""
        for known in (self._linked, self._own):
            found = known.filter(bron=record.bron, persoon_id=record.persoon_id)["knooppunt_id"]
            if not found.is_empty():
                return str(found[0]) if found[0] in self._names else None
        return None

    def name_of(self, record: RecordRef) -> str:
        """The name of the person of a record, or a sentence that this organisation may not see it."""
        person = self.person_of(record)
        return HIDDEN if person is None else self._names[person] or str(record)

    @cached_property
    def sides(self) -> Mapping[tuple[str, str], OverlapSide]:
        """Of every traject no more than another track may know of it."""
        named = self.network.organisations.select("organisation", "naam")
        tracks = self.network.trajectories.join(named, on="organisation", how="left")
        shown = tracks.select("bron", "traject_id", "naam", "regisseur", "contact", "start", "einde")
        return {
            (bron, number): OverlapSide(
                bron, number, name or bron, regisseur or "", contact or "", start, einde
            )
            for bron, number, name, regisseur, contact, start, einde in shown.iter_rows()
        }


def _tracks(rows: pl.DataFrame, side: str) -> pl.DataFrame:
    return rows.select(bron=f"bron_{side}", traject_id=f"traject_{side}")


def secret_records(whole: View) -> frozenset[str]:
    """The records (``bron:persoon_id``) of everyone of whom one source says: address geheim."""
    linked = whole.result("koppeling_personen")
    marked = whole.facts("personen").filter(pl.col("geheimhouding")).select(KEY)
    persons = marked.join(linked, on=KEY)["knooppunt_id"].unique()
    theirs = linked.filter(pl.col("knooppunt_id").is_in(persons.implode())).select(KEY)
    return frozenset(f"{bron}:{own}" for bron, own in pl.concat([marked, theirs]).iter_rows())
