"""The Cypher that draws the graph, made from the declaration alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.graph import End, Label, Relationship, Tie


def _node(name: str, label: Label, value: str) -> str:
    return f"({name}:{label.name} {{{label.identity}: {value}}})"


def _blank(name: str, label: Label) -> str:
    """That a node is no more than a name in other rows."""
    return "true" if label.mark is None else f"{name}.{label.mark} IS NULL"


def put_nodes(label: Label) -> str:
    """Rows ``id, eigen``."""
    return f"UNWIND $rows AS row MERGE {_node('n', label, 'row.id')} SET n = row.eigen"


def _tie(tie: Tie) -> str:
    return f":{tie.kind}" if tie.side is None else f":{tie.kind} {{kant: '{tie.side}'}}"


def put_ties(label: Label, tie: Tie) -> str:
    """Rows ``id, naar, naam``."""
    return f"""UNWIND $rows AS row MATCH {_node("n", label, "row.id")}
        MERGE {_node("x", tie.end.label, "row.naar")} ON CREATE SET x = row.naam
        MERGE (n)-[{_tie(tie)}]->(x)"""


def drop_ties(label: Label, tie: Tie) -> str:
    """Rows ``id``."""
    return f"UNWIND $rows AS row MATCH {_node('n', label, 'row.id')}-[r{_tie(tie)}]->() DELETE r"


def drop_nodes(label: Label) -> str:
    """Rows ``id, naam``: what others still name stays as a name."""
    return f"UNWIND $rows AS row MATCH {_node('n', label, 'row.id')} SET n = row.naam"


def sweep(label: Label) -> str:
    """Rows ``id``: a name that no row mentions any more goes."""
    return f"""UNWIND $rows AS row MATCH {_node("n", label, "row.id")}
        WHERE {_blank("n", label)} AND NOT (n)--() DELETE n"""


def put_relationships(place: Relationship, end: End, kind: str, key: Sequence[str]) -> str:
    """Rows ``van, van_naam, naar, naar_naam, eigen``; ``key`` tells two rows between the same ends apart."""
    return f"""UNWIND $rows AS row
        MERGE {_node("a", place.start.label, "row.van")} ON CREATE SET a = row.van_naam
        MERGE {_node("b", end.label, "row.naar")} ON CREATE SET b = row.naar_naam
        WITH a, b, row OPTIONAL MATCH (a)-[r:{kind}]->(b) WHERE {_same(key)}
        DELETE r CREATE (a)-[s:{kind}]->(b) SET s = row.eigen"""


def drop_relationships(place: Relationship, end: End, kind: str, key: Sequence[str]) -> str:
    """Rows ``van, naar, eigen``."""
    return f"""UNWIND $rows AS row
        MATCH {_node("a", place.start.label, "row.van")}-[r:{kind}]->{_node("b", end.label, "row.naar")}
        WHERE {_same(key)} DELETE r"""


def _same(key: Sequence[str]) -> str:
    each = [f"(r.{name} = row.eigen.{name} OR r.{name} IS NULL AND row.eigen.{name} IS NULL)" for name in key]
    return " AND ".join(each) or "true"


def wipe_nodes(label: Label) -> str:
    """Every node of a label, with what ties it."""
    return f"MATCH (n:{label.name}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS"


def untie(label: Label, kinds: Iterable[str]) -> str:
    """Of every node of ``$bron`` the relationships of these types."""
    return f"""MATCH (n:{label.name}) WHERE n.{BRON.name} = $bron
        MATCH (n)-[r:{"|".join(kinds)}]-() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF 10000 ROWS"""


def bare(label: Label) -> str:
    """Every node of ``$bron`` no more than a name."""
    kept = ", ".join(f"{name}: n.{name}" for name in dict.fromkeys((label.identity, *label.key)))
    return f"""MATCH (n:{label.name}) WHERE n.{BRON.name} = $bron
        CALL (n) {{ SET n = {{{kept}}} }} IN TRANSACTIONS OF 10000 ROWS"""


def sweep_all(label: Label) -> str:
    """Names that no row mentions."""
    return f"""MATCH (n:{label.name}) WHERE {_blank("n", label)} AND NOT (n)--()
        CALL (n) {{ DELETE n }} IN TRANSACTIONS OF 10000 ROWS"""
