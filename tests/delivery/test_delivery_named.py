"""What refused rows name: a full levering must not end those facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from delivery.workshop import PERSONS, TODAY, MemoryStore, Workshop

from graph.delivery import read_deliveries
from graph.store import create_store
from graph.store.base import Store

ADDRESSES = "adres_id\nH1\nH2\n"
STAYS = "persoon_id,adres_id,soort,van\n"
FIRST = {
    "personen.csv": PERSONS,
    "adressen.csv": ADDRESSES,
    "verblijf.csv": STAYS
    + "P1,H1,woonadres,2020-01-01\nP2,H1,woonadres,2020-01-01\nP3,H2,woonadres,2020-01-01\n",
}
OPEN, ENDED = None, date(2025, 5, 31)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    store = create_store(str(tmp_path / "proef.duckdb"), fictief=True)
    yield store
    store.close()


def ends(workshop: Workshop, real: Store, files: dict[str, str | bytes]) -> list[date | None]:
    """The ends of the three stays after a full levering on 1 June 2025."""
    first = workshop.make(FIRST, "een", peildatum="2025-01-01")
    second = workshop.make(files, "twee", peildatum="2025-06-01", volledig=True)
    read_deliveries([first, second], real, today=TODAY)
    stays = real.view().facts("verblijf").filter(van=date(2020, 1, 1), soort="woonadres")
    return stays.sort("persoon_id")["tot"].to_list()


def test_what_a_full_levering_no_longer_names_ends_the_day_before(workshop: Workshop, real: Store) -> None:
    files = FIRST | {"verblijf.csv": STAYS + "P1,H1,woonadres,2020-01-01\n"}
    assert ends(workshop, real, files) == [OPEN, ENDED, ENDED]


@pytest.mark.parametrize(
    "row",
    [
        "P2,H1,woonadres,2020-01-01,2019-01-01",  # refused: ends before it begins
        "P2,H1,wonen,2020-01-01,",  # soort cannot be read
        "P2,H1,woonadres,1 jan 2020,",  # van cannot be read
        "P2,H 1,woonadres,2020-01-01,",  # adres_id cannot be read
        "P2,H1,woonadres,2020-01-01,,te veel",  # no row at all
        'P2,H1,"woonadres',
    ],
)
def test_a_row_that_cannot_be_kept_still_names_its_fact(workshop: Workshop, real: Store, row: str) -> None:
    files = FIRST | {
        "verblijf.csv": STAYS.replace("van", "van,tot") + f"P1,H1,woonadres,2020-01-01,\n{row}\n"
    }
    assert ends(workshop, real, files) == [OPEN, OPEN, ENDED]


def test_a_row_that_refers_to_a_refused_person_still_names_its_fact(workshop: Workshop, real: Store) -> None:
    people = "persoon_id,niet_aan\nP1,\nP2,?\nP3,\n"
    files = FIRST | {"personen.csv": people, "verblijf.csv": STAYS + "P2,H1,woonadres,2020-01-01\n"}
    assert ends(workshop, real, files) == [ENDED, OPEN, ENDED]


@pytest.mark.parametrize("table", ["", "persoon_id,soort,van\nP1,woonadres,2020-01-01\n", "?P1,H1\n"])
def test_a_table_without_one_readable_key_ends_nothing(workshop: Workshop, real: Store, table: str) -> None:
    assert ends(workshop, real, FIRST | {"verblijf.csv": table}) == [OPEN, OPEN, OPEN]


def test_keys_are_named_only_in_a_full_levering(workshop: Workshop, store: MemoryStore) -> None:
    rows = "partner_id,naam,soort\np1,A,bank\n"
    workshop.read({"partners.csv": rows}, "een")
    assert store.named == {}
    workshop.read({"partners.csv": rows}, "twee", volledig=True)
    assert store.named["partners"][0]["partner_id"].to_list() == ["p1"]
