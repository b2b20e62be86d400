"""Splink alone and ours on the same records, each in a process of its own.

usage: python -m bench.linking default|hard SEED
The records are the pseudopeople sample as leveringen, made by ../shared/data/pseudopeople_leveringen.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.commands import run
from bench.linking.scores import Ints, Scores, scores

SHARED = Path(os.environ.get("KNOOPPUNT_SHARED", Path(__file__).parents[3] / "shared"))
MAKER = SHARED / "data" / "pseudopeople_leveringen.py"
HEADS = ("precisie", "recall", "F1", "huisgenoten per 1.000", "seconden", "MiB")
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)


@dataclass(frozen=True, slots=True)
class Side:
    """One way of linking: seconds that it says itself, and peak memory in MiB."""

    seconds: float
    mebibytes: float


def measured(module: str, *arguments: Path) -> Side:
    """Run a module in a process of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{module} failed")
        out.seek(0)
        return Side(float(out.read().split()[-1]), usage.ru_maxrss / 1024)


def made(level: str, seed: str, folder: Path) -> Path:
    """A store with the sample at this level of noise."""
    if not MAKER.exists():
        raise SystemExit(f"The public data is absent: {MAKER.name}; set KNOOPPUNT_SHARED to its folder.")
    subprocess.run([sys.executable, str(MAKER), level, seed, str(folder)], check=True, capture_output=True)
    store = folder / "bank.duckdb"
    run("nieuw", "nieuw", "--fictief", "--store", store)
    run("inlezen", "inlezen", folder / "leveringen", "--store", store)
    return store


def components(size: int, edges: pl.DataFrame, threshold: float) -> Ints:
    """Persons by connected components, as Splink makes them."""
    kept = edges.filter(pl.col("chance") >= threshold)
    ends = kept["a"].to_numpy(), kept["b"].to_numpy()
    links = coo_array((np.ones(kept.height, dtype=bool), ends), shape=(size, size))
    return connected_components(links, directed=False)[1].astype(np.int64)


def row(name: str, found: Scores, side: Side) -> str:
    """One line of the table."""
    figures = f"{found.precision:.4f} | {found.recall:.4f} | {found.f1:.4f} | {found.housemates:.2f}"
    return f"| {name} | {figures} | {side.seconds:.1f} | {side.mebibytes:.0f} |"


def main() -> None:
    """Print the table."""
    level, seed = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = made(level, seed, folder)
        persons, records, edges = (folder / f"{part}.parquet" for part in ("persons", "records", "edges"))
        ours = measured("bench.linking.ours", store, persons, records)
        splink = measured("bench.linking.splink_alone", records, edges)
        found = pl.read_parquet(persons)
        known = pl.read_csv(folder / "waarheid" / "personen.csv", infer_schema=False)
        truth = found.join(known, on=["bron", "persoon_id"], how="left", maintain_order="left")
        predicted = pl.read_parquet(edges)
        by_threshold = {t: scores(components(found.height, predicted, t), truth) for t in THRESHOLDS}
        best = max(by_threshold, key=lambda t: by_threshold[t].f1)
        print(f"\npseudopeople, {level} noise, seed {seed}, {found.height} records")
        print("(pairs that touch the half of the people that was not used in choosing)\n")
        print(f"| | {' | '.join(HEADS)} |\n|---|{'---:|' * len(HEADS)}")
        print(row("Splink, 0,95", by_threshold[0.95], splink))
        print(row(f"Splink, beste grens ({best})", by_threshold[best], splink))
        print(row("Knooppunt", scores(found["person"].to_numpy().astype(np.int64), truth), ours))


if __name__ == "__main__":
    main()
