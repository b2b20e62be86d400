"""The sparse adjacency against networkx, on random regions and on one by hand."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import networkx as nx
import polars as pl
import pytest
from family_view import family_view
from random_region import DAY, some_region, view_of

from graph.network import Adjacency, Network, to_networkx
from graph.network.days import day_number


@cache
def some_network(start: int) -> Network:
    return Network.from_view(view_of([some_region(seed) for seed in range(start, start + 4)]))


def by_hand(network: Network, day: int | None) -> nx.Graph:
    """Persons tied pair by pair, from the frames row by row."""
    graph = nx.Graph()
    graph.add_nodes_from(range(network.persons.height))
    told = dict(network.notifications.select("notification", "day").iter_rows())
    groups: dict[tuple[str, int], set[int]] = {}

    def holds(row: dict[str, int]) -> bool:
        return day is None or row["van"] <= day <= row["tot"]

    for row in network.ties.iter_rows(named=True):
        if holds(row):
            graph.add_edge(row["person"], row["other"])
    for name, frame in (("household", network.living), ("traject", network.involvements)):
        for row in frame.iter_rows(named=True):
            if holds(row):
                groups.setdefault((name, row[name]), set()).add(row["person"])
    for notification, person, _ in network.notified.iter_rows():
        if day is None or told[notification] <= day:
            groups.setdefault(("melding", notification), set()).add(person)
    for members in groups.values():
        graph.add_edges_from(combinations(sorted(members), 2))
    return graph


@pytest.mark.parametrize("day", [None, day_number(DAY)])
def test_neighbours_and_reach_are_those_of_networkx(day: int | None) -> None:
    for start in (400, 500, 600, 700):
        network = some_network(start)
        ours, theirs = Adjacency.of(network, day), by_hand(network, day)
        for person in theirs:
            assert ours.neighbours(person).tolist() == sorted(theirs[person])
            for hops in (0, 1, 2, 3):
                reached = nx.single_source_shortest_path_length(theirs, person, cutoff=hops)
                assert ours.within([person], hops).tolist() == sorted(reached)


def test_the_friends_are_tied_to_the_son_and_reach_the_father_in_two_hops() -> None:
    network = Network.from_view(family_view())
    number = {name: n for n, name in network.persons.select("person", "knooppunt_id").iter_rows()}
    ties = Adjacency.of(network)
    assert number["zoon"] in ties.neighbours(number["bram"])
    assert number["vader"] not in ties.within([number["bram"]], 1)
    assert number["vader"] in ties.within([number["bram"]], 2)


def test_a_picture_of_two_persons_holds_their_own_things_only() -> None:
    network = Network.from_view(family_view())
    number = {name: n for n, name in network.persons.select("person", "knooppunt_id").iter_rows()}
    graph = to_networkx(network, [number["zoon"], number["bram"]])
    people = {node for node, data in graph.nodes(data=True) if data["soort"] == "persoon"}
    assert people == {"persoon:zoon", "persoon:bram"}
    assert graph.edges["persoon:zoon", "persoon:bram", 0] == {
        "soort": "vriend",
        "van": "2024-09-01",
        "tot": "",
    }
    assert graph.has_edge("persoon:zoon", "traject:leerplicht-venlo:LP1")
    assert graph.has_edge("organisatie:leerplicht-venlo", "traject:leerplicht-venlo:LP1")
    assert graph.has_edge("persoon:bram", "melding:politie-limburg:M4")
    assert "traject:om-limburg:Z1" not in graph


def test_a_picture_names_nobody() -> None:
    network = Network.from_view(family_view())
    graph = to_networkx(network, network.persons["person"].to_list())
    text = str(graph.nodes(data=True)) + str(list(graph.edges(data=True)))
    assert not [n for n in network.persons["roepnaam"] if n in text]


def test_a_network_without_anyone_has_no_ties() -> None:
    network = Network.from_view(view_of([]))
    assert network.persons.height == 0
    assert Adjacency.of(network).indices.tolist() == []


def test_records_without_a_linking_result_are_persons_of_their_own() -> None:
    view = family_view()
    bare = type(view)(view.tables, view.ledgers, {})
    network = Network.from_view(bare)
    assert network.persons.height == 20
    assert network.persons["knooppunt_id"].is_sorted()
    assert network.persons.select("person").to_series().to_list() == list(range(20))
    assert isinstance(network.records, pl.DataFrame)
