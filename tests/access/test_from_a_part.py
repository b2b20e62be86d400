"""What a look needs of a few persons or trajecten is the same as it would be from everything."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest
from fake_view import FakeView
from muddled_region import muddled

from graph.access.family import secret_records
from graph.access.known import HIDDEN, Known
from graph.access.tracks import concerned, involving, sides
from graph.analysis.family_map import family_maps
from graph.network import Network
from graph.network.organisations import build_sources
from models.family_map import MapPerson
from models.judgement import RecordRef
from models.results import PERSONEN

SEEDS = range(4000, 4008)
KEY = ["bron", "persoon_id"]


def concerned_in(network: Network) -> set[tuple[str, str, str]]:
    """Whom every traject concerns."""
    tracks = network.trajectories.select("traject", "bron", "traject_id")
    people = network.persons.select("person", "knooppunt_id")
    rows = network.involvements.join(tracks, on="traject").join(people, on="person")
    return set(rows.select("bron", "traject_id", "knooppunt_id").iter_rows())


@pytest.mark.parametrize("seed", SEEDS)
def test_whom_a_traject_concerns(seed: int) -> None:
    view, draw = muddled(seed), Random(seed)
    network = Network.from_view(view)
    every = list(network.trajectories.select("bron", "traject_id").iter_rows())
    some = draw.sample(every, len(every) // 2)
    expected = {row for row in concerned_in(network) if row[:2] in some}
    assert set(concerned(view, some).iter_rows()) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_which_trajecten_concern_the_people_on_a_map(seed: int) -> None:
    view, draw = muddled(seed), Random(seed)
    network = Network.from_view(view)
    people: list[MapPerson] = []
    for name in draw.sample(network.persons["knooppunt_id"].to_list(), 3):
        people += [p for m in family_maps(network, name, view.day) for p in m.personen] if view.day else []
    names = {person.knooppunt_id for person in people}
    assert set(involving(view, people).iter_rows()) == {
        (bron, own) for bron, own, name in concerned_in(network) if name in names
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_what_one_track_may_know_of_another(seed: int) -> None:
    view = muddled(seed)
    network = Network.from_view(view)
    named = dict(network.organisations.select("organisation", "naam").iter_rows())
    shown = sides(view)
    rows = list(network.trajectories.iter_rows(named=True))
    assert {(row["bron"], row["traject_id"]) for row in rows} == set(shown)
    for row in rows:
        side = shown[row["bron"], row["traject_id"]]
        assert side.organisatie == (named.get(row["organisation"]) or row["bron"])
        assert (side.start, side.einde, side.contact) == (row["start"], row["einde"], row["contact"] or "")


@pytest.mark.parametrize("seed", SEEDS)
def test_whom_a_record_is_about(seed: int) -> None:
    view, draw = muddled(seed), Random(seed)
    network = Network.from_view(view)
    names = dict(network.persons.select("knooppunt_id", "naam").iter_rows())
    linked = {(b, p): person for b, p, person in view.result(PERSONEN.name).iter_rows()}
    own = network.records.join(network.persons, on="person").select(*KEY, "knooppunt_id")
    seen = {(b, p): person for b, p, person in own.iter_rows()}
    every = sorted({*linked, *seen})
    some = [RecordRef(*key) for key in draw.sample(every, min(len(every), 9))]
    known = Known.sought(view, [*some, RecordRef("nergens", "P1")], build_sources(view.ledger("leveringen")))
    assert known.person_of(RecordRef("nergens", "P1")) is None
    for record in some:
        person = linked.get((record.bron, record.persoon_id)) or seen.get((record.bron, record.persoon_id))
        expected = person if person in names else None
        assert known.person_of(record) == expected
        assert known.name_of(record) == (HIDDEN if expected is None else names[expected] or str(record))


@pytest.mark.parametrize("seed", SEEDS)
def test_whose_address_is_secret(seed: int) -> None:
    view, draw = muddled(seed), Random(seed)
    marked = view.tables["personen"].with_columns(
        geheimhouding=pl.Series([draw.random() < 0.2 for _ in range(view.tables["personen"].height)])
    )
    view.tables["personen"] = marked
    network = Network.from_view(view)
    for row in network.records.group_by("person").agg(pl.struct(KEY)).iter_rows(named=True):
        shown = [f"{r['bron']}:{r['persoon_id']}" for r in row[KEY[0]]]
        assert (not secret_records(view, shown).isdisjoint(shown)) == _secret(view, shown)


def _secret(view: FakeView, shown: list[str]) -> bool:
    """Whether any record of the person of these records is marked, one by one."""
    marks = {
        f"{b}:{p}" for b, p, mark in view.facts("personen").select(*KEY, "geheimhouding").iter_rows() if mark
    }
    persons = {f"{b}:{p}": person for b, p, person in view.result(PERSONEN.name).iter_rows()}
    mine = {persons[record] for record in shown if record in persons}
    return not marks.isdisjoint({*shown, *(record for record, person in persons.items() if person in mine)})
