"""Codes of persons: opaque, kept when records are linked anew, never given to another."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store.base import View

    Mint = Callable[[str], str]
    """From the smallest record of a person, and a serial number, to a code."""


def mint_for(view: View, draw: Callable[[int], bytes] = secrets.token_bytes) -> Mint:
    """Where new codes come from: the record itself in a fictional store, chance elsewhere.

    Args:
        view: its ``secret`` keys the codes of a fictional store (BLAKE2b, RFC 7693).
        draw: gives this many random bytes.
    """
    key = view.secret[:64]

    def keyed(text: str) -> str:
        return _code(hashlib.blake2b(text.encode(), key=key, digest_size=10).digest())

    def drawn(_: str) -> str:
        return _code(draw(10))

    return keyed if view.fictief else drawn


def _code(raw: bytes) -> str:
    return "KP-" + base64.b32encode(raw).decode()[:14]


def name_persons(people: pl.DataFrame, previous: pl.DataFrame, mint: Mint) -> pl.DataFrame:
    """Give each person the code that most of its records had; a new one where none is left.

    Args:
        people: ``nr, bron, persoon_id, person`` with ``person`` the smallest ``nr`` of the person.
        previous: the last result ``koppeling_personen``.
        mint: makes a new code.

    Returns:
        A frame ``models.results.PERSONEN``.
    """
    overlaps = people.join(previous, on=["bron", "persoon_id"]).group_by("person", "knooppunt_id").len()
    kept = _largest_overlap(overlaps)
    new = people.filter(pl.col("nr") == pl.col("person")).join(kept, on="person", how="anti").sort("nr")
    taken = set(previous["knooppunt_id"])
    codes = [
        _free(f"{bron}:{key}", taken, mint) for bron, key in new.select("bron", "persoon_id").iter_rows()
    ]
    minted = new.select("person", pl.Series("knooppunt_id", codes, dtype=pl.String))
    named = people.join(pl.concat([kept, minted]), on="person", how="left")
    return named.select("bron", "persoon_id", "knooppunt_id").sort("bron", "persoon_id")


def _largest_overlap(overlaps: pl.DataFrame) -> pl.DataFrame:
    """One code per person and one person per code, largest overlap first (``person, knooppunt_id``)."""
    left = overlaps.sort(["len", "person", "knooppunt_id"], descending=[True, False, False])
    rounds = []
    while left.height:
        best = left.filter(pl.col("person").is_first_distinct() & pl.col("knooppunt_id").is_first_distinct())
        rounds.append(best.select("person", "knooppunt_id"))
        left = left.join(best, on="person", how="anti", maintain_order="left")
        left = left.join(best, on="knooppunt_id", how="anti", maintain_order="left")
    return pl.concat([overlaps.select("person", "knooppunt_id").clear(), *rounds])


def _free(record: str, taken: set[str], mint: Mint) -> str:
    """A code that nobody has or had a moment ago."""
    serial, code = 0, mint(record)
    while code in taken:
        serial += 1
        code = mint(f"{record} {serial}")
    taken.add(code)
    return code
