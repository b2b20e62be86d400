"""What may be typed as a value: each function reads one kind, and its refusal is one Dutch sentence."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from click import BadParameter

from models.judgement import RecordRef

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRST_YEAR, LAST_YEAR = 1800, 2200
_RECORD = re.compile(r"([a-z0-9-]{2,40}):([A-Za-z0-9._:-]{1,64})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """A full date, as ``2025-06-30``."""
    problem = BadParameter(f"'{text}' is geen datum; schrijf bijvoorbeeld 2025-06-30.")
    if not _DAY.fullmatch(text):
        raise problem
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise problem from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadParameter(
            f"'{text}' ligt te ver weg; kies een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}."
        )
    return found


def record(text: str) -> RecordRef:
    """``BRON:ID``, one record of one source; an id may itself hold colons."""
    if found := _RECORD.fullmatch(text):
        return RecordRef(*found.groups())
    raise BadParameter(f"'{text}' is geen BRON:ID; schrijf bijvoorbeeld brp-venlo:A1.")


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words."""

    def choice(text: str) -> str:
        if text in words:
            return text
        raise BadParameter(f"'{text}' kan hier niet; kies uit {_either(words)}.")

    return choice


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds, both included."""

    def number(text: str | int) -> int:
        digits = re.fullmatch(r"[0-9]{1,18}", str(text))
        if digits and least <= int(text) <= most:
            return int(text)
        raise BadParameter(f"'{text}' kan hier niet; geef een getal van {least} tot en met {most}.")

    return number


def target(*extensions: str) -> Callable[[str], Path]:
    """A file to write; what could never be written is refused before any work is done."""

    def file(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower().removeprefix(".") not in extensions:
            raise BadParameter(f"'{text}' moet eindigen op {_either([f'.{e}' for e in extensions])}.")
        return writable(path)

    return file


def writable(path: Path) -> Path:
    """A file that can be there: its folder is, and it is no folder itself."""
    if path.is_dir():
        raise BadParameter(f"'{path}' is een map; noem een bestand.")
    if not path.parent.is_dir():
        raise BadParameter(f"de map '{path.parent}' bestaat niet.")
    return path


def existing(text: str) -> Path:
    """A file or folder that is there."""
    path = Path(text)
    if not path.exists():
        raise BadParameter(f"'{text}' bestaat niet.")
    return path


def existing_file(text: str) -> Path:
    """A file that is there."""
    path = existing(text)
    if path.is_dir():
        raise BadParameter(f"'{text}' is een map; noem een bestand.")
    return path


def existing_folder(text: str) -> Path:
    """A folder that is there."""
    path = existing(text)
    if not path.is_dir():
        raise BadParameter(f"'{text}' is geen map.")
    return path


def new_region(text: str) -> Path:
    """A folder in which no region stands yet."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise BadParameter(f"'{text}' is een bestand; noem een map.")
    for name in ("leveringen", "waarheid", "gebieden.geojson", "gebieden.csv"):
        if (path / name).exists():
            raise BadParameter(f"in '{text}' staat al {name}; kies een nieuwe map.")
    return path


def _either(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} of {last}" if first else last
