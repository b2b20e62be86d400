"""Which families count in which wijk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from fake_view import AREAS, FakeView, facts, fixture_view
from shared_data import REPOSITORY

from graph.analysis.hotspots import families_per_area, release
from graph.frames import schema
from graph.linking import from_truth
from graph.network import Network
from models.results import VRIJGAVE

DAY = date(2025, 6, 30)
FIXTURE = REPOSITORY / "tests" / "fixtures" / "voorbeeldcasus"


def areas(*codes: str) -> pl.DataFrame:
    rows = [{"code": c, "naam": f"Verzonnen {c}", "inwoners": 900, "huishoudens": 400} for c in codes]
    return pl.DataFrame(rows, schema=AREAS)


def region(*homes: tuple[str, str, str], busy: tuple[str, ...]) -> FakeView:
    """People by (persoon_id, adres_id, soort of the address); each ``busy`` one has a traject of his own."""
    source = {"bron": "gemeente-x", "levering": 1, "peildatum": DAY}
    people = sorted({person for person, _, _ in homes})
    kinds = {address: kind for _, address, kind in homes}
    return FakeView(
        {
            "personen": facts("personen", ({"persoon_id": p} | source for p in people)),
            "adressen": facts(
                "adressen",
                (
                    {"adres_id": a, "wijkcode": a[:8], "soort": k, "postcode": "1234AB", "huisnummer": n}
                    | source
                    for n, (a, k) in enumerate(sorted(kinds.items()))
                ),
            ),
            "verblijf": facts(
                "verblijf",
                (
                    {"persoon_id": p, "adres_id": a, "soort": "woonadres", "van": date(2020, 1, 1)} | source
                    for p, a, _ in homes
                ),
            ),
            "trajecten": facts(
                "trajecten",
                (
                    {"traject_id": p, "soort": "wijkteam", "partner_id": "w", "start": date(2025, 1, 1)}
                    | source
                    for p in busy
                ),
            ),
            "betrokkenen": facts(
                "betrokkenen", ({"persoon_id": p, "traject_id": p, "rol": "index"} | source for p in busy)
            ),
        }
    )


def counted(view: FakeView, *codes: str, day: date = DAY) -> list[tuple[object, ...]]:
    return families_per_area(Network.from_view(view), areas(*codes), day).rows()


def test_a_family_counts_once_however_many_trajecten_run() -> None:
    view = region(("a", "WK000101-1", "woning"), ("b", "WK000101-1", "woning"), busy=("a", "b"))
    assert counted(view, "WK000101") == [("WK000101", 1)]


def test_a_family_without_a_running_traject_does_not_count() -> None:
    view = region(("a", "WK000101-1", "woning"), ("b", "WK000102-1", "woning"), busy=("a",))
    assert counted(view, "WK000101", "WK000102") == [("WK000101", 1)]
    assert counted(view, "WK000101", "WK000102", day=date(2024, 12, 31)) == []


def test_who_lives_in_an_institution_counts_nowhere() -> None:
    view = region(("a", "WK000101-1", "opvang"), busy=("a",))
    assert counted(view, "WK000101") == []


def test_a_wijk_that_no_area_has_counts_nowhere() -> None:
    assert counted(region(("a", "WK000109-1", "woning"), busy=("a",)), "WK000101") == []


@pytest.fixture
def example(tmp_path: Path) -> FakeView:
    """The example family, with its 20 records as 7 persons."""
    persons = {
        "vader": "brp-venlo:A1 politie-limburg:SKN-1 om-limburg:VIP9 vz-limburg:V12",
        "moeder": "brp-venlo:A2 jeugdzorg-nl:C78 wijkteam-horst:W3",
        "dochter": "brp-venlo:A3 politie-limburg:SKN-2 jeugdzorg-nl:C77",
        "zoon": "brp-venlo:A4 politie-limburg:SKN-3 leerplicht-venlo:L1",
        "jongste": "brp-venlo:A5 leerplicht-venlo:L2",
        "jordi": "brp-venlo:A6 politie-limburg:SKN-4 leerplicht-venlo:L3",
        "bram": "brp-venlo:A7 politie-limburg:SKN-5",
    }
    lines = [f"{r.replace(':', ',')},{who}" for who, records in persons.items() for r in records.split()]
    (tmp_path / "personen.csv").write_text("\n".join(["bron,persoon_id,waar_id", *lines]), encoding="utf-8")
    view = fixture_view(FIXTURE)
    view.results["koppeling_personen"] = from_truth(view, tmp_path).persons
    return view


def test_the_example_family_counts_once_at_the_address_of_its_kern(example: FakeView) -> None:
    assert counted(example, "WK098325", "WK150708") == [("WK098325", 1)]


def test_a_release_is_a_frame_as_declared(example: FakeView) -> None:
    found = release(Network.from_view(example), areas("WK098325", "WK150708"), DAY)
    assert dict(found.schema) == schema(VRIJGAVE)
    assert found["thema"].unique().to_list() == ["gezinnen_met_traject"]
    assert found["gezinnen"].to_list() == [None, None, None]  # one family is fewer than three
    assert release(Network.from_view(example), areas(), DAY).is_empty()
