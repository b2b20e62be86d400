"""Leveringen on disk: one folder a source; large tables of large regions as Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from graph.synthetic.columns import shaped
from graph.synthetic.organisations import BRP, GGZ, POLITIE, SOURCES
from graph.synthetic.plan import Plan, Size
from graph.synthetic.tables_help import interventions, signals
from graph.synthetic.tables_homes import residences
from graph.synthetic.tables_kin import custody, relations, shared_homes
from graph.synthetic.tables_persons import persons
from graph.synthetic.tables_reports import contacts, offences, reports
from graph.synthetic.tables_tracks import partners, trajectories
from graph.synthetic.world import Region
from models.contract import BETROKKENEN, CONTRACT_VERSION, RELATIES

PARQUET_FROM = 20_000
"""Tables of this many rows are Parquet in the larger sizes, so that both formats are in real use."""

CONDITIONS = {GGZ: [{"tabel": "signalen", "niet_aan": ["politie", "om", "woningcorporatie"]}]}
"""Facts of a whole table that stay invisible to some."""


def tables(plan: Plan, region: Region, source: int) -> dict[str, pl.DataFrame]:
    """All tables of one source that hold anything."""
    addresses, stays = residences(plan, region, source)
    ties = custody(region) if source == BRP else contacts(region, source)
    kin = pl.concat([relations(region, source), ties], how="diagonal_relaxed")
    found = {
        "personen": persons(plan, region, source),
        "adressen": addresses,
        "verblijf": stays,
        "relaties": shaped(kin, RELATIES),
    }
    found |= shared_homes(region) if source == BRP else _work(plan, region, source)
    return {name: frame for name, frame in found.items() if len(frame)}


def _work(plan: Plan, region: Region, source: int) -> dict[str, pl.DataFrame]:
    tracks, involved = trajectories(plan, region, source)
    melding, follow, reported = reports(plan, region, source)
    return {
        "partners": partners(source),
        "meldingen": melding,
        "vervolgacties": follow,
        "trajecten": tracks,
        "betrokkenen": shaped(pl.concat([involved, reported], how="diagonal_relaxed"), BETROKKENEN),
        "interventies": interventions(plan, region, source),
        "signalen": signals(plan, region, source),
        "delicten": offences(region) if source == POLITIE else pl.DataFrame(),
    }


def write_delivery(folder: Path, plan: Plan, region: Region, source: int) -> None:
    """Write ``leveringen/<bron>/``."""
    organisation = SOURCES[source]
    target = folder / "leveringen" / organisation.code
    target.mkdir(parents=True, exist_ok=True)
    head = {
        "contractversie": CONTRACT_VERSION,
        "levering_id": f"{organisation.code}-2025-06",
        "bron": organisation.code,
        "bron_naam": organisation.name,
        "bron_soort": organisation.kind.value,
        "peildatum": "2025-06-30",
        "volledig": True,
        "voorwaarden": CONDITIONS.get(source, []),
    }
    text = json.dumps(head, ensure_ascii=False, indent=2) + "\n"
    (target / "levering.json").write_text(text, encoding="utf-8")
    for name, frame in tables(plan, region, source).items():
        if plan.size is not Size.KLEIN and len(frame) >= PARQUET_FROM:
            frame.write_parquet(target / f"{name}.parquet")
        else:
            frame.write_csv(target / f"{name}.csv")
