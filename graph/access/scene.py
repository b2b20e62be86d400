"""The data as one organisation may see it, with what every look at a casus needs at hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from graph.access.rows import OverlapSide
from graph.network import Network
from graph.store.base import View
from models.judgement import RecordRef

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

    @cached_property
    def _names(self) -> Mapping[str, str]:
        people = self.network.persons
        return dict(zip(people["knooppunt_id"], people["naam"], strict=True))

    @cached_property
    def _own(self) -> pl.DataFrame:
        people = self.network.persons.select("person", "knooppunt_id")
        return self.network.records.join(people, on="person").select(*KEY, "knooppunt_id")

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


def secret_records(whole: View) -> frozenset[str]:
    """The records (``bron:persoon_id``) of everyone of whom one source says: address geheim."""
    linked = whole.result("koppeling_personen")
    marked = whole.facts("personen").filter(pl.col("geheimhouding")).select(KEY)
    persons = marked.join(linked, on=KEY)["knooppunt_id"].unique()
    theirs = linked.filter(pl.col("knooppunt_id").is_in(persons.implode())).select(KEY)
    return frozenset(f"{bron}:{own}" for bron, own in pl.concat([marked, theirs]).iter_rows())
