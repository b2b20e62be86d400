"""What the region looks like: volumes, names, numbers, places and mistakes."""

from __future__ import annotations

import csv
import json

import numpy as np
import polars as pl
import pytest
import shapely
from shared_data import shared
from stdnum.nl import bsn

from graph.synthetic.draft import GRAND
from graph.synthetic.housemates import Housemates
from graph.synthetic.landscape import landscape
from graph.synthetic.moves import house
from graph.synthetic.names import name_people
from graph.synthetic.numbers import citizen_numbers
from graph.synthetic.plan import TODAY, Errors, Plan, Size
from graph.synthetic.population import STORIES, Population, populate


def weighted(number: str) -> int:
    return sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), number, strict=True)) % 11


def test_yearly_volumes_follow_those_of_a_region(normal) -> None:
    scale = 2_000 / 100_000 * 10
    assert normal.all("meldingen").height == pytest.approx(2_850 * scale, rel=0.02)
    follow = normal.all("vervolgacties")["soort"].value_counts()
    counts = dict(follow.iter_rows())
    discussed = sum(n for kind, n in counts.items() if kind not in ("partner", "geen"))
    assert discussed == pytest.approx(1_705 * scale, rel=0.02)
    assert normal.all("interventies").height == pytest.approx(10_230 * scale, rel=0.02)
    plans = normal.all("trajecten").filter(pl.col("plantype") == "integraal")
    assert plans.height == pytest.approx(290 * scale, rel=0.1)


def test_history_spans_ten_years(normal) -> None:
    years = {day[:4] for day in normal.all("meldingen")["datum"]}
    assert years == {str(year) for year in range(2015, 2026)}


def test_small_regions_use_the_test_range_and_each_number_is_one_persons(exact) -> None:
    rows = exact.all("personen").filter(pl.col("burgerservicenummer").is_not_null())
    numbers = rows["burgerservicenummer"].unique().to_list()
    assert all(n.startswith("9999") and bsn.is_valid(n) for n in numbers)
    who = rows.join(exact.truth("personen"), on=["bron", "persoon_id"])
    owners = who.group_by("burgerservicenummer").agg(pl.col("waar_id").n_unique())
    assert owners["waar_id"].max() == 1


def test_larger_regions_use_numbers_that_fail_the_elfproef_on_purpose(tmp_path) -> None:
    plan = Plan(Size.REGIO, 100_000, 1, Errors.GEEN)
    numbers = [str(n) for n in citizen_numbers(plan, 50_000)]
    assert len(set(numbers)) == 50_000
    assert {weighted(n) for n in numbers} == {5}
    assert {len(n) for n in numbers} == {9}


def test_there_are_citizen_numbers_for_everyone_of_a_large_region() -> None:
    plan = Plan(Size.LAND, 564_994, 3, Errors.NORMAAL)
    assert len(set(citizen_numbers(plan, 564_994).tolist())) == 564_994


def test_other_sources_know_the_citizen_number_of_some_people(normal) -> None:
    rows = normal.all("personen")
    share = rows.group_by("bron").agg(1 - pl.col("burgerservicenummer").is_null().mean())
    known = dict(share.iter_rows())
    assert known.pop("brp-vlierstreek") == 1
    assert known.pop("politie-vlierstreek") == 0
    large = {r["bron"] for r in rows["bron"].value_counts().filter(pl.col("count") > 60).to_dicts()}
    assert all(0.2 < value < 0.75 for bron, value in known.items() if bron in large)


def test_now_and_then_a_child_has_the_number_of_its_mother(double) -> None:
    rows = double.all("personen").filter(pl.col("burgerservicenummer").is_not_null())
    who = rows.join(double.truth("personen"), on=["bron", "persoon_id"])
    owners = who.group_by("burgerservicenummer").agg(pl.col("waar_id").n_unique())
    assert owners["waar_id"].max() == 2


def names_agree(region) -> float:
    """Share of records elsewhere whose surname and date of birth are those of the register."""
    rows = region.all("personen").join(region.truth("personen"), on=["bron", "persoon_id"])
    register = rows.filter(pl.col("bron") == "brp-vlierstreek")
    others = rows.filter(pl.col("bron") != "brp-vlierstreek")
    both = others.join(register, on="waar_id", suffix="_brp")
    same = [pl.col(c).eq_missing(pl.col(f"{c}_brp")) for c in ("voornamen", "geslachtsnaam", "geboortedatum")]
    return both.select(pl.all_horizontal(same).mean()).item()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_siblings_have_call_names_of_their_own_and_some_sons_that_of_their_father(seed) -> None:
    plan = Plan(Size.KLEIN, 4_000, seed, Errors.GEEN)
    people = populate(plan)
    names = name_people(plan, people)["voornamen"]
    call = names.str.split(" ").list.first()
    rows = pl.DataFrame({n: people.people[n] for n in ("mother", "father")}).with_columns(call=call)
    for parent in ("mother", "father"):
        children = rows.filter(pl.col(parent) >= 0)
        assert not children.select(parent, "call").is_duplicated().any()
    sons = rows.with_columns(names=names).filter(pl.col("father") >= 0)
    assert (sons["names"] == names.gather(sons["father"])).sum() > 1


def test_mistakes_follow_the_level_of_errors(exact, normal, double) -> None:
    none, some, twice = (names_agree(region) for region in (exact, normal, double))
    assert none == 1
    assert 0.2 < some < 0.75
    assert twice < some - 0.1


