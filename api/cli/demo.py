"""``demo``: a fictional region through the whole chain, the three answers, and the pages."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.demo_answers import Answers, answers_of, show_answers
from api.cli.demo_region import SIZES, build_store, make_region
from api.cli.dutch import Option
from api.cli.screen import answers, write_json
from api.cli.server import HOST, PORT, TRIES, listen, port_option, run_server
from api.cli.session import command
from api.cli.values import one_of
from visual.family_map import as_json

if TYPE_CHECKING:
    from api.cli.session import Session


@command(
    "demo",
    Option(["--map"], metavar="MAP", type=Path, default="demo", help="De map van de demo; anders ./demo."),
    Option(
        ["--grootte"],
        metavar="GROOTTE",
        type=one_of(*SIZES),
        default="klein",
        help="klein (2.000 personen, zo als u niets opgeeft) of regio (100.000).",
    ),
    port_option(),
    Option(["--zonder-server"], is_flag=True, help="Stop na de drie antwoorden."),
    more="Staat er al een demo in de map, dan wordt die gebruikt. Anders wordt er een gemaakt.",
)
def demo(
    session: Session,
    map: Path,  # noqa: A002  the option's own name
    grootte: str,
    poort: int | None,
    *,
    zonder_server: bool,
) -> None:
    """From nothing to the three answers."""
    typed = session.address if session.store_typed else os.environ.get("KNOOPPUNT_STORE")
    here = replace(session, address=typed or str(map / "knooppunt.duckdb"))
    make_region(map, grootte)
    found = _answers(here, map)
    if session.as_json:
        write_json(_document(here, map, found))
    else:
        show_answers(answers(), found)
    if not zonder_server:
        with listen(HOST, PORT if poort is None else poort, tries=TRIES) as door:
            run_server(here, door, browser=True)


def _answers(session: Session, folder: Path) -> Answers:
    store = build_store(session, folder)
    try:
        return answers_of(store)
    finally:
        store.close()


def _document(session: Session, folder: Path, found: Answers) -> dict[str, Any]:
    return {
        "map": str(folder),
        "store": session.address,
        "casussen": list(found.cases),
        "systeem": as_json(found.family) if found.family else None,
        "samenloop": found.overlaps.to_dicts(),
        "hotspots": found.hotspots.to_dicts(),
    }
