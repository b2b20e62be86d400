"""Where the pages live: the one list of addresses that templates link to and the server answers."""

from __future__ import annotations

from urllib.parse import quote, urlencode

START = "/"
SIGN_IN = "/aanmelden"
SIGN_OUT = "/afmelden"
CASES = "/casussen"
PERSONS = "/personen"
OVERLAPS = "/samenloop"
HOTSPOTS = "/hotspots"
EXPLORE = "verkennen"  # part of a casus
EXPLORE_FILE = "verkennen/bestand"
DELIVERIES = "/leveringen"
LINKS = "/koppelingen"
LOG = "/verwerkingslog"
STATUS = "/beheer"
ASSETS = "/bestanden"


def asset(name: str) -> str:
    """Where a vendored or own file of ``visual.assets`` is served."""
    return f"{ASSETS}/{quote(name)}"


def case(number: str, part: str = "", **query: str) -> str:
    """A casus, its gezinskaart, or a file of it: ``case("C1", "kaart.pdf", doel="casusregie")``."""
    path = f"{CASES}/{quote(number, safe='')}" + (f"/{part}" if part else "")
    return with_query(path, **query)


def with_query(path: str, **query: str) -> str:
    """``path`` with those parameters that are filled, in the order given."""
    filled = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path
