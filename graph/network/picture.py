"""A small part of the network as a networkx graph, for analysts and for checking."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import polars as pl

from graph.network.days import to_date
from graph.network.extract import only

if TYPE_CHECKING:
    from graph.network.network import Network

GRAPH_KINDS = {
    "persoon": "a person, by knooppunt_id",
    "huishouden": "who lives together",
    "adres": "a place",
    "traject": "a traject, by bron and id",
    "melding": "a melding, by bron and id",
    "organisatie": "who runs a traject",
}
"""The kinds of nodes: the text before the first colon of a node's name."""


def to_networkx(network: Network, persons: Collection[int]) -> nx.MultiDiGraph[str]:
    """These persons with their households, homes, trajecten, meldingen and the ties between them.

    Args:
        network: the whole graph.
        persons: person numbers; keep it to a small neighbourhood.

    Returns:
        Nodes ``kind:id`` with ``soort``; edges with ``soort``, ``van`` and ``tot`` as ISO
        text or empty. Names and dates of birth are left out.
    """
    small = only(network, persons)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    who = dict(small.persons.select("person", pl.format("persoon:{}", "knooppunt_id")).iter_rows())
    track = dict(
        small.trajectories.select("traject", pl.format("traject:{}:{}", "bron", "traject_id")).iter_rows()
    )
    told = dict(
        small.notifications.select(
            "notification", pl.format("melding:{}:{}", "bron", "melding_id")
        ).iter_rows()
    )
    runner = dict(small.organisations.select("organisation", pl.format("organisatie:{}", "code")).iter_rows())
    graph.add_nodes_from(who.values(), soort="persoon")
    _edges(graph, small.ties, ("person", who), ("other", who))
    _edges(graph, _as("woont_in", small.living), ("person", who), ("household", "huishouden"))
    _edges(graph, _as("woont_op", small.homes), ("person", who), ("place", "adres"))
    _edges(graph, _as("deels_op", small.part_time), ("person", who), ("place", "adres"))
    _edges(graph, small.involvements.rename({"rol": "soort"}), ("person", who), ("traject", track))
    _edges(graph, _as("voert_uit", small.trajectories), ("organisation", runner), ("traject", track))
    dated = small.notified.join(
        small.notifications.select("notification", van="day", tot="day"), on="notification"
    )
    _edges(graph, dated.rename({"rol": "soort"}), ("person", who), ("notification", told))
    return graph


Names = dict[int, str] | str
"""The name of each number, or the kind before the number."""


def _as(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(soort=pl.lit(kind))


def _edges(
    graph: nx.MultiDiGraph[str], frame: pl.DataFrame, start: tuple[str, Names], end: tuple[str, Names]
) -> None:
    rows = frame.select(start[0], end[0], "soort", to_date("van"), to_date("tot")).unique().sort(pl.all())
    for left, right, kind, van, tot in rows.iter_rows():
        a, b = _name(start[1], left), _name(end[1], right)
        for node in (a, b):
            graph.add_node(node, soort=node.split(":")[0])
        graph.add_edge(a, b, soort=kind, van=_iso(van), tot=_iso(tot))


def _name(names: Names, number: int) -> str:
    return f"{names}:{number}" if isinstance(names, str) else names[number]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
