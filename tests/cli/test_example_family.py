"""Every fact of VERWACHT.md, through the command line alone: inlezen koppelen analyseer systeem export.

What the certain rules of the first linking leave to the real linking is a strict expected failure that names
it: the issue "Koppelen: the same person across registers that share no key". Everything that follows from
persons is also asked of the true persons (``koppelen --waarheid``), so that it does not wait for that.
"""

import csv
import json
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from store_engines import ENGINES, place_for

TRUE_PERSONS = {
    "vader": {"brp-venlo:A1", "politie-limburg:SKN-1", "om-limburg:VIP9", "vz-limburg:V12"},
    "moeder": {"brp-venlo:A2", "jeugdzorg-nl:C78", "wijkteam-horst:W3"},
    "dochter": {"brp-venlo:A3", "politie-limburg:SKN-2", "jeugdzorg-nl:C77"},
    "zoon": {"brp-venlo:A4", "politie-limburg:SKN-3", "leerplicht-venlo:L1"},
    "jongste": {"brp-venlo:A5", "leerplicht-venlo:L2"},
    "jordi": {"brp-venlo:A6", "politie-limburg:SKN-4", "leerplicht-venlo:L3"},
    "bram": {"brp-venlo:A7", "politie-limburg:SKN-5"},
}
FAMILY = ("vader", "moeder", "dochter", "zoon", "jongste")


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """VERWACHT.md's persons as a truth folder."""
    folder = tmp_path_factory.mktemp("waarheid")
    lines = [
        f"{record.replace(':', ',', 1)},{name}"
        for name, records in TRUE_PERSONS.items()
        for record in sorted(records)
    ]
    (folder / "personen.csv").write_text(
        "\n".join(["bron,persoon_id,waar_id", *lines]) + "\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module", params=ENGINES)
def true(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    truth: Path,
    chain: Callable[..., Any],
) -> Any:
    """Commands on the family with its true persons, in a store of every engine."""
    folder = tmp_path_factory.mktemp("waar")
    return chain(folder, "--waarheid", truth, settings=settings_for(request, folder))


def settings_for(request: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    """Where the commands find their store, and what lets them in."""
    address = place_for(request, folder)
    server = {k: v for k, v in os.environ.items() if k.startswith("KNOOPPUNT_NEO4J_")}
    return {**server, "KNOOPPUNT_STORE": address}


@pytest.fixture(scope="module")
def system(true: Any) -> Any:
    """The system of the father on the peildatum."""
    return true("systeem", "brp-venlo:A1", "--json").json


@pytest.fixture(scope="module")
def names(true: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """From knooppunt_id to who it is in VERWACHT.md."""
    who = {record: name for name, records in TRUE_PERSONS.items() for record in records}
    found = linked(true, tmp_path_factory.mktemp("namen"))
    return {knooppunt_id: who[record] for record, knooppunt_id in found.items()}


def linked(family: Any, tmp_path: Path) -> dict[str, str]:
    """From record to knooppunt_id, as our own linking has it."""
    assert family("export", "personen", "--uit", tmp_path / "p.csv").status == 0
    return {f"{r['bron']}:{r['persoon_id']}": r["knooppunt_id"] for r in csv_rows(tmp_path / "p.csv")}


# Persons


def test_there_are_twenty_person_records_of_seven_sources(family, tmp_path):
    found = linked(family, tmp_path)
    assert len(found) == 20
    assert len({record.partition(":")[0] for record in found}) == 7
    assert set(found) == set().union(*TRUE_PERSONS.values())


def test_no_two_people_are_one_person(family, tmp_path):
    found = linked(family, tmp_path)
    for one, other in combinations(TRUE_PERSONS, 2):
        assert not {found[r] for r in TRUE_PERSONS[one]} & {found[r] for r in TRUE_PERSONS[other]}


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("vader", {"brp-venlo:A1", "om-limburg:VIP9"}),
        ("moeder", {"brp-venlo:A2", "wijkteam-horst:W3"}),
        ("dochter", {"brp-venlo:A3", "jeugdzorg-nl:C77"}),
        ("zoon", {"brp-venlo:A4", "leerplicht-venlo:L1", "politie-limburg:SKN-3"}),
        ("jongste", TRUE_PERSONS["jongste"]),
        ("jordi", {"brp-venlo:A6", "leerplicht-venlo:L3"}),
    ],
)
def test_the_certain_rules_join_what_is_certain(family, tmp_path, name, records):
    found = linked(family, tmp_path)
    assert len({found[record] for record in records}) == 1


