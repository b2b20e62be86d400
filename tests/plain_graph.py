"""The graph in plain Python, straight from its declaration: what must stand there for given rows.

A node is a label and the values of its key; a relationship has two nodes, a type and properties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from models.graph import (
    AREAS,
    CAPTION,
    DOUBLE,
    FACTS,
    JUDGEMENTS,
    KEY,
    LABELS,
    MARK,
    RESULTS,
    End,
    Label,
    Node,
    Place,
    Relationship,
)

Row = Mapping[str, object]
NodeKey = tuple[str, str]
Properties = tuple[tuple[str, object], ...]
PLACES: dict[str, Place] = {**FACTS, **RESULTS, "oordelen": JUDGEMENTS, "geladen gebieden": AREAS}
"""Every place by the name that a test gives its rows."""


@dataclass
class PlainGraph:
    """Nodes by label and identity; how often each relationship is there."""

    nodes: dict[NodeKey, Properties] = field(default_factory=dict)
    relationships: Counter[tuple[NodeKey, str, NodeKey, Properties]] = field(default_factory=Counter)

    def draw(self, name: str, rows: Iterable[Row]) -> None:
        place = PLACES[name]
        for row in rows:
            if isinstance(place, Node):
                self._node(place, row)
            else:
                self._relationship(place, row)

    def _node(self, place: Node, row: Row) -> None:
        key = _at(place.label, [row[name] for name in place.label.key])
        own = {name: value for name, value in row.items() if name not in place.leaves}
        if len(place.label.shows) > 1:
            own[CAPTION] = " ".join(str(row[c]) for c in place.label.shows if row[c] is not None) or None
        self.nodes[key] = _kept(own | _identity(place.label, key))
        for tie in place.ties:
            if row[tie.end.columns[-1]] is not None:
                side = _kept({"kant": tie.side})
                self.relationships[(key, tie.kind, self._end(tie.end, row), side)] += 1

    def _relationship(self, place: Relationship, row: Row) -> None:
        kind = place.kinds.get(str(row[place.by]), place.kind) if place.by else place.kind
        filled = [end for end in place.ends if row[end.columns[-1]] is not None] or [place.ends[0]]
        for end in filled:
            at_ends = {*place.start.columns, *end.columns} - ({"bron"} if MARK in row else set())
            own = {name: value for name, value in row.items() if name not in at_ends}
            own[DOUBLE] = True if end is not filled[0] else None
            ends = self._end(place.start, row), self._end(end, row)
            self.relationships[(ends[0], kind, ends[1], _kept(own))] += 1

    def _end(self, end: End, row: Row) -> NodeKey:
        """The node that a row names, as no more than a name if no row is that node."""
        key = _at(end.label, [row[column] for column in end.columns])
        named = {own: row[column] for own, column in zip(end.label.key, end.columns, strict=True)}
        self.nodes.setdefault(key, _kept(named | _identity(end.label, key)))
        return key


def drawn(state: Mapping[str, Iterable[Row]]) -> PlainGraph:
    """The graph of the rows of each place."""
    graph = PlainGraph()
    for name, rows in state.items():
        graph.draw(name, rows)
    return graph


def _at(label: Label, values: list[object]) -> NodeKey:
    joined = "|".join("" if value is None else str(value) for value in values)
    return label.name, joined if len(joined) <= 1000 else sha256(joined.encode()).hexdigest()


def _identity(label: Label, key: NodeKey) -> dict[str, object]:
    return {KEY: key[1]} if len(label.key) > 1 else {}


def _kept(own: Mapping[str, object]) -> Properties:
    return tuple(sorted((name, value) for name, value in own.items() if value is not None))


def identity_of(label: str, properties: Mapping[str, object]) -> NodeKey:
    """A node of the server, by what its label says makes it who it is."""
    return label, str(properties[LABELS[label].identity])
