"""CSV as partners really send it: quotes, line ends, broken lines, and where each thing stands."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from delivery.workshop import MemoryStore, Workshop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.delivery import package
from graph.delivery.csv_file import CsvFile
from graph.delivery.package import FolderFile
from graph.delivery.records import MAX_SPAN
from models.contract import PERSONEN


def chunks(path: Path, text: str | bytes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows and broken lines of a table of persons."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    file = CsvFile(FolderFile(path))
    found = list(file.chunks(file.header(PERSONEN)))
    return pl.concat([c.rows for c in found]), pl.concat([c.broken for c in found])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "personen.csv"


CELL = st.text(alphabet='ab,"\n é;', max_size=6)
ROWS = st.lists(st.tuples(CELL, CELL), max_size=12)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS, end=st.sampled_from(["\n", "\r\n"]), quoting=st.sampled_from([0, 1]), block=st.integers(1, 64)
)
def test_what_python_writes_is_read_back_with_its_lines(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], end: str, quoting: int, block: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=quoting)
    writer.writerow(["persoon_id", "voornamen", "geslachtsnaam"])
    lines = []
    for number, row in enumerate(rows):
        lines.append(out.getvalue().count("\n") + 1)
        writer.writerow([f"P{number}", *row])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "BLOCK", block)
        found, broken = chunks(tmp_path_factory.mktemp("csv") / "personen.csv", out.getvalue())
    assert broken.is_empty()
    assert found["regel"].to_list() == lines
    assert found["voornamen"].to_list() == [a for a, _ in rows]
    assert found["geslachtsnaam"].to_list() == [b for _, b in rows]


def test_ragged_lines_are_named_and_the_rest_is_read(path: Path) -> None:
    found, broken = chunks(path, "persoon_id,voornamen\nP1,a\nP2\nP3,b,c\nP4,d\n")
    assert found["persoon_id"].to_list() == ["P1", "P4"]
    assert broken["regel"].to_list() == [3, 4]
    assert "1 velden" in broken["reden"][0]
    assert "3 velden" in broken["reden"][1]
    assert broken["eerste"].to_list() == ["P2", "P3"]


def test_blank_lines_and_line_ends_inside_values_count_as_lines(path: Path) -> None:
    text = 'persoon_id,voornamen\n\nP1,"a\nb\r\nc"\n   \nP2,d\n\n'
    found, broken = chunks(path, text)
    assert found["regel"].to_list() == [3, 7]
    assert found["voornamen"].to_list() == ["a\nb\nc", "d"]
    assert broken.is_empty()


def test_a_quote_that_never_closes_costs_one_line(path: Path) -> None:
    found, broken = chunks(path, 'persoon_id,voornamen\nP1,"a\nP2,b\nP3,"c"\nP4,d\n')
    assert broken["regel"].to_list() == [2]
    assert "aanhalingstekens" in broken["reden"][0]
    assert found["persoon_id"].to_list() == ["P2", "P3", "P4"]


def test_a_quote_that_opens_far_from_the_end_of_the_file_costs_one_line(path: Path) -> None:
    rest = [f"P{n},x" for n in range(2, 3 * MAX_SPAN)]
    found, broken = chunks(path, "\n".join(["persoon_id,voornamen", 'P1,"a', *rest]))
    assert broken["regel"].to_list() == [2]
    assert found.height == len(rest)
    assert found["regel"].to_list() == list(range(3, len(rest) + 3))


def test_text_after_a_closing_quote_costs_one_line(path: Path) -> None:
    found, broken = chunks(path, 'persoon_id,voornamen\nP1,"a"b\nP2,c\n')
    assert broken["regel"].to_list() == [2]
    assert found["persoon_id"].to_list() == ["P2"]


def test_a_quote_inside_a_bare_value_is_a_sign_like_others(path: Path) -> None:
    found, broken = chunks(path, 'persoon_id,voornamen\nP1,a"b\nP2,c""\nP3,"d ""e"" f"\n')
    assert broken.is_empty()
    assert found["voornamen"].to_list() == ['a"b', 'c""', 'd "e" f']


def test_a_comma_inside_quotes_is_no_border(path: Path) -> None:
    found, broken = chunks(path, 'persoon_id,voornamen,voorvoegsel\nP1,"a,b","c,"\n"P2",,""\n')
    assert broken.is_empty()
    assert found["voornamen"].to_list() == ["a,b", ""]
    assert found["voorvoegsel"].to_list() == ["c,", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(path: Path, end: str, mark: bytes) -> None:
    text = end.join(["persoon_id,voornamen", "P1,é", "P2,"])
    found, broken = chunks(path, mark + text.encode())
    assert broken.is_empty()
    assert found["voornamen"].to_list() == ["é", ""]


def test_a_long_value_and_a_nul_byte_are_values_like_others(workshop: Workshop, store: MemoryStore) -> None:
    rows = f"persoon_id,voornamen,voorvoegsel\nP1,{'x' * 300_000},de\nP2,a\0b,de\nP\0,c,de\n"
    report = workshop.read({"personen.csv": rows})
    places = [(g["regel"], g["kolom"]) for g in report["geweigerd"]]
    assert places == [(2, "voornamen"), (3, "voornamen"), (4, "persoon_id")]
    assert store.facts("personen")["voornamen"].to_list() == [None, None]


def test_a_line_that_is_no_line_refuses_the_levering(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.delivery.lines.MAX_LINE", 1000)
    report = workshop.read({"personen.csv": "persoon_id\n" + "x" * 2000})
    assert report["status"] == "geweigerd"
    assert "personen.csv" in report["reden"]


def test_only_columns_of_the_contract_are_taken_apart(path: Path) -> None:
    found, _ = chunks(path, "geloof,persoon_id,schoenmaat\nx,P1,43\n")
    assert found.columns == ["regel", "persoon_id"]


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 20])
def test_bytes_that_are_no_utf8_refuse_the_levering_and_are_found(
    workshop: Workshop, store: MemoryStore, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(package, "BLOCK", block)
    report = workshop.read({"personen.csv": b"persoon_id,voornamen\nP1,a\nP2,\xe9\nP3,b\n"})
    assert report["status"] == "geweigerd"
    assert report["reden"].startswith("personen.csv is geen UTF-8: op regel 3, byte 30 ")
    assert store.delivered == []


def test_a_bad_byte_in_the_last_table_leaves_nothing_of_the_first(
    workshop: Workshop, store: MemoryStore
) -> None:
    files = {"personen.csv": "persoon_id\nP1\n", "signalen.csv": b"signaal_id\n\xff\n"}
    assert workshop.read(files)["status"] == "geweigerd"
    assert store.tables == {}


def test_another_separator_is_told_in_one_sentence(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "persoon_id;voornamen\nP1;a\n"})
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == [(1, "")]
    assert "komma" in report["geweigerd"][0]["reden"]


def test_line_ends_of_old_macs_are_told_in_one_sentence(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "persoon_id,voornamen\rP1,a\r"})
    assert report["status"] == "geweigerd"
    assert "regeleinden" in report["reden"]


def test_an_empty_file_is_told_and_a_bare_header_is_fine(workshop: Workshop) -> None:
    report = workshop.read({"personen.csv": "", "adressen.csv": "adres_id\n", "partners.csv": "\ufeff\n\n"})
    assert [(g["bestand"], g["regel"]) for g in report["geweigerd"]] == [
        ("personen.csv", 1),
        ("partners.csv", 1),
    ]
    assert report["tabellen"]["adressen"] == {"gelezen": 0, "opgeslagen": 0, "geweigerd": 0}
    assert report["tabellen"]["personen"] == {"gelezen": 0, "opgeslagen": 0, "geweigerd": 0}


def test_faults_stand_on_their_line_over_many_blocks(
    workshop: Workshop, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "BLOCK", 1000)
    lines = ["persoon_id,geslacht"]
    for n in range(2000):
        if n % 89 == 0:
            lines += [f'P{n},"M', '"']
            continue
        lines.append(f"P{n},{'x' if n % 97 == 0 else 'V'}")
    expected = [(i, "geslacht") for i, line in enumerate(lines, 1) if line.endswith(",x")]
    report = workshop.read({"personen.csv": "\n".join(lines)})
    assert [(g["regel"], g["kolom"]) for g in report["geweigerd"]] == expected
    assert store.facts("personen").height == 2000
