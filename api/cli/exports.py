"""``export``: findings and the network as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from api.cli.chain import analysed, reading_day
from api.cli.dutch import Argument, Option
from api.cli.looking import log_systems, persons_shown, whole_network
from api.cli.network_files import FORMATS, WRITERS, nodes_csv
from api.cli.network_rows import network_rows
from api.cli.output import write_file
from api.cli.screen import note, write_json
from api.cli.session import command
from api.cli.values import one_of, target, writable
from graph.access.figures import affected
from graph.network import Network
from graph.network.identity import person_records
from models.results import SAMENLOPEN, SYSTEEMLEDEN
from visual.exports import overlaps_csv, persons_csv, systems_csv

if TYPE_CHECKING:
    from api.cli.session import Session
    from graph.store.base import Store, View

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
    if what == "samenloop":
        rows = analysed(view).result(SAMENLOPEN.name)
        log_systems(session, store, affected(view, frozenset(rows["systeem_id"])))
        return {path: overlaps_csv(rows)}
    rows = person_frame(view) if what == "personen" else analysed(view).result(SYSTEEMLEDEN.name)
    shown = persons_shown(session, store, reading_day(view))
    if shown is not None:
        rows = rows.filter(pl.col("knooppunt_id").is_in(sorted(shown)))
    return {path: persons_csv(rows) if what == "personen" else systems_csv(rows)}


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
