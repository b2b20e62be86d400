"""Pages of those who keep the house: leveringen, koppelingen, the log and the state of the store."""

from __future__ import annotations

from collections.abc import Sequence

from visual.pages.values import Chrome, DeliveryRow, LinkCounts, LogPage, StoreStatus
from visual.rendering import render


def deliveries(chrome: Chrome, rows: Sequence[DeliveryRow]) -> str:
    """What came in, newest first, and what was refused and why."""
    ordered = sorted(rows, key=lambda row: (row.verwerkt_op, row.peildatum, row.bron_naam), reverse=True)
    return render("deliveries.html", chrome=chrome, rows=ordered)


def links(chrome: Chrome, counts: LinkCounts) -> str:
    """How many records became how many persons."""
    return render("links.html", chrome=chrome, counts=counts)


def processing_log(chrome: Chrome, page: LogPage) -> str:
    """The verwerkingslog for the toetser: one line for every person shown."""
    return render("processing_log.html", chrome=chrome, page=page, lines=page.lines.to_dicts())


def status(chrome: Chrome, page: StoreStatus) -> str:
    """The state of the store for the beheerder, without content."""
    return render("status.html", chrome=chrome, page=page)
