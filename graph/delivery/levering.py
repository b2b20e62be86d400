"""One levering into the store: its tables in the contract's order, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from graph.delivery.chunk import TableFile
from graph.delivery.contents import Contents, contents_of
from graph.delivery.judging import Setting
from graph.delivery.package import Package
from graph.delivery.partners import health_partners, known_partners
from graph.delivery.references import IdIndex
from graph.delivery.report import DeliveryReport, Status
from graph.delivery.rules import HealthPartners
from graph.delivery.table import Progress, TableReading
from graph.store.base import DeliveryHead, Store, View, Writer
from models.columns import TableSpec
from models.contract import EVENTS, PARTNERS, TABLES


def read_levering(
    package: Package, head: DeliveryHead, store: Store, today: date, progress: Progress
) -> DeliveryReport:
    """Judge and keep one levering; one that is known already changes nothing.

    Raises:
        DeliveryRefused: the levering as a whole will not do; nothing of it is stored.
    """
    report = DeliveryReport(head.bron, head.levering_id)
    contents = contents_of(package)
    view = store.view()
    leveringen = view.ledger("leveringen").select("bron", "levering_id", "bron_soort")
    if _is_known(head, leveringen):
        report.status = Status.AL_BEKEND
        report.reden = (
            f"Levering {head.levering_id} van {head.bron} is al eerder ingelezen; er is niets veranderd."
        )
        return report
    report.opmerkingen.extend(contents.remarks)
    if head.peildatum > today:
        report.opmerkingen.append("De peildatum van deze levering ligt in de toekomst.")
    reading = _Reading(
        head, view, report, _stored_ids(contents, head, view), known_partners(view, head.bron, leveringen)
    )
    with store.write() as writer:
        for name, file in contents.tables.items():
            reading.read(TABLES[name], file, writer, progress)
        writer.deliver(head, today, json.dumps(report.as_json(), ensure_ascii=False))
    return report


def _is_known(head: DeliveryHead, leveringen: pl.DataFrame) -> bool:
    same = (pl.col("bron") == head.bron) & (pl.col("levering_id") == head.levering_id)
    return leveringen.filter(same).height > 0


def _stored_ids(contents: Contents, head: DeliveryHead, view: View) -> dict[str, pl.Series]:
    """The ids of earlier leveringen in every table that this levering may refer to."""
    targets = {c.refers_to for name in contents.tables for c in TABLES[name].columns if c.refers_to}
    return {table: view.ids(table, head.bron) for table in sorted(targets)}


@dataclass(slots=True)
class _Reading:
    """What later tables of a levering need to know of earlier ones."""

    head: DeliveryHead
    view: View
    report: DeliveryReport
    stored: Mapping[str, pl.Series]
    partners: pl.DataFrame
    ids: dict[str, IdIndex] = field(init=False)
    health: HealthPartners = field(init=False)

    def __post_init__(self) -> None:
        self.ids = {table: IdIndex([ids]) for table, ids in self.stored.items()}
        self.health = health_partners(self.head, [self.partners])

    def read(self, spec: TableSpec, file: TableFile, writer: Writer, progress: Progress) -> None:
        """Read one table and remember its accepted ids."""
        header = file.header(spec)
        self.report.onbekende_kolommen.extend(f"{spec.name}.{n}" for n in header.unknown)
        self.report.verboden_kolommen.extend(f"{spec.name}.{n}" for n in header.forbidden)
        setting = Setting(self.head.peildatum, self.view.fictief, self.health, self.ids)
        table = TableReading(spec, file, header, setting, self.report, self._keep(spec))
        table.into(writer, progress)
        if spec == PARTNERS:
            self.health = health_partners(self.head, [self.partners, *table.accepted])
        elif spec.name in self.stored:
            accepted = [rows.to_series() for rows in table.accepted]
            self.ids[spec.name] = IdIndex([self.stored[spec.name], *accepted])
        if self.head.volledig:
            self._name(table, writer)

    def _keep(self, spec: TableSpec) -> tuple[str, ...]:
        if spec == PARTNERS:
            return ("partner_id", "soort")
        return spec.key[:1] if spec.name in self.stored else ()

    def _name(self, table: TableReading, writer: Writer) -> None:
        """Tell the store what refused rows named, so that it does not end."""
        spec, named = table.spec, table.named
        for keys in named.whole:
            writer.stage_named(spec.name, keys)
        if spec.period is None or spec.name in EVENTS:
            return
        matched = named.matched(self.view, self.head.bron)
        if matched is not None:
            where = f"{table.file.name}: niet elke sleutel is leesbaar"
            self.report.opmerkingen.append(f"{where}; wat erbij kan horen, is daarom niet beëindigd.")
            writer.stage_named(spec.name, matched)