def test_exact_regions_write_addresses_as_the_register_does(exact) -> None:
    columns = ["straat", "huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "woonplaats"]
    register = exact.table("brp-vlierstreek", "adressen").select(columns)
    others = exact.all("adressen").filter(pl.col("bron") != "brp-vlierstreek").select(columns)
    assert not len(others.join(register, on=columns, how="anti", nulls_equal=True))


@pytest.mark.parametrize("story", [story.name for story in STORIES])
def test_every_form_of_family_occurs(story) -> None:
    people = populate(Plan(Size.KLEIN, 2_000, 5, Errors.GEEN))
    number = next(n for n, s in enumerate(STORIES) if s.name == story)
    assert (people.clans["kind"] == number).sum() >= 2


@pytest.fixture(scope="module")
def lived() -> tuple[Population, pl.DataFrame]:
    """A larger population, with ``person, age, address, site`` of who lives there on the peildatum."""
    plan = Plan(Size.REGIO, 30_000, 2, Errors.GEEN)
    people = populate(plan)
    mates = Housemates(house(plan, people, landscape(plan)))
    everyone = np.arange(people.size)
    row = mates.stay(everyone, np.full(people.size, TODAY))
    columns = {name: mates.column(name, row) for name in ("address", "site")}
    age = (TODAY - people.people["born"]) / 365.25
    frame = pl.DataFrame({"person": everyone, "age": age, **columns})
    return people, frame.filter(pl.col("address") >= 0)


def test_households_and_ages_are_near_those_of_the_netherlands(lived) -> None:
    people = lived[1]
    sizes = people.filter(pl.col("site") < 0)["address"].value_counts()["count"]
    assert (sizes == 1).mean() == pytest.approx(0.40, abs=0.03)
    assert sizes.mean() == pytest.approx(2.1, abs=0.15)
    assert (people["age"] >= 70).mean() == pytest.approx(0.15, abs=0.02)
    assert (people["age"] < 20).mean() == pytest.approx(0.21, abs=0.02)


def test_grandchildren_know_their_grandparents_and_some_families_span_three_generations(lived) -> None:
    people, here = lived
    kin = pl.DataFrame(people.kin).filter(pl.col("kind") == GRAND).select("a", "b")
    ages = here.select("person", "age", "address")
    pairs = kin.join(ages, left_on="a", right_on="person").join(
        ages, left_on="b", right_on="person", suffix="_b"
    )
    assert pairs["b"].n_unique() > 0.05 * here.height
    assert (pairs["age"] - pairs["age_b"] > 30).all()
    assert (pairs["address"] == pairs["address_b"]).sum() > 100


def test_relations_of_every_kind_are_delivered(normal) -> None:
    kinds = set(normal.all("relaties")["soort"])
    expected = "ouder stiefouder pleegouder adoptieouder grootouder partner ex_partner gezag vriend conflict"
    assert set(expected.split()) <= kinds


def test_places_of_every_kind_are_lived_in(normal) -> None:
    stays = normal.table("brp-vlierstreek", "verblijf")
    places = normal.table("brp-vlierstreek", "adressen").select("adres_id", plek="soort")
    lived = stays.join(places, on="adres_id")
    assert set(lived["plek"]) == {"woning", "instelling", "opvang", "detentie", "briefadres"}
    assert "deels" in set(normal.all("verblijf")["soort"])


def test_the_unborn_are_known_to_others_than_the_register(normal) -> None:
    rows = normal.all("personen").filter(pl.col("ongeboren") == "ja")
    assert set(rows["bron"]) == {"vt-vlierstreek"}
    assert rows["geboortedatum"].drop_nulls().min() > "2025"


def test_addresses_lie_in_their_wijk(normal) -> None:
    shapes = {
        f["properties"]["code"]: shapely.geometry.shape(f["geometry"])
        for f in json.loads((normal.folder / "gebieden.geojson").read_text(encoding="utf-8"))["features"]
    }
    rows = normal.table("brp-vlierstreek", "adressen")
    assert all(
        shapes[wijk].covers(shapely.Point(float(x), float(y)))
        for wijk, x, y in rows.select("wijkcode", "rd_x", "rd_y").iter_rows()
    )


def test_gemeenten_are_the_sum_of_their_wijken_and_some_wijk_is_small(normal) -> None:
    with (normal.folder / "gebieden.csv").open(encoding="utf-8") as file:
        rows = {r["code"]: r for r in csv.DictReader(file)}
    wijken = [r for code, r in rows.items() if code.startswith("WK")]
    for code in (c for c in rows if c.startswith("GM")):
        mine = [r for r in wijken if r["code"][2:6] == code[2:6]]
        assert sum(int(r["inwoners"]) for r in mine) == int(rows[code]["inwoners"])
    assert min(int(r["inwoners"]) for r in wijken) < 100


@pytest.mark.parametrize(("size", "persons"), [(Size.KLEIN, 2_000), (Size.LAND, 3_000_000)])
def test_the_name_of_a_wijk_stands_once_in_a_region(size, persons) -> None:
    land = landscape(Plan(size, persons, 1, Errors.GEEN))
    names = land.names + land.gemeente_names
    assert len({name.casefold() for name in names}) == len(names)


def test_no_gemeente_or_wijk_is_a_real_one(normal) -> None:
    real = json.loads(shared("geo/nederland_wijken_2022_rd.geojson").read_text(encoding="utf-8"))["features"]
    limburg = json.loads(shared("geo/limburg_gemeenten_2022_rd.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    codes = {f["properties"]["code"][2:6] for f in real}
    names = {f["properties"]["naam"].casefold() for f in limburg}
    with (normal.folder / "gebieden.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert not {r["code"][2:6] for r in rows} & codes
    assert not {r["naam"].casefold() for r in rows if r["code"].startswith("GM")} & names
    wijken = {f["properties"]["naam"].casefold() for f in real}
    land = landscape(Plan(Size.LAND, 3_000_000, 1, Errors.GEEN))
    assert not {name.casefold() for name in land.names} & wijken
