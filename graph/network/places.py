"""Places: delivered addresses that are one, with the best-known text and kind."""

from __future__ import annotations

import polars as pl

from graph.linking.places import place_keys

TEXT = ("straat", "huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "woonplaats")
CODES = ("gemeentecode", "wijkcode", "buurtcode", "soort", "rd_x", "rd_y")


def build_places(adressen: pl.DataFrame, sources: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the places.

    Args:
        adressen: facts of ``adressen``.
        sources: ``bron, soort``.

    Returns:
        ``places`` (place, adres, and the address columns: per column the gemeente's word first, then the
        newest peildatum, then the smallest bron) and ``addresses`` (bron, adres_id, place).
    """
    keys = place_keys(adressen).rename({"place": "key"})
    names = keys.select("key").unique().sort("key")
    names = names.select("key", place=pl.int_range(pl.len(), dtype=pl.Int32))
    addresses = keys.join(names, on="key").select("bron", "adres_id", "place").sort("bron", "adres_id")
    ranked = (
        adressen.join(addresses, on=["bron", "adres_id"])
        .join(sources.select("bron", register=pl.col("soort") == "gemeente"), on="bron", how="left")
        .sort(
            pl.col("register").fill_null(value=False),
            "peildatum",
            "bron",
            "adres_id",
            descending=[True, True, False, False],
        )
    )
    best = [pl.col(c).drop_nulls().first() for c in (*TEXT, *CODES)]
    places = ranked.group_by("place", maintain_order=True).agg(best).sort("place")
    return places.with_columns(adres=_line()), addresses


def _line() -> pl.Expr:
    """Street, number and town in one line: "Molenweg 7, Grubbenvorst"."""
    number = pl.concat_str(
        [pl.col("huisnummer").cast(pl.String), pl.col("huisletter"), pl.col("huisnummertoevoeging")],
        ignore_nulls=True,
    ).replace("", None)
    street = pl.concat_str([pl.col("straat"), number], separator=" ", ignore_nulls=True).replace("", None)
    return pl.concat_str([street, pl.col("woonplaats")], separator=", ", ignore_nulls=True)
