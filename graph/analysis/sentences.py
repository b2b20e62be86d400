"""The Dutch sentences of the findings; none of them names a person."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from graph.analysis.kinship import ALONE, CHILD, KERN
from models.results import OverlapKind

HOUSEHOLD = "Woont in dit huishouden."
HOUSEHOLDS = "Woont in een van de huishoudens van dit gezin."
SINGLE = "Vormt alleen een huishouden; hoort bij geen ander gezin."
NO_HOUSEHOLD = "Heeft op deze dag geen huishouden; hoort bij geen ander gezin."
CHILD_UNDER_18 = "Kind onder de 18 van iemand in dit huishouden."
CHILD_PERHAPS = (
    "Kind van iemand in dit huishouden; misschien onder de 18, want de geboortedatum is niet volledig."
)
PARENT_OF_CHILD = "Ouder van een kind onder de 18 in dit gezin."
PARENT_PERHAPS = (
    "Ouder van een kind in dit gezin dat misschien onder de 18 is; de geboortedatum is niet volledig."
)

CONTACT = "Staat één stap van dit gezin en hoort er niet bij."


def membership_reason() -> pl.Expr:
    """Why someone is a member, from ``role, sure, size, kerns``."""
    role, sure = pl.col("role"), pl.col("sure")
    return (
        pl.when(role == ALONE)
        .then(pl.lit(NO_HOUSEHOLD))
        .when(role == KERN, pl.col("size") == 1)
        .then(pl.lit(SINGLE))
        .when(role == KERN, pl.col("kerns") > 1)
        .then(pl.lit(HOUSEHOLDS))
        .when(role == KERN)
        .then(pl.lit(HOUSEHOLD))
        .when(role == CHILD, sure)
        .then(pl.lit(CHILD_UNDER_18))
        .when(role == CHILD)
        .then(pl.lit(CHILD_PERHAPS))
        .when(sure)
        .then(pl.lit(PARENT_OF_CHILD))
        .otherwise(pl.lit(PARENT_PERHAPS))
    )


def words(code: str) -> str:
    """A code of the contract as a reader sees it."""
    return SPELLED.get(code, code.replace("_", " "))


def spelled(codes: pl.Expr) -> pl.Expr:
    """A column of codes as a reader sees them."""
    return codes.replace(SPELLED).str.replace_all("_", " ", literal=True)


def _listed(column: str) -> pl.Expr:
    """A column of lists of codes as "a, b en c"."""
    parts = pl.col(column).list.eval(spelled(pl.element()))
    before = parts.list.head(parts.list.len().cast(pl.Int64) - 1).list.join(", ")
    several = pl.format("{} en {}", before, parts.list.last())
    return pl.when(parts.list.len() > 1).then(several).otherwise(parts.list.first())


def listed(parts: Sequence[str]) -> str:
    """Words as "a, b en c"."""
    *head, last = parts or [""]
    return f"{', '.join(head)} en {last}" if head else last


def _day(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%d-%m-%Y")


def out_of_sight_reason() -> pl.Expr:
    """Why someone is uit beeld, from the columns that ``graph.analysis.out_of_sight.judge`` gathers."""
    problem = pl.format(
        "Probleem bij {}, laatst gezien op {} (bron: {})",
        _listed("leefgebieden"),
        _day("gezien"),
        _listed("bronnen"),
    )
    stopped = pl.format(
        "{} is {} ({})", spelled(pl.col("hulp")), spelled(pl.col("gestopt")), _day("gestopt_op")
    )
    return (
        pl.when(pl.col("soort") == "geheel")
        .then(pl.format("{}; er loopt geen traject en geen interventie.", problem))
        .when(pl.col("soort") == "afgebroken")
        .then(pl.format("{}; {}; daarna loopt er geen interventie en is er geen gepland.", problem, stopped))
        .otherwise(pl.format("{}; alles wat loopt is van de strafketen.", problem))
    )


SPELLED = {
    "financien": "financiën",
    "om": "OM",
    "zsm": "ZSM",
    "zvh": "Zorg- en Veiligheidshuis",
    "ggz": "ggz",
    "ggd": "GGD",
    "dji": "DJI",
    "halt": "Halt",
    "veilig_thuis": "Veilig Thuis",
    "mda_pp": "MDA++",
    "vt_dienst": "dienst van Veilig Thuis",
}


def counted(number: int, one: str, many: str) -> str:
    """A count with its word: "1 traject", "4 trajecten"."""
    return f"{number} {one if number == 1 else many}"


def answer(trajectories: int, organisations: int, directing: list[str]) -> str:
    """The first sentence of a gezinskaart: who is at work, and who directs the whole.

    Args:
        trajectories: how many run.
        organisations: how many run them.
        directing: names of the organisations that direct, each once.
    """
    if not trajectories:
        return "Er loopt geen traject."
    start = f"{counted(trajectories, 'traject', 'trajecten')} van "
    start += counted(organisations, "organisatie", "organisaties")
    if not directing:
        return f"{start}; niemand heeft de regie over het geheel."
    if len(directing) == 1:
        return f"{start}; {directing[0]} heeft de regie."
    return f"{start}; {len(directing)} organisaties voeren tegelijk regie."


def overlap_reason() -> pl.Expr:
    """Why two trajecten are a samenloop, from ``soort, naam_a, naam_b, same``."""
    whom = pl.when("same").then(pl.lit("dezelfde persoon")).otherwise(pl.lit("twee personen van één gezin"))
    names = [pl.format("{} ({})", f"naam_{s}", spelled(pl.col(f"soort_{s}"))) for s in "ab"]
    double = pl.format("{} en {} voeren tegelijk regie voor {}.", *names, whom)
    beside = pl.format("{} en {} werken tegelijk voor {}.", *names, whom)
    return pl.when(pl.col("soort") == OverlapKind.DUBBEL_SPOOR.value).then(double).otherwise(beside)
