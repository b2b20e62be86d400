"""Splink by itself on the same records: its own comparisons, blocking, EM and prediction; edges to a file.

A first declaration, not yet the best that Splink can do here: its figures are no verdict on Splink.

usage: python -m bench.linking.splink_alone RECORDS.parquet EDGES.parquet
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import polars as pl
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

RULES = (
    block_on("given", "surname"),
    block_on("birth", "substr(given, 1, 1)"),
    block_on("birth", "substr(surname, 1, 3)"),
    block_on("surname", "substr(birth, 1, 4)"),
    block_on("given", "substr(birth, 1, 4)", "substr(surname, 1, 1)"),
    block_on("place", "substr(given, 1, 1)"),
    block_on("given", "later", "sex", "substr(birth, 1, 4)"),
)
TRAINED_ON = (block_on("given", "surname"), block_on("birth"))
SURE = ("l.given = r.given and l.surname = r.surname and l.birth = r.birth",)


def settings() -> SettingsCreator:
    """What a user of Splink would declare for these registers."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("given").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.ExactMatch("later"),
            cl.DateOfBirthComparison("birth", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.JaroWinklerAtThresholds("street", [0.92, 0.8]),
            cl.ExactMatch("number"),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=list(RULES),
    )


def main() -> None:
    """Predict, and say how long it took."""
    logging.disable(logging.WARNING)
    records, edges = sys.argv[1:3]
    began = time.perf_counter()
    api = DuckDBAPI()
    table = api.register(pl.read_parquet(records).to_arrow())
    linker = Linker(table, settings())
    linker.training.estimate_probability_two_random_records_match(list(SURE), recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in TRAINED_ON:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01)
    frame = found.as_duckdbpyrelation()
    frame.project("unique_id_l as a, unique_id_r as b, match_probability as chance").write_parquet(edges)
    print(f"{time.perf_counter() - began:.1f}")
    assert Path(edges).exists()


if __name__ == "__main__":
    main()
