"""A fictional region knows who is who: linking must find nearly all of it, and hardly anyone wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.delivery import read_deliveries
from graph.evaluation import measure
from graph.linking import link
from graph.store import create_store
from graph.synthetic import write_region

MOST_IN_REVIEW = 20
"""Pairs for a person to judge, of every thousand records."""


@pytest.mark.parametrize(
    ("errors", "seed", "precision", "recall"),
    [("geen", 21, 0.999, 0.99), ("normaal", 22, 0.99, 0.97), ("dubbel", 23, 0.99, 0.95)],
)
def test_records_of_a_region_are_linked(
    tmp_path: Path, errors: str, seed: int, precision: float, recall: float
) -> None:
    write_region(tmp_path, size="klein", persons=None, seed=seed, errors=errors)
    store = create_store(str(tmp_path / "regio.duckdb"), fictief=True)
    read_deliveries([tmp_path / "leveringen"], store, today=date(2025, 7, 1))
    linking = link(store.view())
    with store.write() as writer:
        writer.replace("koppeling_personen", linking.persons)
    found = measure(store.view(), tmp_path / "waarheid")["personen"]
    store.close()
    assert found["precisie"] >= precision
    assert found["recall"] >= recall
    assert linking.counts["te_beoordelen"] <= MOST_IN_REVIEW * linking.counts["records"] / 1000
