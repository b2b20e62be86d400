"""The data as one organisation may see it, with what every look at a casus needs at hand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from graph.store.base import View
from models.judgement import RecordRef

if TYPE_CHECKING:
    from graph.network import Network

HIDDEN = "naam niet zichtbaar voor uw organisatie"
KEY = ["bron", "persoon_id"]


class Scene:
    """One view, its network, and its persons by record; kept between requests until data change."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def network(self) -> Network:
        """The whole graph of this view."""
        from graph.network import Network  # noqa: PLC0415

        return Network.from_view(self.view)

    @cached_property
    def _records(self) -> pl.DataFrame:
        named = self.view.facts("personen").select(
            *KEY, "voornamen", "voorvoegsel", "geslachtsnaam", "geheimhouding"
        )
        linked = self.view.result("koppeling_personen")
        return named.join(linked, on=KEY, how="left")

    def person_of(self, record: RecordRef) -> str | None:
        """The knooppunt_id of a record; ``None`` where this organisation may not see the record."""
        found = self._records.filter(bron=record.bron, persoon_id=record.persoon_id)
        return None if found.is_empty() else self.network.person_of(record)

    def name_of(self, record: RecordRef) -> str:
        """The name of a record as its source writes it."""
        found = self._records.filter(bron=record.bron, persoon_id=record.persoon_id)
        if found.is_empty():
            return HIDDEN
        row = found.row(0, named=True)
        parts = (row["voornamen"], row["voorvoegsel"], row["geslachtsnaam"])
        return " ".join(part for part in parts if part) or str(record)

    @cached_property
    def secret(self) -> frozenset[str]:
        """The records (``bron:persoon_id``) whose address must be masked for private partners."""
        kept = self._records.filter(pl.col("geheimhouding"))
        return frozenset(f"{bron}:{own}" for bron, own in kept.select(KEY).iter_rows())
