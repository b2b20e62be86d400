"""Whom person records are about and what these are called, as far as a view shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from graph.network.gathering import Gathering, identify
from graph.network.identity import person_records
from graph.network.persons import best_known
from models.judgement import RecordRef
from models.results import PERSONEN

if TYPE_CHECKING:
    import polars as pl

    from graph.store.base import View

HIDDEN = "naam niet zichtbaar voor uw organisatie"


@dataclass(frozen=True, slots=True)
class Known:
    """``persons`` are knooppunt_ids by record, hidden records included; ``names`` of whom the view shows."""

    persons: Mapping[RecordRef, str]
    names: Mapping[str, str]

    @classmethod
    def sought(cls, view: View, records: Iterable[RecordRef], sources: pl.DataFrame) -> Self:
        """The persons of these records; ``sources`` are ``bron, naam, soort``."""
        sought = Gathering(view)
        identify(sought, [(record.bron, record.persoon_id) for record in records])
        personen, links = sought.rows("personen"), sought.rows(PERSONEN.name)
        numbers, own = person_records(personen, links, view.secret)
        return cls.of(links, numbers.join(best_known(personen, own, sources), on="person"), own)

    @classmethod
    def of(cls, links: pl.DataFrame, persons: pl.DataFrame, records: pl.DataFrame) -> Self:
        """From links, ``person, knooppunt_id, naam`` and ``bron, persoon_id, person``."""
        own = records.join(persons, on="person").select("bron", "persoon_id", "knooppunt_id")
        rows = [*own.iter_rows(), *links.iter_rows()]
        by_record = {RecordRef(bron, number): person for bron, number, person in rows}
        return cls(by_record, dict(persons.select("knooppunt_id", "naam").iter_rows()))

    def person_of(self, record: RecordRef) -> str | None:
        """Who a record is about; ``None`` where no record of that person is for these eyes."""
        person = self.persons.get(record)
        return person if person in self.names else None

    def name_of(self, record: RecordRef) -> str:
        """The name of the person of a record, or a sentence that these eyes may not see it."""
        person = self.person_of(record)
        return HIDDEN if person is None else self.names[person] or str(record)
