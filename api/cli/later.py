"""Commands and options that the contract promises and that a later version brings: each says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from api.cli.dutch import Option
from api.cli.session import command
from api.cli.values import target, whole_number
from models.errors import NotYetBuilt

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.session import Session


def not_yet(what: str) -> NoReturn:
    """Refuse with the one sentence that says it comes.

    Raises:
        NotYetBuilt: always.
    """
    raise NotYetBuilt(f"{what} komt in een latere versie van Knooppunt.")


@command(
    "rapport",
    Option(["--jaar"], metavar="J", type=whole_number(1900, 9999), help="Het jaar van het rapport."),
    Option(["--uit"], metavar="BESTAND", type=target("xlsx", "pdf", "csv"), help="Waar het rapport komt."),
)
def report(session: Session, jaar: int | None, uit: Path | None) -> None:
    """The year report."""
    del session, jaar, uit
    not_yet("Het jaarrapport")
