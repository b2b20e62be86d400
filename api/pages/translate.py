"""From what a Reader gives to what a page takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.access import rows
from models.results import OverlapKind
from visual import pages, paths
from visual.words import TOGETHER


def case_row(row: rows.CaseRow) -> pages.CaseRow:
    """A casus in a list."""
    return pages.CaseRow(row.nummer, row.staat, row.geopend, row.regisseur, row.betrokkenen, row.deelnemers)


def found_person(found: rows.FoundPerson) -> pages.FoundPerson:
    """A search result that leads to the gezinskaart on which the person stands."""
    href = paths.case(found.casus)
    return pages.FoundPerson(found.naam, found.geboren, found.woonplaats, found.bronnen, href)


def overlap_row(row: rows.OverlapRow) -> pages.OverlapRow:
    """A samenloop without its content: what kind of trajecten they are is not for this page."""
    return pages.OverlapRow(
        row.systeem_id, row.soort, _side(row.a), _side(row.b), row.van, row.tot, reason(row)
    )


def _side(side: rows.OverlapSide) -> pages.OverlapSide:
    return pages.OverlapSide(
        side.bron,
        side.traject_id,
        "",
        side.organisatie,
        side.regisseur,
        side.contact,
        side.start,
        side.einde,
    )


def reason(row: rows.OverlapRow) -> str:
    """Why this stands on the list, in one sentence without a name."""
    return TOGETHER[OverlapKind(row.soort)].format(row.a.organisatie, row.b.organisatie)


def delivery_row(row: rows.DeliveryRow) -> pages.DeliveryRow:
    """A levering with its report."""
    report: Mapping[str, Any] = row.verslag
    return pages.DeliveryRow(
        row.bron_naam,
        row.levering_id,
        row.peildatum,
        row.volledig,
        row.verwerkt_op,
        report.get("tabellen", {}),
        tuple(report.get("geweigerd", ())),
        tuple(report.get("onbekende_kolommen", ())),
        tuple(report.get("verboden_kolommen", ())),
    )
