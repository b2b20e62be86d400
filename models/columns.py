"""How a table is described: its columns, what may stand in them, its key and its period."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ValueKind(StrEnum):
    """What a value may look like."""

    ID = "id"  # 1 to 64 of A-Z a-z 0-9 . _ : -
    TEXT = "tekst"
    DATE = "datum"
    BIRTH_DATE = "geboortedatum"  # YYYY-MM-DD, YYYY-MM or YYYY; kept as incomplete as it came
    BOOLEAN = "ja_nee"
    BSN = "burgerservicenummer"
    POSTCODE = "postcode"
    BAG = "bag"  # 16 digits
    NUMBER = "getal"  # RD coordinates
    INTEGER = "geheel_getal"
    GEMEENTE = "gemeentecode"
    WIJK = "wijkcode"
    BUURT = "buurtcode"
    AREA = "gebiedscode"  # one of the three above
    CODE = "code"  # one of Column.codes
    VIEWERS = "niet_aan"  # bron codes or partner kinds, separated by a space
    MOMENT = "tijdstip"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``refers_to`` names the table whose id must exist."""

    name: str
    kind: ValueKind = ValueKind.TEXT
    required: bool = False
    codes: type[StrEnum] | None = None
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: ``period`` names the columns of its first and last day, ``key`` what identifies a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    period: tuple[str, str] | None = None
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {c.name: c for c in self.columns})

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(self._by_name)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that must be filled."""
        return tuple(c.name for c in self.columns if c.required)
