"""Pages without a name: samenloop by system code, and hotspots from the release."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.gate import Chrome, Page
from api.pages.translate import overlap_row
from graph.access import Reader, Right
from graph.access.rows import OverlapChoice
from visual import pages, paths

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Choice(BaseModel):
    """What was picked on the samenloop list."""

    soort: str = ""
    organisatie: str = ""
    alleen_lopend: bool = True
    sorteer: Literal["sinds", "duur", "systeem", "organisatie"] = "sinds"
    blad: int = Field(1, ge=1, le=100_000)


@router.get(paths.OVERLAPS)
def overlaps(
    reader: Annotated[Reader, Depends(Page(Right.SAMENLOOP))],
    chrome: Chrome,
    choice: Annotated[Choice, Query()],
) -> str:
    """The samenloop list of the manager."""
    day = reader.peildatum if choice.alleen_lopend else None
    wanted = OverlapChoice(choice.soort, choice.organisatie, day, choice.sorteer, choice.blad)
    found = reader.overlaps(wanted)
    shown = pages.OverlapChoice(**choice.model_dump())
    rows = [overlap_row(row) for row in found.rijen]
    return pages.overlaps(chrome, rows, shown, total=found.totaal, organisations=found.organisaties)


@router.get(paths.HOTSPOTS)
def hotspots(
    reader: Annotated[Reader, Depends(Page(Right.HOTSPOTS))], chrome: Chrome, thema: str = ""
) -> str:
    """The wijk map and its ranking."""
    found = reader.hotspots()
    themes = found.release["thema"].unique().sort().to_list()
    chosen = thema if thema in themes else next(iter(themes), "")
    return pages.hotspots(chrome, pages.HotspotPage(found.areas, found.release, chosen))
