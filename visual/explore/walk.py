"""From gezinskaarten to one graph: persons, households and trajecten, and what ties them."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from models.family_map import FamilyMap, MapPerson
from visual.words import CHAIN_LETTERS, label


def walk(maps: Sequence[FamilyMap]) -> nx.MultiDiGraph[str]:
    """Everyone on these maps once; nothing that they do not show.

    Nodes have ``soort`` (persoon, huishouden, traject), ``label``, ``geslacht`` and ``keten``; edges have
    ``soort`` in words.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for family in maps:
        _add_persons(graph, family)
        _add_ties(graph, family)
    return graph


def _add_persons(graph: nx.MultiDiGraph[str], family: FamilyMap) -> None:
    for person in (*family.personen, *(contact.persoon for contact in family.netwerk)):
        graph.add_node(_person(person.knooppunt_id), **_look(person))
    for home in family.huishoudens:
        code = f"huishouden:{family.systeem_id}:{home.letter}"
        graph.add_node(code, soort="huishouden", label=home.adres or "adres onbekend")
        for member in home.leden:
            graph.add_edge(_person(member), code, soort="woont hier")
        for member in home.deels:
            graph.add_edge(_person(member), code, soort="deel van de tijd")
    for traject in family.trajecten:
        code = f"traject:{traject.bron}:{traject.traject_id}"
        words = f"{CHAIN_LETTERS[traject.keten]} · {traject.partner}: {label(traject.soort)}"
        graph.add_node(code, soort="traject", label=words, keten=str(traject.keten or ""))
        for member in traject.personen:
            graph.add_edge(_person(member), code, soort="loopt voor")


def _add_ties(graph: nx.MultiDiGraph[str], family: FamilyMap) -> None:
    for relation in family.relaties:
        graph.add_edge(_person(relation.van), _person(relation.naar), soort=label(relation.soort))
    for contact in family.netwerk:
        start = _person(contact.persoon.knooppunt_id)
        graph.add_edge(start, _person(contact.via), soort=label(contact.relatie))


def _person(code: str) -> str:
    return f"persoon:{code}"


def _look(person: MapPerson) -> dict[str, str]:
    age = "" if person.leeftijd is None else f", {person.leeftijd}"
    name = (person.naam or "naam onbekend") + age
    return {"soort": "persoon", "label": name, "geslacht": str(person.geslacht)}
