"""The pages, each a pure function from a chrome and values to HTML.

    chrome(actor, *, path, fictief, csrf, peildatum) -> Chrome
    sign_in(SignIn) -> str
    start(chrome, antwoord: str, tiles: Sequence[Tile]) -> str
    cases(chrome, rows: Sequence[CaseRow]) -> str
    case(chrome, CasePage) -> str
    search(chrome, SearchPage) -> str
    overlaps(chrome, rows: Sequence[OverlapRow], choice: OverlapChoice, *, total, organisations) -> str
    hotspots(chrome, HotspotPage) -> str
    explore(chrome, ExplorePage) -> str
    deliveries(chrome, rows: Sequence[DeliveryRow]) -> str
    links(chrome, LinkCounts) -> str
    processing_log(chrome, LogPage) -> str
    status(chrome, StoreStatus) -> str
    error(chrome | None, status: int, message: str) -> str     (also forbidden and not found)

Addresses stand in ``visual.paths``; files that the pages load in ``visual.assets``.
No page needs a script, a ``style`` attribute or anything from elsewhere, so that
``default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'`` holds.
"""

from visual.pages.areas import hotspots
from visual.pages.cases import case, cases, search
from visual.pages.control import deliveries, links, processing_log, status
from visual.pages.entrance import error, sign_in, start
from visual.pages.navigation import chrome
from visual.pages.overview import explore, overlaps
from visual.pages.values import (
    CasePage,
    CaseRow,
    Chrome,
    DeliveryRow,
    DemoPerson,
    ExplorePage,
    FoundPerson,
    HotspotPage,
    LinkCounts,
    LogPage,
    NavItem,
    OverlapChoice,
    OverlapRow,
    OverlapSide,
    SearchPage,
    SignIn,
    StoreStatus,
    Tile,
)

__all__ = [
    "CasePage",
    "CaseRow",
    "Chrome",
    "DeliveryRow",
    "DemoPerson",
    "ExplorePage",
    "FoundPerson",
    "HotspotPage",
    "LinkCounts",
    "LogPage",
    "NavItem",
    "OverlapChoice",
    "OverlapRow",
    "OverlapSide",
    "SearchPage",
    "SignIn",
    "StoreStatus",
    "Tile",
    "case",
    "cases",
    "chrome",
    "deliveries",
    "error",
    "explore",
    "hotspots",
    "links",
    "overlaps",
    "processing_log",
    "search",
    "sign_in",
    "start",
    "status",
]
