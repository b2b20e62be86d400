"""Renew what linking thinks before it looks, from a fictional region with ordinary mistakes.

usage: python -m bench.linking.prior
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from bench.commands import run
from graph.linking.blocking import candidates
from graph.linking.learning.learn import Learned, learn
from graph.linking.learning.model import HOUSEMATE, MATCH, STRANGER
from graph.linking.run import contract_task
from graph.linking.task import Task
from graph.store import open_store

SEED, PERSONS = "1000", "20000"
FILE = Path(__file__).parents[2] / "graph" / "linking" / "learning" / "prior.json"
TEXTS = "Surnames"
"""Texts of any sort are thought to fall as surnames do."""


def learned_from_region(folder: Path) -> tuple[Task, Learned]:
    """The model of a made-up region."""
    region, store = folder / "regio", folder / "prior.duckdb"
    run("verzin", "verzin", region, "--grootte", "regio", "--personen", PERSONS, "--zaad", SEED)
    run("nieuw", "nieuw", "--fictief", "--store", store)
    run("inlezen", "inlezen", region / "leveringen", "--store", store)
    opened = open_store(str(store))
    task = contract_task(opened.view())
    pairs = candidates(task.keys, task.records.size)
    found = learn(task, *(pairs[side].cast(pl.Int64).to_numpy() for side in ("a", "b")))
    opened.close()
    return task, found


def figures(task: Task, learned: Learned) -> dict[str, dict[str, list[float]]]:
    """Per comparator and outcome the chance in each class, equal values taken together."""
    found: dict[str, dict[str, list[float]]] = {}
    for field, table in zip(task.fields, learned.model.tables, strict=True):
        outcomes = field.comparator.outcomes
        sums: dict[str, np.ndarray] = {}
        for at, level in enumerate(outcomes):
            name = "gelijk" if level.exact else level.name
            sums[name] = sums.get(name, 0) + table[[MATCH, HOUSEMATE, STRANGER], at]
        found[type(field.comparator).__name__] = {
            name: [float(f"{value:.3g}") for value in row] for name, row in sums.items()
        }
    found["Texts"] = {name: row for name, row in found[TEXTS].items() if name not in {"deel", "partnernaam"}}
    return found


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as name:
        made = figures(*learned_from_region(Path(name)))
    document = {
        "versie": f"regio {PERSONS} zaad {SEED}",
        "klassen": ["één persoon", "huisgenoten", "vreemden"],
        "comparators": made,
    }
    FILE.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written: {FILE.name}")


if __name__ == "__main__":
    main()
