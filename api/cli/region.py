"""``verzin``: a fictional region on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.dutch import Argument, Option
from api.cli.screen import note, progress, write_json
from api.cli.session import command
from api.cli.values import new_region, one_of, whole_number
from graph.synthetic import write_region

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.session import Session

SIZES = ("klein", "regio", "land")
ERRORS = ("normaal", "dubbel", "geen")


@command(
    "verzin",
    Argument(["map"], metavar="MAP", type=new_region, meaning="De map die gemaakt wordt."),
    Option(
        ["--grootte"],
        metavar="GROOTTE",
        type=one_of(*SIZES),
        required=True,
        help="klein (2.000 personen), regio (100.000) of land (3.000.000).",
    ),
    Option(
        ["--personen"],
        metavar="N",
        type=whole_number(1, 10_000_000),
        help=(
            "Een ander aantal personen dan bij de grootte hoort. "
            "Elk soort gezin komt minstens één keer voor; van een klein aantal worden het er daardoor meer."
        ),
    ),
    Option(
        ["--zaad"],
        metavar="N",
        type=whole_number(0, 2**32 - 1),
        required=True,
        help="Hetzelfde zaad geeft dezelfde regio.",
    ),
    Option(
        ["--fouten"],
        metavar="FOUTEN",
        type=one_of(*ERRORS),
        default="normaal",
        help="Hoeveel fouten in de leveringen: normaal (dat is zo als u niets opgeeft), dubbel of geen.",
    ),
    more="Schrijft leveringen/*, gebieden.geojson, gebieden.csv en waarheid/* in de map.",
)
def invent(session: Session, map: Path, **how: int | str | None) -> None:  # noqa: A002  the option's own name
    """Write a fictional region with the truth beside it."""
    with progress() as tick:
        write_region(
            map,
            size=str(how["grootte"]),
            persons=_count(how["personen"]),
            seed=_count(how["zaad"]) or 0,
            errors=str(how["fouten"]),
            progress=tick,
        )
    names = sorted(path.name for path in (map / "leveringen").iterdir())
    if session.as_json:
        write_json({"map": str(map), **how, "leveringen": names})
    else:
        note(f"De regio staat in {map}: {len(names)} leveringen, de gebieden en de waarheid.")


def _count(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None
