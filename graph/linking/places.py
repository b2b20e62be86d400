"""Which delivered addresses are one place: by BAG number, else postcode and number, else street and town."""

from __future__ import annotations

import polars as pl

from graph.linking.names import squeeze, words

ABBREVIATIONS = {
    "str": "straat",
    "ln": "laan",
    "pln": "plein",
    "pl": "plein",
    "wg": "weg",
    "sngl": "singel",
    "stg": "steeg",
    "kd": "kade",
    "dk": "dyk",
    "gr": "gracht",
    "hf": "hof",
    "prk": "park",
    "pd": "pad",
}
"""Endings of street names as NEN 5825 shortens them, to the full word (ij folded to y)."""

TITLES = {"burg": "burgemeester", "st": "sint", "dr": "dokter", "doctor": "dokter", "prof": "professor"}
"""Words at the start of a street name."""


def place_keys(addresses: pl.DataFrame) -> pl.DataFrame:
    """Give every address the key of its place; equal keys are one place.

    An address that only has a postcode and number, or a street, takes the BAG number that stands beside the
    same combination elsewhere, when that is one number only. An address with nothing usable is a place
    of its own.

    Args:
        addresses: facts of ``adressen``, one row per ``bron`` and ``adres_id``.

    Returns:
        ``bron, adres_id, place`` ordered by the first two; ``place`` is text without meaning to others.
    """
    return learned(keyed(addresses))


def keyed(addresses: pl.DataFrame) -> pl.DataFrame:
    """``bron, adres_id, place, by_postcode, by_street``: by what an address is recognised, as it says itself.

    ``place`` is that of its BAG number, empty without one.
    """
    return addresses.select(
        "bron", "adres_id", place=_bag(), by_postcode=by_postcode(), by_street=by_street()
    )


def learned(frame: pl.DataFrame) -> pl.DataFrame:
    """The places of ``keyed`` addresses, once each has learned from the others; see ``place_keys``."""
    for key in ("by_postcode", "by_street"):
        frame = _learn(frame, key)
    own = pl.format("eigen|{}|{}", "bron", "adres_id")
    return frame.select("bron", "adres_id", pl.coalesce("place", own)).sort("bron", "adres_id")


def _learn(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """Give rows without a place the only place known for their key; else the key itself."""
    pairs = frame.select(key, pl.col("place").alias("learned")).drop_nulls().unique()
    single = pairs.filter(pl.col(key).is_unique())
    joined = frame.join(single, on=key, how="left")
    return joined.with_columns(pl.coalesce("place", "learned", key).alias("place")).drop("learned")


def _bag() -> pl.Expr:
    return pl.format("bag|{}", squeeze(pl.col("nummeraanduiding")))


def _number() -> pl.Expr:
    """House number with letter and addition run together, as sources split these differently."""
    letter, addition = (words(pl.col(c)).fill_null("") for c in ("huisletter", "huisnummertoevoeging"))
    tail = (letter + addition).str.replace_all(" ", "", literal=True)
    return pl.format("{}|{}", "huisnummer", tail)


def by_postcode() -> pl.Expr:
    """Postcode and number of an address in one text; empty where either is missing."""
    code = squeeze(pl.col("postcode").str.to_uppercase())
    return pl.format("pc|{}|{}", code, _number())


def by_street() -> pl.Expr:
    """Town, street and number of an address in one text, however spelt; empty where one is missing."""
    town = squeeze(words(pl.col("woonplaats")))
    return pl.format("str|{}|{}|{}", town, _street(), _number())


def _street() -> pl.Expr:
    text = words(pl.col("straat"))
    for short, full in ABBREVIATIONS.items():
        text = text.str.replace(rf"{short}$", full)
    for short, full in TITLES.items():
        text = text.str.replace(rf"^{short} ", f"{full} ")
    return squeeze(text)


def address_parts() -> list[pl.Expr]:
    """``street, number, postcode, town`` of an address, however spelt; each empty where it is missing."""
    town = squeeze(words(pl.col("woonplaats")))
    return [
        _street().alias("street"),
        pl.col("huisnummer").cast(pl.String).alias("number"),
        squeeze(pl.col("postcode").str.to_uppercase()).alias("postcode"),
        town.alias("town"),
    ]
