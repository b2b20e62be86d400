"""What holds between columns, between rows and between tables."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from delivery.workshop import PERSONS, MemoryStore, Workshop
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.delivery import duplicates, survey
from graph.delivery.references import IdIndex, without_orphans

TRAJECT = "traject_id,soort,partner_id,start,einde,status,hoofdtraject_id,melding_id,grondslag\n"
SIGNAAL = "signaal_id,persoon_id,datum,leefgebied,probleem,grondslag\n"
INTERVENTIE = "interventie_id,partner_id,persoon_id,soort,start,grondslag\n"


@pytest.fixture(params=[300_000, 1], ids=["in memory", "read twice"])
def passes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule holds for tables that stay in memory and for tables that are read twice."""
    monkeypatch.setattr(survey, "HELD_ROWS", request.param)


def ids(store: MemoryStore, table: str) -> list[str]:
    return store.facts(table).to_series(1).to_list()


def test_a_period_may_not_end_before_it_begins(workshop: Workshop, store: MemoryStore) -> None:
    rows = TRAJECT + "T1,nazorg,p,2025-02-01,2025-01-31,,,,\nT2,nazorg,p,2025-02-01,2025-02-01,,,,\n"
    assert workshop.faults({"trajecten.csv": rows}) == [("trajecten.csv", 2, "einde")]
    assert ids(store, "trajecten") == ["T2"]


def test_an_open_end_or_start_is_no_wrong_period(workshop: Workshop, store: MemoryStore) -> None:
    rows = "persoon_id,adres_id,van,tot\nP1,H1,,2001-01-01\nP2,H1,2001-01-01,\nP3,H1,2002-01-01,2001-12-31\n"
    files = {"personen.csv": PERSONS, "adressen.csv": "adres_id\nH1\n", "verblijf.csv": rows}
    assert workshop.faults(files) == [("verblijf.csv", 4, "tot")]
    assert ids(store, "verblijf") == ["P1", "P2"]


def test_a_closed_traject_needs_its_end(workshop: Workshop, store: MemoryStore) -> None:
    rows = "T1,nazorg,p,2025-01-01,,afgesloten,,,\nT2,nazorg,p,2025-01-01,2025-02-01,afgesloten,,,\n"
    assert workshop.faults({"trajecten.csv": TRAJECT + rows}) == [("trajecten.csv", 2, "einde")]
    assert ids(store, "trajecten") == ["T2"]


def test_a_betrokkene_belongs_to_a_melding_or_a_traject_and_not_to_both(workshop: Workshop) -> None:
    files = {
        "personen.csv": PERSONS,
        "meldingen.csv": "melding_id,datum\nM1,2025-01-01\n",
        "trajecten.csv": TRAJECT + "T1,nazorg,p,2025-01-01,,,,,\n",
        "betrokkenen.csv": "persoon_id,melding_id,traject_id,rol\n"
        "P1,M1,,index\nP1,,T1,index\nP2,M1,T1,index\nP2,,,index\n",
    }
    assert workshop.faults(files) == [
        ("betrokkenen.csv", 4, "melding_id"),
        ("betrokkenen.csv", 5, "melding_id"),
    ]


def test_a_health_signal_needs_a_ground(workshop: Workshop) -> None:
    rows = "S1,P1,2025-01-01,psychisch_functioneren,ja,\nS2,P1,2025-01-01,lichamelijk_functioneren,ja,onzin\n"
    rows += "S3,P1,2025-01-01,financien,ja,\nS4,P1,2025-01-01,psychisch_functioneren,nee,toestemming\n"
    report = workshop.read({"personen.csv": PERSONS, "signalen.csv": SIGNAAL + rows})
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [
        (2, "grondslag"),
        (3, "grondslag"),
        (3, "grondslag"),
    ]
    assert [g["regel"] for g in report["geleegd"]] == [3]
    assert report["tabellen"]["signalen"]["geweigerd"] == 2


def test_a_treatment_needs_a_ground(workshop: Workshop) -> None:
    kinds = ["behandeling_psychisch", "behandeling_verslaving", "huisbezoek"]
    rows = "".join(f"I{n},p,P1,{kind},2025-01-01,\n" for n, kind in enumerate(kinds))
    files = {"personen.csv": PERSONS, "interventies.csv": INTERVENTIE + rows}
    assert [line for _, line, _ in workshop.faults(files)] == [2, 3]


