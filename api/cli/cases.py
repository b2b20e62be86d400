"""``casus open``, ``casus sluit`` and ``casus lijst``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.dutch import Argument, Group, Option
from api.cli.looking import cases_shown
from api.cli.screen import answers, note, table, write_json
from api.cli.session import command, json_option, store_option
from api.cli.user import now, os_user
from api.cli.values import record
from graph.access import Opening, close_case, open_case

if TYPE_CHECKING:
    from api.cli.session import Session
    from graph.access import Case
    from models.judgement import RecordRef


@command(
    "open",
    Option(
        ["--betrokkene"],
        metavar="BRON:ID",
        multiple=True,
        type=record,
        help="Over wie de casus gaat; mag vaker. Niet nodig als de melding betrokkenen noemt.",
    ),
    Option(["--melding"], metavar="BRON:ID", type=record, help="De melding waaruit de casus volgt."),
    Option(["--regisseur"], metavar="WIE", required=True, help="Wie de casus regisseert."),
    more="Het antwoord is het nummer van de casus.",
)
def open_one(
    session: Session, betrokkene: tuple[RecordRef, ...], melding: RecordRef | None, regisseur: str
) -> None:
    """Open a casus."""
    if not betrokkene and melding is None:
        raise click.UsageError("Geef --betrokkene BRON:ID of --melding BRON:ID op.")
    with session.store() as store:
        opening = Opening(regisseur, betrokkene, melding)
        opened = open_case(store, opening, by=os_user(), at=now())
    if session.as_json:
        write_json(opened.nummer)
    else:
        answers().print(f"Casus {opened.nummer} is geopend.")


@command("sluit", Argument(["nummer"], metavar="N", meaning="Het nummer van de casus."))
def close_one(session: Session, nummer: str) -> None:
    """Close a casus."""
    with session.store() as store:
        closed = close_case(store, nummer, by=os_user(), at=now())
    if session.as_json:
        write_json(_document(closed))
    else:
        note(f"Casus {closed.nummer} is gesloten.")


@command("lijst")
def list_all(session: Session) -> None:
    """All casussen."""
    with session.store() as store:
        found = cases_shown(store)
    if session.as_json:
        write_json([_document(case) for case in found])
        return
    names = ("nummer", "staat", "geopend", "regisseur", "betrokkenen")
    rows = [
        (c.nummer, c.staat, c.geopend_op.date(), c.regisseur, " ".join(map(str, c.betrokkenen)))
        for c in found
    ]
    answers().print(table("Casussen", names, rows))


def _document(case: Case) -> dict[str, object]:
    return {
        "casus": case.nummer,
        "staat": case.staat,
        "geopend_op": case.geopend_op.isoformat(),
        "geopend_door": case.geopend_door,
        "melding": case.melding or None,
        "betrokkenen": [str(subject) for subject in case.betrokkenen],
        "regisseur": case.regisseur,
        "deelnemers": list(case.deelnemers),
        "gesloten_op": case.gesloten_op.isoformat() if case.gesloten_op else None,
    }


cases = Group("casus", params=[store_option(), json_option()])
for _command, _summary in (
    (open_one, "Open een casus."),
    (close_one, "Sluit een casus."),
    (list_all, "Bekijk alle casussen."),
):
    _command.help = f"{_summary}\n\n{_command.help}".strip()
    _command.short_help = _summary
    cases.add_command(_command)
