"""``kaart``: the gezinskaart as a picture, on paper or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from api.cli.chain import reading_day
from api.cli.dutch import Option
from api.cli.later import not_yet
from api.cli.looking import Whom, maps_of
from api.cli.output import write_file
from api.cli.screen import note, to_json, write_json
from api.cli.session import command
from api.cli.systems import day_option, record_argument
from api.cli.user import os_user
from api.cli.values import target
from visual.family_map import as_json, pdf, svg

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from api.cli.session import Session
    from models.family_map import FamilyMap
    from models.judgement import RecordRef


@command(
    "kaart",
    record_argument(required=False),
    Option(
        ["--uit"],
        metavar="BESTAND",
        type=target("svg", "pdf", "json"),
        required=True,
        help="Waar de kaart komt: .svg, .pdf of .json.",
    ),
    day_option(),
    Option(["--van"], metavar="FAMILIE.json", help="Teken een losse familie zonder opslag (komt later)."),
    persons=True,
)
def draw_map(
    session: Session, persoon: RecordRef | None, uit: Path, peildatum: date | None, van: str | None
) -> None:
    """Draw the own system of a person."""
    if van is not None:
        not_yet("Het tekenen van een losse familie met --van")
    if persoon is None:
        raise click.UsageError("Geef BRON:ID op, bijvoorbeeld brp-venlo:A1.")
    with session.store() as store:
        on = peildatum or reading_day(store.view())
        (family,) = maps_of(session, store, Whom(persoon, on, paper=uit.suffix.lower() != ".json"))
        fictief = store.view().fictief
    write_file(uit, _drawn(family, uit.suffix.lower(), fictief=fictief))
    if session.as_json:
        write_json({"systeem_id": family.systeem_id, "uit": str(uit)})
    else:
        note(f"De gezinskaart van systeem {family.systeem_id} staat in {uit}.")


def _drawn(family: FamilyMap, extension: str, *, fictief: bool) -> str | bytes:
    if extension == ".svg":
        return svg(family)
    if extension == ".pdf":
        return pdf(family, maker=os_user(), fictief=fictief)
    return to_json(document(family))


def document(family: FamilyMap) -> dict[str, object]:
    """The document of ``systeem`` and all else that stands on the map, under the names of ``FamilyMap``."""
    whole = asdict(family)
    return {"peildatum": family.peildatum, "antwoord": family.antwoord, **as_json(family)} | {
        name: whole[name] for name in ("personen", "huishoudens", "relaties", "interventies", "signalen")
    }