@pytest.mark.parametrize("kind", ["ggz", "verslavingszorg", "ggd"])
def test_everything_of_a_health_source_needs_a_ground(workshop: Workshop, kind: str) -> None:
    files = {
        "personen.csv": PERSONS,
        "trajecten.csv": TRAJECT + "T1,nazorg,p,2025-01-01,,,,,\nT2,nazorg,p,2025-01-01,,,,,toestemming\n",
        "interventies.csv": INTERVENTIE + "I1,p,P1,huisbezoek,2025-01-01,\n",
        "signalen.csv": SIGNAAL + "S1,P1,2025-01-01,financien,ja,\n",
    }
    found = workshop.faults(files, bron_soort=kind)
    assert found == [(f"{t}.csv", 2, "grondslag") for t in ("trajecten", "interventies", "signalen")]


def test_facts_of_a_health_partner_need_a_ground_wherever_its_kind_is_known(workshop: Workshop) -> None:
    workshop.read({}, "eigen", bron="ggz-bron", bron_soort="ggz")
    workshop.read({"partners.csv": "partner_id,naam,soort\nvroeger,Dienst,ggd\n"}, "eerder")
    files = {
        "partners.csv": "partner_id,naam,soort\nnu,Kliniek,verslavingszorg\nander,School,onderwijs\n",
        "trajecten.csv": TRAJECT
        + "".join(
            f"T{n},nazorg,{p},2025-01-01,,,,,\n"
            for n, p in enumerate(["nu", "vroeger", "ggz-bron", "ander", "x"])
        ),
    }
    assert [line for _, line, _ in workshop.faults(files)] == [2, 3, 4]


def test_a_reference_to_nothing_refuses_the_row_even_where_it_may_be_empty(workshop: Workshop) -> None:
    files = {"meldingen.csv": "melding_id,datum,adres_id,melder_id\nM1,2025-01-01,H9,\nM2,2025-01-01,,wie\n"}
    report = workshop.read(files)
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(2, "adres_id")]
    assert "adressen" in report["geweigerd"][0]["reden"]


@pytest.mark.usefixtures("passes")
def test_what_points_at_a_refused_row_falls_with_it(workshop: Workshop, store: MemoryStore) -> None:
    files = {
        "personen.csv": PERSONS,
        "meldingen.csv": "melding_id,datum\nM1,geen datum\nM2,2025-01-01\n",
        "trajecten.csv": TRAJECT
        + "T1,nazorg,p,2025-01-01,,,T2,,\nT2,nazorg,p,2025-01-01,,,T3,,\nT3,nazorg,p,2025-01-01,,,,M1,\n"
        + "T4,nazorg,p,2025-01-01,,,T5,,\nT5,nazorg,p,2025-01-01,,,T4,M2,\n",
        "betrokkenen.csv": "persoon_id,traject_id,rol\nP1,T1,index\nP1,T4,index\n",
    }
    assert workshop.faults(files) == [
        ("meldingen.csv", 2, "datum"),
        ("trajecten.csv", 2, "hoofdtraject_id"),
        ("trajecten.csv", 3, "hoofdtraject_id"),
        ("trajecten.csv", 4, "melding_id"),
        ("betrokkenen.csv", 2, "traject_id"),
    ]
    assert ids(store, "trajecten") == ["T4", "T5"]
    assert ids(store, "betrokkenen") == ["P1"]


def test_ids_of_earlier_leveringen_of_the_same_source_exist(workshop: Workshop) -> None:
    workshop.read(
        {"personen.csv": PERSONS, "trajecten.csv": TRAJECT + "T1,nazorg,p,2025-01-01,,,,,\n"}, "een"
    )
    later = {
        "trajecten.csv": TRAJECT + "T2,nazorg,p,2025-01-01,,,T1,,\n",
        "betrokkenen.csv": "persoon_id,traject_id,rol\nP1,T1,index\nP9,T2,index\n",
    }
    assert workshop.faults(later, levering_id="twee", bron="proef-bron") == [
        ("betrokkenen.csv", 3, "persoon_id")
    ]


def test_ids_of_another_source_do_not_exist(workshop: Workshop) -> None:
    workshop.read({"personen.csv": PERSONS}, "een", bron="ander")
    rows = {"delicten.csv": "persoon_id,datum,categorie\nP1,2025-01-01,diefstal\n"}
    assert workshop.faults(rows) == [("delicten.csv", 2, "persoon_id")]


