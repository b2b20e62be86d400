"""``meet``: how good the findings are, against a known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.chain import reading_day
from api.cli.dutch import Option
from api.cli.screen import answers, table, write_json
from api.cli.session import command
from api.cli.values import existing_folder
from graph.evaluation import measure

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.session import Session

NAMES = ("precisie", "recall", "f1")


@command(
    "meet",
    Option(
        ["--waarheid"],
        metavar="MAP",
        type=existing_folder,
        required=True,
        help="De map met personen.csv, systemen.csv, samenloop.csv, hotspots.csv; wat ontbreekt, telt niet.",
    ),
)
def measure_store(session: Session, waarheid: Path) -> None:
    """Precision, recall and F1 per kind of finding."""
    with session.store() as store:
        view = store.view()
        reading_day(view)
        measured = measure(view, waarheid)
    if session.as_json:
        write_json(measured)
    else:
        answers().print(table("Gemeten tegen de waarheid", ("wat", *NAMES), rows_of(measured)))


def rows_of(measured: dict[str, object], above: str = "") -> list[tuple[object, ...]]:
    """One row for every group of figures, however deep it stands."""
    if "f1" in measured:
        return [(above, *(_three_places(measured[name]) for name in NAMES))]
    rows: list[tuple[object, ...]] = []
    for name, inner in measured.items():
        if isinstance(inner, dict):
            rows += rows_of(inner, f"{above}: {name}" if above else name)
    return rows


def _three_places(value: object) -> str:
    return f"{value:.3f}".replace(".", ",") if isinstance(value, int | float) else ""
