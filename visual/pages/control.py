"""Pages of those who keep the house: leveringen, koppelingen, the log and the state of the store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from visual import dutch, paths
from visual.pages.values import Chrome, DeliveryRow, LinkCounts, LogPage, StoreStatus
from visual.rendering import render
from visual.table import Table
from visual.words import LOG_COLUMNS, label

LINES_PER_PAGE = 100
NOT_ANALYSED = "Er is nog niets geanalyseerd. Dat gaat met: knooppunt analyseer."
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def deliveries(chrome: Chrome, rows: Sequence[DeliveryRow]) -> str:
    """What came in, newest first, and what was refused and why."""
    ordered = sorted(rows, key=lambda row: (row.verwerkt_op, row.peildatum, row.bron_naam), reverse=True)
    refused = [_refused(number, row) for number, row in enumerate(ordered) if row.geweigerd]
    return render(
        "deliveries.html",
        chrome=chrome,
        antwoord=_delivery_answer(ordered),
        overview=_overview(ordered),
        refused=refused,
    )


def links(chrome: Chrome, counts: LinkCounts) -> str:
    """How many records became how many persons."""
    figures = (
        ("records van partners", counts.records),
        ("personen", counts.personen),
        ("zekere koppelingen", counts.zeker),
        ("te beoordelen", counts.te_beoordelen),
    )
    rows = tuple((b, dutch.whole(n), dutch.whole(linked)) for b, n, linked in counts.per_bron)
    columns = ("Bron", "Records", "Waarvan gekoppeld")
    empty = "Er zijn nog geen records gekoppeld."
    table = Table("bronnen", "Per bron", columns, rows, empty, frozenset({1, 2}))
    if not counts.records:
        nothing = "Er is nog niets gekoppeld."
        return render("links.html", chrome=chrome, antwoord=nothing, figures=(), per_source=table)
    antwoord = (
        f"{dutch.counted(counts.records, 'record is', 'records zijn')} samen "
        f"{dutch.counted(counts.personen, 'persoon', 'personen')}."
    )
    return render("links.html", chrome=chrome, antwoord=antwoord, figures=figures, per_source=table)


def processing_log(chrome: Chrome, page: LogPage) -> str:
    """The verwerkingslog for the toetser: one line for every person shown."""
    columns = tuple(LOG_COLUMNS.get(name, name) for name in page.lines.columns)
    rows = tuple(tuple(_cell(value) for value in row) for row in page.lines.iter_rows())
    return render(
        "processing_log.html",
        chrome=chrome,
        page=page,
        antwoord=f"{dutch.counted(page.total, 'regel staat', 'regels staan')} in het verwerkingslog.",
        chain=_chain(page.chain_intact),
        lines=Table("regels", "Verwerkingslog, nieuwste eerst", columns, rows, "Er is nog niets bekeken."),
        last=max(1, -(-page.total // LINES_PER_PAGE)),
        address=lambda blad: paths.with_query(paths.LOG, blad=str(blad)),
    )


def status(chrome: Chrome, page: StoreStatus) -> str:
    """The state of the store for the beheerder, without content."""
    rows = tuple((label(name), label(version), dutch.day(day)) for name, version, day in page.analyses)
    facts = tuple((what, _fact(value)) for what, value in page.facts)
    columns = ("Onderdeel", "Versie", "Peildatum")
    analyses = Table("analyses", "Laatste analyse", columns, rows, NOT_ANALYSED)
    antwoord = "De opslag doet het." if page.facts else "De opslag is leeg."
    return render("status.html", chrome=chrome, facts=facts, antwoord=antwoord, analyses=analyses)


def _delivery_answer(rows: Sequence[DeliveryRow]) -> str:
    if not rows:
        return "Er is nog niets binnengekomen."
    refused = sum(_count(row, "geweigerd") for row in rows)
    came = dutch.counted(len(rows), "levering kwam", "leveringen kwamen")
    return f"{came} binnen; {dutch.counted(refused, 'rij is', 'rijen zijn')} geweigerd."


def _overview(rows: Sequence[DeliveryRow]) -> Table:
    columns = ("Partner", "Levering", "Peildatum", "Soort", "Ingelezen op", "Gelezen", "Bewaard", "Geweigerd",
               "Niet bewaarde kolommen")  # fmt: skip
    lines = tuple(
        (
            row.bron_naam,
            row.levering_id,
            dutch.short_day(row.peildatum),
            "alles" if row.volledig else "aanvulling",
            dutch.short_day(row.verwerkt_op),
            *(dutch.whole(_count(row, what)) for what in ("gelezen", "opgeslagen", "geweigerd")),
            _columns(row),
        )
        for row in rows
    )
    empty = "Er is nog geen levering. Lees er een in met: knooppunt inlezen MAP."
    return Table("leveringen", "Leveringen, nieuwste eerst", columns, lines, empty, frozenset({5, 6, 7}))


def _count(row: DeliveryRow, what: str) -> int:
    return sum(counts.get(what, 0) for counts in row.tabellen.values())


def _columns(row: DeliveryRow) -> str:
    forbidden = [f"{name} (mag niet binnenkomen)" for name in row.verboden_kolommen]
    return ", ".join((*forbidden, *row.onbekende_kolommen)) or "–"


def _refused(number: int, row: DeliveryRow) -> Table:
    rows = tuple(_refusal(refusal) for refusal in row.geweigerd)
    title = f"{row.bron_naam}, levering {row.levering_id}"
    columns = ("Bestand", "Regel", "Kolom", "Reden")
    return Table(f"geweigerd-{number}", title, columns, rows, "Niets geweigerd.", frozenset({1}), closed=True)


def _refusal(refusal: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(_cell(refusal.get(name)) for name in ("bestand", "regel", "kolom", "reden"))


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return dutch.moment(value)
    return "–" if value is None or value == "" else str(value)


def _fact(value: str) -> str:
    """A fact about the store: days as a reader writes them."""
    return dutch.day(value) if ISO_DAY.fullmatch(value) else value


def _chain(intact: bool | None) -> str:
    if intact is None:
        return "Het auditlog is nu niet nagerekend."
    if intact:
        return "Het auditlog is heel: elke regel sluit aan op de vorige."
    return "Het auditlog is niet heel: een regel sluit niet aan op de vorige. Meld dit aan de beheerder."
