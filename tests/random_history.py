"""Random leveringen and everything else that a store can hold, straight from the declarations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import polars as pl
from store_engines import deliver, head

from graph import frames
from graph.store.base import DeliveryHead, Store, Viewer
from models.columns import Column, TableSpec, ValueKind
from models.contract import NIET_AAN, TABLES
from models.ledgers import LEDGERS, LEVERINGEN
from models.results import RESULTS

BRONNEN = ("brp-venlo", "politie-limburg", "ggz")
VIEWERS = (None, Viewer("ggz", "zorg"), Viewer("politie-limburg", "politie"))
TEXTS = ("", " ", "é", 'a "b", c', "regel\neinde", "Ω\u200d👪", "Z" * 300)
DAYS = tuple(date(2025, 1, 1) + timedelta(days=7 * n) for n in range(8))
CHOICES: dict[ValueKind, tuple[Any, ...]] = {
    ValueKind.ID: ("P1", "P2", "P3"),
    ValueKind.DATE: (*DAYS, date(1871, 2, 28), date(2199, 12, 31)),
    ValueKind.BOOLEAN: (True, False),
    ValueKind.NUMBER: (203_511.25, 0.1 + 0.2, 1e-7, -4.0, 5e17),
    ValueKind.INTEGER: (0, 12, -3, 2**40),
    ValueKind.MOMENT: tuple(datetime(2025, 3, 30, 1, 30, 0, us, UTC) for us in (0, 1, 999_999)),
    ValueKind.VIEWERS: ("ggz", "om politie", "zorg"),
}
SHAPES = (None, b"", b"\x00\xff\x01", b"\x01\x03\x00\x00\x00")


@dataclass
class History:
    """Draws what sources and people may write; the same seed draws the same."""

    chance: Random

    def value(self, column: Column, *, fill: bool = False) -> Any:
        """Something that may stand in a column; empty now and then, where that may be."""
        if not fill and not column.required and self.chance.random() < 0.3:
            return None
        if column.codes:
            return self.chance.choice(list(column.codes)).value
        return self.chance.choice(CHOICES.get(column.kind, TEXTS))

    def rows(self, spec: TableSpec, most: int, *more: Column) -> list[dict[str, Any]]:
        """Rows of a table, no two with one key."""
        columns = (*spec.columns, *more)
        drawn = [{c.name: self.value(c) for c in columns} for _ in range(self.chance.randint(0, most))]
        by_key = {tuple(row[name] for name in spec.key): row for row in drawn}
        return list(by_key.values()) if spec.key else drawn

    def head(self, number: int, day: date | None = None, *, volledig: bool | None = None) -> DeliveryHead:
        """Whose levering: full or not, in any order of days, at times with voorwaarden."""
        conditions = self.chance.choice([(), (("personen", ("ggz",)), ("trajecten", ("zorg", "om")))])
        return head(
            day or self.chance.choice(DAYS),
            bron=self.chance.choice(BRONNEN),
            volledig=self.chance.random() < 0.5 if volledig is None else volledig,
            levering_id=f"levering {number}",
            conditions=conditions,
        )

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Rows for about half of the tables."""
        return {
            spec.name: self.rows(spec, 4, NIET_AAN) for spec in TABLES.values() if self.chance.random() < 0.5
        }

    def levering(self, store: Store, levering_head: DeliveryHead) -> None:
        """Deliver rows, and keys of rows that were refused."""
        deliver(store, levering_head, self.tables(), self.tables(), self.chance.choice(DAYS))

    def fill(self, store: Store, leveringen: int = 6) -> None:
        """Leveringen one by one, and in between what Knooppunt writes itself."""
        for number in range(leveringen):
            self.levering(store, self.head(number))
            with store.write() as writer:
                for spec in LEDGERS.values():
                    if spec != LEVERINGEN:
                        writer.append(spec.name, pl.DataFrame(self.rows(spec, 3), schema=frames.schema(spec)))
        with store.write() as writer:
            for spec in RESULTS.values():
                writer.replace(spec.name, pl.DataFrame(self.rows(spec, 5), schema=frames.schema(spec)))
            writer.replace_areas(self.areas())

    def one_of_each(self, store: Store) -> None:
        """Two rows of everything, nothing in them empty."""
        pairs = {
            spec.name: [{c.name: self.value(c, fill=True) for c in spec.columns} for _ in range(2)]
            for spec in (*TABLES.values(), *LEDGERS.values(), *RESULTS.values())
        }
        for rows in pairs.values():
            for number, row in enumerate(rows, 1):
                row[next(iter(row))] = f"P{number}"
        deliver(store, self.head(0, volledig=True), {name: pairs[name] for name in TABLES})
        with store.write() as writer:
            for spec in LEDGERS.values():
                if spec != LEVERINGEN:
                    writer.append(spec.name, pl.DataFrame(pairs[spec.name], schema=frames.schema(spec)))
            for spec in RESULTS.values():
                writer.replace(spec.name, pl.DataFrame(pairs[spec.name], schema=frames.schema(spec)))
            writer.replace_areas(pl.DataFrame({"code": ["GM0983"], "geometrie": [b"\x01"]}))

    def ledger_rows(self, name: str, count: int = 1) -> pl.DataFrame:
        """So many rows of a ledger."""
        rows = [{c.name: self.value(c) for c in LEDGERS[name].columns} for _ in range(count)]
        return pl.DataFrame(rows, schema=frames.schema(LEDGERS[name]))

    def areas(self) -> pl.DataFrame:
        """Areas with shapes of any bytes."""
        codes = self.chance.sample(("GM0983", "WK098301", "BU09830101"), self.chance.randint(1, 3))
        shapes = [self.chance.choice(SHAPES) for _ in codes]
        return pl.DataFrame({"code": codes, "naam": "Naam", "inwoners": 12, "geometrie": shapes})


def everything(store: Store) -> dict[str, Any]:
    """Every answer that a store gives, row for row."""
    view = store.view()
    answers: dict[str, Any] = {
        "codes": (view.secret, view.fictief, view.peildatum()),
        "gebieden": view.areas().rows(),
    }
    for name in LEDGERS:
        answers[name] = (view.ledger(name).rows(), view.ledger(name, last=2).rows(), view.height(name))
    for name in RESULTS:
        answers[f"uitkomst {name}"] = view.result(name).rows()
    for table in TABLES:
        answers[f"versies {table}"] = view.versions(table).rows()
        answers[f"ids {table}"] = [view.ids(table, bron).to_list() for bron in BRONNEN]
    for viewer in VIEWERS:
        seen = store.view(viewer)
        answers[f"volledig voor {viewer}"] = seen.complete()
        for table in TABLES:
            answers[f"{table} voor {viewer}"] = seen.facts(table).rows()
    return answers
