"""The gezinssysteem: who belongs together on one day, and why."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.analysis.kinship import ALONE, KERN, joined_on
from graph.analysis.selection import fingerprints, standing
from graph.analysis.sentences import membership_reason
from graph.frames import schema
from graph.network import Network
from graph.network.days import day_number, holds_on
from graph.network.extract import kin_and_household, only
from graph.network.identity import opaque_code
from models.errors import NotFound
from models.results import SYSTEEMLEDEN

RULE = "gezinssysteem"
VERSION = "1"


def systems_on(network: Network, day: date) -> pl.DataFrame:
    """All gezinssystemen on a day.

    Returns:
        ``systeem_id, knooppunt_id, kern, reden``, ordered by the first two: everyone who is alive stands in
        one system at least.
    """
    return described(network, memberships_on(network, day))


def described(network: Network, members: pl.DataFrame) -> pl.DataFrame:
    """Memberships as the result ``systeemleden``, each with its reason."""
    named = members.join(network.persons.select("person", "knooppunt_id"), on="person")
    rows = named.with_columns(reden=membership_reason())
    return rows.select(*schema(SYSTEEMLEDEN)).sort("systeem_id", "knooppunt_id")


def memberships_on(network: Network, day: date) -> pl.DataFrame:
    """As ``systems_on`` by number.

    Returns:
        ``systeem_id, person, kern, role, sure, size, kerns``: why someone is a member, how many members the
        system has and how many households are its kern; ordered by ``systeem_id`` and ``person``.
    """
    number = day_number(day)
    joined = standing(joined_on(network, number))
    alone = (
        network.persons.lazy()
        .filter(pl.col("alive_van") <= number, pl.col("alive_tot") >= number)
        .select("person")
        .join(joined.lazy().select("person"), on="person", how="anti")
        .collect()
    )
    apart = alone.select(
        household=-1 - pl.col("person"), person="person", role=pl.lit(ALONE, pl.Int8), sure=pl.lit(value=True)
    )
    return _named(network, pl.concat([joined, apart]))


def at_work(network: Network, members: pl.DataFrame, day: date) -> pl.DataFrame:
    """``systeem_id`` of the systems in which a traject of some member runs on the day."""
    running = network.involvements.filter(holds_on(day_number(day))).select("person").unique()
    return members.join(running, on="person", how="semi").select("systeem_id").unique()


def systems_of(network: Network, person: str, day: date) -> list[str]:
    """The codes of all systems of a person on a day, his own first.

    His own is that of his household; if that is no system, the one with most members, then the smallest code.

    Raises:
        NotFound: nobody has this ``knooppunt_id``.
    """
    number = person_number(network, person)
    near = only(network, kin_and_household(network, number, day_number(day)))
    return own_first(memberships_on(near, day), number)


def own_first(members: pl.DataFrame, person: int) -> list[str]:
    """The systems of a person among these memberships, his own first."""
    mine = members.filter(pl.col("person") == person)
    return mine.sort("kern", "size", "systeem_id", descending=[True, True, False])["systeem_id"].to_list()


def person_number(network: Network, person: str) -> int:
    """The number of a person.

    Raises:
        NotFound: nobody has this ``knooppunt_id``.
    """
    found = network.persons["knooppunt_id"].search_sorted(person)
    if found < network.persons.height and network.persons["knooppunt_id"][found] == person:
        return int(found)
    raise NotFound("Deze persoon staat niet in het netwerk. Zoek opnieuw op bron en nummer.")


def system_code(secret: bytes, knooppunt_id: str) -> str:
    """The opaque code of the system whose kern has this person as its first."""
    return "GS-" + opaque_code(secret, f"systeem {knooppunt_id}")


def _named(network: Network, joined: pl.DataFrame) -> pl.DataFrame:
    """Give systems their codes, and make those with the same members one."""
    one = _codes(network, joined)
    ranks = one.select("systeem_id").unique().sort("systeem_id").with_row_index("rank")
    rows = joined.join(one.join(ranks, on="systeem_id"), on="household")
    ordered = rows.sort("rank", "person", "role", "sure", descending=[False, False, False, True])
    return ordered.unique(["rank", "person"], keep="first", maintain_order=True).select(
        "systeem_id",
        "person",
        kern=pl.col("role").is_in([KERN, ALONE]),
        role="role",
        sure="sure",
        size="size",
        kerns="kerns",
    )


def _codes(network: Network, joined: pl.DataFrame) -> pl.DataFrame:
    """``household, systeem_id, size, kerns``: of households with the same members the smallest code."""
    kern = joined.filter(pl.col("role").is_in([KERN, ALONE]))
    anchors = kern.group_by("household").agg(person=pl.col("person").min())
    named = anchors.join(network.persons.select("person", "knooppunt_id"), on="person")
    codes = [system_code(network.secret, anchor) for anchor in named["knooppunt_id"].to_list()]
    coded = fingerprints(joined).join(
        named.select("household", code=pl.Series(codes, dtype=pl.String)), on="household"
    )
    alike = coded.filter(pl.struct("size", "print").is_duplicated()).select(
        "household",
        first=pl.col("code").min().over("size", "print"),
        kerns=pl.len().over("size", "print"),
    )
    return coded.join(alike, on="household", how="left").select(
        "household",
        systeem_id=pl.coalesce("first", "code"),
        size="size",
        kerns=pl.col("kerns").fill_null(1),
    )
