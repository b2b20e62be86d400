"""Pages over all families: samenloop by system code, hotspots from releases, and the explore view."""

from __future__ import annotations

from collections.abc import Sequence

from visual.pages.values import Chrome, ExplorePage, HotspotPage, OverlapChoice, OverlapRow
from visual.rendering import render


def overlaps(chrome: Chrome, rows: Sequence[OverlapRow], choice: OverlapChoice) -> str:
    """The samenloop list: filtered and ordered as chosen, by counted facts only."""
    return render("overlaps.html", chrome=chrome, rows=rows, choice=choice)


def hotspots(chrome: Chrome, page: HotspotPage) -> str:
    """The wijk map, the ranking with its intervals, and how we know."""
    return render("hotspots.html", chrome=chrome, page=page)


def explore(chrome: Chrome, page: ExplorePage) -> str:
    """Where the explore view can be opened, and what it shows."""
    return render("explore.html", chrome=chrome, page=page)
