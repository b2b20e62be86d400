"""Which record is which person: persons are numbered 0, 1, … in order of their knooppunt_id."""

from __future__ import annotations

import base64
import hashlib

import polars as pl

CODE_LENGTH = 12  # 60 bits: among a million codes two are equal once in two million times


def opaque_code(secret: bytes, meaning: str) -> str:
    """A short code that always stands for the same thing and tells nothing about it."""
    digest = hashlib.blake2b(meaning.encode(), key=secret[:64], digest_size=10).digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH]


def person_records(
    personen: pl.DataFrame, linked: pl.DataFrame, secret: bytes
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the persons.

    Args:
        personen: facts of ``personen``.
        linked: the result ``koppeling_personen``; a record that it does not name is a person of its own.
        secret: the key for opaque codes.

    Returns:
        ``persons`` (person, knooppunt_id) and ``records`` (bron, persoon_id, person), both ordered.
    """
    keys = personen.select("bron", "persoon_id").unique().sort("bron", "persoon_id")
    known = keys.join(
        linked.select("bron", "persoon_id", "knooppunt_id"), on=["bron", "persoon_id"], how="left"
    )
    alone = known.filter(pl.col("knooppunt_id").is_null())
    made = [
        "P-" + opaque_code(secret, f"persoon {bron}:{persoon}")
        for bron, persoon in alone.select("bron", "persoon_id").iter_rows()
    ]
    records = pl.concat(
        [
            known.filter(pl.col("knooppunt_id").is_not_null()),
            alone.with_columns(knooppunt_id=pl.Series(made, dtype=pl.String)),
        ]
    )
    persons = records.select("knooppunt_id").unique().sort("knooppunt_id")
    persons = persons.select(pl.int_range(pl.len(), dtype=pl.Int32).alias("person"), "knooppunt_id")
    numbered = records.join(persons, on="knooppunt_id").select("bron", "persoon_id", "person")
    return persons, numbered.sort("bron", "persoon_id")
