"""Leveringen, logs and the state of the store: what those who keep the house may see."""

from __future__ import annotations

import json

from graph.access.rows import DeliveryRow, Fact, LastAnalysis, LogLines, Status
from graph.audit import verify
from graph.store.base import Store, View
from models.ledgers import AUDITLOG


def delivery_rows(view: View) -> list[DeliveryRow]:
    """Every levering with its report, the newest first."""
    return [
        DeliveryRow(
            row["bron"],
            row["bron_naam"],
            row["levering_id"],
            row["peildatum"],
            row["volledig"],
            row["verwerkt_op"],
            json.loads(row["verslag"]),
        )
        for row in view.ledger("leveringen").sort("volgnummer", descending=True).iter_rows(named=True)
    ]


def log_lines(view: View, ledger: str, page: int, size: int, trace: str) -> LogLines:
    """One page of a log, newest first; ``trace`` narrows it to one request.

    For the audit log the whole chain is walked as well; of the other no more is read than the page needs.
    """
    whole = ledger == AUDITLOG.name or bool(trace)
    log = view.ledger(ledger, last=None if whole else page * size)
    intact = verify(log).intact if ledger == AUDITLOG.name else None
    wanted = log.filter(trace_id=trace) if trace else log
    newest = wanted.sort("volgnummer", descending=True)
    count = wanted.height if whole else view.height(ledger)
    return LogLines(newest.slice((page - 1) * size, size), count, intact)


def status(store: Store) -> Status:
    """How the store is doing; not one fact on a person."""
    view = store.view()
    deliveries = view.ledger("leveringen")
    newest = deliveries["verwerkt_op"].max() if deliveries.height else None
    day = view.peildatum()
    facts = (
        ("Soort gegevens", "verzonnen" if view.fictief else "echt"),
        ("Leveringen", str(deliveries.height)),
        ("Bronnen", str(deliveries["bron"].n_unique())),
        ("Laatste levering verwerkt op", str(newest) if newest else "nog geen"),
        ("Laatste peildatum", day.isoformat() if day else "nog geen"),
        ("Versie van de gegevens", str(store.version())),
    )
    analyses = view.result("analyse").sort("onderdeel").select("onderdeel", "versie", "peildatum")
    last = tuple(LastAnalysis(what, version, on) for what, version, on in analyses.iter_rows())
    return Status(tuple(Fact(what, value) for what, value in facts), last)
