"""Moving everything from one store to another, whatever their engines, and holding the two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from graph.store.base import Store, View, Writer
from graph.store.checksum import checksum
from models.columns import TableSpec
from models.contract import TABLES
from models.errors import InputError, KnooppuntError
from models.ledgers import AUDITLOG, LEDGERS, VERWERKINGSLOG
from models.provenance import BRON
from models.results import RESULTS

Tick = Callable[[str, int], None]
AT_ONCE = 20_000
"""Rows of a ledger in one transaction: a log may be long, and a server gives no transaction for long."""
CHANGED = "De opslag veranderde tijdens het kopiëren: stop eerst wie er nog mee werkt, en kopieer opnieuw."


class PartKind(StrEnum):
    """Which sort of thing a part of a store is."""

    FEITEN = "feiten"
    BOEK = "boek"
    UITKOMST = "uitkomst"
    GEBIEDEN = "gebieden"


@dataclass(frozen=True, slots=True)
class Part:
    """One table, ledger or result, or the areas; ``order`` tells its rows from one another."""

    name: str
    kind: PartKind
    order: tuple[str, ...]

    def read(self, view: View) -> pl.DataFrame:
        """All its rows."""
        match self.kind:
            case PartKind.FEITEN:
                return view.versions(self.name)
            case PartKind.BOEK:
                return view.ledger(self.name)
            case PartKind.UITKOMST:
                return view.result(self.name)
            case PartKind.GEBIEDEN:
                return view.areas()

    def write(self, writer: Writer, rows: pl.DataFrame) -> None:
        """Put them in a store that has none."""
        match self.kind:
            case PartKind.FEITEN:
                writer.restore(self.name, rows)
            case PartKind.BOEK:
                writer.append(self.name, rows.drop("volgnummer"))
            case PartKind.UITKOMST:
                writer.replace(self.name, rows)
            case PartKind.GEBIEDEN:
                writer.replace_areas(rows)

    def measure(self, rows: pl.DataFrame) -> Moved:
        """What is to be the same on both sides."""
        return Moved(self.name, self.kind, rows.height, checksum(rows, self.order))


@dataclass(frozen=True, slots=True)
class Moved:
    """One part as it stands in both stores: its rows and their checksum."""

    name: str
    kind: PartKind
    rows: int
    checksum: str


def parts() -> Iterator[Part]:
    """Everything a store holds: the logs first, for they go before what they tell of."""
    for name in dict.fromkeys((AUDITLOG.name, VERWERKINGSLOG.name, *LEDGERS)):
        yield Part(name, PartKind.BOEK, ("volgnummer",))
    yield Part("gebieden", PartKind.GEBIEDEN, ("code",))
    for spec in TABLES.values():
        yield Part(spec.name, PartKind.FEITEN, (BRON.name, *spec.key, "bekend_van"))
    for spec in RESULTS.values():
        yield Part(spec.name, PartKind.UITKOMST, _key_first(spec))


def move(source: Store, target: Store, tick: Tick) -> tuple[Moved, ...]:
    """Move everything into an empty store, one part after another, then read it back and compare.

    Args:
        source: read at one moment; nobody may write it meanwhile.
        target: an empty store with the same codes, which is of no use after an error.
        tick: told what is being done, and with how many rows.

    Raises:
        InputError: the source was written meanwhile.
        KnooppuntError: the target gives something else back than it was given.
    """
    before, view = _state(source), source.view()
    moved = tuple(_move(part, view, target, tick) for part in parts())
    if _state(source) != before:
        raise InputError(CHANGED)
    _compare_codes(view, target.view())
    for part, original in zip(parts(), moved, strict=True):
        tick(f"controleren: {part.name}", original.rows)
        _compare(original, part.measure(part.read(target.view())))
    return moved


def _move(part: Part, view: View, target: Store, tick: Tick) -> Moved:
    rows = part.read(view)
    tick(f"kopiëren: {part.name}", rows.height)
    pieces = rows.iter_slices(AT_ONCE) if part.kind is PartKind.BOEK else iter([rows])
    for piece in pieces:
        if not piece.is_empty():
            with target.write() as writer:
                part.write(writer, piece)
    return part.measure(rows)


def _state(store: Store) -> tuple[int, ...]:
    view = store.view()
    return store.version(), *(view.height(name) for name in LEDGERS)


def _compare(original: Moved, copied: Moved) -> None:
    if original == copied:
        return
    wrong = "het controlegetal is anders"
    if original.rows != copied.rows:
        wrong = f"het aantal rijen is {copied.rows} en niet {original.rows}"
    raise KnooppuntError(f"De kopie van {original.name} ({original.kind}) is niet goed: {wrong}.")


def _compare_codes(view: View, copied: View) -> None:
    if (view.secret, view.fictief) != (copied.secret, copied.fictief):
        raise KnooppuntError("De kopie is niet goed: de sleutel van de codes is anders.")


def _key_first(spec: TableSpec) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*spec.key, *spec.names)))
