"""Pages on persons: the casussen, one casus with its gezinskaart, and the search."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from models.family_map import FamilyMap
from visual import dutch, family_map
from visual.dutch import counted
from visual.pages.values import CasePage, CaseRow, Chrome, SearchPage
from visual.rendering import render


def cases(chrome: Chrome, rows: Sequence[CaseRow]) -> str:
    """The casussen that this viewer works on, open ones first."""
    ordered = sorted(rows, key=lambda row: (row.staat != "open", row.nummer))
    return render("cases.html", chrome=chrome, rows=ordered, antwoord=_cases_answer(ordered))


def case(chrome: Chrome, page: CasePage) -> str:
    """A casus: the answer in one sentence, the gezinskaart, its tables, and how we know."""
    shown = page.maps[page.shown] if page.maps else None
    picture = Markup(family_map.svg(shown)) if shown else ""  # noqa: S704  escaped where it is drawn
    tables = Markup(family_map.tables(shown)) if shown else ""  # noqa: S704
    day = shown.peildatum if shown else page.dag or chrome.peildatum
    return render(
        "case.html",
        chrome=chrome,
        page=page,
        shown=shown,
        picture=picture,
        tables=tables,
        day=day,
        later=day is not None and chrome.peildatum is not None and day > chrome.peildatum,
        homes=[(family, _called(family)) for family in page.maps],
        nobody=f"{f'Op {dutch.day(day)}' if day else 'Nu'} is er van deze casus geen gezin bekend.",
    )


def _called(family: FamilyMap) -> str:
    """What to call a gezinssysteem: where most of its kern lives, else its code."""
    kern = {person.knooppunt_id for person in family.personen if person.kern}
    homes = [home for home in family.huishoudens if kern & set(home.leden) and home.adres]
    best = max(homes, key=lambda home: len(kern & set(home.leden)), default=None)
    return best.adres if best else f"Systeem {family.systeem_id}"


def search(chrome: Chrome, page: SearchPage) -> str:
    """The search on persons, which names a casus and a purpose before it looks."""
    return render("search.html", chrome=chrome, page=page, antwoord=_search_answer(page))


def _cases_answer(rows: Sequence[CaseRow]) -> str:
    running = sum(row.staat == "open" for row in rows)
    if not running:
        return "U werkt nu aan geen open casus."
    return f"U werkt aan {counted(running, 'open casus', 'open casussen')}."


def _search_answer(page: SearchPage) -> str:
    if page.results is None:
        return "Zoek een persoon binnen een casus."
    found = len(page.results) + page.more
    return f"{counted(found, 'persoon', 'personen')} gevonden." if found else "Niemand gevonden."
