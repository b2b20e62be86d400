"""Persons from a truth folder instead of by linking, to measure what comes after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graph.evaluation.folder import read_truth
from graph.frames import empty
from graph.linking.identity import mint_for, name_persons
from graph.linking.run import Linking
from models.errors import InputError
from models.ledgers import OORDELEN

if TYPE_CHECKING:
    from graph.store.base import View


def from_truth(view: View, folder: Path) -> Linking:
    """Take the persons from ``personen.csv``; a record that it does not name is a person alone.

    Raises:
        InputError: the store is not fictional, or the file is absent or no table of the three columns.
    """
    if not view.fictief:
        raise InputError("Personen uit een waarheidsmap overnemen kan alleen in een store met --fictief.")
    truth = read_truth(folder, "personen.csv").unique(
        ["bron", "persoon_id"], keep="first", maintain_order=True
    )
    records = view.facts("personen").select("bron", "persoon_id").sort("bron", "persoon_id")
    numbered = records.with_row_index("nr").with_columns(pl.col("nr").cast(pl.Int64))
    joined = numbered.join(truth, on=["bron", "persoon_id"], how="left").sort("nr")
    own = pl.when(pl.col("waar_id").is_null()).then("nr")
    people = joined.with_columns(person=pl.col("nr").min().over("waar_id", own)).drop("waar_id")
    named = name_persons(people, view.result("koppeling_personen"), mint_for(view))
    counts = {"records": named.height, "personen": named["knooppunt_id"].n_unique()}
    return Linking(named, empty(OORDELEN), counts | {"zeker": 0, "te_beoordelen": 0})
