"""What each kind of value must look like, as polars expressions, and the sentence when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from graph.delivery import bsn
from graph.frames import dtype
from models.columns import Column, ValueKind

MAX_TEXT = 500
RANGES = {"huisnummer": (1, 99_999), "peiljaar": (1_900, 2_200)}
ANY_NUMBER = (0, 999_999_999)

Test = Callable[[pl.Expr], pl.Expr]

WRONG: dict[ValueKind, str] = {
    ValueKind.ID: "Dit is geen geldige id; gebruik 1 tot 64 tekens uit A-Z, a-z, 0-9 en . _ : -",
    ValueKind.TEXT: f"Deze tekst is te lang of bevat onleesbare tekens; er passen {MAX_TEXT} tekens in",
    ValueKind.DATE: "Dit is geen bestaande datum; schrijf JJJJ-MM-DD, zoals 2025-06-30",
    ValueKind.BIRTH_DATE: "Dit is geen bestaande datum; schrijf JJJJ-MM-DD, of korter JJJJ-MM of JJJJ",
    ValueKind.BOOLEAN: "Hier kan alleen ja of nee staan",
    ValueKind.POSTCODE: "Dit is geen postcode; schrijf vier cijfers en twee letters, zoals 1234AB",
    ValueKind.BAG: "Dit is geen BAG-nummer; dat heeft 16 cijfers",
    ValueKind.NUMBER: "Dit is geen getal; schrijf cijfers, met een punt voor de decimalen",
    ValueKind.GEMEENTE: "Dit is geen gemeentecode; schrijf GM en 4 cijfers",
    ValueKind.WIJK: "Dit is geen wijkcode; schrijf WK en 6 cijfers",
    ValueKind.BUURT: "Dit is geen buurtcode; schrijf BU en 8 cijfers",
    ValueKind.AREA: "Dit is geen gebiedscode; schrijf GM en 4, WK en 6 of BU en 8 cijfers",
    ValueKind.VIEWERS: "Dit zijn geen codes van bronnen of soorten partners, gescheiden door een spatie",
}
REAL_BSN = "Dit burgerservicenummer klopt niet; het heeft negen cijfers die de elfproef doorstaan"
FICTIONAL_BSN = (
    "Deze fictieve omgeving neemt alleen burgerservicenummers aan die van niemand zijn:"
    " 9999xxxxx of een weegsom met rest 5"
)

PATTERNS: dict[ValueKind, str] = {
    ValueKind.ID: r"^[A-Za-z0-9._:-]{1,64}$",
    ValueKind.POSTCODE: r"^[1-9][0-9]{3} ?[A-Za-z]{2}$",
    ValueKind.BAG: r"^[0-9]{16}$",
    ValueKind.NUMBER: r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$",
    ValueKind.BOOLEAN: r"^(ja|nee)$",
    ValueKind.GEMEENTE: r"^GM[0-9]{4}$",
    ValueKind.WIJK: r"^WK[0-9]{6}$",
    ValueKind.BUURT: r"^BU[0-9]{8}$",
    ValueKind.AREA: r"^(GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})$",
    ValueKind.VIEWERS: r"^[a-z0-9_-]{2,40}( +[a-z0-9_-]{2,40})*$",
}


@dataclass(frozen=True, slots=True)
class ValueRule:
    """How one column is judged: both work on trimmed text that is not empty."""

    valid: Test
    value: Test
    wrong: str


def rule_for(column: Column, *, fictief: bool) -> ValueRule:
    """The rule of a declared column, in a store of real or of fictional people."""
    kind = column.kind
    if column.codes:
        allowed = [code.value for code in column.codes]
        return ValueRule(
            lambda t: t.is_in(allowed), _same, f"Deze waarde kan hier niet; kies uit: {', '.join(allowed)}"
        )
    if kind is ValueKind.INTEGER:
        return _integer(*RANGES.get(column.name, ANY_NUMBER))
    if kind is ValueKind.BSN:
        wrong = FICTIONAL_BSN if fictief else REAL_BSN
        return ValueRule(lambda t: bsn.is_acceptable(t, fictief=fictief), _same, wrong)
    return ValueRule(_VALID.get(kind) or _matches(PATTERNS[kind]), _VALUE.get(kind, _same), WRONG[kind])


def trimmed(name: str) -> pl.Expr:
    """A column as it came, without white space around it; empty is nothing."""
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def nothing(column: Column) -> pl.Expr:
    """The value of a column that a file does not have."""
    return pl.lit(None, dtype(column.kind)).alias(column.name)


def _same(text: pl.Expr) -> pl.Expr:
    return text


def _matches(pattern: str) -> Test:
    return lambda text: text.str.contains(pattern)


def _integer(low: int, high: int) -> ValueRule:
    def number(text: pl.Expr) -> pl.Expr:
        return text.str.to_integer(strict=False)

    def valid(text: pl.Expr) -> pl.Expr:
        return text.str.contains("^[0-9]{1,12}$") & number(text).is_between(low, high)

    return ValueRule(valid, number, f"Dit is geen heel getal van {low} tot {high}")


def _day(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


def _is_day(text: pl.Expr) -> pl.Expr:
    return text.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") & (text >= "0001") & _day(text).is_not_null()


def _is_birth_date(text: pl.Expr) -> pl.Expr:
    part = text.str.contains("^[0-9]{4}(-(0[1-9]|1[0-2]))?$") & (text >= "0001")
    return part | _is_day(text)


def _one_line(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"[\t\r\n]+", " ")


def _is_text(text: pl.Expr) -> pl.Expr:
    return (text.str.len_chars() <= MAX_TEXT) & ~_one_line(text).str.contains(r"\p{Cc}")


_VALID: dict[ValueKind, Test] = {
    ValueKind.TEXT: _is_text,
    ValueKind.DATE: _is_day,
    ValueKind.BIRTH_DATE: _is_birth_date,
}
_VALUE: dict[ValueKind, Test] = {
    ValueKind.TEXT: _one_line,
    ValueKind.DATE: _day,
    ValueKind.BOOLEAN: lambda text: text == "ja",
    ValueKind.POSTCODE: lambda text: text.str.replace_all(" ", "", literal=True).str.to_uppercase(),
    ValueKind.NUMBER: lambda text: text.cast(pl.Float64, strict=False),
    ValueKind.VIEWERS: lambda text: text.str.replace_all(" +", " "),
}
