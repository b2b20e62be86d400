"""One table's rows judged, a chunk at a time: values, rules between columns, references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.delivery.chunk import Chunk
from graph.delivery.header import Header
from graph.delivery.references import IdIndex
from graph.delivery.report import FAULTS
from graph.delivery.rules import HealthPartners, row_rules
from graph.delivery.values import nothing, rule_for, trimmed
from models.columns import Column, TableSpec, ValueKind
from models.contract import NIET_AAN

DATES = (ValueKind.DATE, ValueKind.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging needs to know beside the file itself."""

    peildatum: date
    fictief: bool
    health: HealthPartners
    ids: Mapping[str, IdIndex]


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged rows: ``regel``, ``ok`` and the typed columns; with their faults and the broken lines.

    ``illegible`` has one column per part of the key: whether something stood there that could not be read.
    """

    rows: pl.DataFrame
    illegible: pl.DataFrame
    faults: pl.DataFrame
    broken: pl.DataFrame
    late: dict[str, int]

    @property
    def keyed(self) -> NDArray[np.bool_]:
        """Of which rows the whole key could be read."""
        lost: NDArray[np.bool_] = np.logical_or.reduce([part.to_numpy() for part in self.illegible])
        return ~lost


@dataclass(frozen=True, slots=True)
class _Check:
    """One fault that rows may have, and whether it refuses the row or empties the value."""

    kolom: str
    reden: str
    refuses: bool = True


class Judge:
    """The declared columns of one table compiled to expressions."""

    def __init__(self, spec: TableSpec, header: Header, setting: Setting) -> None:
        self._spec, self._setting = spec, setting
        self._columns = (*spec.columns, NIET_AAN)
        self._values: list[pl.Expr] = []
        self._checks: list[_Check] = []
        self._flags: list[pl.Expr] = []
        self._trimmed = [trimmed(name).alias(name) for name in header.places]
        for column in self._columns:
            self._compile(column, column.name in header.places)
        self._rules = row_rules(spec, setting.health)

    def __call__(self, chunk: Chunk) -> Judged:
        """Judge one chunk."""
        text = chunk.rows.select("regel", *self._trimmed)
        typed = text.select("regel", *self._values)
        flags = list(text.select(f.alias(str(n)) for n, f in enumerate(self._flags)).iter_columns())
        illegible = self._illegible(flags, typed.height)
        found = [*zip(self._checks, flags, strict=True), *self._across(typed), *self._references(typed)]
        found = [(check, flag) for check, flag in found if flag.any()]
        fatal = [flag for check, flag in found if check.refuses]
        ok = ~reduce(or_, fatal) if fatal else pl.Series(np.ones(typed.height, dtype=np.bool_))
        rows = typed.insert_column(1, ok.alias("ok"))
        faults = self._faults(found, typed["regel"])
        return Judged(rows, illegible, faults, chunk.broken, self._late(typed))

    def _compile(self, column: Column, present: bool) -> None:
        """Values that are wrong, values that are missing, and the value as it is kept."""
        if not present:
            self._values.append(nothing(column))
            return
        rule = rule_for(column, fictief=self._setting.fictief)
        text = pl.col(column.name)
        valid = rule.valid(text)
        self._values.append(pl.when(valid).then(rule.value(text)).alias(column.name))
        fatal = (
            column.required or column.name == NIET_AAN.name
        )  # an emptied niet_aan would show what must hide
        reden = refused(rule.wrong) if fatal else f"{rule.wrong}; de waarde is leeggelaten."
        self._add(_Check(column.name, reden, fatal), text.is_not_null() & ~valid)
        if column.required:
            self._add(
                _Check(column.name, refused(f"De kolom {column.name} moet gevuld zijn")), text.is_null()
            )

    def _add(self, check: _Check, flag: pl.Expr) -> None:
        self._checks.append(check)
        self._flags.append(flag.fill_null(value=True))

    def _illegible(self, flags: list[pl.Series], height: int) -> pl.DataFrame:
        parts = {name: np.zeros(height, dtype=np.bool_) for name in self._spec.key}
        for check, flag in zip(self._checks, flags, strict=True):
            if check.kolom in parts:
                parts[check.kolom] |= flag.to_numpy()
        return pl.DataFrame(parts)

    def _across(self, typed: pl.DataFrame) -> list[tuple[_Check, pl.Series]]:
        if not self._rules:
            return []
        flags = typed.select(
            r.broken.fill_null(value=False).alias(str(n)) for n, r in enumerate(self._rules)
        ).iter_columns()
        return [(_Check(r.kolom, refused(r.wrong)), f) for r, f in zip(self._rules, flags, strict=True)]

    def _references(self, typed: pl.DataFrame) -> list[tuple[_Check, pl.Series]]:
        return [
            (_Check(c.name, orphan(c)), ~self._setting.ids[c.refers_to].holds(typed[c.name]))
            for c in self._spec.columns
            if c.refers_to and c.refers_to != self._spec.name
        ]

    def _faults(self, found: list[tuple[_Check, pl.Series]], lines: pl.Series) -> pl.DataFrame:
        frames = [
            faults(lines.filter(flag), check.kolom, check.reden, emptied=not check.refuses)
            for check, flag in found
        ]
        return pl.concat([pl.DataFrame(schema=FAULTS), *frames])

    def _late(self, typed: pl.DataFrame) -> dict[str, int]:
        """How many dates lie after the peildatum, per column."""
        day = self._setting.peildatum
        dates = [c for c in self._columns if c.kind in DATES]
        counts = typed.select(
            (pl.col(c.name) > (day if c.kind is ValueKind.DATE else day.isoformat())).sum() for c in dates
        )
        return {name: n for name, n in counts.row(0, named=True).items() if n} if dates else {}


def faults(lines: pl.Series, kolom: str, reden: str, *, emptied: bool = False) -> pl.DataFrame:
    """One fault on several lines."""
    return pl.DataFrame({"regel": lines}, schema={"regel": pl.Int64()}).select(
        "regel", kolom=pl.lit(kolom), reden=pl.lit(reden), geleegd=pl.lit(emptied)
    )


def refused(wrong: str) -> str:
    """The sentence for a row that is refused."""
    return f"{wrong}; de regel is geweigerd."


def orphan(column: Column) -> str:
    """The sentence for a reference to nothing."""
    return refused(
        f"Deze id staat niet als goede regel in {column.refers_to} van deze levering,"
        " en ook niet in een eerdere levering van deze bron"
    )