@pytest.mark.parametrize(
    "name",
    [
        "vader",
        "moeder",
        "dochter",
        "zoon",
        "jongste",
        "jordi",
        "bram",
    ],
)
def test_all_records_of_a_person_are_joined_or_proposed(family, tmp_path, name):
    found = linked(family, tmp_path)
    assert len({found[record] for record in TRUE_PERSONS[name]}) == 1


def test_twenty_records_are_seven_persons(family, tmp_path):
    assert len(set(linked(family, tmp_path).values())) == 7


# Gezinssysteem


def test_the_system_is_father_mother_and_three_children(system, names):
    assert sorted(names[m["knooppunt_id"]] for m in system["leden"]) == sorted(FAMILY)
    records = {record for member in system["leden"] for record in member["records"]}
    assert records == set().union(*(TRUE_PERSONS[name] for name in FAMILY))


def test_every_membership_has_its_reason(system):
    assert all(member["reden"].endswith(".") for member in system["leden"])


def test_everyone_of_the_family_is_in_the_one_system_of_the_kern(true, system):
    for record in ("brp-venlo:A3", "brp-venlo:A4", "brp-venlo:A5"):
        assert true("systeem", record, "--json").json["systeem_id"] == system["systeem_id"]


def test_the_family_is_one_system(true, tmp_path, names):
    assert true("export", "systemen", "--uit", tmp_path / "s.csv").status == 0
    rows = csv_rows(tmp_path / "s.csv")
    theirs = {row["systeem_id"] for row in rows if names[row["knooppunt_id"]] in FAMILY}
    assert len(theirs) == 1
    friends = {
        names[r["knooppunt_id"]]: r["systeem_id"] for r in rows if names[r["knooppunt_id"]] not in FAMILY
    }
    assert set(friends) == {"jordi", "bram"}
    assert len({*friends.values(), *theirs}) == 3


def test_on_the_peildatum_there_are_two_addresses(true, tmp_path, names):
    homes = households(true, tmp_path)
    places = {frozenset(names[p] for p in h["leden"]): h["adres"] for h in homes}
    assert places[frozenset({"vader", "dochter", "zoon", "jongste"})].startswith("Lijsterbesstraat 18")
    assert places[frozenset({"moeder"})].startswith("Molenweg 7")


def test_the_daughter_also_stays_with_her_mother(true, tmp_path, names):
    part_time = {
        h["adres"].partition(",")[0]: {names[p] for p in h["deels"]} for h in households(true, tmp_path)
    }
    assert part_time["Molenweg 7"] == {"dochter"}


def test_in_2018_the_map_shows_one_household_of_five(true, tmp_path, names):
    homes = households(true, tmp_path, "--peildatum", "2018-06-30")
    assert [sorted(names[p] for p in h["leden"]) for h in homes] == [sorted(FAMILY)]


def test_father_and_mother_are_ex_partners(true, tmp_path, names):
    kinds = {
        (names[r["van"]], names[r["naar"]]): r["soort"]
        for r in map_of(true, tmp_path)["relaties"]
        if r["soort"] in ("partner", "ex_partner")
    }
    assert kinds == {("vader", "moeder"): "ex_partner"}


def map_of(true: Any, tmp_path: Path, *more: str) -> Any:
    """The gezinskaart of the father."""
    answer = true("kaart", "brp-venlo:A1", "--uit", tmp_path / "kaart.json", *more)
    assert answer.status == 0, answer.err
    return json.loads((tmp_path / "kaart.json").read_text(encoding="utf-8"))


def households(true: Any, tmp_path: Path, *more: str) -> Any:
    """Its households."""
    return map_of(true, tmp_path, *more)["huishoudens"]


# Who is at work


def test_four_trajecten_of_four_organisations_run_and_nobody_directs(system, names):
    running = {
        (t["bron"], t["traject_id"]): (t["soort"], t["status"], [names[p] for p in t["personen"]])
        for t in system["trajecten"]
    }
    assert running == {
        ("om-limburg", "Z1"): ("strafzaak", "lopend", ["vader"]),
        ("jeugdzorg-nl", "T5"): ("zorgtraject", "lopend", ["dochter"]),
        ("leerplicht-venlo", "LP1"): ("leerplicht", "gestagneerd", ["zoon"]),
        ("wijkteam-horst", "H9"): ("wijkteam", "lopend", ["moeder"]),
    }
    assert len({t["partner"] for t in system["trajecten"]}) == 4
    assert {t["traject_id"] for t in system["trajecten"] if not t["regisseur"]} == {"H9"}


# Samenloop


