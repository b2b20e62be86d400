"""One table of a levering, from file to store: judged, good rows staged, the others reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from graph.delivery.chunk import TableFile
from graph.delivery.duplicates import Fate, real_fates
from graph.delivery.header import Header
from graph.delivery.judging import Judge, Setting, faults, orphan, refused
from graph.delivery.named import Named
from graph.delivery.report import DeliveryReport, TableCount
from graph.delivery.survey import Survey, Surveyed, parent_column
from graph.store.base import Writer
from models.columns import TableSpec
from models.contract import NIET_AAN

CLASH = refused("Deze sleutel staat er vaker in met verschillende inhoud, en mag maar één keer voorkomen")

Progress = Callable[[str, int], None]
"""Told the name of a file and how many more of its rows were judged."""


@dataclass(slots=True)
class TableReading:
    """Reads one table; ``accepted`` holds the columns ``keep`` of its accepted rows afterwards."""

    spec: TableSpec
    file: TableFile
    header: Header
    setting: Setting
    report: DeliveryReport
    keep: tuple[str, ...]
    named: Named = field(init=False)
    accepted: list[pl.DataFrame] = field(default_factory=list)
    _count: TableCount = field(default_factory=TableCount)
    _copies: int = 0
    _late: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named = Named(
            self.spec, next((n for n, place in self.header.places.items() if place == 0), None)
        )
        self.report.tabellen[self.spec.name] = self._count

    def into(self, writer: Writer, progress: Progress) -> None:
        """Judge every row, stage the good ones and report the rest."""
        if self.header.fault:
            self._refuse_all(*self.header.fault)
            return
        survey = Survey(self.spec, self.file, self.header, Judge(self.spec, self.header, self.setting))
        known = self.setting.ids.get(self.spec.name)
        held = [self._take(found, writer) for found in survey.look(known, progress)]
        if held:
            doubts = pl.concat(held)
            self._settle(doubts, real_fates(doubts, self.spec.key), writer)
        self._remark()

    def _refuse_all(self, kolom: str, wrong: str) -> None:
        read = sum(chunk.read for chunk in self.file.chunks(self.header))
        self._count.gelezen = self._count.geweigerd = read
        self.named.add_everything()
        self.report.add_faults(self.file.name, faults(pl.Series("regel", [1]), kolom, wrong))

    def _take(self, found: Surveyed, writer: Writer) -> pl.DataFrame:
        """Stage the good rows of a chunk; gives the rows whose key seems to clash."""
        judged, fates = found.judged, pl.Series(found.fates)
        rows = judged.rows.with_columns(ok=judged.rows["ok"] & ~pl.Series(found.orphans))
        clash = fates == Fate.CLASH
        self._count.gelezen += rows.height + judged.broken.height
        self._count.geweigerd += judged.broken.height
        self._report(found)
        self.named.add(judged, ~rows["ok"] | clash)
        if found.certain or not clash.any():
            self._settle(rows, fates, writer)
            return rows.clear()
        self._settle(rows.filter(~clash), fates.filter(~clash), writer)
        return rows.filter(clash)

    def _report(self, found: Surveyed) -> None:
        judged, name = found.judged, self.file.name
        self.report.add_faults(name, judged.faults)
        broken = judged.broken.select("regel", kolom=pl.lit(""), reden="reden", geleegd=pl.lit(value=False))
        self.report.add_faults(name, broken)
        parent = parent_column(self.spec)
        if parent and found.orphans.any():
            lines = judged.rows["regel"].filter(pl.Series(found.orphans))
            self.report.add_faults(name, faults(lines, parent.name, orphan(parent)))
        for column, count in judged.late.items():
            self._late[column] = self._late.get(column, 0) + count

    def _settle(self, rows: pl.DataFrame, fates: pl.Series, writer: Writer) -> None:
        """Stage, count and report rows according to the fate of their keys."""
        ok, clash = rows["ok"], fates == Fate.CLASH
        self._count.geweigerd += int((clash | ~ok).sum())
        self._copies += int((ok & (fates == Fate.COPY)).sum())
        self._stage(rows.filter(ok & (fates == Fate.KEEP)), writer)
        found = faults(rows["regel"].filter(clash), ", ".join(self.spec.key), CLASH)
        self.report.add_faults(self.file.name, found)

    def _stage(self, rows: pl.DataFrame, writer: Writer) -> None:
        if rows.height:
            writer.stage(self.spec.name, rows.select(*self.spec.names, NIET_AAN.name))
            self._count.opgeslagen += rows.height
            self.accepted.append(rows.select(self.keep))

    def _remark(self) -> None:
        name, remarks = self.file.name, self.report.opmerkingen
        if self._copies:
            remarks.append(f"{name}: {self._copies} regels stonden er dubbel in; elk telt één keer.")
        for column, count in self._late.items():
            remarks.append(f"{name}, kolom {column}: {count} datums liggen na de peildatum; ze zijn bewaard.")
