"""What a Reader lets through: role, purpose, casus, radius, and what a source keeps from someone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace

import polars as pl
import pytest
from family_store import FATHER, MOMENT, NAMES, open_family_case
from later_levering import later_levering

from graph.access import Desk, Opening, Reader, Right, close_case, open_case
from graph.access.family import MASKED_ADDRESS, mask_addresses
from graph.access.known import HIDDEN
from graph.access.rows import OverlapChoice
from graph.access.rules import permit, purpose_of
from graph.audit import pseudonym
from graph.store.base import Store
from models.access import Actor, Purpose, Role
from models.contract import PERSONEN, TRAJECTEN
from models.errors import AccessDenied, InputError, NotFound
from models.family_map import MapContact
from models.judgement import RecordRef

Look = Callable[..., Reader]
METHODS: dict[Right, Callable[[Reader], object]] = {
    Right.CASUSSEN: lambda reader: reader.cases(),
    Right.ZOEKEN: lambda reader: reader.search("Ingrid"),
    Right.GEZINSKAART: lambda reader: reader.family_maps(),
    Right.AFDRUKKEN: lambda reader: reader.printed(),
    Right.VERKENNEN: lambda reader: reader.explore(),
    Right.SAMENLOOP: lambda reader: reader.overlaps(OverlapChoice()),
    Right.HOTSPOTS: lambda reader: reader.hotspots(),
    Right.LEVERINGEN: lambda reader: reader.deliveries(),
    Right.KOPPELINGEN: lambda reader: reader.link_counts(),
    Right.AGENDA: lambda reader: reader.agenda(),
    Right.VERWERKINGSLOG: lambda reader: reader.log(Right.VERWERKINGSLOG, 1, 10),
    Right.AUDITLOG: lambda reader: reader.log(Right.AUDITLOG, 1, 10),
    Right.STATUS: lambda reader: reader.status(),
}
CASE_WORK = {Right.CASUSSEN, Right.GEZINSKAART}
MAY: dict[Role, set[Right]] = {
    Role.PROCESREGISSEUR: CASE_WORK | {Right.ZOEKEN, Right.AFDRUKKEN, Right.VERKENNEN},
    Role.CASUSREGISSEUR: CASE_WORK | {Right.ZOEKEN, Right.AFDRUKKEN},
    Role.DEELNEMER: CASE_WORK,
    Role.WEEGPLOEG: {Right.CASUSSEN, Right.AGENDA},
    Role.INFORMATIEMEDEWERKER: {Right.LEVERINGEN, Right.KOPPELINGEN},
    Role.ANALIST: {Right.HOTSPOTS},
    Role.MANAGER: {Right.SAMENLOOP, Right.HOTSPOTS},
    Role.TOETSER: {Right.VERWERKINGSLOG, Right.AUDITLOG},
    Role.BEHEERDER: {Right.STATUS},
}
"""Written out here once more, so that a change of the rules is a change of this table too."""


def passes(reader: Reader, right: Right) -> bool:
    try:
        METHODS[right](reader)
    except AccessDenied:
        return False
    return True


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_says_and_nothing_else(standing: tuple[str, Look], role: Role) -> None:
    number, look = standing
    got = {right for right in Right for purpose in Purpose if permitted(role, right, purpose)}
    assert got == MAY[role]
    for right in Right:
        fitting = purpose_of(right, role) or Purpose.CASUSREGIE
        wrong = Purpose.BEHEER if fitting is not Purpose.BEHEER else Purpose.CASUSREGIE
        assert passes(look(role, fitting, number), right) == (right in MAY[role])
        assert not passes(look(role, wrong, number), right)


def permitted(role: Role, right: Right, purpose: Purpose) -> bool:
    try:
        permit(right, Actor("x", role, "x"), purpose)
    except AccessDenied:
        return False
    return True


def test_no_right_has_two_purposes_for_one_role() -> None:
    for role in Role:
        for right in Right:
            assert sum(permitted(role, right, purpose) for purpose in Purpose) <= 1


@pytest.mark.parametrize("right", Right)
def test_without_a_purpose_nobody_sees_anything(standing: tuple[str, Look], right: Right) -> None:
    number, look = standing
    for role in Role:
        with pytest.raises(AccessDenied):
            METHODS[right](look(role, None, number))


def test_a_refusal_names_its_rule_and_is_logged(store: Store, look: Look) -> None:
    reader = look(Role.MANAGER, Purpose.CASUSREGIE, open_family_case(store).nummer)
    with pytest.raises(AccessDenied, match="regel rol"):
        reader.family_maps()
    line = store.view().ledger("auditlog").row(-1, named=True)
    assert line["uitkomst"].startswith("geweigerd: De rol manager mag gezinskaart niet zien")
    assert (line["trace_id"], line["actor"]) == (reader.trace_id, "Marga Manager (verzonnen)")
    assert store.view().ledger("verwerkingslog").is_empty()


def test_somebody_elses_case_looks_like_one_that_does_not_exist(store: Store, look: Look) -> None:
    other = open_case(store, Opening("Iemand Anders (verzonnen)", (FATHER,)), by="x", at=MOMENT).nummer
    answers = []
    for number in (other, "C-222222"):
        with pytest.raises(AccessDenied) as refused:
            look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).family_maps()
        answers.append(str(refused.value))
    assert answers[0] == answers[1]
    assert look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE).cases() == []


def test_a_closed_case_is_gone_from_list_map_and_search_at_once(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    director = (Role.PROCESREGISSEUR, Purpose.CASUSREGIE)
    assert look(*director, number).family_maps()
    close_case(store, number, by="x", at=MOMENT)
    assert look(*director).cases() == []
    for method in ("family_maps", "explore", "case"):
        with pytest.raises(AccessDenied, match="gesloten"):
            getattr(look(*director, number), method)()
    with pytest.raises(AccessDenied, match="gesloten"):
        look(*director, number).search("Ingrid")


def test_the_map_holds_the_system_and_one_step_from_the_betrokkene_only(store: Store, look: Look) -> None:
    about_father = open_family_case(store).nummer
    maps = look(Role.DEELNEMER, Purpose.CASUSREGIE, about_father).family_maps()
    assert {p.knooppunt_id for p in maps[0].personen} == {"vader", "moeder", "dochter", "zoon", "jongste"}
    assert [contact.persoon.knooppunt_id for contact in maps[0].netwerk] == []
    opening = Opening("Petra Procesregisseur (verzonnen)", (RecordRef("leerplicht-venlo", "L1"),))
    about_son = open_case(store, opening, by="x", at=MOMENT).nummer
    maps = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, about_son).family_maps()
    assert {contact.persoon.knooppunt_id for contact in maps[0].netwerk} == {"jordi", "bram"}
    assert {contact.via for contact in maps[0].netwerk} == {"zoon"}


def test_everyone_on_a_map_gets_a_line_of_the_level_that_was_looked_at(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    reader = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number)
    reader.family_maps()
    secret = store.view().secret
    log = store.view().ledger("verwerkingslog").filter(trace_id=reader.trace_id)
    family = {pseudonym(secret, who) for who in ("vader", "moeder", "dochter", "zoon", "jongste")}
    assert set(log["data_subject_id"].drop_nulls()) == family
    assert set(log["niveau"]) == {"geopend"}


def test_one_person_opened_is_a_look_in_detail_at_those_tied_to_him(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    reader = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number)
    part = reader.person("jongste")
    assert {i.persoon for i in part.interventies} | {s.persoon for s in part.signalen} <= {"jongste"}
    assert {t for track in part.trajecten for t in track.personen} <= {"jongste"}
    assert set(store.view().ledger("verwerkingslog")["niveau"]) == {"in detail geopend"}
    with pytest.raises(NotFound):
        look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).person("bram")
    assert "regel straal" in store.view().ledger("auditlog")["uitkomst"][-1]


def test_search_finds_names_within_the_case_and_takes_no_citizen_number(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    director = (Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number)
    assert [p.knooppunt_id for p in look(*director).search("heu ING")] == ["moeder"]
    assert look(*director).search("Jordi") == []
    assert look(*director).search(" ") == []
    with pytest.raises(InputError, match="Zoek op naam"):
        look(*director).search("999900018")
    assert "gezocht" in set(store.view().ledger("verwerkingslog")["niveau"])


def test_the_samenloop_list_holds_no_name_and_not_what_kind_of_traject_it_is(
    store: Store, look: Look
) -> None:
    found = look(Role.MANAGER, Purpose.TRIAGE).overlaps(OverlapChoice())
    text = json.dumps(asdict(found), default=str)
    assert found.totaal == 1
    assert "Jeugdzorg Noord-Limburg" in text
    assert [name for name in (*NAMES, "vader", "strafzaak", "zorgtraject") if name in text] == []
    log = store.view().ledger("verwerkingslog")
    assert log["data_subject_id"].drop_nulls().len() == 5


def test_what_is_kept_from_an_organisation_is_absent_for_it_alone(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    later_levering(store, TRAJECTEN, ("jeugdzorg-nl", "T5"), pl.lit("zorgpartner-demo").alias("niet_aan"))
    seen = {
        role: {
            t.traject_id for m in look(role, Purpose.CASUSREGIE, number).family_maps() for t in m.trajecten
        }
        for role in (Role.PROCESREGISSEUR, Role.DEELNEMER)
    }
    assert seen[Role.PROCESREGISSEUR] - seen[Role.DEELNEMER] == {"T5"}


def test_a_betrokkene_is_shown_by_what_other_sources_say_where_one_keeps_its_record(
    store: Store, look: Look
) -> None:
    number = open_family_case(store).nummer
    hidden = pl.lit("jeugdzorg").alias("niet_aan")
    later_levering(store, PERSONEN, ("brp-venlo", "A1"), hidden)
    row = look(Role.DEELNEMER, Purpose.CASUSREGIE, number).case()
    assert row.betrokkenen[0].endswith("Verhaeg")  # as the police write it
    maps = look(Role.DEELNEMER, Purpose.CASUSREGIE, number).family_maps()
    assert "brp-venlo:A1" not in repr(maps)
    assert "politie-limburg:SKN-1" in repr(maps)


def test_a_betrokkene_of_whom_every_record_is_kept_away_has_no_name_and_no_map(
    store: Store, look: Look
) -> None:
    number = open_family_case(store).nummer
    hidden = pl.lit("jeugdzorg").alias("niet_aan")
    for record in ("brp-venlo:A1", "politie-limburg:SKN-1", "om-limburg:VIP9", "vz-limburg:V12"):
        bron, own = record.split(":")
        later_levering(store, PERSONEN, (bron, own), hidden)
    assert look(Role.DEELNEMER, Purpose.CASUSREGIE, number).case().betrokkenen == (HIDDEN,)
    assert look(Role.DEELNEMER, Purpose.CASUSREGIE, number).family_maps() == ()
    assert look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).family_maps() != ()


def test_a_secret_address_is_masked_for_a_private_partner_even_where_it_may_not_see_who_says_so(
    store: Store, look: Look
) -> None:
    number = open_family_case(store).nummer
    hidden = pl.lit("zorgpartner-demo").alias("niet_aan")
    later_levering(store, PERSONEN, ("wijkteam-horst", "W3"), hidden, geheimhouding=pl.lit(value=True))
    homes = {
        role: {h.adres for h in look(role, Purpose.CASUSREGIE, number).family_maps()[0].huishoudens}
        for role in (Role.PROCESREGISSEUR, Role.DEELNEMER)
    }
    mothers = next(iter(homes[Role.PROCESREGISSEUR] - homes[Role.DEELNEMER]))
    assert mothers.startswith("Molenweg 7")
    assert homes[Role.DEELNEMER] - homes[Role.PROCESREGISSEUR] == {MASKED_ADDRESS}


def test_a_secret_address_is_masked_on_paper_for_everyone(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    later_levering(store, PERSONEN, ("wijkteam-horst", "W3"), geheimhouding=pl.lit(value=True))
    maps = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).printed()
    assert "Molenweg" not in repr(maps)
    assert MASKED_ADDRESS in repr(maps)


def test_a_secret_address_is_masked_in_every_sentence_for_a_private_partner(store: Store, look: Look) -> None:
    number = open_family_case(store).nummer
    family = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).family_maps()[0]
    home = next(h for h in family.huishoudens if "moeder" in h.leden)
    spoken = replace(
        family, personen=tuple(replace(p, reden=f"woont op {home.adres}") for p in family.personen)
    )
    masked = mask_addresses(spoken, frozenset({"wijkteam-horst:W3"}))
    assert home.adres not in repr(masked)
    assert MASKED_ADDRESS in {h.adres for h in masked.huishoudens}
    others = {h.adres for h in family.huishoudens} - {home.adres}
    assert others <= {h.adres for h in masked.huishoudens}


def test_the_address_is_masked_that_a_contact_with_a_secret_one_shares_with_a_member(
    store: Store, look: Look
) -> None:
    number = open_family_case(store).nummer
    family = look(Role.PROCESREGISSEUR, Purpose.CASUSREGIE, number).family_maps()[0]
    home = next(h for h in family.huishoudens if "moeder" in h.leden)
    partner = replace(family.personen[0], knooppunt_id="partner", records=("brp-venlo:A9",))
    for relation, masked in (("woont samen", True), ("vriend", False)):
        near = replace(family, netwerk=(MapContact(partner, relation, "moeder"),))
        shown = mask_addresses(near, frozenset({"brp-venlo:A9"}))
        assert (home.adres not in repr(shown)) == masked


def test_a_network_is_made_once_for_each_organisation_until_data_change(
    store: Store, desk: Desk, actor: Callable[[Role], Actor]
) -> None:
    director, participant = actor(Role.PROCESREGISSEUR), actor(Role.DEELNEMER)
    first = desk.scene(director).network
    open_family_case(store)
    assert desk.scene(director).network is first
    assert desk.scene(actor(Role.CASUSREGISSEUR)).network is first
    assert desk.scene(participant).network is not first
    with store.write() as writer:
        writer.replace("uit_beeld", store.view().result("uit_beeld"))
    assert desk.scene(director).network is not first
