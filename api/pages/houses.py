"""Pages of those who keep the house: leveringen, koppelingen, the log, and the state of the store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from api.gate import Chrome, Page
from api.pages.translate import delivery_row
from graph.access import Reader, Right
from visual import pages, paths

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
PER_PAGE = 100
LOG_COLUMNS = ("start_time", "name", "niveau", "status", "data_subject_id", "trace_id")


@router.get(paths.DELIVERIES)
def deliveries(reader: Annotated[Reader, Depends(Page(Right.LEVERINGEN))], chrome: Chrome) -> str:
    """What came in, and what was refused."""
    return pages.deliveries(chrome, [delivery_row(row) for row in reader.deliveries()])


@router.get(paths.LINKS)
def links(reader: Annotated[Reader, Depends(Page(Right.KOPPELINGEN))], chrome: Chrome) -> str:
    """How many records became how many persons."""
    found = reader.link_counts()
    names = {row.bron: f"{row.bron_naam} ({row.bron})" for row in reversed(reader.deliveries())}
    per_source = tuple(
        (names.get(source.bron, source.bron), source.records, source.gekoppeld) for source in found.per_bron
    )
    counts = pages.LinkCounts(found.records, found.personen, found.zeker, found.te_beoordelen, per_source)
    return pages.links(chrome, counts)


@router.get(paths.LOG)
def processing_log(
    reader: Annotated[Reader, Depends(Page(Right.VERWERKINGSLOG))],
    chrome: Chrome,
    blad: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> str:
    """The verwerkingslog, and whether the audit log is still whole."""
    found = reader.log(Right.VERWERKINGSLOG, blad, PER_PAGE)
    audit = reader.log(Right.AUDITLOG, 1, 1)
    return pages.processing_log(
        chrome, pages.LogPage(found.lines.select(LOG_COLUMNS), found.total, blad, audit.intact)
    )


@router.get(paths.STATUS)
def status(reader: Annotated[Reader, Depends(Page(Right.STATUS))], chrome: Chrome) -> str:
    """How the store is doing, without content."""
    found = reader.status()
    facts = tuple((fact.wat, fact.waarde) for fact in found.feiten)
    analyses = tuple((last.onderdeel, last.versie, last.peildatum) for last in found.analyses)
    return pages.status(chrome, pages.StoreStatus(facts, analyses))
