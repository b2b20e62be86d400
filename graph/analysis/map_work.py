"""The work on a gezinskaart: trajecten, interventies, signalen and the samenloop of a day."""

from __future__ import annotations

import polars as pl

from graph.analysis.family import Family
from graph.analysis.out_of_sight import STOPPED, latest_signals
from graph.analysis.pairs import candidates
from graph.analysis.sentences import overlap_reason
from graph.network.days import holds_on, to_date
from models.codes import Chain, InterventionStatus, LifeDomain
from models.family_map import MapIntervention, MapOverlap, MapSignal, MapTrajectory

SHOWN = [
    *(s.value for s in (InterventionStatus.GEPLAND, InterventionStatus.WACHTLIJST)),
    *STOPPED,
]


def running(family: Family) -> pl.DataFrame:
    """``traject, persons`` of what runs for a member on the day."""
    own = family.of_members(family.network.involvements).filter(holds_on(family.number))
    return own.group_by("traject").agg(persons=pl.col("person").unique().sort()).sort("traject")


def map_trajectories(family: Family) -> tuple[MapTrajectory, ...]:
    """Trajecten that run on the day, the oldest first."""
    network, names = family.network, family.names
    rows = (
        running(family)
        .join(network.trajectories, on="traject")
        .join(network.organisations.select("organisation", "naam", "keten"), on="organisation", how="left")
        .sort("start", "bron", "traject_id")
    )
    return tuple(
        MapTrajectory(
            bron=row["bron"],
            traject_id=row["traject_id"],
            soort=row["soort"],
            partner=row["naam"] or row["partner_id"],
            keten=_chain(row["keten"]),
            regisseur=row["regisseur"] or "",
            contact=row["contact"] or "",
            start=row["start"],
            einde=row["einde"],
            status=row["status"] or "",
            directs=row["directs"],
            personen=tuple(names[p] for p in row["persons"]),
        )
        for row in rows.iter_rows(named=True)
    )


def map_interventions(family: Family) -> tuple[MapIntervention, ...]:
    """Interventies that run, are planned or waited for, or came to nothing."""
    network, names = family.network, family.names
    own = family.of_members(network.interventions)
    active = (pl.col("runs") & holds_on(family.number)) | pl.col("status").is_in(SHOWN)
    started = (pl.col("van") <= family.number) | (pl.col("status") == InterventionStatus.GEPLAND.value)
    rows = (
        own.filter(active & started)
        .join(network.organisations.select("organisation", "naam"), on="organisation", how="left")
        .sort("start", "bron", "interventie_id")
    )
    return tuple(
        MapIntervention(
            bron=row["bron"],
            interventie_id=row["interventie_id"],
            traject_id=row["traject_id"] or "",
            soort=row["soort"],
            partner=row["naam"] or row["partner_id"],
            keten=_chain(row["chain"]),
            kader=row["kader"] or "",
            leefgebied=row["leefgebied"] or "",
            start=row["start"],
            einde=row["einde"],
            status=row["status"] or "",
            persoon=names[row["person"]],
        )
        for row in rows.iter_rows(named=True)
    )


def map_signals(family: Family) -> tuple[MapSignal, ...]:
    """The newest signaal of each member in each leefgebied, at most two years old."""
    names = family.names
    rows = family.of_members(latest_signals(family.network, family.day)).sort("person", "leefgebied")
    return tuple(
        MapSignal(
            persoon=names[row["person"]],
            leefgebied=LifeDomain(row["leefgebied"]),
            probleem=row["probleem"],
            criminogeen=row["criminogeen"],
            datum=row["datum"],
            bron=row["bron"],
        )
        for row in rows.iter_rows(named=True)
    )


def map_overlaps(family: Family) -> tuple[MapOverlap, ...]:
    """Pairs of trajecten that run for members on the day and are a samenloop."""
    network = family.network
    tracks = running(family)
    pairs = tracks.select(a="traject", persons_a="persons").join(
        tracks.select(b="traject", persons_b="persons"), how="cross"
    )
    names = network.organisations.select("organisation", "naam")
    shown = network.trajectories.join(names, on="organisation", how="left").select(
        "traject", "bron", "traject_id", "soort", "naam"
    )
    found = candidates(pairs.filter(pl.col("a") < pl.col("b")), network.trajectories)
    for side in "ab":
        found = found.join(
            shown.rename({c: f"{c}_{side}" for c in ("bron", "traject_id", "soort", "naam")}),
            left_on=side,
            right_on="traject",
        )
    same = pl.col("persons_a").list.set_intersection("persons_b").list.len() > 0
    rows = found.with_columns(same=same).with_columns(
        to_date("start"), to_date("einde"), reden=overlap_reason()
    )
    return tuple(
        MapOverlap(
            soort=row["soort"],
            bron_a=row["bron_a"],
            traject_a=row["traject_id_a"],
            bron_b=row["bron_b"],
            traject_b=row["traject_id_b"],
            van=row["start"],
            tot=row["einde"],
            reden=row["reden"],
        )
        for row in rows.sort("a", "b").iter_rows(named=True)
    )


def _chain(value: str | None) -> Chain | None:
    return Chain(value) if value else None
