"""Two rules for certain links: which pairs of records they find, and what speaks against a pair."""

from __future__ import annotations

import polars as pl

from graph.linking.records import Records

BSN_RULE = "zeker-bsn@1"
NAME_RULE = "zeker-naam-geboorte-adres@1"

MOST = 50
"""A number or a name at one place that more records bear than this says nothing about who someone is."""

PAIRS = {"a": pl.Int64, "b": pl.Int64, "against": pl.String, "agreement": pl.Int64}


def bsn_pairs(records: Records) -> pl.DataFrame:
    """Pairs with the same citizen number.

    Returns:
        ``a, b`` (record numbers, a before b), ``against`` (what contradicts the pair, as a Dutch half
        sentence, else null), ``agreement`` (how many of first name and full date of birth agree: 0, 1 or 2).
    """
    known = records.people.filter(pl.col("bsn").is_not_null())
    pairs = _pair_up(known, ["bsn"])
    if pairs.is_empty():
        return pl.DataFrame(schema=PAIRS)
    judged = pairs.with_columns(same_name=_same_given(pairs), other_day=_other_day(), other_sex=_other_sex())
    same_day = pl.col("born") == pl.col("born_b")
    agreement = pl.col("same_name").fill_null(value=False).cast(pl.Int64) + same_day.fill_null(value=False)
    return judged.select("a", "b", _bsn_against().alias("against"), agreement.alias("agreement")).sort(
        "a", "b"
    )


def name_pairs(records: Records) -> pl.DataFrame:
    """Pairs of two sources with equal normalised name and full date of birth, and a dwelling in common.

    Returns:
        The same columns as ``bsn_pairs``.
    """
    named = records.people.drop_nulls(["call", "surname", "born"])
    again = named.filter(pl.struct("call", "surname", "born").is_duplicated())
    seen = again.join(records.homes, on="nr")
    pairs = _pair_up(seen, ["call", "surname", "born", "place"]).unique(["a", "b"])
    other_source = pl.col("bron") != pl.col("bron_b")
    other_number = (pl.col("bsn") != pl.col("bsn_b")).fill_null(value=True)
    against = (
        pl.when(pl.col("bsn") != pl.col("bsn_b"))
        .then(pl.lit("de burgerservicenummers verschillen"))
        .when(_other_sex())
        .then(pl.lit("het geslacht verschilt"))
    )
    found = pairs.filter(other_source & other_number)
    return found.select("a", "b", against=against, agreement=pl.lit(2, pl.Int64)).sort("a", "b")


def _pair_up(people: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Every pair of records that agree on these columns; the second one's columns end in ``_b``."""
    few = people.filter(pl.len().over(on).is_between(2, MOST))
    both = few.join(few, on=on, suffix="_b", coalesce=False).filter(pl.col("nr") < pl.col("nr_b"))
    return both.rename({"nr": "a", "nr_b": "b"})


def _bsn_against() -> pl.Expr:
    name_differs = ~pl.col("same_name")
    return (
        pl.when(name_differs & pl.col("other_day"))
        .then(pl.lit("de voornaam en de geboortedatum verschillen"))
        .when(name_differs & pl.col("other_sex"))
        .then(pl.lit("de voornaam en het geslacht verschillen"))
    )


def _other_sex() -> pl.Expr:
    return (pl.col("sex") != pl.col("sex_b")).fill_null(value=False)


def _other_day() -> pl.Expr:
    """Two dates of birth that differ as far as both are known, and not by day and month swapped."""
    left, right = pl.col("birth"), pl.col("birth_b")
    known = pl.min_horizontal(left.str.len_chars(), right.str.len_chars())
    year, month, day = (left.str.slice(*at) for at in ((0, 4), (5, 2), (8, 2)))
    swapped = pl.concat_str([year, day, month], separator="-")
    differs = (left.str.slice(0, known) != right.str.slice(0, known)) & (swapped != right)
    return differs.fill_null(value=False)


def _same_given(pairs: pl.DataFrame) -> pl.Series:
    """Per pair whether the given names can be one person's; null where either is unknown."""
    distinct = pairs.select("given", "given_b").unique()
    answers = [same_given(a, b) for a, b in distinct.iter_rows()]
    table = distinct.with_columns(pl.Series("same", answers, dtype=pl.Boolean))
    joined = pairs.join(table, on=["given", "given_b"], how="left", nulls_equal=True, maintain_order="left")
    return joined["same"]


def same_given(left: str | None, right: str | None) -> bool | None:
    """Whether two first given names can be one: equal up to a letter, or one is the other's initial.

    Later given names do not count: children bear those of their parents.

    Args:
        left: bare words, for instance ``"marco johannes"``; an initial stands as a single letter.
        right: likewise.
    """
    if not left or not right:
        return None
    ours, theirs = left.split()[0], right.split()[0]
    shortest = min(len(ours), len(theirs))
    if shortest == 1:
        return ours[0] == theirs[0]
    return ours == theirs or (shortest >= 4 and one_letter_apart(ours, theirs))


def one_letter_apart(left: str, right: str) -> bool:
    """Equal, or equal but for one letter that was added, left out or changed."""
    short, long = sorted((left, right), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[same + 1 :] if len(short) == len(long) else short[same:]
    return len(long) - len(short) < 2 and long[same + 1 :] == rest
