"""The truth beside the region: whole, and equal to what the analyses find on the true persons."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from graph.analysis.hotspots import families_per_area, release
from graph.analysis.out_of_sight import out_of_sight
from graph.analysis.overlaps import overlaps
from graph.analysis.systems import systems_on
from graph.areas import load_areas
from graph.delivery import read_deliveries
from graph.linking import from_truth
from graph.network import Network
from graph.store import create_store

PEILDATUM = date(2025, 6, 30)


@pytest.fixture(scope="session")
def network(exact, tmp_path_factory):
    """The network of the exact region on its true persons; with who is who."""
    store = create_store(str(tmp_path_factory.mktemp("store") / "s.duckdb"), fictief=True)
    read_deliveries([exact.folder / "leveringen"], store, today=date(2025, 7, 1))
    linking = from_truth(store.view(), exact.folder / "waarheid")
    with store.write() as writer:
        writer.replace("koppeling_personen", linking.persons)
    built = Network.from_view(store.view())
    yield built, linking.persons
    store.close()


def test_every_record_has_one_true_person(normal) -> None:
    truth = normal.truth("personen")
    rows = normal.all("personen").select("bron", "persoon_id")
    assert truth.height == rows.height
    assert not len(rows.join(truth, on=["bron", "persoon_id"], how="anti"))


def test_a_source_may_hold_someone_twice_only_by_mistake(exact, normal) -> None:
    twice = [
        region.truth("personen").group_by("bron", "waar_id").len().filter(pl.col("len") > 1).height
        for region in (exact, normal)
    ]
    assert twice[0] == 0
    assert twice[1] > 0


def test_true_systems_are_those_that_the_analysis_finds(exact, network) -> None:
    built, persons = network
    who = persons.join(exact.truth("personen"), on=["bron", "persoon_id"])
    found = systems_on(built, PEILDATUM).join(
        who.select("knooppunt_id", "waar_id").unique(), on="knooppunt_id"
    )
    assert families(found) == families(exact.truth("systemen"))


def families(members: pl.DataFrame) -> set[tuple[str, ...]]:
    grouped = members.group_by("systeem_id").agg(pl.col("waar_id").unique().sort())
    return {tuple(row) for row in grouped["waar_id"].to_list()}


def test_true_samenlopen_are_those_that_the_analysis_finds(exact, network) -> None:
    columns = ["soort", "bron_a", "traject_a", "bron_b", "traject_b"]
    found = overlaps(network[0]).select(columns)
    truth = exact.truth("samenloop").select(columns)
    assert set(found.iter_rows()) == set(truth.iter_rows())
    assert set(truth["soort"]) == {"dubbel_spoor", "naast_elkaar"}


def test_a_samenloop_stands_once_and_in_order(normal) -> None:
    truth = normal.truth("samenloop")
    a = truth["bron_a"] + ":" + truth["traject_a"]
    b = truth["bron_b"] + ":" + truth["traject_b"]
    assert (a < b).all()
    assert truth.is_duplicated().sum() == 0


def test_double_tracks_of_veiligheidshuis_and_veilig_thuis_are_planted(normal) -> None:
    double = normal.truth("samenloop").filter(pl.col("soort") == "dubbel_spoor")
    pairs = set(double.select("bron_a", "bron_b").iter_rows())
    assert ("vt-vlierstreek", "zvh-vlierstreek") in pairs
    plans = normal.all("trajecten").filter(pl.col("plantype") == "integraal").height
    assert 0.02 * plans < double.height < plans


def test_near_misses_are_planted_too(normal) -> None:
    tracks = normal.all("trajecten")
    service = tracks.filter(pl.col("soort") == "vt_dienst")
    starts = tracks.filter(pl.col("plantype") == "integraal")["start"].str.to_date()
    day_before = service["einde"].str.to_date().dt.offset_by("1d")
    assert day_before.is_in(starts.implode()).any()
    assert {"veiligheidsbeoordeling", "onderzoek", "monitoring"} <= set(service["vt_fase"].drop_nulls())
    assert "aangemeld" in set(service["status"])


def test_parts_of_a_traject_are_run_by_another_partner(normal) -> None:
    parts = normal.all("trajecten").filter(pl.col("hoofdtraject_id").is_not_null())
    assert parts.height
    assert (parts["partner_id"] != parts["bron"]).all()


def test_double_tracks_run_on_the_peildatum_in_families_that_are_worth_a_look(network) -> None:
    built, _ = network
    runs = pl.col("tot").is_null() | (pl.col("tot") >= PEILDATUM)
    double = overlaps(built).filter(runs, soort="dubbel_spoor")
    begun = double.filter(
        pl.col("bron_a") == "vt-vlierstreek",
        pl.col("bron_b") == "zvh-vlierstreek",
        pl.col("van") >= PEILDATUM - timedelta(days=40),
    )
    assert begun["systeem_id"].n_unique() >= 3
    told = systems_on(built, PEILDATUM).join(begun, on="systeem_id", how="semi")
    assert told.group_by("systeem_id").len()["len"].is_between(4, 8).sum() >= 3
    unseen = out_of_sight(built, PEILDATUM).join(begun, on="systeem_id", how="semi")
    assert unseen["systeem_id"].n_unique() >= 2


def test_planted_services_of_veilig_thuis_are_past_the_first_assessment(exact) -> None:
    late = str(PEILDATUM - timedelta(days=40))
    tracks = exact.all("trajecten").filter(pl.col("soort") == "vt_dienst", pl.col("einde").is_null())
    begun = tracks.filter(pl.col("start") >= late, pl.col("vt_fase") != "veiligheidsbeoordeling")
    assert begun.height >= 3


def test_the_rate_of_a_hotspot_is_the_one_that_the_analysis_counts(exact, network) -> None:
    areas = load_areas(exact.folder / "gebieden.geojson", exact.folder / "gebieden.csv")
    found = families_per_area(network[0], areas, PEILDATUM)
    truth = exact.truth("hotspots").with_columns(pl.col("rr").cast(pl.Float64))
    wijken = areas.filter(pl.col("code").str.starts_with("WK")).join(
        found, left_on="code", right_on="gebied", how="left"
    )
    raised = pl.col("code").is_in(truth["gebied"].implode())
    others = wijken.filter(~raised).select(pl.col("gezinnen").sum() / pl.col("huishoudens").sum()).item()
    rates = wijken.filter(raised).sort("code").select(pl.col("gezinnen") / pl.col("huishoudens") / others)
    assert rates.to_series().to_list() == pytest.approx(truth["rr"].to_list(), rel=0.05)


def test_a_hotspot_is_strong_enough_to_be_found(exact, network) -> None:
    areas = load_areas(exact.folder / "gebieden.geojson", exact.folder / "gebieden.csv")
    verdicts = release(network[0], areas, PEILDATUM).filter(oordeel="hoger")
    truth = exact.truth("hotspots")
    assert set(truth["thema"]) == {"gezinnen_met_traject"}
    assert (truth["rr"].cast(pl.Float64) >= 2).all()
    assert set(truth["gebied"]) <= set(verdicts["gebied"])
