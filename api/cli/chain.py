"""``koppelen`` and ``analyseer``: from records to persons, and from persons to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from api.cli.dutch import Option
from api.cli.explaining import explain_pair
from api.cli.screen import answers, progress, table, write_json
from api.cli.session import command, purpose_option
from api.cli.values import day, existing_folder, record
from graph.analysis.run import analyse
from graph.linking import from_truth, link
from models.errors import InputError
from models.ledgers import OORDELEN
from models.results import ANALYSE, PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, UIT_BEELD, VRIJGAVE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from api.cli.session import Session
    from graph.analysis.run import Analysis
    from graph.linking import Linking
    from graph.store.base import Store, View
    from models.judgement import RecordRef


def reading_day(view: View) -> date:
    """The latest peildatum in the store, which is what every answer is about unless another day is asked.

    Raises:
        InputError: nothing has been read yet.
    """
    latest = view.peildatum()
    if latest is None:
        raise InputError("Deze opslag is nog leeg; lees eerst leveringen in met 'knooppunt inlezen'.")
    return latest


def analysed(view: View) -> View:
    """The same view, once it is sure that an analysis left its results in it.

    Raises:
        InputError: there was none yet.
    """
    reading_day(view)
    if view.result(ANALYSE.name).is_empty():
        raise InputError(
            "Deze opslag is nog niet geanalyseerd; geef eerst de opdracht 'knooppunt analyseer'."
        )
    return view


@command(
    "koppelen",
    Option(
        ["--waarheid"],
        metavar="MAP",
        type=existing_folder,
        help="Neem de personen uit een map met de waarheid; alleen in een fictieve opslag.",
    ),
    Option(
        ["--uitleg"],
        nargs=2,
        metavar="BRON:ID BRON:ID",
        type=record,
        help="Leg uit waarom twee records wel of niet één persoon zijn.",
    ),
    purpose_option(),
)
def link_records(session: Session, waarheid: Path | None, uitleg: tuple[RecordRef, ...] | None) -> None:
    """Link person records."""
    if uitleg:
        explain_pair(session, *uitleg)
        return
    with session.store() as store, progress() as tick:
        tick("koppelen", 0)
        counts = run_linking(store, waarheid).counts
    if session.as_json:
        write_json(counts)
    else:
        names = ("records", "personen", "zeker", "te beoordelen")
        answers().print(table("Koppelen", names, [tuple(counts.values())]))


def run_linking(store: Store, truth: Path | None = None) -> Linking:
    """Link and keep both the persons and the judgements, in one transaction."""
    view = store.view()
    reading_day(view)
    if truth and not view.fictief:
        raise InputError(
            "Personen uit een waarheid nemen kan alleen in een opslag die met --fictief is gemaakt."
        )
    linking = from_truth(view, truth) if truth else link(view)
    with store.write() as writer:
        writer.append(OORDELEN.name, linking.judgements)
        writer.replace(PERSONEN.name, linking.persons)
    return linking


@command(
    "analyseer",
    Option(
        ["--peildatum"],
        metavar="DATUM",
        type=day,
        help="De dag waarover de uitkomsten gaan; anders de laatste peildatum in de opslag.",
    ),
)
def analyse_store(session: Session, peildatum: date | None) -> None:
    """Systems, samenloop, uit beeld, and hotspots with their release."""
    with session.store() as store, progress() as tick:
        tick("analyseren", 0)
        on = peildatum or reading_day(store.view())
        found = counts(run_analysis(store, on), on)
    if session.as_json:
        write_json(found)
    else:
        show_counts(found)


def run_analysis(store: Store, on: date) -> Analysis:
    """Analyse and keep every result, in one transaction."""
    view = store.view()
    reading_day(view)
    analysis = analyse(view, on)
    with store.write() as writer:
        for name, rows in analysis.results.items():
            writer.replace(name, rows)
    return analysis


def counts(analysis: Analysis, on: date) -> dict[str, object]:
    """How much of everything was found."""
    results = analysis.results
    return {
        "peildatum": on,
        "systemen": results[SYSTEEMLEDEN.name]["systeem_id"].n_unique(),
        "samenloop": _per_kind(results[SAMENLOPEN.name]),
        "uit_beeld": _per_kind(results[UIT_BEELD.name]),
        "vrijgave": results[VRIJGAVE.name].height,
    }


def _per_kind(rows: pl.DataFrame) -> dict[str, int]:
    return dict(rows.group_by("soort").len().sort("soort").iter_rows())


def show_counts(found: dict[str, object]) -> None:
    """One table of counts."""
    rows: list[tuple[str, object]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += [(f"{name.replace('_', ' ')}: {kind.replace('_', ' ')}", n) for kind, n in value.items()]
        elif name != "peildatum":
            rows.append((name, value))
    answers().print(table(f"Gevonden op {found['peildatum']}", ("wat", "aantal"), rows))
