"""The example family in a real store, with an analysis of it and one casus, for tests above the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from fake_view import stored
from family_view import DAY, family_view

from api.people import demo_opening
from graph.access import Case, open_case
from graph.frames import schema
from graph.store import create_store
from graph.store.base import DeliveryHead, Store
from models.contract import TABLES
from models.judgement import RecordRef
from models.results import ANALYSE, PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, UIT_BEELD, VRIJGAVE

NAMES = ("Verhaeg", "Heuvel", "Marco", "Ingrid", "Jordi", "Jordy", "Bram")
"""Every name in the example family that may stand on no page but those of its casus."""
MOMENT = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)
FATHER = RecordRef("brp-venlo", "A1")
SYSTEM = "S-FAMILIE"
PAIR = (SYSTEM, "naast_elkaar", "jeugdzorg-nl", "T5", "om-limburg", "Z1", date(2025, 1, 1), None)


def deliver_family(store: Store) -> None:
    """The seven leveringen, as they are."""
    view = family_view()
    for head in view.ledger("leveringen").iter_rows(named=True):
        with store.write() as writer:
            for table in TABLES:
                rows = view.facts(table).filter(bron=head["bron"])
                if not rows.is_empty():
                    spec = stored(table)
                    columns = [c for c in spec.names if c in TABLES[table].names or c == "niet_aan"]
                    writer.stage(table, rows.select(columns))
            kept = DeliveryHead(
                head["bron"], head["levering_id"], head["bron_naam"], head["bron_soort"], DAY, volledig=True
            )
            writer.deliver(kept, DAY, '{"tabellen": {}, "geweigerd": []}')


def analyse_family(store: Store) -> None:
    """The true persons, one system, one samenloop, and a release of two wijken."""
    view = family_view()
    members = ("vader", "moeder", "dochter", "zoon", "jongste")
    systems = [(SYSTEM, who, True, "woont in dit huishouden") for who in members]
    release = [
        ("alle trajecten", "WK098325", "Verzonnen wijk", 15, 900, "huishoudens", 16.7, 9.4, 27.5, "hoger"),
        ("alle trajecten", "WK098326", "Kleine wijk", None, None, None, None, None, None, "te klein"),
    ]
    results = {
        PERSONEN: view.result("koppeling_personen"),
        SYSTEEMLEDEN: pl.DataFrame(systems, schema=schema(SYSTEEMLEDEN), orient="row"),
        SAMENLOPEN: pl.DataFrame([(*PAIR, "van Ingrid")], schema=schema(SAMENLOPEN), orient="row"),
        UIT_BEELD: pl.DataFrame(schema=schema(UIT_BEELD)),
        VRIJGAVE: pl.DataFrame(release, schema=schema(VRIJGAVE), orient="row"),
        ANALYSE: pl.DataFrame([("systemen", "1", DAY)], schema=schema(ANALYSE), orient="row"),
    }
    with store.write() as writer:
        for spec, rows in results.items():
            writer.replace(spec.name, rows)


def open_family_case(store: Store) -> Case:
    """A casus on the father, with the made-up people of the demo."""
    return open_case(store, demo_opening(FATHER), by="beheer", at=MOMENT)


def family_store(folder: Path, *, fictief: bool = True) -> Store:
    """All of it in a new store in this folder."""
    return family_store_at(str(folder / "familie.duckdb"), fictief=fictief)


def family_store_at(address: str, *, fictief: bool = True) -> Store:
    """All of it in a new store at this address."""
    store = create_store(address, fictief=fictief)
    deliver_family(store)
    analyse_family(store)
    return store
