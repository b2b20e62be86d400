"""An uittreksel holds what the gezinskaart of its casus shows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from family_store import DAY, MOMENT, family_store
from family_view import FAMILY
from later_levering import later_levering

from graph.access import Case, Opening, open_case
from graph.access.excerpt import excerpt
from graph.access.family import MASKED_ADDRESS, case_maps, everyone, masked
from graph.store import draft_store, open_store
from graph.store.base import Store, View, Viewer
from graph.store.secret import new_secret
from models.contract import ADRESSEN, PERSONEN, TABLES, TRAJECTEN
from models.family_map import FamilyMap, Weighing
from models.judgement import RecordRef
from models.results import RESULTS

HOUSE = Viewer("zvh", "zvh")
FATHER, MOTHER, SON = (RecordRef("brp-venlo", f"A{number}") for number in (1, 2, 4))
Open = Callable[..., Case]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The example family with real persons."""
    made = family_store(tmp_path, fictief=False)
    yield made
    made.close()


@pytest.fixture
def opened(store: Store) -> Open:
    """Opens a casus."""
    return lambda *whom: open_case(store, Opening("Petra", whom), by="Petra", at=MOMENT)


@contextmanager
def taken(store: Store, case: Case, folder: Path) -> Iterator[View]:
    """A view of the new store."""
    address = str(folder / "uittreksel.duckdb")
    with draft_store(address, fictief=False, secret=new_secret(fictief=False)) as target:
        excerpt(store.view(HOUSE), store.view(), case, DAY).write(target)
    found = open_store(address)
    try:
        yield found.view()
    finally:
        found.close()


def printed(store: Store, case: Case) -> tuple[FamilyMap, ...]:
    """The gezinskaart as it stands on paper."""
    return masked(store.view(), case_maps(store.view(HOUSE), case, DAY))


def drawn(view: View, case: Case) -> tuple[FamilyMap, ...]:
    """The gezinskaart that follows from an uittreksel."""
    return case_maps(view, case, DAY)


def comparable(family: FamilyMap) -> FamilyMap:
    """Without the code of the system, and what the weging counts of work that is over."""
    weighing = Weighing(family.weging.ondoorgrondelijk, (), family.weging.ontwrichtend)
    return replace(family, systeem_id="", weging=weighing)


def everything(view: View) -> str:
    """All that the store holds of sources and results, as text."""
    frames = [view.facts(name) for name in TABLES] + [view.result(name) for name in RESULTS]
    return "\n".join(frame.write_csv() for frame in frames)


@pytest.mark.parametrize(
    "whom", [(FATHER,), (SON,), (MOTHER, SON)], ids=lambda refs: " ".join(map(str, refs))
)
def test_its_gezinskaart_is_that_of_the_casus(store, opened, tmp_path, whom):
    case = opened(*whom)
    with taken(store, case, tmp_path) as view:
        maps, own = printed(store, case), drawn(view, case)
    assert maps[0].trajecten
    assert maps[0].huishoudens[0].adres != MASKED_ADDRESS
    assert [comparable(family) for family in own] == [comparable(family) for family in maps]


def test_everyone_has_the_code_that_he_has_elsewhere_and_nobody_else_is_in_it(store, opened, tmp_path):
    case = opened(SON)
    codes = {person.knooppunt_id for person in everyone(printed(store, case))}
    with taken(store, case, tmp_path) as view:
        linked = view.result("koppeling_personen")
        assert set(linked["knooppunt_id"]) == codes == FAMILY | {"jordi", "bram"}
        assert view.facts("personen").height == linked.height == 20
        members = view.result("systeemleden")
    assert set(members["knooppunt_id"]) == FAMILY
    assert set(members["systeem_id"]) == {family.systeem_id for family in printed(store, case)}


