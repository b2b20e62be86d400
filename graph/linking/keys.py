"""What blocks are made of: short keys of each field, several per record where it has several values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.linking.names import skeleton

if TYPE_CHECKING:
    from graph.linking.records import Records

Keys = dict[str, pl.DataFrame]
"""Per name ``field.kind``: a frame ``nr, key``."""


def contract_keys(records: Records) -> Keys:
    """The keys of the contract's person records."""
    people, homes = records.people, records.homes
    first = pl.col("given").str.split(" ").list.first()
    any_name = people.select("nr", key=pl.col("given").str.split(" ")).explode("key", empty_as_null=True)
    any_name = any_name.filter(pl.col("key").str.len_chars() > 1)
    surnames = pl.concat([people.select("nr", key="surname"), people.select("nr", key="partner")])
    year = pl.col("birth").str.slice(0, 4)
    full = pl.col("birth").str.len_chars() == 10
    month, day = pl.col("birth").str.slice(5, 2), pl.col("birth").str.slice(8, 2)
    low, high = pl.min_horizontal(month, day), pl.max_horizontal(month, day)
    keys = {
        "given.name": any_name,
        "given.sound": any_name.select("nr", skeleton(pl.col("key"))),
        "given.letter": people.select("nr", key=first.str.slice(0, 1)),
        "given.start": any_name.select("nr", pl.col("key").str.slice(0, 3)),
        "later.letter": people.select(
            "nr", key=pl.col("given").str.split(" ").list.get(1, null_on_oob=True).str.slice(0, 1)
        ),
        "sex.sex": people.select("nr", key="sex"),
        "surname.name": surnames,
        "surname.sound": surnames.select("nr", skeleton(pl.col("key"))),
        "surname.start": surnames.select("nr", pl.col("key").str.slice(0, 3)),
        "surname.end": surnames.select("nr", pl.col("key").str.slice(-3)),
        "birth.date": people.filter(full).select("nr", key=pl.format("{}{}{}", year, low, high)),
        "birth.year": people.select("nr", key=year),
        "birth.day": people.filter(full).select("nr", key=pl.format("{}{}", low, high)),
        "place.place": homes.select("nr", key="place"),
        "place.street": homes.select("nr", key="street"),
        "bsn.number": people.select("nr", key="bsn"),
    }
    return {kind: frame.drop_nulls("key").unique() for kind, frame in keys.items()}
