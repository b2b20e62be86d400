"""A made-up population of 100,000 in which everyone is tied to everyone still has small families."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import polars as pl
from fake_view import FakeView, stored
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.analysis.overlaps import overlaps
from graph.analysis.systems import memberships_on
from graph.frames import schema
from graph.network import Adjacency, Network

COUNT = 25_000
DAY = date(2025, 6, 30)
RING = pl.int_range(COUNT, dtype=pl.Int64, eager=True).alias("n")


def person(letter: str, number: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"persoon_id": (number % COUNT).cast(pl.String).str.zfill(5) + letter})


def table(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Fill in the columns that these rows leave out."""
    full = schema(stored(name))
    have = rows.with_columns(bron=pl.lit("brp"))
    empty = [pl.lit(None, kind).alias(c) for c, kind in full.items() if c not in have.columns]
    return have.with_columns(empty).select(pl.col(c).cast(kind) for c, kind in full.items())


def parents(letter: str, shift: int, child: str) -> pl.DataFrame:
    kids = person(child, RING + shift).rename({"persoon_id": "ander_id"})
    return person(letter, RING).hstack(kids).with_columns(soort=pl.lit("ouder"))


@cache
def ring() -> Network:
    """Households of a man, a woman, their child, and her child with the man of the household before."""
    people = pl.concat([person(letter, RING) for letter in "MWAB"])
    adult = pl.col("persoon_id").str.contains("[MW]$")
    born = pl.when(adult).then(pl.lit("1985-03-04")).otherwise(pl.lit("2015-05-06"))
    homes = people.with_columns(adres_id=pl.col("persoon_id").str.head(5), soort=pl.lit("woonadres"))
    places = homes.select("adres_id").unique().with_columns(soort=pl.lit("woning"))
    kin = [parents("M", 0, "A"), parents("W", 0, "A"), parents("W", 0, "B"), parents("M", 1, "B")]
    tracks = person("A", RING).with_columns(traject_id=pl.concat_str("persoon_id", pl.lit("t")))
    work = pl.concat([tracks, tracks.with_columns(traject_id=pl.concat_str("persoon_id", pl.lit("u")))])
    return Network.from_view(
        FakeView(
            {
                "personen": table("personen", people.with_columns(geboortedatum=born)),
                "adressen": table("adressen", places),
                "verblijf": table("verblijf", homes),
                "relaties": table("relaties", pl.concat(kin)),
                "betrokkenen": table("betrokkenen", work.with_columns(rol=pl.lit("index"))),
                "trajecten": table(
                    "trajecten",
                    work.select(
                        "traject_id",
                        soort=pl.lit("vt_dienst"),
                        partner_id=pl.col("traject_id").str.tail(1),
                        start=DAY,
                    ),
                ),
            }
        )
    )


def test_everyone_is_tied_to_everyone() -> None:
    ties = Adjacency.of(ring())
    size = ring().persons.height
    graph = csr_array((np.ones(len(ties.indices)), ties.indices, ties.indptr), shape=(size, size))
    assert size == 4 * COUNT
    assert connected_components(graph, directed=False)[0] == 1


def test_every_family_has_the_seven_people_that_it_was_made_of() -> None:
    members = memberships_on(ring(), DAY)
    assert members["systeem_id"].n_unique() == COUNT
    assert members["size"].unique().to_list() == [7]
    assert members.filter("kern").height == 4 * COUNT


def test_the_children_with_two_tracks_and_those_around_them_give_no_more_pairs_than_there_are() -> None:
    """Two tracks of each A; in one family there is one A, so only his own two tracks are a pair."""
    rows = overlaps(ring())
    assert rows.height == COUNT
    assert set(rows["soort"]) == {"dubbel_spoor"}
