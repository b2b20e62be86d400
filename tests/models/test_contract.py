"""The declaration of the tables follows the contract's page, word for word."""

from __future__ import annotations

import re

import pytest
from shared_data import REPOSITORY

from models import codes
from models.contract import EVENTS, TABLES
from models.organisations import CHAIN_OF

PAGE = (REPOSITORY / "docs/contract/leveringscontract.md").read_text(encoding="utf-8")


def paragraph(table: str) -> str:
    found = re.search(rf"^\*\*{table}\*\* — (.*?)(?=^\*\*|^`|\n\n|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, table
    return found.group(1)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_stands_on_the_page(table: str) -> None:
    text = paragraph(table)
    assert [name for name in TABLES[table].names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_that_must_be_filled_are_those_with_an_asterisk(table: str) -> None:
    text = paragraph(table)
    starred = set(re.findall(r"`(\w+)`\*", text))
    if table == "relaties":
        assert starred == {"persoon_id", "ander_id", "soort"}
    assert set(TABLES[table].required) == starred


def test_every_code_stands_on_the_page() -> None:
    declared = {
        value
        for spec in TABLES.values()
        for column in spec.columns
        if column.codes is not None
        for value in column.codes
    }
    assert [value for value in declared if f"`{value}`" not in PAGE] == []


def test_a_table_comes_after_the_tables_that_it_refers_to() -> None:
    order = list(TABLES)
    for spec in TABLES.values():
        for column in spec.columns:
            if column.refers_to and column.refers_to != spec.name:
                assert order.index(column.refers_to) < order.index(spec.name)


def test_what_happened_has_no_period() -> None:
    assert all(TABLES[name].period is None for name in EVENTS)


def test_some_organisations_work_in_no_chain() -> None:
    kinds = set(codes.PartnerKind) - set(CHAIN_OF)
    assert kinds == {"zvh", "zsm", "onderwijs", "woningcorporatie", "overig"}
