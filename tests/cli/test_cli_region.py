"""``verzin`` and ``demo``: a fictional region that is made once and never written over."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest


def contents(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_verzin_writes_the_four_parts_and_repeats_itself(prompt):
    words = ("--grootte", "klein", "--personen", "300", "--zaad", "7", "--json")
    first = prompt("verzin", "een", *words)
    assert first.status == 0, first.err
    assert {p.name for p in (prompt.folder / "een").iterdir()} == {
        "leveringen",
        "gebieden.geojson",
        "gebieden.csv",
        "waarheid",
    }
    assert first.json["leveringen"] == sorted(
        p.name for p in (prompt.folder / "een" / "leveringen").iterdir()
    )
    assert prompt("verzin", "twee", *words).status == 0
    assert contents(prompt.folder / "een") == contents(prompt.folder / "twee")


def test_verzin_never_writes_over_a_region(prompt):
    (prompt.folder / "m" / "waarheid").mkdir(parents=True)
    answer = prompt("verzin", "m", "--grootte", "klein", "--zaad", "1")
    assert answer.status == 2
    assert "staat al waarheid" in answer.sentence


def test_the_demo_answers_the_three_questions(demo):
    prompt, answer = demo
    found = answer.json
    assert list(found) == ["map", "store", "casussen", "systeem", "samenloop", "hotspots"]
    assert found["systeem"]["leden"]
    assert found["samenloop"]
    assert found["hotspots"]
    assert len(found["casussen"]) == 3
    cases = prompt("casus", "lijst", "--store", "demo/knooppunt.duckdb", "--json").json
    assert {case["regisseur"] for case in cases} == {"Petra Procesregisseur (verzonnen)"}


def test_the_family_of_the_demo_is_worth_a_look(demo):
    family = demo[1].json["systeem"]
    assert 4 <= len(family["leden"]) <= 8
    assert {"Woont in dit huishouden."} < {member["reden"] for member in family["leden"]}
    assert len({track["partner"] for track in family["trajecten"]}) >= 3
    assert family["uit_beeld"]
    assert "dubbel_spoor" in {overlap["soort"] for overlap in family["samenloop"]}


def test_the_demo_has_double_tracks_and_a_hotspot(demo):
    found = demo[1].json
    double = {row["systeem_id"] for row in found["samenloop"] if row["soort"] == "dubbel_spoor"}
    assert len(double) >= 3
    assert "hoger" in {row["oordeel"] for row in found["hotspots"]}


def test_the_demo_is_used_again_and_says_the_same(demo):
    prompt, answer = demo
    again = prompt("demo", "--zonder-server", "--json")
    assert again.json == answer.json
    assert "staat al een demo" in again.err
    shown = prompt("demo", "--zonder-server")
    for words in ("Wie hoort bij dit gezin", "Wie erbij hoort", "Samenloop", "Hotspots uit de vrijgave"):
        assert words in shown.out


def test_a_demo_of_another_size_is_refused(demo):
    prompt, _ = demo
    answer = prompt("demo", "--grootte", "regio", "--zonder-server")
    assert answer.status == 2
    assert "grootte klein" in answer.sentence


@pytest.mark.slow
def test_a_demo_without_its_store_is_built_again(demo, tmp_path):
    prompt, answer = demo
    shutil.copytree(
        prompt.folder / "demo", tmp_path / "demo", ignore=shutil.ignore_patterns("knooppunt.duckdb*")
    )
    again = type(prompt)(tmp_path)("demo", "--zonder-server", "--json")
    assert again.json["systeem"] == answer.json["systeem"]
    assert again.json["samenloop"] == answer.json["samenloop"]


def test_the_demo_leaves_another_folder_and_a_real_store_alone(prompt):
    (prompt.folder / "demo" / "leveringen").mkdir(parents=True)
    assert "staat al leveringen" in prompt("demo", "--zonder-server").sentence
    (prompt.folder / "leeg").mkdir()
    (prompt.folder / "leeg" / "demo.json").write_text(json.dumps({"grootte": "klein"}), encoding="utf-8")
    assert prompt("nieuw").status == 0
    answer = prompt("demo", "--map", "leeg", "--store", "knooppunt.duckdb", "--zonder-server")
    assert answer.status == 2
    assert "niet fictief" in answer.err
