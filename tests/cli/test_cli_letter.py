"""docs/contract to the letter, by the command line alone, on a small region made by hand."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Rows = Sequence[str]
Sources = dict[str, tuple[str, dict[str, Rows]]]
Ask = Callable[..., Any]

DAY = "2025-06-30"
NAMED = "partner_id,naam,soort"
TRACKS = "traject_id,soort,vt_fase,hoofdtraject_id,partner_id,start,einde,status"
INVOLVED = "persoon_id,traject_id,rol,van,tot"
PEOPLE = ("persoon_id,geboortedatum", "f,1980-01-01", "m,1981-01-01", "c,2010-01-01", "n,1979-01-01")
HOMES = (
    "adres_id,straat,huisnummer,postcode,soort",
    *(f"a{n},Dorpsstraat,{n},{1000 + n}AB,woning" for n in range(1, 5)),
)


def deliver(folder: Path, sources: Sources) -> None:
    """One levering per source; a table is its header and its rows."""
    for bron, (kind, tables) in sources.items():
        place = folder / "leveringen" / bron
        place.mkdir(parents=True)
        head = {"contractversie": 1, "levering_id": "1", "bron": bron, "bron_naam": bron, "bron_soort": kind}
        head |= {"peildatum": DAY, "volledig": True}
        (place / "levering.json").write_text(json.dumps(head), encoding="utf-8")
        for name, rows in tables.items():
            (place / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def taken(prompt: Ask, tmp_path: Path) -> Callable[[Sources], Ask]:
    """Takes leveringen through the whole chain."""

    def run(sources: Sources) -> Ask:
        deliver(tmp_path, sources)
        for words in (["nieuw", "--fictief"], ["inlezen", "leveringen"], ["koppelen"], ["analyseer"]):
            answer = prompt(*words)
            assert answer.status == 0, answer.err
        return prompt

    return run


def pairs(prompt: Ask) -> list[dict[str, str]]:
    """The rows of ``export samenloop``."""
    assert prompt("export", "samenloop", "--uit", "s.csv").status == 0
    return list(csv.DictReader((prompt.folder / "s.csv").read_text(encoding="utf-8").splitlines()))  # type: ignore[attr-defined]


def two_tracks(first: str, second: str) -> Sources:
    """Two trajecten ``soort,vt_fase,hoofdtraject_id,partner_id,start,einde,status`` on one person."""
    tables: dict[str, Rows] = {
        "personen": ("persoon_id", "x"),
        "partners": (NAMED, "een,Één BV.,jeugdzorg", "twee,een bv,jeugdzorg", "drie,een bv,overig"),
        "trajecten": (TRACKS, f"t1,{first}", f"t2,{second}"),
        "betrokkenen": (INVOLVED, "x,t1,index,,", "x,t2,index,,"),
    }
    return {"bron-a": ("overig", tables)}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("mda_pp,,,een,2025-01-01,,lopend", "mda_pp,,,drie,2025-02-01,,lopend", "2025-02-01/"),
        ("mda_pp,,,een,2025-01-01,,lopend", "mda_pp,,,twee,2025-02-01,,lopend", None),
        ("mda_pp,,,een,2025-01-01,2025-01-31,lopend", "mda_pp,,,drie,2025-02-01,,lopend", None),
        ("mda_pp,,,een,2025-01-01,2025-02-01,", "mda_pp,,,drie,2025-02-01,,", "2025-02-01/2025-02-01"),
        ("mda_pp,,,een,2025-01-01,,lopend", "mda_pp,,t1,drie,2025-02-01,,lopend", None),
        ("mda_pp,,,een,2025-01-01,,lopend", "mda_pp,,,drie,2025-02-01,,aangemeld", None),
        ("mda_pp,,,een,2025-01-01,,lopend", "mda_pp,,,drie,2025-09-01,,lopend", "2025-09-01/"),
        ("mda_pp,,,een,2025-08-01,2025-10-01,", "mda_pp,,,drie,2025-09-01,,", "2025-09-01/2025-10-01"),
        ("mda_pp,,,een,2025-08-01,2025-08-31,", "mda_pp,,,drie,2025-09-01,,", None),
    ],
)
def test_two_trajecten_are_a_samenloop_exactly_when_they_share_a_day_and_are_apart(
    taken: Callable[[Sources], Ask], first: str, second: str, expected: str | None
) -> None:
    found = [f"{row['van']}/{row['tot']}" for row in pairs(taken(two_tracks(first, second)))]
    assert found == ([] if expected is None else [expected])


def test_a_new_partner_who_lives_with_two_members_stands_once_per_relatie(
    taken: Callable[[Sources], Ask],
) -> None:
    tables: dict[str, Rows] = {
        "personen": (*PEOPLE, "k,2013-01-01"),
        "adressen": HOMES,
        "verblijf": (
            "persoon_id,adres_id,soort",
            *("f,a1,woonadres", "c,a1,woonadres", "m,a2,woonadres", "k,a2,woonadres", "n,a2,woonadres"),
        ),
        "relaties": (
            "persoon_id,ander_id,soort",
            *("f,c,ouder", "f,k,ouder", "m,c,ouder", "m,k,ouder", "n,m,partner", "m,n,partner"),
        ),
    }
    prompt = taken({"brp": ("gemeente", tables)})
    system = prompt("systeem", "brp:f", "--json").json
    assert sorted(r for one in system["leden"] for r in one["records"]) == [
        "brp:c",
        "brp:f",
        "brp:k",
        "brp:m",
    ]
    assert sorted(row["relatie"] for row in system["netwerk"]) == ["partner", "woont samen"]
    assert {row["via"] for row in system["netwerk"]} <= {one["knooppunt_id"] for one in system["leden"]}


def test_the_same_leveringen_in_another_order_give_the_same_bytes(
    taken: Callable[[Sources], Ask], tmp_path: Path
) -> None:
    first = "mda_pp,,,een,2025-01-01,,lopend"
    sources = two_tracks(first, first.replace("een", "drie"))
    sources |= {"bron-b": ("overig", sources["bron-a"][1]), "bron-0": ("gemeente", {"personen": PEOPLE})}
    prompt = taken(sources)
    assert prompt("nieuw", "--fictief", "--store", "b.duckdb").status == 0
    for bron in ("bron-b", "bron-0", "bron-a"):
        assert prompt("inlezen", tmp_path / "leveringen" / bron, "--store", "b.duckdb").status == 0
    for command in ("koppelen", "analyseer"):
        assert prompt(command, "--store", "b.duckdb").status == 0
    for what, kind in (
        ("personen", "csv"),
        ("systemen", "csv"),
        ("samenloop", "csv"),
        ("graphml", "graphml"),
    ):
        made = [tmp_path / f"{name}.{kind}" for name in "ab"]
        assert prompt("export", what, "--uit", made[0]).status == 0
        assert prompt("export", what, "--uit", made[1], "--store", "b.duckdb").status == 0
        assert made[0].read_bytes() == made[1].read_bytes(), what


@pytest.mark.parametrize(
    "command", [["systeem", "brp:f"], ["samenloop"], ["casus", "lijst"], ["serve", "--poort", "0"]]
)
def test_a_folder_as_store_is_the_users_mistake_in_one_sentence(prompt: Ask, command: list[str]) -> None:
    answer = prompt(*command, "--store", ".")
    assert (answer.status, answer.out) == (2, "")
    assert answer.sentence == ". is een map en geen opslag: noem een bestand."
