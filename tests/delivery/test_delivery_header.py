"""Columns that are known, unknown, forbidden, twice or missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from delivery.workshop import MemoryStore, Workshop

from graph.delivery.forbidden import FORBIDDEN, is_forbidden
from models.contract import NIET_AAN, TABLES

DOCS = Path(__file__).parents[2] / "docs" / "leveringen.md"

SPELLINGS = [
    "nationaliteit",
    "Nationaliteit",
    "NATIONALITEIT_CODE",
    "nationality",
    "nationaliteiten",
    "tweede-nationaliteit",
    "geboorteland",
    "geboorte.land",
    "landcode_geboorte",
    "geboorteland_moeder",
    "country_of_birth",
    "birthCountry",
    "verblijfstitel",
    "aanduidingVerblijfstitel",
    "residence_permit",
    "verblijfs-titel",
    "etniciteit",
    "ethnicity",
    "ras",
    "migratieachtergrond",
    "herkomstland",
    "religie",
    "religion",
    "geloof",
    "kerkgenootschap",
    "godsdienst",
    "seksuele_gerichtheid",
    "sexual_orientation",
    "SeksueleGeaardheid",
    "geaardheid",
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_forbidden_columns_are_known_however_they_are_spelt(name: str) -> None:
    assert is_forbidden(name)


def test_no_column_of_the_contract_is_forbidden() -> None:
    names = {NIET_AAN.name, *(c for spec in TABLES.values() for c in spec.names)}
    assert not [name for name in names if is_forbidden(name)]


@pytest.mark.parametrize(
    "name", ["schoenmaat", "geboorteplaats", "rasterwerk", "geloofwaardig", "verblijf", "race_nr"]
)
def test_other_columns_are_merely_unknown(name: str) -> None:
    assert not is_forbidden(name)


def test_forbidden_columns_are_dropped_and_named_apart_from_unknown_ones(
    workshop: Workshop, store: MemoryStore
) -> None:
    files = {
        "personen.csv": "Nationaliteit,persoon_id,schoenmaat,geboorte_land\nx,P1,43,y\n",
        "adressen.csv": "adres_id,schoenmaat\nH1,43\n",
    }
    report = workshop.read(files)
    assert report["verboden_kolommen"] == ["personen.Nationaliteit", "personen.geboorte_land"]
    assert report["onbekende_kolommen"] == ["personen.schoenmaat", "adressen.schoenmaat"]
    assert store.facts("personen").height == 1
    assert "x" not in store.facts("personen").row(0)


def test_columns_may_stand_in_any_order_with_white_space_around_their_names(
    workshop: Workshop, store: MemoryStore
) -> None:
    report = workshop.read({"personen.csv": ' geslacht ,"persoon_id"\nV,P1\n'})
    assert report["onbekende_kolommen"] == []
    assert store.facts("personen").select("persoon_id", "geslacht").row(0) == ("P1", "V")


def test_a_file_without_header_puts_no_value_in_the_report(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "P1,123456782,Jan,Jansen\nP2,,Piet,Pietersen\n"})
    assert report["onbekende_kolommen"] == [f"personen.kolom {n}" for n in (1, 2, 3, 4)]
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(1, "")]
    assert "Jansen" not in str(report)


def test_a_column_name_that_is_a_number_or_empty_is_shown_by_its_place(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "persoon_id,123456782,,naam 999900006\nP1,,,\n"})
    assert report["onbekende_kolommen"] == ["personen.kolom 2", "personen.kolom 3", "personen.kolom 4"]


def test_a_missing_required_column_refuses_every_row_with_one_entry(
    workshop: Workshop, store: MemoryStore
) -> None:
    report = workshop.read(
        {"meldingen.csv": "melding_id,soort\nM1,\nM2,\nM3\n", "personen.csv": "persoon_id\nP1\n"}
    )
    (entry,) = report["geweigerd"]
    assert (entry["bestand"], entry["regel"], entry["kolom"]) == ("meldingen.csv", 1, "datum")
    assert report["tabellen"]["meldingen"] == {"gelezen": 3, "opgeslagen": 0, "geweigerd": 3}
    assert store.facts("personen").height == 1


def test_a_column_that_stands_twice_refuses_every_row_with_one_entry(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "persoon_id,geslacht,geslacht\nP1,M,V\n"})
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(1, "geslacht")]
    assert report["tabellen"]["personen"] == {"gelezen": 1, "opgeslagen": 0, "geweigerd": 1}


def test_an_unknown_column_may_stand_twice(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "persoon_id,x,x\nP1,M,V\n"})
    assert report["onbekende_kolommen"] == ["personen.x"]
    assert report["tabellen"]["personen"]["opgeslagen"] == 1


def test_the_docs_list_exactly_the_forbidden_names() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| (`.+`) \|$", DOCS.read_text(), re.MULTILINE)
    listed = {subject: tuple(re.findall(r"`([^`]+)`", names)) for subject, names in rows}
    assert listed == FORBIDDEN
