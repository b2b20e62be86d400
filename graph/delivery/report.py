"""The levering report: what was read, what was refused and why, without repeating a personal value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import polars as pl

NAMED_AT_MOST = 100_000
"""Lines that are named one by one per file, column and reason; what comes after is counted."""

FAULTS = pl.Schema({"regel": pl.Int64(), "kolom": pl.String(), "reden": pl.String(), "geleegd": pl.Boolean()})
"""One fault: the line, the column, the sentence, and whether only the value was emptied."""


class Status(StrEnum):
    """What became of a levering."""

    INGELEZEN = "ingelezen"
    AL_BEKEND = "al_bekend"
    GEWEIGERD = "geweigerd"


@dataclass(slots=True)
class TableCount:
    """Rows of one table: found in the file, stored, refused."""

    gelezen: int = 0
    opgeslagen: int = 0
    geweigerd: int = 0


@dataclass(slots=True)
class DeliveryReport:
    """What became of one levering; ``as_json`` is what scripts rely upon."""

    bron: str | None = None
    levering_id: str | None = None
    status: Status = Status.INGELEZEN
    reden: str | None = None
    tabellen: dict[str, TableCount] = field(default_factory=dict)
    onbekende_kolommen: list[str] = field(default_factory=list)
    verboden_kolommen: list[str] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    _faults: list[pl.DataFrame] = field(default_factory=list)
    _named: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add_faults(self, bestand: str, faults: pl.DataFrame) -> None:
        """Add faults (columns of ``FAULTS``) of one file; beyond ``NAMED_AT_MOST`` they are only counted."""
        if not faults.height:
            return
        for (kolom, reden), group in faults.group_by("kolom", "reden", maintain_order=True):
            key = (bestand, str(kolom), str(reden))
            room = max(0, NAMED_AT_MOST - self._named[key])
            self._named[key] += group.height
            if room:
                self._faults.append(group.head(room).insert_column(0, pl.lit(bestand).alias("bestand")))

    def faults(self) -> pl.DataFrame:
        """All named faults, by file in order of reading and by line."""
        if not self._faults:
            return pl.DataFrame(schema={"bestand": pl.String(), **FAULTS})
        files = {f["bestand"][0]: None for f in self._faults}
        order = pl.col("bestand").replace_strict(list(files), range(len(files)), return_dtype=pl.Int64)
        return pl.concat(self._faults).sort(order, "regel", maintain_order=True)

    def remarks(self) -> list[str]:
        """Everything worth saying that is no fault of a row."""
        more = [
            f"{bestand}, kolom {kolom}: nog {count - NAMED_AT_MOST} regels met dezelfde fout"
            f" staan niet apart in dit verslag. {reden}"
            for (bestand, kolom, reden), count in self._named.items()
            if count > NAMED_AT_MOST
        ]
        return self.opmerkingen + more

    def as_json(self) -> dict[str, Any]:
        """The report as the contract on the command line describes it, with ``geleegd`` and ``opmerkingen``.

        ``geweigerd`` holds one entry per fault, refused rows and emptied values alike; ``geleegd`` repeats
        those of them where only the value was left out.
        """
        faults = self.faults()
        shown = ["bestand", "regel", "kolom", "reden"]
        return {
            "bron": self.bron,
            "levering_id": self.levering_id,
            "status": self.status.value,
            "reden": self.reden,
            "tabellen": {
                name: {"gelezen": n.gelezen, "opgeslagen": n.opgeslagen, "geweigerd": n.geweigerd}
                for name, n in self.tabellen.items()
            },
            "geweigerd": faults.select(shown).to_dicts(),
            "geleegd": faults.filter("geleegd").select(shown).to_dicts(),
            "onbekende_kolommen": self.onbekende_kolommen,
            "verboden_kolommen": self.verboden_kolommen,
            "opmerkingen": self.remarks(),
        }