def test_a_casus_on_the_father_does_not_reach_the_friends_of_his_son(store, opened, tmp_path):
    with taken(store, opened(FATHER), tmp_path) as view:
        assert set(view.result("koppeling_personen")["knooppunt_id"]) == FAMILY
        assert view.facts("betrokkenen").filter(melding_id="M4")["persoon_id"].to_list() == ["SKN-3"]
        text = everything(view)
    for hidden in ("Peeters", "Peters", "Linders", "SKN-4", "SKN-5", "A6", "L3"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        ("9999000", "no citizen number stands on a map"),
        ("Johannes", "the map calls everyone by his first name"),
        ("Esdoorn", "where a contact lives is not on it"),
        ("2007-06-15", "a marriage that is over"),
        ("toestemming", "the ground of a signaal is not on it"),
        ("volwassen_veelpleger", "the doelgroep is not on it"),
        ("casusoverleg_justitie", "a vervolgactie is not on it"),
        ("GM0983", "the code of the gemeente is not on it"),
    ],
)
def test_what_the_map_does_not_show_is_not_in_it(store, opened, tmp_path, hidden, why):
    assert hidden in everything(store.view()), why
    with taken(store, opened(SON), tmp_path) as view:
        assert hidden not in everything(view), why


def test_a_secret_address_is_nowhere_in_it(store, opened, tmp_path):
    later_levering(store, PERSONEN, ("wijkteam-horst", "W3"), pl.lit(value=True).alias("geheimhouding"))
    case = opened(MOTHER)
    assert any(home.adres == MASKED_ADDRESS for family in printed(store, case) for home in family.huishoudens)
    with taken(store, case, tmp_path) as view:
        text = everything(view)
        mothers = view.facts("verblijf").filter(pl.col("persoon_id").is_in(["A2", "C78", "W3"]))
        assert mothers.is_empty()
        assert "W3" in view.facts("personen")["persoon_id"].to_list()
    assert "Molenweg" not in text
    assert "Lijsterbesstraat" in text


def test_what_is_kept_from_the_house_is_not_in_it(store, opened, tmp_path):
    kept = pl.lit("zvh").alias("niet_aan")
    later_levering(store, TRAJECTEN, ("jeugdzorg-nl", "T5"), kept)
    later_levering(store, ADRESSEN, ("wijkteam-horst", "m"), kept)
    with taken(store, opened(MOTHER), tmp_path) as view:
        assert view.facts("trajecten")["traject_id"].to_list() == ["LP1", "Z1", "H9"]
        assert "wijkteam-horst" not in view.facts("adressen")["bron"].to_list()
        assert "T5" not in everything(view)


def test_every_fact_keeps_its_levering_and_its_day_of_first_processing(store, opened, tmp_path):
    later_levering(store, PERSONEN, ("brp-venlo", "A1"), pl.lit("Marc").alias("voornamen"))
    with taken(store, opened(FATHER), tmp_path) as view:
        found = view.facts("personen").filter(bron="brp-venlo", persoon_id="A1").row(0, named=True)
        assert (found["voornamen"], found["levering"], found["eerst_verwerkt"]) == ("Marc", 8, DAY)
        assert found["peildatum"] == date(2025, 7, 1) == view.peildatum()
        heads = view.ledger("leveringen")
    assert heads["levering_id"].to_list() == store.view().ledger("leveringen")["levering_id"].to_list()
    assert not heads["volledig"].any()
    assert set(heads["verslag"]) == {'{"tabellen": {}, "geweigerd": []}'}


def test_of_the_other_casussen_and_the_logs_nothing_goes_along(store, opened, tmp_path):
    other, case = opened(SON), opened(FATHER)
    with taken(store, case, tmp_path) as view:
        assert set(view.ledger("casusgebeurtenissen")["casus"]) == {case.nummer}
        assert other.nummer != case.nummer
        assert [view.height(name) for name in ("oordelen", "verwerkingslog", "auditlog")] == [0, 0, 0]
        assert view.secret != store.view().secret
        assert view.areas().is_empty()
        assert view.result("vrijgave").is_empty()
