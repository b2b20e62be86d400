"""A networkx graph as pyvis draws it, with numbers for ids so that no id reaches the file."""

from __future__ import annotations

import json

import networkx as nx
from pyvis.network import Network

from models.codes import Chain, Sex
from visual.drawing import INK, LINE, MUTED, PAPER
from visual.family_map.cell import CHAIN_COLOURS

SHAPES = {Sex.M: "square", Sex.V: "dot", Sex.O: "diamond"}
OPTIONS = {
    "layout": {"randomSeed": 7},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {
            "gravitationalConstant": -110,
            "springLength": 150,
            "damping": 0.6,
            "avoidOverlap": 0.9,
        },
        "stabilization": {"iterations": 3000},
    },
    "interaction": {"keyboard": {"enabled": True, "bindToWindow": False}, "navigationButtons": False},
    "edges": {
        "color": {"color": LINE, "highlight": INK, "inherit": False},
        "font": {"color": MUTED, "size": 12, "background": PAPER, "strokeWidth": 0, "align": "horizontal"},
        "smooth": {"enabled": True, "type": "continuous"},
    },
    "nodes": {
        "font": {"face": "'Source Sans 3', Arial, sans-serif", "size": 16, "color": INK, "background": PAPER}
    },
}


def pyvis_html(graph: nx.Graph[str]) -> str:
    """What pyvis makes of a graph, its own scripts inside."""
    drawn = Network(height="100%", width="100%", cdn_resources="in_line")
    number = {node: at for at, node in enumerate(sorted(graph.nodes, key=str))}
    for node, at in number.items():
        values = graph.nodes[node]
        drawn.add_node(at, label=str(values.get("label", node)), **_look(values))
    for (left, right), kinds in _ties(graph, number).items():
        drawn.add_edge(left, right, label=", ".join(kinds))
    drawn.set_options(json.dumps(OPTIONS))
    return str(drawn.generate_html(notebook=False))


def _ties(graph: nx.Graph[str], number: dict[str, int]) -> dict[tuple[int, int], list[str]]:
    """One line per pair, with every word that ties them."""
    found: dict[tuple[int, int], set[str]] = {}
    for left, right, values in graph.edges(data=True):
        pair = (number[left], number[right])
        found.setdefault((min(pair), max(pair)), set()).add(str(values.get("soort", "")))
    return {pair: sorted(kinds) for pair, kinds in sorted(found.items())}


def _look(values: dict[str, object]) -> dict[str, object]:
    kind = values.get("soort")
    if kind == "persoon":
        sex = Sex(str(values.get("geslacht") or Sex.O))
        return _node(SHAPES[sex], INK, PAPER) | {"size": 16, "borderWidth": 2, "font": {"background": PAPER}}
    if kind == "traject":
        keten = values.get("keten")
        return _node("box", *CHAIN_COLOURS[Chain(str(keten)) if keten else None])
    return _node("ellipse", LINE, PAPER) | {"shapeProperties": {"borderDashes": [5, 4]}}


def _node(shape: str, border: str, ground: str) -> dict[str, object]:
    chosen = {"background": ground, "border": INK}
    colour = {"border": border, "background": ground, "highlight": chosen, "hover": chosen}
    return {"shape": shape, "color": colour, "borderWidth": 1.5}
