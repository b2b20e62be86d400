"""Uit beeld: members of a family at work who have a problem and whom nobody helps."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.analysis.sentences import out_of_sight_reason
from graph.analysis.systems import at_work, memberships_on
from graph.frames import schema
from graph.network import Network
from graph.network.days import day_number, holds_on, years_earlier
from models.codes import Chain, InterventionStatus
from models.results import UIT_BEELD

RULE = "uit beeld"
VERSION = "1"
SIGNAL_YEARS = 2
WHOLLY, BROKEN_OFF, WITHOUT_CARE = "geheel", "afgebroken", "zonder_zorg"
STOPPED = [
    s.value
    for s in (InterventionStatus.GESTAAKT, InterventionStatus.GEWEIGERD, InterventionStatus.NIET_BESCHIKBAAR)
]


def out_of_sight(network: Network, day: date) -> pl.DataFrame:
    """Who is uit beeld on a day.

    Returns:
        ``systeem_id, knooppunt_id, soort, reden``: a person once for each system in which a traject runs.
    """
    return found_among(network, memberships_on(network, day), day)


def found_among(network: Network, members: pl.DataFrame, day: date) -> pl.DataFrame:
    """As ``out_of_sight``, for memberships that are known already."""
    busy = at_work(network, members, day)
    inside = members.join(busy, on="systeem_id", how="semi").select("systeem_id", "person")
    judged = judge(network, inside.select("person").unique(), day)
    rows = inside.join(judged, on="person").join(
        network.persons.select("person", "knooppunt_id"), on="person"
    )
    return rows.select(*schema(UIT_BEELD)).sort("systeem_id", "knooppunt_id")


def judge(network: Network, persons: pl.DataFrame, day: date) -> pl.DataFrame:
    """``person, soort, reden`` of these persons who have a problem and no help on a day."""
    facts = (
        problems(network, persons, day)
        .join(_at_work(network, day), on="person", how="left")
        .join(_stopped(network, day), on="person", how="left")
    )
    works = pl.col("trajecten").fill_null(0) + pl.col("lopend").fill_null(0)
    broken = (pl.col("lopend").fill_null(0) + pl.col("gepland").fill_null(0) == 0) & pl.col(
        "gestopt"
    ).is_not_null()
    punished = pl.col("buiten_straf").fill_null(0) == 0
    return (
        facts.with_columns(
            soort=pl.when(works == 0)
            .then(pl.lit(WHOLLY))
            .when(broken)
            .then(pl.lit(BROKEN_OFF))
            .when(punished)
            .then(pl.lit(WITHOUT_CARE))
        )
        .filter(pl.col("soort").is_not_null())
        .select("person", "soort", reden=out_of_sight_reason())
    )


def latest_signals(network: Network, day: date) -> pl.DataFrame:
    """The newest signaal per person and leefgebied, at most two years old; on one day a problem wins."""
    until, since = day_number(day), day_number(years_earlier(day, SIGNAL_YEARS))
    seen = network.signals.filter(pl.col("day") <= until, pl.col("day") >= since)
    ordered = seen.sort(
        "person", "leefgebied", "day", "probleem", "bron", "signaal_id",
        descending=[False, False, True, True, False, False],
    )  # fmt: skip
    return ordered.unique(["person", "leefgebied"], keep="first", maintain_order=True)


def problems(network: Network, persons: pl.DataFrame, day: date) -> pl.DataFrame:
    """``person, leefgebieden, gezien, bronnen``: problems, with the newest date and the kinds of source."""
    latest = latest_signals(network, day).filter("probleem").join(persons, on="person", how="semi")
    kinds = network.sources.select("bron", bron_soort="soort")
    return (
        latest.join(kinds, on="bron", how="left")
        .group_by("person")
        .agg(
            leefgebieden=pl.col("leefgebied").unique().sort(),
            gezien=pl.col("datum").max(),
            bronnen=pl.col("bron_soort").fill_null("overig").unique().sort(),
        )
        .sort("person")
    )


def _at_work(network: Network, day: date) -> pl.DataFrame:
    """``person, trajecten, lopend, gepland, buiten_straf``: what runs, and how much of it outside straf."""
    number = day_number(day)
    chains = network.trajectories.join(network.organisations, on="organisation", how="left")
    own = (
        network.involvements.filter(holds_on(number))
        .select("traject", "person")
        .unique()
        .join(chains.select("traject", chain="keten"), on="traject")
    )
    done = network.interventions.filter(pl.col("runs"), holds_on(number)).select("person", "chain")
    planned = network.interventions.filter(
        pl.col("status").eq_missing(InterventionStatus.GEPLAND.value), pl.col("tot") >= number
    )
    flags = pl.concat(
        [
            own.select("person", "chain", what=pl.lit("trajecten")),
            done.select("person", "chain", what=pl.lit("lopend")),
            planned.select("person", chain=pl.lit(None, pl.String), what=pl.lit("gepland")),
        ]
    )
    what = pl.col("what")
    outside = pl.col("chain").ne_missing(Chain.STRAF.value) & (what != "gepland")
    return flags.group_by("person").agg(
        *((what == name).sum().alias(name) for name in ("trajecten", "lopend", "gepland")),
        buiten_straf=outside.sum(),
    )


def _stopped(network: Network, day: date) -> pl.DataFrame:
    """``person, gestopt, hulp, gestopt_op``: the newest intervention that came to nothing."""
    stopped = network.interventions.filter(
        pl.col("status").is_in(STOPPED), pl.col("van") <= day_number(day)
    ).with_columns(gestopt_op=pl.coalesce("einde", "start"))
    ordered = stopped.sort(
        "person", "gestopt_op", "bron", "interventie_id", descending=[False, True, False, False]
    )
    newest = ordered.unique("person", keep="first", maintain_order=True)
    return newest.select("person", gestopt="status", hulp="soort", gestopt_op="gestopt_op")
