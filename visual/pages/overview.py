"""Pages over all families: samenloop by system code, hotspots from releases, and the explore view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.results import OverlapKind
from visual import dutch, paths
from visual.pages.values import Chrome, ExplorePage, OverlapChoice, OverlapRow
from visual.rendering import render

PER_PAGE = 50


def overlaps(
    chrome: Chrome,
    rows: Sequence[OverlapRow],
    choice: OverlapChoice,
    *,
    total: int | None = None,
    organisations: Sequence[str] = (),
) -> str:
    """One page of the samenloop list, in the order in which it comes.

    Args:
        chrome: what stands around the page.
        rows: at most ``PER_PAGE`` samenlopen, already chosen and ordered.
        choice: what was picked, to show it in the form.
        total: how many there are on all pages; ``None`` is these.
        organisations: what can be picked; empty takes those of these rows.
    """
    count = len(rows) if total is None else total
    last = max(1, -(-count // PER_PAGE))
    named = organisations or sorted({side.organisatie for row in rows for side in (row.a, row.b)})
    return render(
        "overlaps.html",
        chrome=chrome,
        rows=rows,
        choice=choice,
        organisations=named,
        antwoord=_overlap_answer(rows, choice, count) if chrome.geanalyseerd else "Er is nog niet gezocht.",
        last=last,
        address=lambda blad: _address(choice, blad),
        days=lambda row: _days(row, chrome.peildatum),
    )


def explore(chrome: Chrome, page: ExplorePage) -> str:
    """Where the explore view can be opened, and what it shows."""
    people = dutch.counted(page.persons, "persoon", "personen")
    ties = dutch.counted(page.relations, "band", "banden")
    antwoord = (
        f"Het netwerk van deze casus heeft {people} en {ties}." if page.persons else "Nog geen netwerk."
    )
    return render("explore.html", chrome=chrome, page=page, antwoord=antwoord)


def _overlap_answer(rows: Sequence[OverlapRow], choice: OverlapChoice, count: int) -> str:
    now = "lopen nu" if choice.alleen_lopend else "zijn er, ook wat voorbij is"
    if not count:
        return "Er loopt nu geen samenloop met deze keuze." if choice.alleen_lopend else "Geen samenloop."
    if count == 1:
        return "1 samenloop loopt nu." if choice.alleen_lopend else "1 samenloop, ook wat voorbij is."
    double = sum(row.soort == OverlapKind.DUBBEL_SPOOR for row in rows)
    if count > len(rows):
        return f"{dutch.whole(count)} samenlopen {now}."
    families = dutch.counted(len({row.systeem_id for row in rows}), "gezin", "gezinnen")
    return (
        f"{dutch.whole(count)} samenlopen bij {families} {now}, waarvan {dutch.whole(double)} dubbel spoor."
    )


def _address(choice: OverlapChoice, blad: int) -> str:
    return paths.with_query(
        paths.OVERLAPS,
        soort=choice.soort,
        organisatie=choice.organisatie,
        alleen_lopend="true" if choice.alleen_lopend else "false",
        sorteer=choice.sorteer,
        blad=str(blad),
    )


def _days(row: OverlapRow, today: date | None) -> str:
    """How many days both ran, the first and the last one included."""
    until = row.tot if row.tot and (today is None or row.tot <= today) else today
    if row.van is None or until is None or until < row.van:
        return "–"
    return dutch.whole((until - row.van).days + 1)
