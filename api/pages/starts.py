"""The start page of each role: the answer of today in one sentence, and what there is to do."""

from __future__ import annotations

from api.gate import HOME
from graph.access import Reader, Right
from graph.access.rows import CaseRow, OverlapChoice
from models.access import Role
from visual import paths
from visual.pages import Tile

CASES = Tile(paths.CASES, "Casussen", "Open de gezinskaart van een casus.")
SEARCH = Tile(paths.PERSONS, "Zoeken", "Zoek een persoon binnen een casus.")
OVERLAPS = Tile(paths.OVERLAPS, "Samenloop", "Gezinnen met twee trajecten tegelijk, per systeemcode.")
HOTSPOTS = Tile(paths.HOTSPOTS, "Hotspots", "Waar gezinnen met een traject zich ophopen, per wijk.")
DELIVERIES = Tile(paths.DELIVERIES, "Leveringen", "Wat er binnenkwam, en wat is geweigerd en waarom.")
LINKS = Tile(paths.LINKS, "Koppelingen", "Hoeveel records samen één persoon zijn.")
LOG = Tile(paths.LOG, "Verwerkingslog", "Eén regel voor elke persoon die is getoond.")
STATUS = Tile(paths.STATUS, "Beheer", "Hoe de opslag ervoor staat, zonder inhoud.")

TILES: dict[Role, tuple[Tile, ...]] = {
    Role.PROCESREGISSEUR: (CASES, SEARCH),
    Role.CASUSREGISSEUR: (CASES, SEARCH),
    Role.DEELNEMER: (CASES,),
    Role.WEEGPLOEG: (),
    Role.INFORMATIEMEDEWERKER: (DELIVERIES, LINKS),
    Role.ANALIST: (HOTSPOTS,),
    Role.MANAGER: (OVERLAPS, HOTSPOTS),
    Role.TOETSER: (LOG,),
    Role.BEHEERDER: (STATUS,),
}


CASES_AT_HAND = 12
"""More open casussen than this stand on the page of casussen only."""


def start_of(reader: Reader) -> tuple[str, tuple[Tile, ...]]:
    """The answer and the tiles for whoever asks."""
    role = reader.actor.role
    if HOME[role] is not Right.CASUSSEN:
        return _answer(reader), TILES[role]
    cases = reader.cases()
    return _of_cases(len(cases)), (*(_case(row) for row in cases[:CASES_AT_HAND]), *TILES[role])


def _case(row: CaseRow) -> Tile:
    """One open casus, a click away."""
    since = f"{row.geopend:%d-%m-%Y}"
    who = " en ".join(row.betrokkenen) or "Nog geen betrokkene"
    return Tile(paths.case(row.nummer), who, f"Casus {row.nummer}, open sinds {since}.")


def _answer(reader: Reader) -> str:
    right = HOME[reader.actor.role]
    if right is Right.SAMENLOOP:
        total = reader.overlaps(OverlapChoice(op=reader.peildatum, per_blad=0)).totaal
        return (
            f"Er lopen nu {total} samenlopen." if total > 1 else f"Er loopt nu {total or 'geen'} samenloop."
        )
    if right is Right.AGENDA:
        count = len(reader.agenda())
        return f"Op de agenda staan {count} zaken." if count else "Er staat niets op de agenda."
    return {
        Right.LEVERINGEN: "Bekijk wat de partners leverden.",
        Right.HOTSPOTS: "Bekijk waar gezinnen met een traject zich ophopen.",
        Right.VERWERKINGSLOG: "Bekijk wat er van wie is getoond, en wanneer.",
        Right.STATUS: "Bekijk hoe de opslag ervoor staat.",
    }[right]


def _of_cases(count: int) -> str:
    if count == 0:
        return "Er is geen open casus aan u toegewezen."
    return "U werkt aan 1 open casus." if count == 1 else f"U werkt aan {count} open casussen."
