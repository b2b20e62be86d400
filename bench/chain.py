"""The whole chain on a fictional region: how long each step takes and what memory it needs.

usage: python -m bench.chain [klein|regio|land] [seed]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.commands import Run, run, table


def chain(size: str, seed: str, folder: Path) -> tuple[Run, list[Run]]:
    """Make a region (measured apart), then read, link, analyse and publish it."""
    region, store = folder / "regio", ("--store", folder / "regio.duckdb")
    made = run("verzin", "verzin", region, "--grootte", size, "--zaad", seed)
    run("nieuw", "nieuw", "--fictief", *store)
    figures = region / "gebieden.csv"
    return made, [
        run("inlezen", "inlezen", region / "leveringen", *store),
        run("gebieden", "gebieden", region / "gebieden.geojson", "--cijfers", figures, *store),
        run("koppelen", "koppelen", *store),
        run("analyseer", "analyseer", *store),
        run("hotspots (vrijgave)", "hotspots", *store, "--uit", folder / "vrijgave.csv"),
    ]


def main() -> None:
    """Print the table for one size of region."""
    size, seed = [*sys.argv[1:], *("regio", "1")[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        made, runs = chain(size, seed, Path(folder))
    print(f"\nRegio maken: {made.seconds:.1f} s, {made.mebibytes:.0f} MiB.\n\n{table(runs)}")


if __name__ == "__main__":
    main()
