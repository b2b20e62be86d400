"""Samenloop: pairs of trajecten of different organisations that ran on one family at once."""

from __future__ import annotations

import polars as pl

from graph.analysis.history import History, apart, history
from graph.analysis.pairs import RULE, VERSION, candidates
from graph.analysis.selection import fingerprints
from graph.analysis.sentences import overlap_reason
from graph.analysis.systems import system_code
from graph.frames import schema
from graph.network import Network
from graph.network.days import OPEN_END, day_number, to_date
from graph.network.intervals import intersect, union
from models.results import SAMENLOPEN

__all__ = ["RULE", "VERSION", "overlaps"]

PAIR = ["a", "b"]


def overlaps(network: Network) -> pl.DataFrame:
    """Every samenloop of the whole history, one row per pair and kind.

    A pair stands under the system as it was on the last common day: where both persons are in the kern,
    else the one with most of the persons, else the smallest code. Days after the latest peildatum have not
    been; only of a pair that is still to begin, the day on which it begins counts.

    Args:
        network: the whole graph.

    Returns:
        ``systeem_id, soort, bron_a, traject_a, bron_b, traject_b, van, tot, reden``: ``van`` the later
        start, ``tot`` the earlier einde of the two; a before b by ``bron:traject``; ordered by key.
    """
    involved = union(network.involvements, ["traject", "person"])
    past = history(network)
    members = pl.concat([past.members, apart(past.members, involved.select("person").unique())])
    at_work = intersect(involved, members, ["person"])
    pairs = _pairs(network, at_work)
    placed = _placed(network, History(members, past.living), at_work, pairs)
    return _described(network, placed, _same_person(involved))


def _pairs(network: Network, at_work: pl.DataFrame) -> pl.DataFrame:
    """``a, b, household, day, …``: pairs that may be a samenloop, on the last day that a system has both."""
    of_systems = union(at_work, ["household", "traject"])
    several = of_systems.filter(pl.col("traject").n_unique().over("household") > 1)
    left = several.rename({"traject": "a"})
    both = intersect(left, several.rename({"traject": "b"}), ["household"]).filter(pl.col("a") < pl.col("b"))
    found = candidates(both.select(PAIR).unique(), network.trajectories)
    found = found.select(*PAIR, "soort", "start", "einde", last=pl.max_horizontal("start", _today(network)))
    been = both.join(found, on=PAIR).filter(pl.col("van") <= pl.col("last"))
    latest = been.group_by(*PAIR, "household", "soort", "start", "einde").agg(
        day=pl.min_horizontal("tot", "last").max()
    )
    return latest.filter(pl.col("day") == pl.col("day").max().over(PAIR))


def _today(network: Network) -> pl.Expr:
    """The number of the latest peildatum."""
    latest = network.peildatum
    return pl.lit(OPEN_END if latest is None else day_number(latest), pl.Int32)


def _placed(network: Network, past: History, at_work: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the code of the one system under which each stands."""
    coded = pairs.join(_codes(network, past, pairs), on=["household", "day"])
    one = ~pl.struct(PAIR).is_duplicated()
    several = coded.filter(~one)
    chosen = _chosen(at_work, several.join(_alike(past, several), on=["household", "day"]))
    columns = [*PAIR, "soort", "start", "einde", "systeem_id"]
    return pl.concat([coded.filter(one).select(columns), chosen.select(columns)])


def _chosen(at_work: pl.DataFrame, several: pl.DataFrame) -> pl.DataFrame:
    """Of pairs that share more than one system: the one under which they stand."""
    shown = several
    for side in PAIR:
        shown = shown.join(_present(at_work, several, side), on=[side, "household", "day"])
    ranked = shown.group_by(*PAIR, "soort", "start", "einde", "size", "print").agg(
        systeem_id=pl.col("systeem_id").min(),
        both=pl.col("kern_a").any() & pl.col("kern_b").any(),
        count=pl.concat_list("persons_a", "persons_b").list.n_unique().max(),
    )
    ordered = ranked.sort(*PAIR, "both", "count", "systeem_id", descending=[False, False, True, True, False])
    return ordered.unique(PAIR, keep="first", maintain_order=True)


def _present(at_work: pl.DataFrame, pairs: pl.DataFrame, side: str) -> pl.DataFrame:
    """``traject, household, day, kern_, persons_``: for whom a traject works in a system on a day."""
    keys = pairs.select("household", "day", traject=side).unique()
    rows = at_work.join(keys, on=["household", "traject"]).filter(_on_day())
    return rows.group_by(pl.col("traject").alias(side), "household", "day").agg(
        pl.col("kern").any().alias(f"kern_{side}"), pl.col("person").alias(f"persons_{side}")
    )


def _codes(network: Network, past: History, pairs: pl.DataFrame) -> pl.DataFrame:
    """``household, day, systeem_id``: the code of each system on the day that its pairs share it last."""
    wanted = pairs.select("household", "day").unique()
    kern = past.members.filter("kern").join(wanted, on="household").filter(_on_day())
    named = kern.group_by("household", "day").agg(person=pl.col("person").min())
    names = network.persons.select("person", "knooppunt_id").join(named, on="person", how="semi")
    codes = [system_code(network.secret, name) for name in names["knooppunt_id"].to_list()]
    coded = names.select("person", systeem_id=pl.Series(codes, dtype=pl.String))
    return named.join(coded, on="person").select("household", "day", "systeem_id")


def _alike(past: History, pairs: pl.DataFrame) -> pl.DataFrame:
    """``household, day, size, print``: systems of one day with equal size and print are one."""
    wanted = pairs.select("household", "day").unique()
    inside = past.members.join(wanted, on="household").filter(_on_day())
    return fingerprints(inside, ["household", "day"])


def _on_day() -> pl.Expr:
    return (pl.col("van") <= pl.col("day")) & (pl.col("tot") >= pl.col("day"))


def _same_person(involved: pl.DataFrame) -> pl.DataFrame:
    """``a, b``: trajecten that ran on one person at once."""
    left, right = (involved.rename({"traject": side}) for side in PAIR)
    both = intersect(left, right, ["person"]).filter(pl.col("a") < pl.col("b"))
    return both.select(PAIR).unique().with_columns(same=pl.lit(value=True))


def _described(network: Network, placed: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    names = network.organisations.select("organisation", "naam")
    shown = network.trajectories.join(names, on="organisation", how="left")
    rows = placed.join(same, on=PAIR, how="left").with_columns(pl.col("same").fill_null(value=False))
    for side in PAIR:
        columns = {"traject": side} | {c: f"{c}_{side}" for c in ("bron", "traject_id", "soort", "naam")}
        rows = rows.join(shown.select(*columns).rename(columns), on=side)
    described = rows.with_columns(to_date("start"), to_date("einde"), reden=overlap_reason())
    renamed = described.rename(
        {"start": "van", "einde": "tot", "traject_id_a": "traject_a", "traject_id_b": "traject_b"}
    )
    return renamed.select(*schema(SAMENLOPEN)).sort(*SAMENLOPEN.key)
