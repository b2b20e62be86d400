"""``systeem``: the gezinssysteem of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.chain import reading_day
from api.cli.dutch import Argument, Option
from api.cli.family import show_family
from api.cli.looking import Whom, maps_of
from api.cli.screen import answers, write_json
from api.cli.session import command
from api.cli.values import day, record
from visual.family_map import as_json

if TYPE_CHECKING:
    from datetime import date

    from api.cli.session import Session
    from models.judgement import RecordRef


def record_argument(*, required: bool = True) -> Argument:
    """Whose family it is."""
    return Argument(
        ["persoon"],
        metavar="BRON:ID",
        type=record,
        required=required,
        meaning="Een persoonsrecord, bijvoorbeeld brp-venlo:A1.",
    )


def day_option() -> Option:
    """On which day."""
    return Option(
        ["--peildatum"],
        metavar="DATUM",
        type=day,
        help="De dag waarover het gaat; anders de laatste peildatum in de opslag.",
    )


@command(
    "systeem",
    record_argument(),
    day_option(),
    Option(["--alle"], is_flag=True, help="Alle systemen waar de persoon bij hoort, niet alleen het eigen."),
    persons=True,
    more="Het eigen systeem is dat van het huishouden waar de persoon woont.",
)
def show_system(session: Session, persoon: RecordRef, peildatum: date | None, *, alle: bool) -> None:
    """The own system of a person, or every one he belongs to."""
    with session.store() as store:
        on = peildatum or reading_day(store.view())
        maps = maps_of(session, store, Whom(persoon, on, every=alle))
    if session.as_json:
        documents = [as_json(family) for family in maps]
        write_json(documents if alle else documents[0])
        return
    for family in maps:
        show_family(answers(), family)
