"""Link: read the records, apply the rules, name the persons, and write down what changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.linking import judgements
from graph.linking.identity import mint_for, name_persons
from graph.linking.persons import persons
from graph.linking.records import read_records
from graph.linking.rules import BSN_RULE, NAME_RULE, bsn_pairs, name_pairs
from models.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store.base import View

CERTAIN = {
    BSN_RULE: "Beide records hebben hetzelfde burgerservicenummer.",
    NAME_RULE: "Naam en volledige geboortedatum zijn gelijk, en beide records kennen hetzelfde adres.",
}
BUT = {
    BSN_RULE: "Beide records hebben hetzelfde burgerservicenummer, maar {}.",
    NAME_RULE: "Naam, volledige geboortedatum en adres zijn gelijk, maar {}.",
}
ELSEWHERE = {
    BSN_RULE: "een ander record met dit nummer spreekt dat tegen",
    NAME_RULE: "een van beide past ook bij een record van iemand anders",
}


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking found.

    Attributes:
        persons: a frame ``models.results.PERSONEN``: every record once.
        judgements: new rows for the ledger ``oordelen``.
        counts: ``records, personen, zeker`` (certain pairs), ``te_beoordelen`` (pairs for a person to judge).
    """

    persons: pl.DataFrame
    judgements: pl.DataFrame
    counts: dict[str, int]


def link(view: View, draw: Callable[[int], bytes] = secrets.token_bytes) -> Linking:
    """Say which person records are one person.

    A first linking by two certain rules; docs/koppelen.md says what it leaves alone.

    Args:
        view: the whole store.
        draw: random bytes for new codes; a fictional store uses none.
    """
    records = read_records(view)
    ledger = view.ledger("oordelen")
    human = judgements.human(ledger, records.people)
    by_bsn, by_name = bsn_pairs(records), name_pairs(records)
    labels = persons(records.people, by_bsn, by_name, human.drop_nulls("same"))
    people = records.people.select("nr", "bron", "persoon_id", person=pl.Series(labels))
    found = _verdicts(people, by_bsn, by_name, human)
    named = name_persons(people, view.result("koppeling_personen"), mint_for(view, draw))
    changed = judgements.news(found, ledger, view.peildatum() or date.min)
    return Linking(named, changed, _counts(named, found))


def _verdicts(
    people: pl.DataFrame, by_bsn: pl.DataFrame, by_name: pl.DataFrame, human: pl.DataFrame
) -> pl.DataFrame:
    """What the rules say of each pair they found, after the chains were cut (columns ``judgements.SAID``)."""
    pairs = pl.concat(
        [by_bsn.with_columns(door=pl.lit(BSN_RULE)), by_name.with_columns(door=pl.lit(NAME_RULE))]
    )
    for end in ("a", "b"):
        renamed = {
            "nr": end,
            "bron": f"bron_{end}",
            "persoon_id": f"persoon_{end}",
            "person": f"person_{end}",
        }
        pairs = pairs.join(people.rename(renamed), on=end)
    same = pl.col("person_a") == pl.col("person_b")
    doubt = pl.coalesce("against", pl.col("door").replace_strict(ELSEWHERE))
    pairs = pairs.filter(~same | pl.col("against").is_null()).with_columns(
        oordeel=pl.when(same).then(pl.lit(Verdict.ZELFDE.value)).otherwise(pl.lit(Verdict.ONZEKER.value)),
        reden=pl.when(same)
        .then(pl.col("door").replace_strict(CERTAIN))
        .otherwise(pl.col("door").replace_strict(BUT).str.replace("{}", doubt, literal=True)),
    )
    open_doubt = pl.col("oordeel") == Verdict.ONZEKER
    decided = pairs.filter(open_doubt).join(human, on=["a", "b"], how="semi").select("a", "b")
    return pairs.join(decided, on=["a", "b"], how="anti").select(judgements.SAID)


def _counts(named: pl.DataFrame, found: pl.DataFrame) -> dict[str, int]:
    return {
        "records": named.height,
        "personen": named["knooppunt_id"].n_unique(),
        "zeker": found.filter(pl.col("oordeel") == Verdict.ZELFDE).height,
        "te_beoordelen": found.filter(pl.col("oordeel") == Verdict.ONZEKER).height,
    }
