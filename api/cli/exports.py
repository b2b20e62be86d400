"""``export``: findings and the network as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from api.cli.chain import analysed, reading_day
from api.cli.dutch import Argument, Option
from api.cli.looking import maps_shown, whole_network
from api.cli.looking_overlaps import overlap_look
from api.cli.network_files import FORMATS, WRITERS, nodes_csv
from api.cli.network_rows import network_rows
from api.cli.output import write_file
from api.cli.screen import note, write_json
from api.cli.session import command
from api.cli.values import one_of, target, writable
from graph.access.family import everyone
from graph.frames import schema
from graph.network import Network
from graph.network.identity import person_records
from models.results import SAMENLOPEN, SYSTEEMLEDEN
from visual.exports import overlaps_csv, persons_csv, systems_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.cli.session import Session
    from graph.store.base import Store, View
    from models.family_map import FamilyMap

FINDINGS = ("personen", "systemen", "samenloop")


@command(
    "export",
    Argument(
        ["wat"],
        metavar="WAT",
        type=one_of(*FINDINGS, *FORMATS),
        meaning="personen, systemen of samenloop; of het netwerk als graphml, gexf, csv of cypher.",
    ),
    Option(["--uit"], metavar="BESTAND", type=Path, required=True, help="Het bestand dat geschreven wordt."),
    persons=True,
    more=(
        "personen, systemen en samenloop worden .csv. Het netwerk komt alleen uit een fictieve opslag; "
        "als csv staan de relaties in BESTAND en de knopen ernaast in BESTAND-knopen.csv."
    ),
)
def export(session: Session, wat: str, uit: Path) -> None:
    """Write one export, and say how many rows it has."""
    path = target("csv")(str(uit)) if wat in FINDINGS else writable(uit)
    with session.store() as store:
        reading_day(store.view())
        files = (
            _finding(session, store, wat, path) if wat in FINDINGS else _network(session, store, wat, path)
        )
    for name, content in files.items():
        write_file(name, content)
    if session.as_json:
        write_json({"wat": wat, "bestanden": [str(name) for name in files]})
    else:
        note(f"Geschreven: {', '.join(str(name) for name in files)}.")


Files = dict[Path, str | bytes]


def _finding(session: Session, store: Store, what: str, path: Path) -> Files:
    view = store.view()
    day = reading_day(view)
    if what == "samenloop":
        kept = analysed(view).result(SAMENLOPEN.name)
        look = overlap_look(session, store, day)
        if look is not None:
            look.log(look.rows)
        return {path: overlaps_csv(kept if look is None else look.rows)}
    maps = maps_shown(session, store, day)
    if what == "personen":
        return {path: persons_csv(person_frame(view) if maps is None else _persons_on(maps))}
    members = analysed(view).result(SYSTEEMLEDEN.name)
    return {path: systems_csv(members if maps is None else _members_of(maps))}


def _persons_on(maps: Sequence[FamilyMap]) -> pl.DataFrame:
    """The person records on these maps, as far as the viewer sees them."""
    rows = {
        (*record.split(":", 1), person.knooppunt_id)
        for person in everyone(tuple(maps))
        for record in person.records
    }
    columns = ("bron", "persoon_id", "knooppunt_id")
    return pl.DataFrame(sorted(rows), schema=dict.fromkeys(columns, pl.String), orient="row")


def _members_of(maps: Sequence[FamilyMap]) -> pl.DataFrame:
    """Who belongs to the systems of these maps, and to no other."""
    rows = [(m.systeem_id, p.knooppunt_id, p.kern, p.reden) for m in maps for p in m.personen]
    return pl.DataFrame(sorted(rows), schema=schema(SYSTEEMLEDEN), orient="row")


def _network(session: Session, store: Store, what: str, path: Path) -> Files:
    whole_network(session, store)
    view = store.view()
    rows = network_rows(Network.from_view(view), view.result(SYSTEEMLEDEN.name))
    files: Files = {path: WRITERS[what](rows)}
    if what == "csv":
        files[path.with_name(f"{path.stem}-knopen{path.suffix}")] = nodes_csv(rows)
    return files


def person_frame(view: View) -> pl.DataFrame:
    """Every person record once; one that was not linked yet is a person of its own."""
    persons, records = person_records(view.facts("personen"), view.result("koppeling_personen"), view.secret)
    return records.join(persons, on="person").sort("bron", "persoon_id")
