"""The Cypher that draws the graph, made from the declaration alone; each statement may run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.neo4j.packing import COUNT, EACH, ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store.neo4j.packing import Packed
    from models.graph import End, Label, Relationship, Tie

ONCE = "WITH i, a, b, collect(r) AS oude FOREACH (r IN oude | DELETE r)"
"""Takes away what a row had, however often it was there: someone else may have made it twice."""
FROM, TO = "_van", "_naar"
"""Packed columns with the identities of the two ends of a relationship."""


def tie_kind(tie: Tie) -> str:
    """The type of a tie in a pattern, with its side."""
    return tie.kind if tie.side is None else f"{tie.kind} {{kant: '{tie.side}'}}"


def put_nodes(label: Label, rows: Packed) -> str:
    """Each row of nodes with exactly these properties."""
    return f"""{EACH} MERGE {_node("n", label, rows.fields[label.identity])}
        SET n = {rows.literal(rows.fields)}"""


def put_names(label: Label, rows: Packed) -> str:
    """Nodes that are not there yet, as no more than a name."""
    return f"""{EACH} MERGE {_node("n", label, rows.fields[label.identity])}
        ON CREATE SET n = {rows.literal(rows.fields)}"""


def put_ties(label: Label, tie: Tie, rows: Packed) -> str:
    """From each node one tie of this sort, in the place of the one that it had; gives how many it laid."""
    kind = tie_kind(tie)
    return f"""{_both_ends(label, tie.end.label, rows)}
        OPTIONAL MATCH (a)-[r:{kind}]->() {ONCE} CREATE (a)-[:{kind}]->(b) RETURN count(*) AS {COUNT}"""


def put_relationships(place: Relationship, end: End, kind: str, key: Sequence[str], rows: Packed) -> str:
    """Each row between its ends, in the place of the one of the same ``key``; gives how many it laid."""
    own = rows.literal(name for name in rows.fields if name not in (FROM, TO))
    return f"""{_both_ends(place.start.label, end.label, rows)}
        OPTIONAL MATCH (a)-[r:{kind}]->(b) WHERE {_same(key, rows)}
        {ONCE} CREATE (a)-[:{kind} {own}]->(b) RETURN count(*) AS {COUNT}"""


def drop_relationships(place: Relationship, end: End, kind: str, key: Sequence[str], rows: Packed) -> str:
    """The relationships of these rows."""
    return f"""{_both_ends(place.start.label, end.label, rows)}
        MATCH (a)-[r:{kind}]->(b) WHERE {_same(key, rows)} DELETE r"""


def drop_ties(label: Label, tie: Tie) -> str:
    """The ties of this sort from the nodes in ``wie``."""
    return f"UNWIND ${ROWS}.wie AS wie MATCH {_node('n', label, 'wie')}-[r:{tie_kind(tie)}]->() DELETE r"


def bare(label: Label) -> str:
    """The nodes in ``wie`` no more than a name: others may still mention them."""
    own = ", ".join(f"{name}: n.{name}" for name in dict.fromkeys((label.identity, *label.key)))
    return f"UNWIND ${ROWS}.wie AS wie MATCH {_node('n', label, 'wie')} SET n = {{{own}}}"


def sweep(label: Label) -> str:
    """Of the nodes in ``wie`` the names that nothing mentions any more go."""
    name_alone = "true" if label.mark is None else f"n.{label.mark} IS NULL"
    return f"""UNWIND ${ROWS}.wie AS wie MATCH {_node("n", label, "wie")}
        WHERE {name_alone} AND NOT (n)--() DELETE n"""


def wipe(label: Label) -> str:
    """Some thousands of nodes of a label, with what ties them; gives how many."""
    return f"MATCH (n:{label.name}) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS {COUNT}"


def _node(name: str, label: Label, value: str) -> str:
    return f"({name}:{label.name} {{{label.identity}: {value}}})"


def _both_ends(start: Label, end: Label, rows: Packed) -> str:
    return f"{EACH} MATCH {_node('a', start, rows.fields[FROM])} MATCH {_node('b', end, rows.fields[TO])}"


def _same(key: Sequence[str], rows: Packed) -> str:
    each = ((f"r.{name}", rows.fields[name]) for name in key)
    return " AND ".join(f"({a} = {b} OR {a} IS NULL AND {b} IS NULL)" for a, b in each) or "true"
