"""Every fact of VERWACHT.md about the example family, with its true persons given."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from family_view import DAY, FAMILY, TRUE_PERSONS, family_view

from graph.analysis.family_map import family_map, family_maps
from graph.analysis.out_of_sight import out_of_sight
from graph.analysis.overlaps import overlaps
from graph.analysis.run import PARTS, analyse
from graph.analysis.systems import systems_of, systems_on
from graph.network import Network
from models.errors import NotFound
from models.family_map import FamilyMap

OLD_DAY = date(2018, 6, 30)


@cache
def network() -> Network:
    return Network.from_view(family_view())


@cache
def family(day: date = DAY) -> FamilyMap:
    return family_map(network(), "vader", day)


def test_twenty_records_are_seven_persons() -> None:
    assert network().records.height == 20
    assert network().persons["knooppunt_id"].to_list() == sorted(TRUE_PERSONS)


def test_the_family_is_father_mother_and_three_children() -> None:
    assert {p.knooppunt_id for p in family().personen} == FAMILY
    members = systems_on(network(), DAY).filter(systeem_id=family().systeem_id)
    assert set(members["knooppunt_id"]) == FAMILY
    assert set(members.filter("kern")["knooppunt_id"]) == FAMILY - {"moeder"}


def test_the_mother_belongs_by_her_children_and_the_reason_says_so() -> None:
    reasons = {p.knooppunt_id: p.reden for p in family().personen}
    assert reasons["moeder"] == "Ouder van een kind onder de 18 in dit gezin."
    assert reasons["zoon"] == "Woont in dit huishouden."


def test_every_member_has_one_and_the_same_system() -> None:
    assert {tuple(systems_of(network(), person, DAY)) for person in FAMILY} == {(family().systeem_id,)}


def test_the_family_lives_at_two_addresses_and_the_daughter_partly_at_the_second() -> None:
    first, second = family().huishoudens
    assert (first.letter, first.adres, set(first.leden)) == (
        "A", "Lijsterbesstraat 18, Venlo", FAMILY - {"moeder"},
    )  # fmt: skip
    assert (second.letter, second.adres, second.leden) == ("B", "Molenweg 7, Grubbenvorst", ("moeder",))
    assert second.deels == ("dochter",)


def test_the_friends_have_a_household_elsewhere() -> None:
    friends = systems_on(network(), DAY).filter(knooppunt_id="jordi")
    assert friends["kern"].all()
    assert set(friends["systeem_id"]) != {family().systeem_id}
    assert systems_of(network(), "jordi", DAY) != systems_of(network(), "bram", DAY)


def test_father_and_mother_are_ex_partners_since_march_2019() -> None:
    kinds = {(r.van, r.naar, r.soort.value): r.periode for r in family().relaties}
    assert kinds["vader", "moeder", "ex_partner"].van == date(2019, 3, 1)
    assert ("vader", "moeder", "partner") not in kinds


def test_in_2018_the_map_shows_one_household_of_five() -> None:
    (household,) = family(OLD_DAY).huishoudens
    assert set(household.leden) == FAMILY
    assert all(p.kern for p in family(OLD_DAY).personen)
    assert {r.soort.value for r in family(OLD_DAY).relaties if r.van == "vader" and r.naar == "moeder"} == {
        "partner"
    }


def test_four_running_trajecten_of_four_organisations_and_nobody_directs() -> None:
    shown = {(t.bron, t.traject_id, t.personen) for t in family().trajecten}
    assert shown == {
        ("om-limburg", "Z1", ("vader",)),
        ("jeugdzorg-nl", "T5", ("dochter",)),
        ("leerplicht-venlo", "LP1", ("zoon",)),
        ("wijkteam-horst", "H9", ("moeder",)),
    }
    status = {t.traject_id: (t.status, t.regisseur, t.directs) for t in family().trajecten}
    assert status["LP1"][0] == "gestagneerd"
    assert status["H9"] == ("lopend", "", False)
    assert family().antwoord == "4 trajecten van 4 organisaties; niemand heeft de regie over het geheel."


def test_six_pairs_stand_beside_each_other_and_none_is_a_double_track() -> None:
    rows = overlaps(network())
    assert rows.height == 6
    assert set(rows["soort"]) == {"naast_elkaar"}
    assert set(rows["systeem_id"]) == {family().systeem_id}
    on_map = {
        (o.soort, o.bron_a, o.traject_a, o.bron_b, o.traject_b, o.van, o.tot) for o in family().samenloop
    }
    columns = ("soort", "bron_a", "traject_a", "bron_b", "traject_b", "van", "tot")
    assert on_map == set(rows.select(columns).rows())
    assert not any("dezelfde persoon" in reason for reason in rows["reden"])


def test_who_is_out_of_sight_and_why() -> None:
    found = {person: kind for _, person, kind, _ in out_of_sight(network(), DAY).rows()}
    assert found == {"jongste": "geheel", "zoon": "afgebroken", "vader": "zonder_zorg"}
    reasons = {u.persoon: u.reden for u in family().uit_beeld}
    assert "20-05-2025" in reasons["jongste"]
    assert "gestaakt (01-03-2025)" in reasons["zoon"]
    assert "straf" in reasons["vader"]


def test_weighing_counts_six_life_domains() -> None:
    facts = {f.waarde: f.records for f in family().weging.ondoorgrondelijk}
    assert set(facts) == {
        "lichamelijk_functioneren", "sociaal_functioneren", "psychisch_functioneren", "dagbesteding",
        "financien", "huisvesting",
    }  # fmt: skip
    assert facts["sociaal_functioneren"] == ("jeugdzorg-nl:s1", "leerplicht-venlo:v2", "vz-limburg:z2")


def test_weighing_counts_three_ketens_and_three_kaders() -> None:
    values = {(f.soort, f.waarde) for f in family().weging.ongrijpbaar}
    assert {v for kind, v in values if kind == "keten"} == {"straf", "zorg", "bestuur"}
    assert {v for kind, v in values if kind == "kader"} == {"dwang", "drang", "vrijwillig"}


def test_weighing_names_persons_with_problems_disputes_and_notifications() -> None:
    facts = family().weging.ontwrichtend
    persons = {f.persoon: f.waarde for f in facts if f.soort == "persoon"}
    assert persons == dict.fromkeys(("dochter", "zoon", "jongste"), "kind") | dict.fromkeys(
        ("vader", "moeder"), "volwassene"
    )
    assert [f.records for f in facts if f.soort == "conflict"] == [
        ("politie-limburg:SKN-1", "politie-limburg:SKN-2"),
        ("politie-limburg:SKN-2", "politie-limburg:SKN-3"),
    ]
    told = {f.waarde: f.records for f in facts if f.soort == "melding"}
    assert told["overlast"] == ("politie-limburg:M1", "politie-limburg:M4")
    assert told["politiemutatie"] == tuple(f"politie-limburg:M{n}" for n in range(1, 6))
    assert all(f.records for f in facts)


def test_weighing_of_an_earlier_day_counts_what_had_started_then() -> None:
    then = family_map(network(), "vader", date(2025, 1, 1)).weging
    assert {f.waarde for f in then.ongrijpbaar if f.soort == "keten"} == {"zorg"}
    assert [f.records for f in then.ontwrichtend if f.soort == "melding"] == [("politie-limburg:M1",)] * 2


def test_the_friends_stand_one_step_away_through_the_older_son_and_nobody_else_does() -> None:
    steps = {(c.persoon.knooppunt_id, c.relatie, c.via) for c in family().netwerk}
    assert steps == {
        (friend, relation, "zoon")
        for friend in ("jordi", "bram")
        for relation in ("vriend", "samen in een melding")
    }


def test_a_map_of_a_case_starts_from_its_betrokkenen() -> None:
    of_father = family_map(network(), "vader", DAY, betrokkenen=frozenset({"vader"}))
    assert of_father.netwerk == ()
    assert [p.knooppunt_id for p in of_father.personen if p.betrokkene] == ["vader"]
    of_son = family_map(network(), "vader", DAY, betrokkenen=frozenset({"zoon"}))
    assert of_son.netwerk == family().netwerk


def test_who_is_not_born_yet_has_no_map() -> None:
    assert family_maps(network(), "jongste", date(2014, 6, 4)) == ()
    with pytest.raises(NotFound, match="andere peildatum"):
        family_map(network(), "jongste", date(2014, 6, 4))


def test_an_unknown_person_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFound, match="staat niet in het netwerk"):
        family_map(network(), "niemand", DAY)


def test_one_run_gives_every_result_with_its_rule_and_version() -> None:
    results = analyse(family_view(), DAY).results
    assert set(results) == {*PARTS, "analyse"}
    assert results["analyse"]["versie"].to_list() == [f"{r} {v}" for _, (r, v) in sorted(PARTS.items())]
    assert results["samenlopen"].equals(overlaps(network()))
    assert results["uit_beeld"].equals(out_of_sight(network(), DAY))
    assert results["systeemleden"].equals(systems_on(network(), DAY))


def test_no_sentence_names_a_person() -> None:
    results = analyse(family_view(), DAY).results
    text = " ".join(
        results[n]["reden"].str.join(" ").item() for n in ("systeemleden", "samenlopen", "uit_beeld")
    )
    names = {name for p in family().personen for name in (p.roepnaam, p.naam.split()[-1])}
    assert not [name for name in names if name in text]
