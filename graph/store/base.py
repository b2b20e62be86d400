"""Store, Writer and View: what every engine offers, and nothing more.

Three sorts of things are kept, each declared as data in ``models``:

* *facts* (``models.contract.TABLES``): what sources deliver; a newer levering never overwrites, it adds a
  version, and ``View.facts`` gives what holds now;
* *ledgers* (``models.ledgers.LEDGERS``): what Knooppunt writes down itself; append-only;
* *results* (``models.results.RESULTS``): what an analysis found; replaced as a whole.

Frames have the columns and types of the declaration (``graph.frames.schema``) and are ordered by key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import polars as pl


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whose eyes a view is: facts that are *niet_aan* this code or kind of partner are absent from it."""

    organisation: str
    kind: str


FOLD: dict[str, pl.DataType] = {
    "gezegd_in": pl.Int64(),  # last levering that gave this content; empty: the key was only named
    "genoemd_in": pl.Int64(),  # last levering that named the key
    "eerst_verwerkt": pl.Date(),
    "bekend_van": pl.Int64(),  # levering that brought this version
    "bekend_tot": pl.Int64(),  # levering that replaced it; empty: it holds now
}
"""What a store knows of each version of a fact beside its content (``View.versions``)."""


@dataclass(frozen=True, slots=True)
class DeliveryHead:
    """What levering.json says, judged; ``conditions`` is (table, viewers) per entry of ``voorwaarden``."""

    bron: str
    levering_id: str
    bron_naam: str
    bron_soort: str
    peildatum: date
    volledig: bool
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()


class View(Protocol):
    """One consistent look at a store: the moment at which it was made. Make one per question."""

    @property
    def fictief(self) -> bool:
        """Whether this store holds a fictional region and fictional citizen numbers only."""

    @property
    def secret(self) -> bytes:
        """Key for opaque codes: random per store, fixed in a fictional one so that output repeats."""

    def complete(self) -> bool:
        """Whether no fact that holds now is kept from this viewer."""

    def peildatum(self) -> date | None:
        """The latest peildatum of any levering; ``None`` in an empty store."""

    def facts(self, table: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What holds now: ``bron``, the columns of the contract, ``niet_aan`` and ``PROVENANCE``.

        ``levering`` and ``peildatum`` are of the last levering that said so, ``eerst_verwerkt`` of the first.

        Args:
            table: a table of the contract.
            among: only the rows whose values in the columns of this frame stand in it together; the engine
                seeks these, so a few rows of a large store cost little. Its columns are ``bron`` and one of
                ``graph.store.seeking.sought(table)``, or that one alone.
        """

    def ids(self, table: str, bron: str) -> pl.Series:
        """The ids (first key column) that this source has delivered in ``table``, sorted."""

    def versions(self, table: str) -> pl.DataFrame:
        """Everything ever said, for moving a store: ``bron``, the contract columns, ``niet_aan``, ``FOLD``.

        Ordered by bron, key and ``bekend_van``. Asked of a whole view only.
        """

    def ledger(self, name: str, last: int | None = None) -> pl.DataFrame:
        """The rows in order of writing: ``volgnummer`` (1, 2, …), then the declared columns.

        ``last`` asks for no more than so many, the newest ones.
        """

    def height(self, ledger: str) -> int:
        """How many rows a ledger has; cheap, so that what was read from it can be kept until it grows."""

    def result(self, name: str, among: pl.DataFrame | None = None) -> pl.DataFrame:
        """What the last analysis left; ``among`` as for ``facts``, its columns of the result's own."""

    def areas(self) -> pl.DataFrame:
        """``code, naam, inwoners, woningen, huishoudens, peiljaar, geometrie`` (WKB, EPSG:28992)."""


Follow = Callable[[Mapping[str, object] | None], pl.DataFrame]
"""From the last row of a ledger to the rows that follow it."""


class Writer(Protocol):
    """One transaction: all of it is kept, or none."""

    def stage(self, table: str, rows: pl.DataFrame) -> None:
        """Add judged rows (contract columns and ``niet_aan``) of the levering at hand, chunk by chunk."""

    def stage_named(self, table: str, keys: pl.DataFrame) -> None:
        """Keys of refused rows: a full levering did name these, so they do not end."""

    def deliver(self, head: DeliveryHead, today: date, report: str) -> int:
        """Fold everything staged into the store and number the levering.

        Args:
            head: whose levering, true for which day, and whether it is all the source has.
            today: the date of first processing of facts that are new.
            report: the levering report as JSON, kept in the ledger ``leveringen``.
        """

    def append(self, ledger: str, rows: pl.DataFrame) -> None:
        """Add rows to a ledger."""

    def append_after(self, ledger: str, follow: Follow) -> None:
        """Add the rows that follow from the last one, whoever wrote that (``None`` in an empty ledger).

        ``follow`` may be called more than once, when a server asks to try again; only what it gave last is
        kept.
        """

    def restore(self, table: str, versions: pl.DataFrame) -> None:
        """Put back what ``View.versions`` of another store gave; this store must hold no facts yet."""

    def replace(self, result: str, rows: pl.DataFrame) -> None:
        """Put these rows in the place of a result."""

    def replace_areas(self, areas: pl.DataFrame) -> None:
        """Add areas or put them in the place of those with the same code; columns as ``View.areas``."""


class Store(Protocol):
    """A place where facts, ledgers and results are kept."""

    def view(self, viewer: Viewer | None = None) -> View:
        """Look: as one partner may see it, or (``None``) whole, for analyses."""

    def write(self) -> AbstractContextManager[Writer]:
        """Begin a transaction; leaving without an error commits, an error takes everything back."""

    def version(self) -> int:
        """A number that grows with every committed change of facts, judgements or results."""

    def close(self) -> None:
        """Let go of the file or the server."""


Opener = Callable[[str], Store]
"""From a store's address (a path, ``neo4j://…``) to the store."""
