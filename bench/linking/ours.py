"""Our linking on the records of a store; the persons to a file.

usage: python -m bench.linking.ours STORE PERSONS.parquet [RECORDS.parquet]
"""

from __future__ import annotations

import sys
import time

import polars as pl

from graph.linking.resolve import resolve
from graph.linking.run import contract_task
from graph.linking.task import Task
from graph.store import open_store


def for_splink(task: Task) -> pl.DataFrame:
    """The same normalised records in one table; of several dwellings the first."""
    names = pl.col("given").str.split(" ")
    people = task.records.people.select(
        pl.col("nr").alias("unique_id"),
        "surname",
        "birth",
        "sex",
        given=names.list.first(),
        later=names.list.get(1, null_on_oob=True),
    )
    homes = task.records.homes.unique("nr", keep="first", maintain_order=True)
    return people.join(homes.rename({"nr": "unique_id"}), on="unique_id", how="left").sort("unique_id")


def main() -> None:
    """Link, and say how long it took."""
    store = open_store(sys.argv[1])
    task = contract_task(store.view())
    if len(sys.argv) > 3:
        for_splink(task).write_parquet(sys.argv[3])
    began = time.perf_counter()
    label = resolve(task).label
    seconds = time.perf_counter() - began
    people = task.records.people.select("nr", "bron", "persoon_id", person=pl.Series(label))
    people.write_parquet(sys.argv[2])
    store.close()
    print(f"{seconds:.1f}")


if __name__ == "__main__":
    main()
