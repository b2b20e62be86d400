"""The network in the formats of other programs: GraphML, GEXF, CSV and Cypher."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx

from visual.spreadsheet_safety import neutral_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from api.cli.network_rows import NetworkRows

FORMATS = ("graphml", "gexf", "csv", "cypher")


def graphml(rows: NetworkRows) -> bytes:
    """GraphML, as Gephi, yEd and networkx read it."""
    out = BytesIO()
    nx.write_graphml_xml(multigraph(rows), out)
    return out.getvalue()


def gexf(rows: NetworkRows) -> bytes:
    """GEXF 1.2, without the day of writing that would make every file another one."""
    out = BytesIO()
    nx.write_gexf(multigraph(rows), out)
    tree = ET.fromstring(out.getvalue())  # noqa: S314  written one line up
    for meta in [child for child in tree if child.tag.endswith("meta")]:
        tree.remove(meta)
    ET.register_namespace("", "http://www.gexf.net/1.2draft")
    document: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return document


def multigraph(rows: NetworkRows) -> nx.MultiDiGraph:
    """A networkx graph with days as ISO text; what is empty is left out."""
    graph = nx.MultiDiGraph()
    for node in rows.nodes.iter_rows(named=True):
        graph.add_node(node["id"], **_filled(node, "id"))
    for number, edge in enumerate(rows.edges.iter_rows(named=True)):
        graph.add_edge(edge["van_id"], edge["naar_id"], key=number, **_filled(edge, "van_id", "naar_id"))
    return graph


def edges_csv(rows: NetworkRows) -> str:
    """The edges; the nodes go to a file beside it."""
    return neutral_frame(rows.edges).write_csv(date_format="%Y-%m-%d")


def nodes_csv(rows: NetworkRows) -> str:
    """The nodes."""
    return neutral_frame(rows.nodes).write_csv(date_format="%Y-%m-%d")


def cypher(rows: NetworkRows) -> str:
    """One CREATE for every node, then one for every edge; every value is a quoted string."""
    nodes = (
        f"CREATE (:{_name(node['soort'].capitalize())} {_map(_filled(node, 'soort'))});"
        for node in rows.nodes.iter_rows(named=True)
    )
    index = (
        f"CREATE INDEX IF NOT EXISTS FOR (n:{_name(kind.capitalize())}) ON (n.id);"
        for kind in rows.nodes["soort"].unique().sort()
    )
    return "\n".join([*index, *nodes, *_cypher_edges(rows)]) + "\n"


def _cypher_edges(rows: NetworkRows) -> Iterable[str]:
    kind = dict(rows.nodes.select("id", "soort").iter_rows())

    def end(name: str, node: str) -> str:
        return f"({name}:{_name(kind[node].capitalize())} {_map({'id': node})})"

    for edge in rows.edges.iter_rows(named=True):
        more = _map(_filled(edge, "van_id", "naar_id", "soort"))
        match = f"MATCH {end('a', edge['van_id'])}, {end('b', edge['naar_id'])}"
        yield f"{match} CREATE (a)-[:{_name(edge['soort'].upper())} {more}]->(b);"


def _filled(row: Mapping[str, object], *but: str) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in row.items()
        if value is not None and name not in but
    }


def _map(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_name(name)}: {_text(value)}" for name, value in values.items()) + "}"


def _name(word: str) -> str:
    return "`" + word.replace("`", "``") + "`"


def _text(value: str) -> str:
    """A Cypher string; JSON escapes are Cypher escapes too."""
    return json.dumps(value)


WRITERS: Mapping[str, Callable[[NetworkRows], str | bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "csv": edges_csv,
    "cypher": cypher,
}
