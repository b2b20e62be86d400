"""The fold of leveringen in plain Python, straight from its definition: the oracle of every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from store_engines import Row, Rows

from graph.store.base import DeliveryHead
from models.columns import TableSpec
from models.contract import TABLES

Key = tuple[object, ...]


@dataclass(frozen=True)
class Levering:
    """One levering as it was read."""

    number: int
    head: DeliveryHead
    rows: Rows
    named: Rows
    today: date

    @property
    def place(self) -> tuple[date, int]:
        """Leveringen stand in order of peildatum, on one day in order of reading."""
        return self.head.peildatum, self.number

    def says(self, spec: TableSpec, key: Key) -> Row | None:
        return next((row for row in self.rows.get(spec.name, ()) if key_of(spec, row) == key), None)

    def names(self, spec: TableSpec, key: Key) -> bool:
        refused = self.named.get(spec.name, ()) if self.head.volledig else ()
        return self.says(spec, key) is not None or any(key_of(spec, row) == key for row in refused)


@dataclass
class PlainStore:
    """Keeps every levering and works out what holds anew at each question."""

    leveringen: list[Levering] = field(default_factory=list)

    def deliver(self, levering: DeliveryHead, rows: Rows, named: Rows, today: date) -> None:
        self.leveringen.append(Levering(len(self.leveringen) + 1, levering, rows, named, today))

    def facts(self, table: str, bron: str) -> list[dict[str, object]]:
        """The facts of one bron in order of key, empty values last; numbers of leveringen left out."""
        spec = TABLES[table]
        own = [levering for levering in self.leveringen if levering.head.bron == bron]
        keys = {key_of(spec, row) for levering in own for row in levering.rows.get(table, ())}
        return [fact(spec, key, own) for key in sorted(keys, key=lambda key: [(v is None, v) for v in key])]


def key_of(spec: TableSpec, row: Row) -> Key:
    return tuple(row.get(name) for name in spec.key)


def fact(spec: TableSpec, key: Key, leveringen: list[Levering]) -> dict[str, object]:
    saying = [levering for levering in leveringen if levering.says(spec, key) is not None]
    source = max(saying, key=lambda levering: levering.place)
    last = max(levering.place for levering in leveringen if levering.names(spec, key))
    row = source.says(spec, key)
    assert row is not None
    content = {name: row.get(name) for name in spec.names}
    if spec.period:
        ends = [content[spec.period[1]], *later_full(leveringen, last)]
        content[spec.period[1]] = min((end for end in ends if isinstance(end, date)), default=None)
    shut_out = str(row.get("niet_aan") or "").split()
    shut_out += [who for name, whom in source.head.conditions if name == spec.name for who in whom]
    return {
        **content,
        "niet_aan": " ".join(sorted(set(shut_out))) or None,
        "peildatum": source.head.peildatum,
        "eerst_verwerkt": min(saying, key=lambda levering: levering.number).today,
    }


def later_full(leveringen: list[Levering], last: tuple[date, int]) -> Iterator[date]:
    """The day before each full levering that stands after ``last``."""
    for levering in leveringen:
        if levering.head.volledig and levering.place > last:
            yield levering.head.peildatum - timedelta(days=1)
