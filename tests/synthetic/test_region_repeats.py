"""The same arguments give the same bytes, other ones another region."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.synthetic import write_region


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("persons", [1, 51, 400])
def test_equal_arguments_give_equal_bytes(tmp_path: Path, persons: int) -> None:
    for name in ("a", "b"):
        write_region(tmp_path / name, size="klein", persons=persons, seed=3, errors="dubbel")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_another_seed_gives_another_region(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_region(tmp_path / str(seed), size="klein", persons=400, seed=seed, errors="geen")
    one, other = digests(tmp_path / "1"), digests(tmp_path / "2")
    assert one["leveringen/brp-vlierstreek/personen.csv"] != other["leveringen/brp-vlierstreek/personen.csv"]


@pytest.mark.parametrize("persons", [400, 1_000, 5_000])
def test_the_number_of_persons_is_what_was_asked_for(tmp_path: Path, persons: int) -> None:
    write_region(tmp_path, size="klein", persons=persons, seed=1, errors="geen")
    rows = (tmp_path / "leveringen/brp-vlierstreek/personen.csv").read_text(encoding="utf-8").splitlines()
    assert abs(len(rows) - 1 - persons) <= 0.04 * persons


def test_errors_change_what_is_written_and_not_what_is_true(tmp_path: Path) -> None:
    for errors in ("geen", "normaal"):
        write_region(tmp_path / errors, size="klein", persons=400, seed=1, errors=errors)
    one, other = digests(tmp_path / "geen"), digests(tmp_path / "normaal")
    same = ["gebieden.geojson", "gebieden.csv", "waarheid/samenloop.csv", "waarheid/systemen.csv"]
    assert [one[name] for name in same] == [other[name] for name in same]
    assert (
        one["leveringen/politie-vlierstreek/personen.csv"]
        != other["leveringen/politie-vlierstreek/personen.csv"]
    )


def test_progress_is_told_in_steps_up_to_a_hundred(tmp_path: Path) -> None:
    steps: list[int] = []
    write_region(
        tmp_path,
        size="klein",
        persons=300,
        seed=1,
        errors="geen",
        progress=lambda _step, done: steps.append(done),
    )
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 100)
