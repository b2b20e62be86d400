"""``nieuw``: an empty store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.dutch import Option
from api.cli.screen import note, write_json
from api.cli.session import command
from graph.store import create_store

if TYPE_CHECKING:
    from api.cli.session import Session


@command(
    "nieuw",
    Option(
        ["--fictief"],
        is_flag=True,
        help="Alleen voor verzonnen personen: geen echte burgerservicenummers, en geen casus nodig.",
    ),
    more="Een opslag die er al is, wordt nooit overschreven. Met KNOOPPUNT_SLEUTEL wordt hij versleuteld.",
)
def new_store(session: Session, *, fictief: bool) -> None:
    """An empty store."""
    create_store(session.address, fictief=fictief, key=session.key).close()
    if session.as_json:
        write_json({"store": session.address, "fictief": fictief})
    else:
        note(f"De {'fictieve ' if fictief else ''}opslag {session.address} is gemaakt.")
