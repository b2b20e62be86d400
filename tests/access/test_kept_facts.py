"""What a source keeps from an organisation shows in nothing that was found among all facts either."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from family_store import SYSTEM
from later_levering import later_levering

from graph.access import Desk, Reader
from graph.access.rows import OverlapChoice
from graph.analysis.run import analyse
from graph.audit import pseudonym
from graph.store.base import Store
from models.access import Actor, Purpose, Role
from models.contract import BETROKKENEN, PERSONEN, TRAJECTEN

Look = Callable[..., Reader]
FROM_THE_HOUSE = pl.lit("zvh").alias("niet_aan")


def analysed(store: Store) -> None:
    """Everything as the analyses really find it."""
    day = store.view().peildatum()
    assert day is not None
    with store.write() as writer:
        for name, rows in analyse(store.view(), day).results.items():
            writer.replace(name, rows)


def pairs(look: Look) -> set[tuple[str, str]]:
    """What the manager sees."""
    found = look(Role.MANAGER, Purpose.TRIAGE).overlaps(OverlapChoice(op=None))
    assert found.totaal == len(found.rijen)
    return {(row.a.traject_id, row.b.traject_id) for row in found.rijen}


def test_a_hidden_traject_takes_its_samenlopen_with_it(store: Store, look: Look) -> None:
    analysed(store)
    before = pairs(look)
    later_levering(store, TRAJECTEN, ("jeugdzorg-nl", "T5"), FROM_THE_HOUSE)
    assert pairs(look) == {pair for pair in before if "T5" not in pair}
    assert any("T5" in pair for pair in before)


def test_a_hidden_involvement_takes_the_samenlopen_with_it_that_rest_on_it(store: Store, look: Look) -> None:
    analysed(store)
    before = pairs(look)
    later_levering(store, BETROKKENEN, ("jeugdzorg-nl", "C77"), FROM_THE_HOUSE)
    assert pairs(look) == {pair for pair in before if "T5" not in pair}


def test_a_hidden_person_gets_no_line_for_a_samenloop_of_others(store: Store, look: Look) -> None:
    analysed(store)
    for record in ("A5", "L2"):
        bron = "brp-venlo" if record == "A5" else "leerplicht-venlo"
        later_levering(store, PERSONEN, (bron, record), FROM_THE_HOUSE)
    reader = look(Role.MANAGER, Purpose.TRIAGE)
    assert reader.overlaps(OverlapChoice()).rijen
    view = store.view()
    lines = view.ledger("verwerkingslog").filter(trace_id=reader.trace_id)["data_subject_id"]
    assert pseudonym(view.secret, "jongste") not in lines.to_list()
    assert pseudonym(view.secret, "vader") in lines.to_list()


def test_whom_a_shown_samenloop_concerns_gets_a_line_even_where_the_system_is_no_more(
    store: Store, look: Look
) -> None:
    with store.write() as writer:
        writer.replace("systeemleden", store.view().result("systeemleden").filter(systeem_id="-"))
    reader = look(Role.MANAGER, Purpose.TRIAGE)
    assert {row.systeem_id for row in reader.overlaps(OverlapChoice()).rijen} == {SYSTEM}
    view = store.view()
    lines = view.ledger("verwerkingslog").filter(trace_id=reader.trace_id)["data_subject_id"].drop_nulls()
    assert set(lines) == {pseudonym(view.secret, who) for who in ("vader", "dochter")}


def test_hidden_records_are_in_no_count_of_the_linking(
    store: Store, desk: Desk, actor: Callable[[Role], Actor]
) -> None:
    who = actor(Role.INFORMATIEMEDEWERKER)
    before = Reader(desk, who, Purpose.KOPPELEN, None).link_counts()
    later_levering(store, PERSONEN, ("om-limburg", "VIP9"), FROM_THE_HOUSE)
    after = Reader(desk, who, Purpose.KOPPELEN, None).link_counts()
    assert after.records == before.records - 1
    assert "om-limburg" not in {count.bron for count in after.per_bron}
