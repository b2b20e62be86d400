"""The fictional region says itself who is one family and which tracks coincide: the analyses must agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.analysis.overlaps import overlaps
from graph.analysis.systems import memberships_on
from graph.delivery import read_deliveries
from graph.linking import from_truth
from graph.network import Network
from graph.store import create_store
from graph.synthetic import write_region

PAIR = ["soort", "bron_a", "traject_a", "bron_b", "traject_b"]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Network]:
    """A small region without errors, read into a store, with its true persons."""
    folder = tmp_path_factory.mktemp("regio")
    write_region(folder, size="klein", persons=None, seed=11, errors="geen")
    store = create_store(str(folder / "regio.duckdb"), fictief=True)
    read_deliveries([folder / "leveringen"], store, today=date(2025, 7, 1))
    with store.write() as writer:
        writer.replace("koppeling_personen", from_truth(store.view(), folder / "waarheid").persons)
    network = Network.from_view(store.view())
    store.close()
    return folder / "waarheid", network


def truth(region: tuple[Path, Network], name: str) -> pl.DataFrame:
    return pl.read_csv(region[0] / f"{name}.csv", infer_schema=False)


def together(rows: pl.DataFrame) -> set[tuple[str, str]]:
    """Pairs of persons with a system in common."""
    pairs = rows.join(rows, on="systeem_id", suffix="_2").filter(pl.col("who") < pl.col("who_2"))
    return set(pairs.select("who", "who_2").rows())


def test_every_planted_samenloop_is_found_and_no_other(region: tuple[Path, Network]) -> None:
    planted = set(truth(region, "samenloop").select(PAIR).rows())
    assert {kind for kind, *_ in planted} == {"dubbel_spoor", "naast_elkaar"}
    assert set(overlaps(region[1]).select(PAIR).rows()) == planted


def test_every_family_is_the_true_one(region: tuple[Path, Network]) -> None:
    network = region[1]
    names = truth(region, "personen").join(network.records, on=["bron", "persoon_id"])
    who = names.group_by("person").agg(who=pl.col("waar_id").first())
    day = network.peildatum
    assert day
    found = memberships_on(network, day).join(who, on="person")
    known = truth(region, "systemen").rename({"waar_id": "who"}).join(who, on="who", how="semi")
    assert together(found.select("systeem_id", "who")) == together(known)
    assert len(together(known)) > 500
