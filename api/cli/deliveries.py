"""``inlezen`` and ``gebieden``: what comes in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from api.cli.dutch import Argument, Option
from api.cli.screen import answers, note, progress, table, write_json
from api.cli.session import command
from api.cli.values import existing, existing_file
from graph.areas import load_areas
from graph.delivery import read_deliveries
from models.errors import DeliveryRefused
from visual.dutch import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from api.cli.session import Session

SHOWN_REFUSALS = 10
Report = dict[str, Any]


def today() -> date:
    """The day on which facts are first processed, where a Veiligheidshuis is."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


@command(
    "inlezen",
    Argument(
        ["paden"],
        metavar="PAD...",
        nargs=-1,
        required=True,
        type=existing,
        meaning="Een levering (map of zip), of een map met leveringen.",
    ),
    more="Rijen die niet kloppen, worden geweigerd en genoemd; de rest van de levering wordt ingelezen.",
)
def read(session: Session, paden: tuple[Path, ...]) -> None:
    """Read leveringen; the good ones stay when another is refused whole."""
    with session.store() as store, progress() as tick:
        reports = [r.as_json() for r in read_deliveries(paden, store, today=today(), progress=tick)]
    if session.as_json:
        write_json(reports)
    else:
        show_reports(reports)
    refused = [r for r in reports if r["status"] == "geweigerd"]
    if refused:
        raise DeliveryRefused(_refusal(refused))


def _refusal(refused: Sequence[Report]) -> str:
    names = [" ".join(filter(None, (r["bron"], r["levering_id"]))) or "zonder naam" for r in refused]
    if len(refused) == 1:
        name = "" if names[0] == "zonder naam" else f" {names[0]}"
        return f"De levering{name} is geweigerd: {refused[0]['reden']}"
    return f"{len(refused)} leveringen zijn geweigerd ({listed(names)}); het verslag zegt waarom."


def show_reports(reports: Sequence[Report]) -> None:
    """A table per levering and its first refused rows."""
    for report in reports:
        name = " ".join(filter(None, (report["bron"], report["levering_id"]))) or "Zonder naam"
        heading = f"{name}: {report['status'].replace('_', ' ')}"
        rows = [
            (name, counts["gelezen"], counts["opgeslagen"], counts["geweigerd"])
            for name, counts in report["tabellen"].items()
        ]
        columns = ("tabel", "gelezen", "opgeslagen", "geweigerd")
        answers().print(table(heading, columns, rows) if rows else heading)
        _show_remarks(report)


def _show_remarks(report: Report) -> None:
    screen, refusals = answers(), report["geweigerd"]
    if report["reden"]:
        screen.print(report["reden"])
    for row in refusals[:SHOWN_REFUSALS]:
        place = ", ".join(part for part in (f"regel {row['regel']}", row["kolom"]) if part)
        screen.print(f"  {row['bestand']} ({place}): {row['reden']}")
    if len(refusals) > SHOWN_REFUSALS:
        screen.print(f"  … en {len(refusals) - SHOWN_REFUSALS} meer; met --json ziet u ze allemaal.")
    if report["verboden_kolommen"]:
        screen.print(f"  Niet opgeslagen, want verboden: {', '.join(report['verboden_kolommen'])}.")
    if report["onbekende_kolommen"]:
        screen.print(f"  Niet opgeslagen, want onbekend: {', '.join(report['onbekende_kolommen'])}.")


@command(
    "gebieden",
    Argument(
        ["vormen"], metavar="BESTAND.geojson", type=existing_file, meaning="De vormen, met de code in 'code'."
    ),
    Option(
        ["--cijfers"],
        metavar="BESTAND.csv",
        type=existing_file,
        help="Namen, inwoners en huishoudens per gebied.",
    ),
)
def read_areas(session: Session, vormen: Path, cijfers: Path | None) -> None:
    """Areas and their inhabitants."""
    areas = load_areas(vormen, cijfers)
    with session.store() as store, store.write() as writer:
        writer.replace_areas(areas)
    counted = areas.height - areas["inwoners"].null_count()
    if session.as_json:
        write_json({"gebieden": areas.height, "met_inwoners": counted})
    else:
        note(f"{areas.height} gebieden ingelezen, waarvan {counted} met inwoners.")