def test_the_samenloop_is_six_pairs_beside_one_another(system):
    assert [o["soort"] for o in system["samenloop"]] == ["naast_elkaar"] * 6
    pairs = {(o["bron_a"], o["traject_a"], o["bron_b"], o["traject_b"]) for o in system["samenloop"]}
    tracks = sorted(
        [("om-limburg", "Z1"), ("jeugdzorg-nl", "T5"), ("leerplicht-venlo", "LP1"), ("wijkteam-horst", "H9")]
    )
    assert pairs == {(*a, *b) for a, b in combinations(tracks, 2)}


def test_the_export_of_the_samenloop_has_their_days(true, tmp_path):
    assert true("export", "samenloop", "--uit", tmp_path / "s.csv").status == 0
    rows = {(r["traject_a"], r["traject_b"]): (r["van"], r["tot"]) for r in csv_rows(tmp_path / "s.csv")}
    assert rows == {
        ("T5", "LP1"): ("2025-01-15", ""),
        ("T5", "Z1"): ("2025-06-13", ""),
        ("T5", "H9"): ("2025-02-01", ""),
        ("LP1", "Z1"): ("2025-06-13", ""),
        ("LP1", "H9"): ("2025-02-01", ""),
        ("Z1", "H9"): ("2025-06-13", ""),
    }


# Out of sight


def test_three_are_out_of_sight_each_in_his_own_way(system, names):
    found = {names[o["knooppunt_id"]]: o["soort"] for o in system["uit_beeld"]}
    assert found == {"jongste": "geheel", "zoon": "afgebroken", "vader": "zonder_zorg"}
    assert all(o["reden"].endswith(".") for o in system["uit_beeld"])


# Weging


def values(facts: list[dict[str, Any]], kind: str) -> set[str]:
    """What the facts of a kind name."""
    return {fact["waarde"] for fact in facts if fact["soort"] == kind}


def test_problems_lie_in_six_of_eight_life_domains(system):
    assert values(system["weging"]["ondoorgrondelijk"], "leefgebied") == {
        "lichamelijk_functioneren",
        "sociaal_functioneren",
        "psychisch_functioneren",
        "dagbesteding",
        "financien",
        "huisvesting",
    }


def test_three_ketens_work_in_three_frames(system):
    facts = system["weging"]["ongrijpbaar"]
    assert values(facts, "keten") == {"straf", "zorg", "bestuur"}
    assert values(facts, "kader") == {"dwang", "drang", "vrijwillig"}


def test_all_five_have_problems_of_their_own(system, names):
    facts = system["weging"]["ontwrichtend"]
    assert {names[f["persoon"]] for f in facts if f["soort"] == "persoon"} == set(FAMILY)


def test_the_dispute_and_the_nuisance_stand_under_disrupting(system):
    facts = system["weging"]["ontwrichtend"]
    assert any(f["soort"] == "conflict" for f in facts)
    records = {record for f in facts if f["soort"] == "melding" for record in f["records"]}
    assert {"politie-limburg:M1", "politie-limburg:M4"} <= records


def test_every_fact_of_the_weging_names_its_records(system):
    for facts in system["weging"].values():
        assert facts
        assert all(fact["records"] for fact in facts)


# Friends


def test_the_two_friends_stand_one_step_from_the_son(system, names):
    steps = {(names[n["knooppunt_id"]], names[n["via"]]) for n in system["netwerk"]}
    assert {who for who, _ in steps} == {"jordi", "bram"}
    assert {via for _, via in steps} == {"zoon"}


# With our own linking


def test_our_own_linking_gives_the_same_members(family, tmp_path):
    found = linked(family, tmp_path)
    members = {m["knooppunt_id"] for m in family("systeem", "brp-venlo:A1", "--json").json["leden"]}
    assert {found[f"brp-venlo:A{number}"] for number in range(1, 6)} <= members


def test_our_own_linking_gives_the_four_trajecten(family):
    found = family("systeem", "brp-venlo:A1", "--json").json
    assert {t["traject_id"] for t in found["trajecten"]} == {"Z1", "T5", "LP1", "H9"}
    assert len(found["samenloop"]) == 6


def test_our_own_linking_sees_who_is_out_of_sight(family, tmp_path):
    found = linked(family, tmp_path)
    unseen = {
        o["knooppunt_id"]: o["soort"] for o in family("systeem", "brp-venlo:A1", "--json").json["uit_beeld"]
    }
    assert unseen == {
        found["brp-venlo:A5"]: "geheel",
        found["brp-venlo:A4"]: "afgebroken",
        found["brp-venlo:A1"]: "zonder_zorg",
    }
