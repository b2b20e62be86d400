"""The header of a table: which columns are known, unknown or forbidden, and whether it will do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from graph.delivery.forbidden import is_forbidden
from models.columns import TableSpec
from models.contract import NIET_AAN

LOOKS_LIKE_A_NAME = re.compile(r"[^\W\d](?:[\w .:/-]{0,63})")
MANY_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the contract's columns stand (``places``), and what else there is.

    ``fault`` is (column, sentence) when no row of the table can be judged.
    """

    places: dict[str, int]
    width: int
    unknown: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    fault: tuple[str, str] | None = None


def judge_header(spec: TableSpec, names: list[str]) -> Header:
    """Judge the column names of a table as they came."""
    names = [name.strip() for name in names]
    known = {*spec.names, NIET_AAN.name}
    places = {name: place for place, name in reversed(list(enumerate(names))) if name in known}
    others = [(i, n) for i, n in enumerate(names) if n not in known]
    forbidden = tuple(dict.fromkeys(n for _, n in others if is_forbidden(n)))
    unknown = tuple(dict.fromkeys(_shown(i, n, bool(places)) for i, n in others if not is_forbidden(n)))
    return Header(places, len(names), unknown, forbidden, _fault(spec, names, places))


def _fault(spec: TableSpec, names: list[str], places: dict[str, int]) -> tuple[str, str] | None:
    if not any(names):
        return "", "Het bestand is leeg; de eerste regel moet de kolomnamen noemen."
    if not places:
        return "", _no_header(names)
    twice = [name for name, count in Counter(names).items() if count > 1 and name in places]
    if twice:
        return twice[0], f"De kolom {twice[0]} staat er twee keer; lever elke kolom één keer."
    missing = [name for name in spec.required if name not in places]
    if missing:
        what = (
            f"De kolom {missing[0]} ontbreekt" if len(missing) == 1 else f"Er ontbreken: {', '.join(missing)}"
        )
        return missing[0], f"{what}; zonder deze kolom kan geen regel van dit bestand worden ingelezen."
    return None


def _no_header(names: list[str]) -> str:
    first = names[0]
    if ";" in first or "\t" in first:
        return "De kolommen zijn niet gescheiden door komma's; lever het bestand met komma's."
    return "De eerste regel noemt geen enkele kolom van het contract; zet daar de kolomnamen."


def _shown(place: int, name: str, has_header: bool) -> str:
    """A name that may be repeated: a file without header would put personal values in the report."""
    plain = has_header and LOOKS_LIKE_A_NAME.fullmatch(name) and not MANY_DIGITS.search(name)
    return name if plain else f"kolom {place + 1}"
