"""What the docs say of access and of the API is all of it, and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_visits import Site

from api.settings import Settings
from graph.access import RULES, Right
from graph.audit import Level
from models.access import Role

DOCS = Path(__file__).parents[2] / "docs"
ACCESS = (DOCS / "toegang.md").read_text(encoding="utf-8")
API = (DOCS / "api.md").read_text(encoding="utf-8")


def row_of(role: Role) -> str:
    return next(line for line in ACCESS.splitlines() if line.startswith(f"| {role} |"))


@pytest.mark.parametrize("role", Role)
def test_the_table_of_roles_is_the_table_of_rules(role: Role) -> None:
    row = row_of(role)
    rights = {right for right in Right if role in RULES[right].purposes}
    assert {right for right in Right if f"`{right}`" in row} == rights
    purposes = {RULES[right].purposes[role] for right in rights}
    assert set(re.findall(r"`(\w+)`", row.split("|")[3])) == {str(purpose) for purpose in purposes}
    assert row.endswith("| ja |") == any(RULES[right].names for right in rights)


def test_every_level_of_the_log_is_explained() -> None:
    assert [level for level in Level if f"| `{level}` |" not in ACCESS] == []


@pytest.mark.parametrize(
    "asked",
    ["vijf jaar", "Wissen", "Inzage", "correctie", "OIDC", "screening", "adviescommissie", "BGS art. 2.20"],
)
def test_what_the_law_asks_and_is_not_there_yet_is_said_plainly(asked: str) -> None:
    assert asked in ACCESS.partition("## Wat nog niet werkt")[2]


def test_every_setting_is_explained() -> None:
    names = {f"KNOOPPUNT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"^\| `(KNOOPPUNT_\w+)`", API, re.MULTILINE)) == names


def test_every_address_is_explained_with_its_parameters(site: Site) -> None:
    document = site.visitor().get("/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            line = next(row for row in API.splitlines() if row.startswith(f"| `{method.upper()} {path}` |"))
            named = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"}
            assert {name for name in named if f"`{name}`" not in line} == set(), path
    assert len(re.findall(r"^\| `(?:GET|POST) ", API, re.MULTILINE)) == len(document["paths"])
