"""docs/neo4j.md: its picture and tables follow from the declaration, and it leads where it says."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from graph.store.neo4j.address import PASSWORD, PASSWORD_FILE, SCHEMES, UNCHECKED, USER
from models.contract import NIET_AAN
from models.graph import LABELS, LEDGER_LABELS
from models.provenance import BRON, PROVENANCE
from server.home import HOST, Memory, Ports, furnish

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "neo4j.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """The script that makes them."""
    spec = importlib.util.spec_from_file_location("graph_model", DOCS / "graph_model.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["graph_model"] = module
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_that_of_the_declaration(made):
    drawn = (DOCS / "pictures" / "graaf.svg").read_text(encoding="utf-8")
    assert drawn == made.picture(), "run: python docs/graph_model.py"


def test_the_tables_are_those_of_the_declaration(made):
    assert made.page(PAGE) == PAGE, "run: python docs/graph_model.py"


def test_the_picture_names_every_label_and_every_type(made):
    words = {text.text for text in ET.fromstring(made.picture()).iter("{http://www.w3.org/2000/svg}text")}
    assert set(LABELS) <= words
    told = " ".join(filter(None, words))
    for edge in made.edges():
        assert edge.kinds[0] in told


def test_no_two_boxes_stand_on_one_another_and_all_are_inside(made):
    boxes = [(x - made.WIDE / 2, y - made.HIGH / 2) for x, y in made.AT.values()]
    for number, (x, y) in enumerate(boxes):
        assert 0 <= x <= made.WIDTH - made.WIDE
        assert 0 <= y <= made.HEIGHT - made.HIGH
        for left, top in boxes[number + 1 :]:
            assert abs(x - left) >= made.WIDE or abs(y - top) >= made.HIGH


def test_what_every_fact_has_and_what_stands_apart_is_told():
    for column in (BRON, NIET_AAN, *PROVENANCE):
        assert f"`{column.name}`" in PAGE
    for label in LEDGER_LABELS.values():
        assert f"| `{label}` |" in PAGE


def test_every_way_to_write_an_address_and_every_setting_is_told():
    for scheme in (*SCHEMES, *UNCHECKED):
        assert f"`{scheme}://" in PAGE
    for setting in (USER, PASSWORD, PASSWORD_FILE, "KNOOPPUNT_SLEUTEL_NAAR"):
        assert f"`{setting}`" in PAGE


def test_the_settings_for_browser_are_those_of_our_own_server(tmp_path):
    furnish(tmp_path, "geheim", Ports(7687, 7474), Memory())
    ours = (tmp_path / "conf" / "neo4j.conf").read_text().replace(HOST, "HOST").splitlines()
    (block,) = re.findall(r"```\n(dbms\.usage_report.*?)\n```", PAGE, re.DOTALL)
    assert set(block.splitlines()) <= set(ours)


@pytest.mark.parametrize("page", ["neo4j.md", "index.md", "opslag.md", "beperkingen.md", "opdrachten.md"])
def test_every_link_leads_somewhere(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, part = target.partition("#")
        file = (DOCS / path) if path else DOCS / page
        assert file.exists(), target
        if part:
            assert part in anchors(file.read_text(encoding="utf-8")), target


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in links."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
