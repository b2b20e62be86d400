"""``kopieer``: a whole store moved to a new place, between engines too, and checked."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.dutch import Option
from api.cli.excerpts import copy_case
from api.cli.screen import answers, note, progress, show, table, write_json
from api.cli.session import command
from api.cli.user import now, os_user
from graph.audit import Level, LogBook
from graph.audit.logbook import Shown
from graph.store import draft_store, is_server, open_store
from graph.store.moving import move
from models.access import Actor, Purpose, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.cli.session import Session
    from graph.store.base import Store
    from graph.store.moving import Moved

SHOWN_DIGITS = 12


@command(
    "kopieer",
    Option(["--van"], metavar="OPSLAG", required=True, help="De opslag die gekopieerd wordt."),
    Option(["--naar"], metavar="OPSLAG", required=True, help="De nieuwe opslag; daar mag nog niets staan."),
    persons=True,
    more=(
        "Alles gaat mee, ook de logboeken; met --casus alleen wat op de gezinskaart van die casus staat. "
        "Daarna wordt de kopie teruggelezen en met het origineel "
        "vergeleken; klopt er iets niet, dan blijft er geen kopie staan. De kopie krijgt de sleutel uit "
        "KNOOPPUNT_SLEUTEL_NAAR, en anders dezelfde sleutel als het origineel."
    ),
)
def copy(session: Session, van: str, naar: str) -> None:
    """A store moved to a new place."""
    if session.store_typed:
        raise click.UsageError("Bij kopieer zegt --van welke opslag het is; laat --store weg.")
    if session.purpose and not session.case:
        raise click.UsageError("Bij --doel hoort --casus; zonder casus wordt de hele opslag gekopieerd.")
    if _same(van, naar):
        raise click.UsageError("De opslagen van --van en --naar zijn dezelfde; kies een andere plaats.")
    key = os.environ.get("KNOOPPUNT_SLEUTEL_NAAR") or session.key
    source = open_store(van, key=session.key)
    try:
        fictief = source.view().fictief
        moved = copy_case(session, source, naar, key) if session.case else _copy(source, naar, key)
    finally:
        source.close()
    if session.as_json:
        which = {"casus": session.case} if session.case else {}
        write_json({"van": van, "naar": naar, **which, "onderdelen": [_document(part) for part in moved]})
    elif session.case:
        note(f"Wat op de gezinskaart van casus {session.case} staat, staat nu ook in {naar}.")
    else:
        _show(moved, naar)
    if not fictief and key is None and not is_server(naar):
        note(f"Let op: in {naar} staan echte personen, en de kopie is niet versleuteld.")


def _copy(source: Store, address: str, key: str | None) -> tuple[Moved, ...]:
    view = source.view()
    with (
        draft_store(address, fictief=view.fictief, secret=view.secret, key=key) as target,
        progress() as tick,
    ):
        if not view.fictief:
            _log(source, address)
        return move(source, target, tick)


def _log(source: Store, address: str) -> None:
    """Write it down in the store that is copied; the line is in the copy before anything else."""
    book = LogBook(source, now, secrets.token_bytes)
    look = book.begin(Actor(os_user(), Role.BEHEERDER, "zvh"), Purpose.BEHEER, None)
    where = "server" if is_server(address) else "bestand"
    book.grant(look, Shown(f"kopieer-naar-{where}", Level.GEOPEND))


def _same(one: str, other: str) -> bool:
    if is_server(one) or is_server(other):
        return one.rstrip("/") == other.rstrip("/")
    return Path(one).resolve() == Path(other).resolve()


def _document(part: Moved) -> dict[str, object]:
    return {
        "onderdeel": part.name,
        "soort": str(part.kind),
        "rijen": part.rows,
        "controlegetal": part.checksum,
    }


def _show(moved: Sequence[Moved], address: str) -> None:
    names = ("onderdeel", "soort", "rijen", "controlegetal")
    rows = [(part.name, str(part.kind), part.rows, part.checksum[:SHOWN_DIGITS]) for part in moved]
    answers().print(table("Gekopieerd en gecontroleerd", names, rows))
    count = show(sum(part.rows for part in moved))
    answers().print(f"Alle {count} rijen staan nu ook in {address}, en zijn gelijk aan het origineel.")
