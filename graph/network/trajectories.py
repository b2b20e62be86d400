"""Trajecten, who is involved in them, and interventies: what is done, by whom, for whom, when."""

from __future__ import annotations

import polars as pl

from graph.network.days import first_day, last_day
from graph.network.intervals import real
from models.codes import InterventionStatus, TrajectoryKind, TrajectoryStatus, VeiligThuisPhase
from models.organisations import DIRECTING

RULE = "regie voeren"
VERSION = "1"
"""Kinds in ``models.organisations.DIRECTING``; a vt_dienst not while it is a veiligheidsbeoordeling."""

DIRECTING_KINDS = sorted(kind.value for kind in DIRECTING)


def build_trajectories(trajecten: pl.DataFrame, partner_of: pl.DataFrame) -> pl.DataFrame:
    """Trajecten numbered in order of ``bron:traject_id``.

    Returns:
        ``traject, bron, traject_id, soort, organisation, head`` (number of the hoofdtraject or empty),
        ``runs, directs, van, tot`` and what is shown of a traject.
    """
    ordered = trajecten.sort(pl.format("{}:{}", "bron", "traject_id"))
    numbered = ordered.with_columns(traject=pl.int_range(pl.len(), dtype=pl.Int32))
    heads = numbered.select("bron", hoofdtraject_id="traject_id", head="traject")
    assessing = (pl.col("soort") == TrajectoryKind.VT_DIENST.value) & (
        pl.col("vt_fase") == VeiligThuisPhase.VEILIGHEIDSBEOORDELING.value
    )
    return (
        numbered.join(heads, on=["bron", "hoofdtraject_id"], how="left")
        .join(partner_of, on=["bron", "partner_id"], how="left")
        .with_columns(
            runs=pl.col("status").ne_missing(TrajectoryStatus.AANGEMELD.value),
            directs=pl.col("soort").is_in(DIRECTING_KINDS) & ~assessing.fill_null(value=False),
            van=first_day("start"),
            tot=last_day("einde"),
        )
        .sort("traject")
    )


def build_involvements(
    betrokkenen: pl.DataFrame, records: pl.DataFrame, trajectories: pl.DataFrame
) -> pl.DataFrame:
    """``traject, person, rol, van, tot`` of trajecten that run, clipped to the traject."""
    running = trajectories.filter("runs").select("bron", "traject_id", "traject", first="van", last="tot")
    rows = (
        betrokkenen.filter(pl.col("traject_id").is_not_null())
        .join(records, on=["bron", "persoon_id"])
        .join(running, on=["bron", "traject_id"])
        .select(
            "traject",
            "person",
            "rol",
            van=pl.max_horizontal(first_day(), "first"),
            tot=pl.min_horizontal(last_day(), "last"),
        )
    )
    return real(rows).unique().sort("traject", "person", "rol", "van")


def build_interventions(
    interventies: pl.DataFrame, links: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
) -> pl.DataFrame:
    """Interventies with ``person, organisation, chain, runs, van, tot``.

    ``links`` are the records, ``partner_of`` and the organisations.
    """
    records, partner_of, organisations = links
    return (
        interventies.join(records, on=["bron", "persoon_id"])
        .join(partner_of, on=["bron", "partner_id"], how="left")
        .join(organisations.select("organisation", chain="keten"), on="organisation", how="left")
        .with_columns(
            chain=pl.coalesce("keten", "chain"),
            runs=pl.col("status").eq_missing(InterventionStatus.LOPEND.value),
            van=first_day("start"),
            tot=last_day("einde"),
        )
        .sort("bron", "interventie_id")
    )
