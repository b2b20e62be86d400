"""Every table has its place in the graph, and the places follow one rule."""

from __future__ import annotations

import re

import pytest

from models import graph
from models.codes import RelationKind
from models.columns import Column, ValueKind
from models.contract import NIET_AAN, TABLES
from models.graph import FACTS, JUDGEMENTS, LABELS, PLACES, RESULTS, Label, Node, Place, Relationship
from models.judgement import Verdict
from models.ledgers import LEDGERS, OORDELEN
from models.provenance import BRON, PROVENANCE
from models.results import RESULTS as RESULT_TABLES

ADDED = {graph.KEY, graph.CAPTION, graph.DOUBLE, "kant"}
"""What a node or a relationship may have beside the columns of its row."""


def named_labels(place: Place) -> dict[str, Label]:
    """Per column the label of the node that it names."""
    ends = (place.start, *place.ends) if isinstance(place, Relationship) else [t.end for t in place.ties]
    return {end.columns[-1]: end.label for end in ends}


def label_of(table: str) -> Label:
    place = FACTS[table]
    assert isinstance(place, Node)
    return place.label


def test_every_table_result_and_ledger_has_its_place() -> None:
    assert set(FACTS) == set(TABLES)
    assert set(RESULTS) == set(RESULT_TABLES)
    assert set(graph.LEDGER_LABELS) == set(LEDGERS)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_only_ties_two_ids_is_a_relationship_and_any_other_is_a_node(table: str) -> None:
    spec = TABLES[table]
    in_key = [name for name in spec.key if spec[name].refers_to]
    assert isinstance(FACTS[table], Relationship) == (len(in_key) >= 2)


@pytest.mark.parametrize("table", TABLES)
def test_every_id_of_another_thing_is_a_relationship_to_it(table: str) -> None:
    spec, named = TABLES[table], named_labels(FACTS[table])
    for column in spec.columns:
        if column.refers_to:
            assert named[column.name] == label_of(column.refers_to)
        elif column.kind is ValueKind.ID and column.name not in spec.key:
            assert named[column.name] == graph.PARTNER  # no reference: the organisation may deliver later
    assert set(named) <= {column.name for column in spec.columns if column.kind is ValueKind.ID}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_names_what_its_columns_say(name: str) -> None:
    spec, place = RESULT_TABLES[name], RESULTS[name]
    own = place.label.key if isinstance(place, Node) else ()
    ids = {c.name for c in spec.columns if c.kind in (ValueKind.ID, ValueKind.AREA)}
    columns = {c for c in ids if not c.startswith(BRON.name)}
    assert set(named_labels(place)) == columns
    assert set(own) <= set(spec.names)


def test_every_column_of_an_end_stands_in_its_table() -> None:
    specs = {**TABLES, **RESULT_TABLES, OORDELEN.name: OORDELEN}
    for name, place in {**FACTS, **RESULTS, OORDELEN.name: JUDGEMENTS}.items():
        known = {BRON.name, *specs[name].names}
        ends = (place.start, *place.ends) if isinstance(place, Relationship) else [t.end for t in place.ties]
        for end in ends:
            assert set(end.columns) <= known
            assert len(end.columns) == len(end.label.key)
        if isinstance(place, Relationship) and place.by:
            assert place.by in known


def test_every_soort_of_a_relation_and_every_oordeel_has_a_type_of_its_own() -> None:
    for place, values in ((FACTS["relaties"], RelationKind), (JUDGEMENTS, Verdict)):
        assert isinstance(place, Relationship)
        assert set(place.kinds) == set(values)
        assert len(place.types) == len(values) + 1


def test_labels_and_types_need_no_quotes() -> None:
    labels = [*LABELS, *graph.LEDGER_LABELS.values()]
    assert [name for name in labels if not re.fullmatch(r"(?:[A-Z][a-z]+)+", name)] == []
    types = {kind for place in PLACES for kind in place.types}
    assert [name for name in types if not re.fullmatch(r"[A-Z]+(?:_[A-Z]+)*", name)] == []
    assert len(set(labels)) == len(labels)


def test_properties_need_no_quotes_and_none_is_hidden_by_another() -> None:
    for table, spec in (TABLES | RESULT_TABLES).items():
        place = {**FACTS, **RESULTS}[table]
        columns: tuple[Column, ...] = (BRON, *spec.columns, NIET_AAN, *PROVENANCE)
        names = {column.name for column in columns}
        assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
        captioned = isinstance(place, Node) and len(place.label.shows) > 1
        assert not names & (ADDED if captioned else ADDED - {graph.CAPTION})


def test_the_ties_of_a_node_are_told_apart_by_type_and_side() -> None:
    for place in PLACES:
        if isinstance(place, Node):
            each = [(tie.kind, tie.side) for tie in place.ties]
            assert len(set(each)) == len(each)
            alike = [tie for tie in each if [kind for kind, _ in each].count(tie[0]) > 1]
            assert all(side for _, side in alike)


def test_a_node_is_shown_by_columns_that_it_has() -> None:
    for name, place in {**FACTS, **RESULTS}.items():
        if isinstance(place, Node):
            known = {BRON.name, *(TABLES | RESULT_TABLES)[name].names}
            assert set(place.label.shows) <= known
            assert set(place.label.key) <= known
            assert place.label.mark in {*known, graph.MARK}
            assert place.label.mark not in place.label.key
    assert all(label.shows for label in LABELS.values())


def test_a_node_that_rows_only_name_is_of_no_table() -> None:
    delivered = {place.label for place in PLACES if isinstance(place, Node)}
    assert {label for label in LABELS.values() if label.mark is None} == set(LABELS.values()) - delivered
