"""Gezinssystemen of the true persons, by the definition of the contract and with code of its own.

Works on many moments at once: a *moment* is a day in the life of one family (clan). A kern is a household
of one moment; membership rows are (moment, kern, person).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.synthetic.draft import ADOPTIVE, HOME, PARENT
from graph.synthetic.moves import Housing
from graph.synthetic.plan import TODAY, Ints
from graph.synthetic.population import Population
from models.contract import MAX_HOUSEHOLD

PREGNANCY = 280
"""Days that an expected child counts before the expected date."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the leveringen say together.

    stays: ``clan, person, address, van, tot`` in dwellings; parents: ``a, b, van, tot``;
    people: ``person, clan, born, adult, died`` of those that some source delivers.
    """

    stays: pl.DataFrame
    parents: pl.DataFrame
    people: pl.DataFrame


OWN_HOUSEHOLD = 1 << 40
"""Who shares a home as a household of his own has this number plus his own as kern."""


def gather_facts(people: Population, housing: Housing, delivered: Ints) -> Facts:
    """The true facts about the persons that some source delivers."""
    born = people.people["born"]
    named = np.zeros(people.size, np.bool_)
    named[delivered] = True
    columns = {
        "person": np.arange(people.size),
        "clan": people.people["clan"],
        "born": np.where(people.unborn, born - PREGNANCY, born),
        "died": people.people["died"],
    }
    everyone = pl.DataFrame(columns).with_columns(adult=_eighteenth(born))
    stays = pl.DataFrame(housing.stays).filter((pl.col("kind") == HOME) & (pl.col("site") < 0))
    who = stays["person"].to_numpy()
    own = pl.Series(people.sharing[who])
    stays = stays.with_columns(
        clan=pl.Series(people.people["clan"][who]),
        address=pl.when(own).then(OWN_HOUSEHOLD + pl.col("person")).otherwise("address"),
    )
    parents = pl.DataFrame(people.kin).filter(pl.col("kind").is_in([PARENT, ADOPTIVE]))
    return Facts(
        stays.select("clan", "person", "address", "van", "tot"),
        parents.filter(pl.Series(named[parents["b"].to_numpy()])).select("a", "b", "van", "tot"),
        everyone.filter(pl.Series(named)),
    )


def _eighteenth(born: Ints) -> pl.Series:
    """The day of the eighteenth birthday; who is born on 29 February comes of age on 1 March."""
    days = pl.Series("d", born.astype(np.int32)).cast(pl.Date).to_frame()
    leap = (pl.col("d").dt.month() == 2) & (pl.col("d").dt.day() == 29)
    birthday = pl.col("d").dt.offset_by("18y")
    later = pl.when(leap).then(birthday.dt.offset_by("1d")).otherwise(birthday)
    return days.select(later.cast(pl.Int32).cast(pl.Int64)).to_series()


def systems(facts: Facts, moments: pl.DataFrame) -> pl.DataFrame:
    """Members of the systems of each moment.

    Args:
        facts: what is known.
        moments: ``moment, clan, day``: which families to look at on which days.

    Returns:
        ``moment, kern, person``, ordered; ``kern`` tells the systems of one moment apart.
    """
    alive = moments.join(facts.people, on="clan")
    alive = alive.filter((pl.col("born") <= pl.col("day")) & (pl.col("day") <= pl.col("died")))
    core = _kerns(facts, moments, alive)
    sizes = core.group_by("moment", "kern").agg(pl.len().alias("size"))
    members = _members(facts, alive, core).join(sizes, on=["moment", "kern"])
    chosen = _distinct(_standing(members, core.join(sizes, on=["moment", "kern"])))
    strays = alive.select("moment", "person").join(chosen, on=["moment", "person"], how="anti")
    own = strays.select("moment", (-1 - pl.col("person")).alias("kern"), "person")
    return pl.concat([chosen, own]).sort("moment", "kern", "person")


def _on_day() -> pl.Expr:
    return (pl.col("van") <= pl.col("day")) & (pl.col("day") <= pl.col("tot"))


def _kerns(facts: Facts, moments: pl.DataFrame, alive: pl.DataFrame) -> pl.DataFrame:
    """``moment, kern, person``: who lived in one dwelling, up to twelve people."""
    homes = moments.join(facts.stays, on="clan").filter(_on_day())
    homes = homes.join(alive.select("moment", "person"), on=["moment", "person"])
    rows = homes.select("moment", pl.col("address").alias("kern"), "person").unique()
    return rows.filter(pl.len().over("moment", "kern") <= MAX_HOUSEHOLD)


def _members(facts: Facts, alive: pl.DataFrame, core: pl.DataFrame) -> pl.DataFrame:
    """The people of the kern, their children under 18, the parents of all under 18 among them."""
    minors = alive.filter(pl.col("adult") > pl.col("day")).select("moment", "day", b="person")
    ties = minors.join(facts.parents, on="b").filter(_on_day()).select("moment", "a", "b")
    ties = ties.join(alive.select("moment", pl.col("person").alias("a")), on=["moment", "a"]).unique()
    children = core.join(ties, left_on=["moment", "person"], right_on=["moment", "a"])
    young = pl.concat([core, children.select("moment", "kern", pl.col("b").alias("person"))]).unique()
    parents = young.join(ties, left_on=["moment", "person"], right_on=["moment", "b"])
    return pl.concat([young, parents.select("moment", "kern", pl.col("a").alias("person"))]).unique()


def _standing(members: pl.DataFrame, core: pl.DataFrame) -> pl.DataFrame:
    """Without the kerns of one whose person belongs to another system; the greatest of these count first."""
    large = members.filter(pl.col("size") > 1)
    owners = core.filter(pl.col("size") == 1).select("moment", "kern", "person")
    owners = owners.join(large.select("moment", "person").unique(), on=["moment", "person"], how="anti")
    lonely = members.filter(pl.col("size") == 1).join(owners.select("moment", "kern"), on=["moment", "kern"])
    order = lonely.group_by("moment", "kern").agg(pl.col("person"), pl.len().alias("count"))
    order = order.join(owners, on=["moment", "kern"], suffix="_own")
    order = order.sort("moment", "count", "person_own", descending=[False, True, False])
    kept = lonely.filter(pl.lit(value=False)).select("moment", "kern")
    single = order.filter(pl.col("count") == 1).select("moment", "kern")
    greedy = _greedy(order.filter(pl.col("count") > 1))
    kept = pl.concat([kept, single, greedy])
    return pl.concat([large, lonely.join(kept, on=["moment", "kern"])]).select("moment", "kern", "person")


def _greedy(order: pl.DataFrame) -> pl.DataFrame:
    covered: set[tuple[int, int]] = set()
    kept = []
    for row in order.iter_rows(named=True):
        moment = row["moment"]
        if (moment, row["person_own"]) not in covered:
            covered.update((moment, person) for person in row["person"])
            kept.append((moment, row["kern"]))
    return pl.DataFrame(kept, schema=order.select("moment", "kern").schema, orient="row")


def _distinct(members: pl.DataFrame) -> pl.DataFrame:
    """Systems with the same members are one."""
    sign = members.group_by("moment", "kern").agg(
        pl.col("person").hash(1).sum().alias("sign"), pl.len().alias("count")
    )
    first = sign.group_by("moment", "sign", "count").agg(pl.col("kern").min()).select("moment", "kern")
    return members.join(first, on=["moment", "kern"]).select("moment", "kern", "person")


def systems_today(facts: Facts) -> pl.DataFrame:
    """``kern, person`` on the peildatum, all families together."""
    clans = facts.people["clan"].unique().sort()
    moments = pl.DataFrame({"moment": clans, "clan": clans}).with_columns(day=pl.lit(TODAY, pl.Int64))
    return systems(facts, moments).select("kern", "person").unique().sort("kern", "person")
