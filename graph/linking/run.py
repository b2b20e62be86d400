"""Link: read the records, learn, name the persons, and write down what changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.linking import judgements
from graph.linking.explain import Explanation, explain_pair
from graph.linking.fields import CONTRACT
from graph.linking.identity import mint_for, name_persons
from graph.linking.keys import contract_keys
from graph.linking.reasons import reasons
from graph.linking.records import read_records
from graph.linking.resolve import Resolved, Said, resolve
from graph.linking.task import Task
from models.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.linking.arrays import Ints
    from graph.store.base import View
    from models.judgement import RecordRef

RULE = "koppelmodel@1"
"""Who says so: the model and its version."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking found.

    Attributes:
        persons: a frame ``models.results.PERSONEN``: every record once.
        judgements: new rows for the ledger ``oordelen``.
        counts: ``records, personen, zeker`` (certain links), ``te_beoordelen`` (pairs for a person to judge).
    """

    persons: pl.DataFrame
    judgements: pl.DataFrame
    counts: dict[str, int]


def link(view: View, draw: Callable[[int], bytes] = secrets.token_bytes) -> Linking:
    """Say which person records are one person.

    Args:
        view: the whole store.
        draw: random bytes for new codes; a fictional store uses none.
    """
    task = contract_task(view)
    ledger = view.ledger("oordelen")
    human = judgements.human(ledger, task.records.people)
    resolved = resolve(task, said_by(human))
    people = task.records.people.select("nr", "bron", "persoon_id", person=pl.Series(resolved.label))
    found = _verdicts(task, resolved, human)
    named = name_persons(people, view.result("koppeling_personen"), mint_for(view, draw))
    changed = judgements.news(found, ledger, view.peildatum() or date.min)
    return Linking(named, changed, _counts(named, found))


def explain(view: View, left: RecordRef, right: RecordRef) -> Explanation:
    """Why two records of a store are, or are not, one person.

    Raises:
        NotFound: no levering holds one of them.
        InputError: they are one record.
    """
    task = contract_task(view)
    human = judgements.human(view.ledger("oordelen"), task.records.people)
    return explain_pair(task, said_by(human), left, right)


def contract_task(view: View) -> Task:
    """The person records of a store, ready to be linked."""
    records = read_records(view)
    return Task(records, CONTRACT, contract_keys(records))


def said_by(human: pl.DataFrame) -> Said:
    """What people decided; *onzeker* decides nothing."""
    firm = human.drop_nulls("same")
    return Said(firm["a"].to_numpy(), firm["b"].to_numpy(), firm["same"].to_numpy())


def _verdicts(task: Task, resolved: Resolved, human: pl.DataFrame) -> pl.DataFrame:
    """What the model says of each pair (columns ``judgements.SAID``); where a person spoke it is silent."""
    kinds = ((Verdict.ZELFDE, resolved.certain), (Verdict.ONZEKER, resolved.review))
    said = pl.concat([_rows(task, resolved, rows, verdict) for verdict, rows in kinds])
    return said.join(human.select("a", "b"), on=["a", "b"], how="anti").select(judgements.SAID)


def _rows(task: Task, resolved: Resolved, rows: Ints, verdict: Verdict) -> pl.DataFrame:
    pairs = resolved.weighed.pairs
    people = task.records.people.select("nr", "bron", "persoon_id")
    frame = pl.DataFrame(
        {
            "a": pairs.a[rows].astype(np.int64),
            "b": pairs.b[rows].astype(np.int64),
            "reden": pl.Series(reasons(task.fields, pairs.levels[rows]), dtype=pl.String),
        }
    )
    for end in ("a", "b"):
        renamed = {"nr": end, "bron": f"bron_{end}", "persoon_id": f"persoon_{end}"}
        frame = frame.join(people.rename(renamed), on=end, how="left", maintain_order="left")
    return frame.with_columns(oordeel=pl.lit(verdict.value), door=pl.lit(RULE))


def _counts(named: pl.DataFrame, found: pl.DataFrame) -> dict[str, int]:
    return {
        "records": named.height,
        "personen": named["knooppunt_id"].n_unique(),
        "zeker": found.filter(pl.col("oordeel") == Verdict.ZELFDE).height,
        "te_beoordelen": found.filter(pl.col("oordeel") == Verdict.ONZEKER).height,
    }
