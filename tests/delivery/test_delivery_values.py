"""Each kind of value: what is taken, how it is kept, and what is turned away."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from delivery.workshop import MemoryStore, Workshop
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn as stdnum_bsn

from graph.delivery import bsn
from graph.delivery.values import rule_for, trimmed
from models.codes import Sex
from models.columns import Column, ValueKind
from models.contract import ADRESSEN, GEBIEDEN

K = ValueKind


def judged(column: Column, *texts: str) -> list[object]:
    """What is kept of each text; ``False`` if it is turned away, ``None`` if there is nothing."""
    rule = rule_for(column, fictief=True)
    text = pl.DataFrame({"k": list(texts)}, schema={"k": pl.String}).select(trimmed("k"))
    k, valid = pl.col("k"), rule.valid(pl.col("k"))
    found = text.select(leeg=k.is_null(), goed=valid, waarde=pl.when(valid).then(rule.value(k)))
    return [None if r["leeg"] else r["waarde"] if r["goed"] else False for r in found.iter_rows(named=True)]


@pytest.mark.parametrize("text", ["P1", "a", "A-b_c.d:e", "9" * 64])
def test_ids_are_1_to_64_of_the_allowed_signs(text: str) -> None:
    assert judged(Column("k", K.ID), text) == [text]


@pytest.mark.parametrize("text", ["a b", "é", "9" * 65, "a/b", "a\0", "P1\n2", "٣"])
def test_other_ids_are_turned_away(text: str) -> None:
    assert judged(Column("k", K.ID), text) == [False]


def test_white_space_around_a_value_is_nothing() -> None:
    assert judged(Column("k", K.ID), "  P1\t", "   ", "", "\xa0P2") == ["P1", None, None, "P2"]


def test_dates_are_whole_and_exist() -> None:
    column = Column("k", K.DATE)
    assert judged(column, "2024-02-29", "0001-01-01") == [date(2024, 2, 29), date(1, 1, 1)]
    wrong = [
        "2025-02-29",
        "2025-13-01",
        "2025-6-3",
        "30-06-2025",
        "2025-06",
        "2025",
        "20250630",
        "0000-01-01",
    ]
    assert judged(column, *wrong, "+2025-01-01", "2025-06-30T00:00", "٢٠٢٥-٠١-٠١") == [False] * 11


def test_dates_of_birth_stay_as_incomplete_as_they_came() -> None:
    column = Column("k", K.BIRTH_DATE)
    good = ["1981", "1981-03", "1981-03-14"]
    assert judged(column, *good) == good
    assert judged(column, "1981-00", "1981-3", "1981-13", "1981-02-30", "81", "0000") == [False] * 6


def test_booleans_are_ja_or_nee() -> None:
    assert judged(Column("k", K.BOOLEAN), "ja", "nee", "") == [True, False, None]
    rule = rule_for(Column("k", K.BOOLEAN), fictief=True)
    wrong = pl.DataFrame({"k": ["Ja", "true", "1", "j", "janee"]})
    assert not wrong.select(rule.valid(pl.col("k"))).to_series().any()


def test_a_postcode_is_normalised() -> None:
    column = Column("k", K.POSTCODE)
    assert judged(column, "1234AB", "1234 ab", "1234aB") == ["1234AB"] * 3
    assert judged(column, "0234AB", "1234", "1234ABC", "AB1234", "1234  AB") == [False] * 5


def test_codes_of_areas_and_buildings_have_their_length() -> None:
    good = {K.GEMEENTE: "GM0983", K.WIJK: "WK098325", K.BUURT: "BU09832501", K.BAG: "0983010000000001"}
    for kind, text in good.items():
        assert judged(Column("k", kind), text) == [text]
        assert judged(Column("k", kind), text[:-1], text + "1", text.lower()[:2] + "x") == [False] * 3
    area = GEBIEDEN["code"]
    assert judged(area, "GM0983", "WK098325", "BU09832501", "PC1234") == [
        "GM0983",
        "WK098325",
        "BU09832501",
        False,
    ]


def test_numbers_have_a_point_and_a_range() -> None:
    assert judged(ADRESSEN["huisnummer"], "1", "99999", "018") == [1, 99999, 18]
    assert judged(ADRESSEN["huisnummer"], "0", "100000", "-1", "1.0", "12a", "9" * 30) == [False] * 6
    assert judged(GEBIEDEN["inwoners"], "0", "450") == [0, 450]
    assert judged(ADRESSEN["rd_x"], "209123.5", "209123", "-5") == [209123.5, 209123.0, -5.0]
    assert judged(ADRESSEN["rd_x"], "209.123,5", "nan", "inf", "1e5", "209123.") == [False] * 5


def test_a_code_is_one_of_its_list() -> None:
    column = Column("geslacht", K.CODE, codes=Sex)
    assert judged(column, "M", "V", "O", "m", "X", "MV") == ["M", "V", "O", False, False, False]
    assert "M, V, O" in rule_for(column, fictief=True).wrong


def test_text_is_one_line_of_at_most_500_signs() -> None:
    column = Column("k")
    assert judged(column, "van\r\nden  Berg", "x" * 500) == ["van den  Berg", "x" * 500]
    assert judged(column, "x" * 501, "a\0b", "a\x1bb") == [False] * 3


def test_viewers_are_codes_between_spaces() -> None:
    column = Column("niet_aan", K.VIEWERS)
    assert judged(column, "politie", "om-limburg  veilig_thuis") == ["politie", "om-limburg veilig_thuis"]
    assert judged(column, "Politie!", "politie,om", "x") == [False] * 3


def _accepts(text: str, *, fictief: bool) -> bool:
    frame = pl.DataFrame({"k": [text]})
    return bool(frame.select(bsn.is_acceptable(pl.col("k"), fictief=fictief)).item())


def _weighted(text: str) -> int:
    return sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), text, strict=True))


def test_the_elfproef_over_a_column_is_that_of_stdnum() -> None:
    numbers = np.random.default_rng(11).integers(0, 1_000_000_000, 20_000)
    texts = ["000000000", "999900006", *(f"{n:09d}" for n in numbers)]
    found = pl.DataFrame({"k": texts}).select(bsn.is_acceptable(pl.col("k"), fictief=False))
    expected = [stdnum_bsn.is_valid(t) and not t.startswith("9999") for t in texts]
    assert found.to_series().to_list() == expected


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_fictional_store_takes_only_numbers_that_are_nobodys(number: int) -> None:
    text = f"{number:09d}"
    test_range = text.startswith("9999") and stdnum_bsn.is_valid(text)
    assert _accepts(text, fictief=True) == (test_range or _weighted(text) % 11 == 5)
    assert not (_accepts(text, fictief=True) and _accepts(text, fictief=False))


def test_the_test_range_has_9091_numbers() -> None:
    texts = pl.DataFrame({"k": [f"9999{n:05d}" for n in range(100_000)]})
    passing = texts.filter(bsn.remainder(pl.col("k")) == 0)
    assert passing.height == 9_091
    assert passing.select(bsn.is_acceptable(pl.col("k"), fictief=False)).to_series().sum() == 0


@pytest.mark.parametrize(
    "text", ["12345678", "1234567890", "12345678x", "123 456 782", "000000000", "٣٣٣٣٣٣٣٣٣"]
)
def test_what_is_no_citizen_number_is_never_taken(text: str) -> None:
    assert not _accepts(text, fictief=True)
    assert not _accepts(text, fictief=False)


@pytest.mark.parametrize(("fictief", "kept"), [(True, ["999900006", None]), (False, [None, "123456782"])])
def test_a_wrong_citizen_number_is_emptied_and_the_row_kept(
    workshop: Workshop, store: MemoryStore, fictief: bool, kept: list[str | None]
) -> None:
    store.fictief = fictief
    report = workshop.read({"personen.csv": "persoon_id,burgerservicenummer\nP1,999900006\nP2,123456782\n"})
    assert store.facts("personen")["burgerservicenummer"].to_list() == kept
    line = 2 + kept.index(None)
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(line, "burgerservicenummer")]
    assert report["geleegd"] == report["geweigerd"]
    assert report["tabellen"]["personen"] == {"gelezen": 2, "opgeslagen": 2, "geweigerd": 0}


def test_every_wrong_value_of_an_optional_column_is_emptied_and_named(
    workshop: Workshop, store: MemoryStore
) -> None:
    bad = "persoon_id,geboortedatum,geslacht,ongeboren\nP1,1981-13-01,X,misschien\nP2,1981,M,nee\n"
    report = workshop.read({"personen.csv": bad})
    assert [g["kolom"] for g in report["geleegd"]] == ["geboortedatum", "geslacht", "ongeboren"]
    assert {g["regel"] for g in report["geleegd"]} == {2}
    assert all(g["reden"].endswith("de waarde is leeggelaten.") for g in report["geleegd"])
    assert store.facts("personen")["geslacht"].to_list() == [None, "M"]


def test_a_wrong_or_missing_value_of_a_required_column_refuses_the_row(
    workshop: Workshop, store: MemoryStore
) -> None:
    report = workshop.read(
        {"partners.csv": "partner_id,naam,soort\np1,A,ggz\np 2,B,ggz\np3,,ggz\np4,D,bank\n"}
    )
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [
        (3, "partner_id"),
        (4, "naam"),
        (5, "soort"),
    ]
    assert report["geleegd"] == []
    assert report["tabellen"]["partners"] == {"gelezen": 4, "opgeslagen": 1, "geweigerd": 3}
    assert store.facts("partners")["partner_id"].to_list() == ["p1"]


def test_no_value_is_repeated_in_the_report(workshop: Workshop) -> None:
    secrets = ["Geheimenaam", "123456789", "1899-99-99", "Straatweg?"]
    head = "persoon_id,burgerservicenummer,geboortedatum,geslacht"
    report = workshop.read({"personen.csv": f"{head}\nGeheimenaam?,{secrets[1]},{secrets[2]},Straatweg?\n"})
    assert len(report["geweigerd"]) == 4
    assert not any(secret in str(report) for secret in secrets)


def test_a_niet_aan_that_cannot_be_read_refuses_the_row(workshop: Workshop, store: MemoryStore) -> None:
    report = workshop.read({"personen.csv": "persoon_id,niet_aan\nP1,politie\nP2,Politie?\n"})
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(3, "niet_aan")]
    assert store.facts("personen")["niet_aan"].to_list() == ["politie"]


def test_dates_after_the_peildatum_are_kept_and_reported(workshop: Workshop, store: MemoryStore) -> None:
    rows = "melding_id,datum\nM1,2025-07-01\nM2,2025-06-30\nM3,2031-01-01\n"
    report = workshop.read(
        {"meldingen.csv": rows, "personen.csv": "persoon_id,geboortedatum\nP1,2025-07\nP2,2025-06\n"}
    )
    assert store.facts("meldingen").height == 3
    assert report["geweigerd"] == []
    assert [o for o in report["opmerkingen"] if "kolom datum: 2 " in o]
    assert [o for o in report["opmerkingen"] if "kolom geboortedatum: 1 " in o]
