"""What is best known of a person whom several records describe."""

from __future__ import annotations

import polars as pl

from graph.network.births import earliest, life

RULE = "beste gegevens"
VERSION = "1"
"""Per fact: the gemeente's record first, then the most complete, the newest peildatum, the smallest bron."""

NAME_PARTS = ("voornamen", "voorvoegsel", "geslachtsnaam")


def best_known(personen: pl.DataFrame, records: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """One row per person: name, birth, sex, death, and whether the address is secret.

    Args:
        personen: facts of ``personen``.
        records: ``bron, persoon_id, person``.
        sources: ``bron, soort``.

    Returns:
        ``person, naam, roepnaam, geboortedatum, geslacht, overlijdensdatum, ongeboren, geheimhouding`` and
        the columns of ``graph.network.births.life``, ordered by person.
    """
    ranked = (
        personen.join(records, on=["bron", "persoon_id"])
        .join(sources.select("bron", register=pl.col("soort") == "gemeente"), on="bron", how="left")
        .with_columns(expected=_is_expected(), naam=_full_name(), roepnaam=_call_name())
    )
    base = ranked.group_by("person").agg(pl.col("geheimhouding").fill_null(value=False).any()).sort("person")
    names = _first(ranked, "naam", [_parts_filled()], ("naam", "roepnaam"))
    births = _first(ranked, "geboortedatum", [_length("geboortedatum")], ("geboortedatum", "expected"))
    sexes = _first(ranked, "geslacht", [(pl.col("geslacht") != "O").cast(pl.Int32)], ("geslacht",))
    deaths = _first(ranked, "overlijdensdatum", [_length("overlijdensdatum")], ("overlijdensdatum",))
    joined = base
    for part in (names, births, sexes, deaths):
        joined = joined.join(part, on="person", how="left")
    expected = ranked.filter(pl.col("geboortedatum").is_null(), "expected").select("person").unique()
    undated = joined["person"].is_in(expected["person"].implode())
    return life(
        joined.sort("person")
        .with_columns(
            pl.col("naam", "roepnaam", "geboortedatum", "overlijdensdatum").fill_null(""),
            pl.col("geslacht").fill_null("O"),
            ongeboren=pl.coalesce("expected", undated),
        )
        .drop("expected")
    )


def _first(ranked: pl.DataFrame, filled: str, better: list[pl.Expr], take: tuple[str, ...]) -> pl.DataFrame:
    """Per person the columns ``take`` of the best record in which ``filled`` is filled."""
    rows = ranked.filter(pl.col(filled).is_not_null(), pl.col(filled) != "")
    keys = [pl.col("register").fill_null(value=False), *better, pl.col("peildatum")]
    ordered = rows.sort(
        [*keys, "bron", "persoon_id"], descending=[True] * len(keys) + [False, False], nulls_last=True
    )
    return ordered.unique("person", keep="first", maintain_order=True).select("person", *take)


def _length(column: str) -> pl.Expr:
    return pl.col(column).str.len_chars()


def _parts_filled() -> pl.Expr:
    """Full given names beat initials, and these beat none."""
    initials = pl.col("voornamen").str.contains(r"^[\p{Lu}.\s]+$").fill_null(value=True)
    return pl.col("geslachtsnaam").is_not_null().cast(pl.Int32) * 2 + (~initials).cast(pl.Int32)


def _full_name() -> pl.Expr:
    parts = [_call_name(), pl.col("voorvoegsel"), pl.col("geslachtsnaam")]
    return pl.concat_str([p.replace("", None) for p in parts], separator=" ", ignore_nulls=True)


def _call_name() -> pl.Expr:
    return pl.col("voornamen").str.strip_chars().str.split(" ").list.first().fill_null("")


def _is_expected() -> pl.Expr:
    """Said to be unborn, or born after the day for which the source speaks."""
    later = earliest("geboortedatum") > pl.col("peildatum")
    return pl.col("ongeboren").fill_null(value=False) | later.fill_null(value=False)
