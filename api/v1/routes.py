"""The addresses of /v1: each asks its Reader, and answers with what that gives."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.gate import InHeaders, InPath
from api.v1 import schemas
from api.v1.description import describe
from graph.access import Right
from graph.access.rows import (
    AgendaItem,
    CaseRow,
    DeliveryRow,
    FoundPerson,
    LinkCounts,
    OverlapChoice,
    Overlaps,
    Status,
)

PROBLEM = {"model": schemas.Probleem, "content": {"application/problem+json": {}}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"description": "De vraag klopt niet; alle fouten staan erin.", **PROBLEM},
    401: {"description": "Niet aangemeld.", **PROBLEM},
    403: {"description": "Geen toegang; de regel staat erin.", **PROBLEM},
    404: {"description": "Niet gevonden.", **PROBLEM},
    503: {"description": "De opslag of het logboek is even niet bereikbaar.", **PROBLEM},
}
router = APIRouter(prefix="/v1", responses=RESPONSES)
public = APIRouter(prefix="/v1")

Page = Annotated[int, Query(ge=1, le=1_000_000, description="Welk blad, vanaf 1.")]
Size = Annotated[int, Query(ge=1, le=1000, description="Hoeveel regels op een blad.")]
Day = Annotated[date | None, Query(description="De dag van de feiten; leeg is de laatste peildatum.")]
Code = Annotated[str, Path(max_length=64, description="De code van een persoon op de kaart.")]
Text = Annotated[str, Query(max_length=100)]


@public.get("/gezondheid")
def health() -> schemas.Gezondheid:
    """Whether the server answers; not one fact of the store."""
    return schemas.Gezondheid(status="goed")


@public.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> dict[str, Any]:
    """The description of this API."""
    return describe(request.app.routes)


@router.get("/casussen")
def cases(reader: InHeaders) -> list[CaseRow]:
    """De open casussen die aan u zijn toegewezen."""
    return reader.cases()


@router.get("/casussen/{nummer}")
def case(reader: InPath) -> CaseRow:
    """Eén casus."""
    return reader.case()


@router.get("/casussen/{nummer}/gezinskaart")
def family_maps(reader: InPath, peildatum: Day = None) -> list[schemas.Gezinskaart]:
    """De gezinskaart van elk gezinssysteem van een betrokkene."""
    return [schemas.Gezinskaart.of(family) for family in reader.family_maps(peildatum)]


@router.get("/casussen/{nummer}/personen/{knooppunt_id}")
def person(reader: InPath, knooppunt_id: Code, peildatum: Day = None) -> schemas.Gezinskaart:
    """Het deel van de gezinskaart dat over één persoon gaat."""
    return schemas.Gezinskaart.of(reader.person(knooppunt_id, peildatum))


@router.post("/zoekvragen")
def search(reader: InHeaders, vraag: schemas.Zoekvraag) -> list[FoundPerson]:
    """Zoek een persoon binnen de casus; wat u zoekt staat in geen adres."""
    return reader.search(vraag.naam)


@router.get("/samenloop")
def overlaps(reader: InHeaders, keuze: Annotated[schemas.Keuze, Query()]) -> Overlaps:
    """Twee trajecten van twee organisaties tegelijk, onder de code van het gezinssysteem."""
    chosen = OverlapChoice(
        keuze.soort, keuze.organisatie, keuze.loopt_op, keuze.sorteer, keuze.blad, keuze.per_blad
    )
    return reader.overlaps(chosen)


@router.get("/hotspots")
def hotspots(reader: InHeaders, thema: Text = "") -> list[schemas.Cijfer]:
    """De cijfers per gebied, zoals ze zijn vrijgegeven."""
    release = reader.hotspots().release
    rows = release.filter(thema=thema) if thema else release
    return [schemas.Cijfer.model_validate(row) for row in rows.to_dicts()]


@router.get("/agenda")
def agenda(reader: InHeaders) -> list[AgendaItem]:
    """Wat op de agenda van de weegploeg staat."""
    return reader.agenda()


@router.get("/leveringen")
def deliveries(reader: InHeaders) -> list[DeliveryRow]:
    """Elke levering met haar verslag."""
    return reader.deliveries()


@router.get("/koppelingen")
def links(reader: InHeaders) -> LinkCounts:
    """Hoeveel records samen hoeveel personen zijn."""
    return reader.link_counts()


@router.get("/verwerkingslog")
def processing_log(
    reader: InHeaders, blad: Page = 1, per_blad: Size = 100, trace_id: Text = ""
) -> schemas.Verwerkingslog:
    """Eén regel voor elke persoon die is getoond."""
    found = reader.log(Right.VERWERKINGSLOG, blad, per_blad, trace_id)
    rows = [schemas.Logregel.model_validate(row) for row in found.lines.to_dicts()]
    return schemas.Verwerkingslog(totaal=found.total, regels=rows)


@router.get("/auditlog")
def audit_log(
    reader: InHeaders, blad: Page = 1, per_blad: Size = 100, trace_id: Text = ""
) -> schemas.Auditlog:
    """Wie keek, waarvoor, en of dat mocht."""
    found = reader.log(Right.AUDITLOG, blad, per_blad, trace_id)
    rows = [schemas.Auditregel.model_validate(row) for row in found.lines.to_dicts()]
    return schemas.Auditlog(totaal=found.total, ongeschonden=bool(found.intact), regels=rows)


@router.get("/status")
def status(reader: InHeaders) -> Status:
    """Hoe de opslag ervoor staat, zonder inhoud."""
    return reader.status()