@pytest.mark.usefixtures("passes")
def test_equal_rows_count_once_without_complaint(workshop: Workshop, store: MemoryStore) -> None:
    rows = "adres_id,postcode\nH1,1234 ab\nH2,\nH1,1234AB\nH1,1234AB\n"
    report = workshop.read({"adressen.csv": rows})
    assert report["geweigerd"] == []
    assert report["tabellen"]["adressen"] == {"gelezen": 4, "opgeslagen": 2, "geweigerd": 0}
    assert any("2 regels" in o for o in report["opmerkingen"])
    assert ids(store, "adressen") == ["H1", "H2"]


@pytest.mark.usefixtures("passes")
@pytest.mark.parametrize("doubts", [200_000, 0], ids=["compared", "too many to compare"])
def test_a_key_with_different_content_refuses_every_row_of_it(
    workshop: Workshop, store: MemoryStore, monkeypatch: pytest.MonkeyPatch, doubts: int
) -> None:
    monkeypatch.setattr(survey, "MAX_DOUBTS", doubts)
    rows = "persoon_id,voornamen\nP1,a\nP2,b\nP1,c\nP1,a\nP3,\n"
    report = workshop.read(
        {"personen.csv": rows, "delicten.csv": "persoon_id,datum,categorie\nP1,2025-01-01,x\n"}
    )
    assert [(g["bestand"], g["regel"], g["kolom"]) for g in report["geweigerd"]] == [
        ("personen.csv", 2, "persoon_id"),
        ("personen.csv", 4, "persoon_id"),
        ("personen.csv", 5, "persoon_id"),
        ("delicten.csv", 2, "persoon_id"),
    ]
    assert report["tabellen"]["personen"] == {"gelezen": 5, "opgeslagen": 2, "geweigerd": 3}
    assert ids(store, "personen") == ["P2", "P3"]


def test_a_key_may_have_empty_parts(workshop: Workshop, store: MemoryStore) -> None:
    head, friend = "persoon_id,ander_id,soort,van,tot", "P1,P2,vriend"
    rows = f"{head}\n{friend},,\n{friend},,2020-01-01\n{friend},2024-01-01,\n"
    found = workshop.faults({"personen.csv": PERSONS, "relaties.csv": rows})
    assert [line for _, line, _ in found] == [2, 3]
    assert store.facts("relaties").height == 1


def test_hashes_that_collide_are_settled_on_the_real_keys(
    workshop: Workshop, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_hash(keys: pl.DataFrame) -> NDArray[np.uint64]:
        return np.full(keys.height, 7, dtype=np.uint64)

    monkeypatch.setattr(duplicates, "key_hash", one_hash)
    rows = "persoon_id,voornamen\nP1,a\nP2,b\nP1,c\nP3,d\nP3,d\n"
    report = workshop.read({"personen.csv": rows})
    assert [g["regel"] for g in report["geweigerd"]] == [2, 4]
    assert report["tabellen"]["personen"] == {"gelezen": 5, "opgeslagen": 2, "geweigerd": 2}
    assert ids(store, "personen") == ["P2", "P3"]


ROW = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 12)), st.booleans())
FAMILIES = st.lists(ROW, max_size=12, unique_by=lambda row: row[0])


@settings(deadline=None, max_examples=60)
@given(FAMILIES, st.sets(st.integers(8, 12)))
def test_orphans_fall_as_they_do_when_one_asks_again_and_again(
    rows: list[tuple[int, int | None, bool]], elsewhere: set[int]
) -> None:
    stays = [ok for _, _, ok in rows]
    while True:
        known = {r[0] for r, ok in zip(rows, stays, strict=True) if ok} | elsewhere
        following = [ok and (r[1] is None or r[1] in known) for r, ok in zip(rows, stays, strict=True)]
        if following == stays:
            break
        stays = following
    text = [[str(r[0]) for r in rows], [None if r[1] is None else str(r[1]) for r in rows]]
    ids_, parents = (pl.Series(t, dtype=pl.String) for t in text)
    index = IdIndex([pl.Series([str(n) for n in sorted(elsewhere)], dtype=pl.String)])
    ok = pl.Series([r[2] for r in rows], dtype=pl.Boolean)
    assert without_orphans(ids_, parents, ok, index).to_list() == stays
