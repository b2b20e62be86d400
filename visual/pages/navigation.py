"""What each role finds in the main navigation, and the chrome that carries it."""

from __future__ import annotations

from datetime import date

from models.access import Actor, Role
from visual import paths
from visual.pages.values import Chrome, NavItem

START = (paths.START, "Start")
CASES = (paths.CASES, "Casussen")
PERSONS = (paths.PERSONS, "Zoeken")
OVERLAPS = (paths.OVERLAPS, "Samenloop")
HOTSPOTS = (paths.HOTSPOTS, "Hotspots")
DELIVERIES = (paths.DELIVERIES, "Leveringen")
LINKS = (paths.LINKS, "Koppelingen")
LOG = (paths.LOG, "Verwerkingslog")
STATUS = (paths.STATUS, "Beheer")

NAVIGATION: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.PROCESREGISSEUR: (START, CASES, PERSONS),
    Role.CASUSREGISSEUR: (START, CASES, PERSONS),
    Role.DEELNEMER: (START, CASES),
    Role.WEEGPLOEG: (START,),
    Role.INFORMATIEMEDEWERKER: (START, DELIVERIES, LINKS),
    Role.ANALIST: (START, HOTSPOTS),
    Role.MANAGER: (START, OVERLAPS, HOTSPOTS),
    Role.TOETSER: (START, LOG),
    Role.BEHEERDER: (START, STATUS),
}

ROLE_LABELS: dict[Role, str] = {role: role.value.capitalize() for role in Role}


def chrome(actor: Actor, *, path: str, fictief: bool, csrf: str, peildatum: date | None) -> Chrome:
    """The chrome of one page for one person; ``path`` is the address of the page at hand."""
    nav = tuple(NavItem(href, text, _is_current(href, path)) for href, text in NAVIGATION[actor.role])
    return Chrome(actor.name, ROLE_LABELS[actor.role], actor.organisation, nav, fictief, csrf, peildatum)


def _is_current(href: str, path: str) -> bool:
    return path == href if href == paths.START else path == href or path.startswith(href + "/")
