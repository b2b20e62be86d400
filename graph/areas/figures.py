"""Numbers on areas: from the properties of a shape, or from a CSV table beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from models.errors import InputError

CODE = re.compile(r"GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8}")
WHOLE = re.compile(r"[0-9]{1,9}(\.0*)?")
NUMBERS = ("inwoners", "woningen", "huishoudens", "peiljaar")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of an area; ``None`` is unknown."""

    naam: str | None = None
    inwoners: int | None = None
    woningen: int | None = None
    huishoudens: int | None = None
    peiljaar: int | None = None

    def over(self, other: Figures) -> Figures:
        """These figures, and where they are unknown the other's."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in own.items() if value is not None})


def code_of(value: object, where: str) -> str:
    """A CBS code as it stands.

    Raises:
        InputError: it is none.
    """
    if isinstance(value, str) and CODE.fullmatch(value.strip()):
        return value.strip()
    raise InputError(
        f"{where} heeft geen goede gebiedscode; vul bij code GM met 4, WK met 6 of BU met 8 cijfers in."
    )


def figures_of(row: Mapping[str, object], where: str) -> Figures:
    """The figures in a row or in the properties of a shape.

    CBS writes a large negative number where it keeps a figure to itself; that is unknown.
    """
    numbers = {key: _whole(row.get(key), f"{where} kolom {key}") for key in NUMBERS}
    return Figures(_name(row.get("naam")), **numbers)


def read_figures(path: Path) -> dict[str, Figures]:
    """A table ``code, naam, inwoners, huishoudens, peiljaar`` (``woningen`` may be there too).

    Raises:
        InputError: the file cannot be read, or a row is wrong; the message names its line.
    """
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        if "code" not in (rows.fieldnames or ()):
            raise InputError(
                f"{path.name} heeft geen kolom code; zet de kolomnamen, met komma's, in de eerste regel."
            )
        found: dict[str, Figures] = {}
        for row in rows:
            where = f"{path.name}, regel {rows.line_num},"
            code = code_of(row["code"], where)
            if code in found:
                raise InputError(f"{where} noemt {code} voor de tweede keer; laat één van de twee weg.")
            found[code] = figures_of(row, where)
    except csv.Error as error:
        raise InputError(f"{path.name} is na regel {rows.line_num} geen leesbare CSV-tabel.") from error
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is geen tekst in UTF-8; sla het bestand op als UTF-8.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} is niet te lezen; kijk of het bestand bestaat.") from error


def _name(value: object) -> str | None:
    """A name of at least one letter; half characters, which JSON can hold, become a question mark."""
    text = value.strip() if isinstance(value, str) else ""
    return text.encode(errors="replace").decode() or None


def _whole(value: object, where: str) -> int | None:
    """A whole number of zero or more; empty or negative is unknown."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if WHOLE.fullmatch(text):
        return int(text.partition(".")[0])
    if value is None or (isinstance(value, str) and not text) or text.startswith("-"):
        return None
    raise InputError(f"{where} is geen geheel getal; vul een getal in of laat het leeg.")
