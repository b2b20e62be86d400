"""Pages on persons: each names a casus, and its Reader sees no further."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response
from pydantic import BeforeValidator

from api.gate import Chrome, Page, in_form, own_form
from api.pages.translate import case_row, found_person
from graph.access import Reader, Right
from models.access import Purpose
from models.errors import NotFound
from models.family_map import FamilyMap
from visual import explore, family_map, pages, paths

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
MORE = 50
Day = Annotated[date | None, BeforeValidator(lambda asked: asked or None)]
"""A day from the address; an empty field is none."""

ToExplore = Annotated[Reader, Depends(Page(Right.VERKENNEN))]
ToPrint = Annotated[Reader, Depends(Page(Right.AFDRUKKEN))]


@router.get(paths.CASES)
def cases(reader: Annotated[Reader, Depends(Page(Right.CASUSSEN))], chrome: Chrome) -> str:
    """The casussen of whoever asks."""
    return pages.cases(chrome, [case_row(row) for row in reader.cases()])


@router.get(paths.CASES + "/{nummer}")
def case(
    reader: Annotated[Reader, Depends(Page(Right.GEZINSKAART))],
    chrome: Chrome,
    peildatum: Day = None,
    systeem: str = "",
) -> str:
    """The gezinskaart of a casus."""
    row = reader.case()
    maps = reader.family_maps(peildatum)
    shown = _position(maps, systeem)
    rights = {"may_export": reader.may(Right.AFDRUKKEN), "may_explore": reader.may(Right.VERKENNEN)}
    return pages.case(
        chrome, pages.CasePage(case_row(row), maps, Purpose.CASUSREGIE, shown, dag=peildatum, **rights)
    )


@router.get(paths.CASES + "/{nummer}/kaart.svg")
def picture(reader: ToPrint, peildatum: Day = None, systeem: str = "") -> Response:
    """The gezinskaart as a picture to keep."""
    family = _one(reader.printed(peildatum), systeem)
    return _file(family_map.svg(family).encode(), "image/svg+xml", "gezinskaart.svg")


@router.get(paths.CASES + "/{nummer}/kaart.pdf")
def paper(reader: ToPrint, peildatum: Day = None, systeem: str = "") -> Response:
    """The gezinskaart on paper."""
    family = _one(reader.printed(peildatum), systeem)
    made = family_map.pdf(family, maker=reader.actor.name, fictief=reader.fictief)
    return _file(made, "application/pdf", "gezinskaart.pdf")


def _position(maps: tuple[FamilyMap, ...], code: str) -> int:
    return next((at for at, family in enumerate(maps) if family.systeem_id == code), 0)


def _one(maps: tuple[FamilyMap, ...], code: str) -> FamilyMap:
    if not maps:
        raise NotFound("Op deze dag is er van deze casus geen gezin bekend.")
    return maps[_position(maps, code)]


def _file(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep; its name tells nothing."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


@router.get(f"{paths.CASES}/{{nummer}}/{paths.EXPLORE}")
def explore_page(reader: ToExplore, chrome: Chrome, nummer: str) -> str:
    """The way to the network of a casus."""
    network = explore.walk(reader.explore())
    persons = sum(kind == "persoon" for _, kind in network.nodes(data="soort"))
    href = paths.case(nummer.upper(), paths.EXPLORE_FILE)
    return pages.explore(chrome, pages.ExplorePage(href, persons, network.number_of_edges()))


@router.get(f"{paths.CASES}/{{nummer}}/{paths.EXPLORE_FILE}")
def explore_file(reader: ToExplore) -> Response:
    """The network of a casus as a file of its own, which may run its own scripts and no others."""
    network = explore.walk(reader.explore())
    document = explore.html(network, title="Netwerk van de casus", fictief=reader.fictief)
    return HTMLResponse(document, headers={"Content-Security-Policy": explore.policy(document)})


@router.get(paths.PERSONS)
def search_form(
    reader: Annotated[Reader, Depends(Page(Right.ZOEKEN))], chrome: Chrome, casus: str = ""
) -> str:
    """The empty search: first a casus and a purpose."""
    rows = tuple(case_row(row) for row in reader.cases())
    return pages.search(chrome, pages.SearchPage("", Purpose.CASUSREGIE, casus, rows))


@router.post(paths.PERSONS, dependencies=[Depends(own_form)])
def search(
    reader: Annotated[Reader, Depends(in_form)],
    chrome: Chrome,
    zoek: Annotated[str, Form(max_length=100)] = "",
    casus: Annotated[str, Form(max_length=20)] = "",
) -> str:
    """Who in this casus goes by this name; what was typed stands in no address."""
    found = reader.search(zoek)
    rows = tuple(case_row(row) for row in reader.cases())
    results = tuple(found_person(person) for person in found[:MORE])
    more = max(0, len(found) - MORE)
    page = pages.SearchPage(zoek, Purpose.CASUSREGIE, casus, rows, results, more)
    return pages.search(chrome, page)
