"""The ledger of judgements: which ones people made, and what a run of the rules adds or takes back."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from graph.frames import schema
from models.judgement import Verdict
from models.ledgers import OORDELEN

RULE = re.compile(r"^[a-z-]+@\d+$")
"""Who judged is a rule with its version, else a person."""

ENDS = ("bron_a", "persoon_a", "bron_b", "persoon_b")
SAID = (*ENDS, "oordeel", "door", "reden")
NO_LONGER = "Deze koppeling volgt niet meer uit wat de bronnen nu leveren."


def standing(ledger: pl.DataFrame) -> pl.DataFrame:
    """The judgements that nobody took back."""
    taken_back = ledger.select(volgnummer="herroept").drop_nulls()
    return ledger.filter(pl.col("herroept").is_null()).join(taken_back, on="volgnummer", how="anti")


def by_rule() -> pl.Expr:
    """Whether a rule made this judgement."""
    return pl.col("door").str.contains(RULE.pattern)


def human(ledger: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The last word of people on each pair: ``volgnummer, a, b, same`` (null for an *onzeker*)."""
    spoken = standing(ledger).filter(~by_rule())
    for end in ("a", "b"):
        at = {f"bron_{end}": "bron", f"persoon_{end}": "persoon_id"}
        numbers = people.select(pl.col("nr").alias(f"nr_{end}"), *(pl.col(v).alias(k) for k, v in at.items()))
        spoken = spoken.join(numbers, on=list(at))
    pairs = spoken.select(
        "volgnummer",
        a=pl.min_horizontal("nr_a", "nr_b"),
        b=pl.max_horizontal("nr_a", "nr_b"),
        same=pl.when(pl.col("oordeel") != Verdict.ONZEKER).then(pl.col("oordeel") == Verdict.ZELFDE),
    )
    last = pairs.sort("volgnummer").unique(["a", "b"], keep="last", maintain_order=True)
    return last.filter(pl.col("a") != pl.col("b"))


def news(found: pl.DataFrame, ledger: pl.DataFrame, on: date) -> pl.DataFrame:
    """Rows that bring the ledger from what its rules said to what they find now.

    Args:
        found: the columns ``SAID``, every judgement of the rules that holds now.
        ledger: ``oordelen`` as it stands.
        on: the day that the rules look at.

    Returns:
        A frame ``models.ledgers.OORDELEN``: first what is taken back, then what is new.
    """
    said = standing(ledger).filter(by_rule()).sort("volgnummer")
    gone = said.join(found, on=list(SAID), how="anti").with_columns(
        herroept="volgnummer", reden=pl.lit(NO_LONGER)
    )
    new = found.join(said, on=list(SAID), how="anti").sort(SAID)
    both = pl.concat([gone.select(*SAID, "herroept"), new.with_columns(herroept=pl.lit(None, pl.Int64))])
    return both.with_columns(op=pl.lit(on, pl.Date)).select(schema(OORDELEN).keys())
