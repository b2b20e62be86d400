"""Every rule stands in the docs once, under its name and version."""

from __future__ import annotations

import re

import pytest
from shared_data import REPOSITORY

from graph.analysis.rules import RULES

PAGE = REPOSITORY / "docs" / "analyses.md"


def headings() -> list[str]:
    return re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("name", "version"), sorted(RULES.items()))
def test_a_rule_is_described_once_with_its_version(name: str, version: str) -> None:
    assert headings().count(f"{name} (versie {version})") == 1


def test_no_rule_is_described_that_does_not_exist() -> None:
    assert sorted(headings()) == sorted(f"{name} (versie {version})" for name, version in RULES.items())
