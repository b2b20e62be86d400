"""Measuring against the truth, with brute force as the judge."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from fake_view import FakeView
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.cluster import pair_confusion_matrix

from graph.evaluation import measure
from graph.evaluation.pairs import same_person, same_system
from graph.evaluation.score import Score
from graph.frames import schema
from models.errors import InputError
from models.results import PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, VRIJGAVE

RECORDS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("ABCD")), max_size=14)
FOUND = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("123")), max_size=8)
TRUE = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("123")), max_size=8)


def frame(rows: object, *columns: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


@given(RECORDS)
def test_pairs_of_one_person_are_counted_as_by_brute_force(records: list[tuple[str, str]]) -> None:
    pairs = list(combinations(records, 2))
    found = sum(x[0] == y[0] for x, y in pairs)
    true = sum(x[1] == y[1] for x, y in pairs)
    both = sum(x == y for x, y in pairs)
    assert same_person(frame(records, "found", "true")) == Score(found, true, both)


def test_pairs_of_one_person_agree_with_scikit_learn() -> None:
    records = [(str(n % 7), str(n * n % 11)) for n in range(200)]
    score = same_person(frame(records, "found", "true"))
    matrix = pair_confusion_matrix([t for _, t in records], [f for f, _ in records]) // 2
    assert (score.found, score.true, score.both) == (matrix[:, 1].sum(), matrix[1].sum(), matrix[1, 1])


@given(RECORDS, FOUND, TRUE)
def test_pairs_of_one_system_are_counted_as_by_brute_force(
    records: list[tuple[str, str]], found: list[tuple[str, str]], true: list[tuple[str, str]]
) -> None:
    def systems(memberships: list[tuple[str, str]], who: str) -> set[str]:
        return {system for person, system in memberships if person == who}

    pairs = [
        (bool(systems(found, x[0]) & systems(found, y[0])), bool(systems(true, x[1]) & systems(true, y[1])))
        for x, y in combinations(records, 2)
    ]
    expected = Score(sum(f for f, _ in pairs), sum(t for _, t in pairs), sum(f and t for f, t in pairs))
    counted = same_system(
        frame(records, "found", "true"), frame(found, "found", "system"), frame(true, "true", "system")
    )
    assert counted == expected


def test_nothing_found_has_no_precision() -> None:
    assert Score(0, 4, 0).as_json() == {"precisie": None, "recall": 0.0, "f1": 0.0}
    assert Score(0, 0, 0).as_json() == {"precisie": None, "recall": None, "f1": None}
    assert Score(4, 2, 2).as_json() == {"precisie": 0.5, "recall": 1.0, "f1": 0.666667}


def folder(path: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def analysed() -> FakeView:
    """Three records of two persons, one system, one samenloop, one wijk that is higher."""
    view = FakeView()
    view.results["koppeling_personen"] = pl.DataFrame(
        [("a", "1", "KP-1"), ("b", "1", "KP-1"), ("c", "1", "KP-2")], schema=schema(PERSONEN), orient="row"
    )
    view.results["systeemleden"] = pl.DataFrame(
        [("GS-1", "KP-1", True, ""), ("GS-1", "KP-2", True, "")], schema=schema(SYSTEEMLEDEN), orient="row"
    )
    view.results["samenlopen"] = pl.DataFrame(
        [("GS-1", "dubbel_spoor", "a", "T1", "b", "T2", None, None, "")],
        schema=schema(SAMENLOPEN),
        orient="row",
    )
    view.results["vrijgave"] = pl.DataFrame(
        [
            {"thema": "gezinnen_met_traject", "gebied": code, "naam": "", "oordeel": verdict}
            for code, verdict in (("GM0001", "hoger"), ("WK000101", "hoger"), ("WK000102", "lager"))
        ],
        schema=schema(VRIJGAVE),
    )
    return view


def test_every_part_is_measured_against_its_own_file(analysed: FakeView, tmp_path: Path) -> None:
    truth = folder(
        tmp_path,
        personen="bron,persoon_id,waar_id\na,1,X\nb,1,X\nc,1,Y\nd,1,X\n",
        systemen="waar_id,systeem_id\nX,S\nY,S\n",
        samenloop="soort,bron_a,traject_a,bron_b,traject_b\n"
        "dubbel_spoor,b,T2,a,T1\ndubbel_spoor,a,T3,b,T2\nnaast_elkaar,a,T1,c,T9\n",
        hotspots="thema,gebied,rr\ngezinnen_met_traject,WK000101,2.5\ngezinnen_met_traject,WK000102,1.0\n",
    )
    assert measure(analysed, truth) == {
        "personen": {"precisie": 1.0, "recall": 0.333333, "f1": 0.5},
        "systemen": {"precisie": 1.0, "recall": 0.5, "f1": 0.666667},
        "samenloop": {
            "dubbel_spoor": {"precisie": 1.0, "recall": 0.5, "f1": 0.666667},
            "naast_elkaar": {"precisie": None, "recall": 0.0, "f1": 0.0},
        },
        "hotspots": {"precisie": 1.0, "recall": 1.0, "f1": 1.0},
    }


def test_a_file_that_is_missing_is_not_measured(analysed: FakeView, tmp_path: Path) -> None:
    assert measure(analysed, tmp_path) == {}
    assert set(measure(analysed, folder(tmp_path, systemen="waar_id,systeem_id\n"))) == set()


def test_a_region_without_hotspots_makes_every_alarm_a_false_one(analysed: FakeView, tmp_path: Path) -> None:
    measured = measure(analysed, folder(tmp_path, hotspots="thema,gebied,rr\n"))
    assert measured == {"hotspots": {"precisie": 0.0, "recall": None, "f1": 0.0}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"bron,persoon_id\na,1\n", "ontbreekt de kolom waar_id"),
        (b"", "geen leesbare CSV-tabel"),
        (b"bron,persoon_id,waar_id\n\xff,1,2\n", "geen leesbare CSV-tabel"),
    ],
)
def test_a_broken_truth_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "personen.csv").write_bytes(content)
    with pytest.raises(InputError, match=says):
        measure(FakeView(), tmp_path)


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is geen map"):
        measure(FakeView(), tmp_path / "weg")
