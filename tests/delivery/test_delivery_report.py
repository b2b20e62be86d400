"""The levering report: complete, in order, and of a size that can be read."""

from __future__ import annotations

import json

import pytest
from delivery.workshop import MemoryStore, Workshop

from graph.delivery import report


def test_faults_stand_in_order_of_table_and_line(workshop: Workshop) -> None:
    files = {
        "adressen.csv": "adres_id,postcode\nH1,x\nH2\nH 3,1234AB\n",
        "personen.csv": "persoon_id,geslacht\nP1,X\nP2,M\nP2,V\nP3,X,\nP4,X\n",
    }
    assert workshop.faults(files) == [
        ("personen.csv", 2, "geslacht"),
        ("personen.csv", 3, "persoon_id"),
        ("personen.csv", 4, "persoon_id"),
        ("personen.csv", 5, ""),
        ("personen.csv", 6, "geslacht"),
        ("adressen.csv", 2, "postcode"),
        ("adressen.csv", 3, ""),
        ("adressen.csv", 4, "adres_id"),
    ]


def test_every_fault_is_one_entry_and_every_refused_row_counts_once(workshop: Workshop) -> None:
    found = workshop.read({"partners.csv": "partner_id,naam,soort\n?,,?\n"})
    assert [g["kolom"] for g in found["geweigerd"]] == ["partner_id", "naam", "soort"]
    assert found["tabellen"]["partners"]["geweigerd"] == 1


def test_a_fault_on_very_many_lines_is_named_so_often_and_then_counted(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "NAMED_AT_MOST", 3)
    rows = "".join(f"P{n},X,{'x' if n < 2 else 'ja'}\n" for n in range(10))
    found = workshop.read({"personen.csv": "persoon_id,geslacht,ongeboren\n" + rows})
    assert [g["regel"] for g in found["geweigerd"] if g["kolom"] == "geslacht"] == [2, 3, 4]
    assert [g["regel"] for g in found["geweigerd"] if g["kolom"] == "ongeboren"] == [2, 3]
    assert [o for o in found["opmerkingen"] if "geslacht" in o and "nog 7 regels" in o]


def test_the_report_is_kept_with_the_levering_as_json(workshop: Workshop, store: MemoryStore) -> None:
    found = workshop.read({"personen.csv": "persoon_id,geslacht\nP1,é\n"})
    assert json.loads(store.delivered[0][1]) == found


def test_every_reason_is_a_sentence_that_says_what_happened(workshop: Workshop) -> None:
    found = workshop.read({"personen.csv": "persoon_id,geslacht,geboortedatum\n?,?,?\nP1,M\n"})
    for fault in found["geweigerd"]:
        assert fault["reden"][0].isupper()
        assert fault["reden"].endswith(("; de waarde is leeggelaten.", "; de regel is geweigerd."))
