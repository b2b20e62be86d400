"""Rules that hold between the columns of one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from models.codes import TrajectoryStatus
from models.columns import TableSpec
from models.organisations import HEALTH_DOMAINS, HEALTH_INTERVENTIONS, HEALTH_PARTNERS

NEEDS_GROUND = frozenset({"trajecten", "interventies", "signalen"})
NO_GROUND = "Dit feit gaat over gezondheid; vul de grondslag in, anders mag het niet worden bewaard"


@dataclass(frozen=True, slots=True)
class RowRule:
    """A row for which ``broken`` holds is refused; ``kolom`` is where to mend it."""

    kolom: str
    broken: pl.Expr
    wrong: str


@dataclass(frozen=True, slots=True)
class HealthPartners:
    """Whose facts are facts on health: the source itself, or these partners of it."""

    source: bool
    partner_ids: tuple[str, ...] = ()


def row_rules(spec: TableSpec, health: HealthPartners) -> tuple[RowRule, ...]:
    """The rules of one table, on judged and typed columns."""
    return (*_period(spec), *_own(spec), *_ground(spec, health))


def _period(spec: TableSpec) -> Iterator[RowRule]:
    if spec.period:
        first, last = spec.period
        wrong = f"De periode eindigt voordat zij begint; {last} mag niet voor {first} liggen"
        yield RowRule(last, pl.col(last) < pl.col(first), wrong)


def _own(spec: TableSpec) -> Iterator[RowRule]:
    if spec.name == "trajecten":
        open_end = (pl.col("status") == TrajectoryStatus.AFGESLOTEN.value) & pl.col("einde").is_null()
        yield RowRule("einde", open_end, "Een afgesloten traject heeft een einde nodig; vul de einddatum in")
    if spec.name == "betrokkenen":
        wrong = "Een betrokkene hoort bij één melding of bij één traject; vul precies één van beide in"
        both_or_none = pl.col("melding_id").is_null() == pl.col("traject_id").is_null()
        yield RowRule("melding_id", both_or_none, wrong)


def _ground(spec: TableSpec, health: HealthPartners) -> Iterator[RowRule]:
    if spec.name in NEEDS_GROUND:
        needed = pl.any_horizontal(_about_health(spec, health)).fill_null(value=False)
        yield RowRule("grondslag", needed & pl.col("grondslag").is_null(), NO_GROUND)


def _about_health(spec: TableSpec, health: HealthPartners) -> Iterator[pl.Expr]:
    yield pl.lit(health.source)
    if spec.name == "signalen":
        yield pl.col("leefgebied").is_in(sorted(HEALTH_DOMAINS))
    if spec.name == "interventies":
        yield pl.col("soort").is_in(sorted(HEALTH_INTERVENTIONS))
    if "partner_id" in spec.names and health.partner_ids:
        yield pl.col("partner_id").is_in(health.partner_ids)


def is_health_partner(soort: pl.Expr) -> pl.Expr:
    """Whether a kind of partner is one whose facts are about health."""
    return soort.is_in(sorted(HEALTH_PARTNERS))
