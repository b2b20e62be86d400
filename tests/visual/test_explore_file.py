"""The explore view: one file that needs nothing from elsewhere and lets no name become markup."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256

import networkx as nx
import pytest

from models.family_map import FamilyMap
from visual import explore
from visual.explore.document import UnexpectedOutput, _only

HOSTILE = '</script><script>document.title="x"</script><img src=x onerror="alert(1)">'
LOADS = re.compile(
    r"""<(?:link|iframe|object|embed|base|img)\b|<script[^>]+src|@import|sourceMappingURL"""
    r"""|(?:\bsrc|\bhref)\s*=\s*["']?(?:https?:)?//|(?<!\w)url\(\s*(?!["']?data:)""",
    re.IGNORECASE,
)


def graph(word: str) -> nx.Graph[str]:
    made: nx.Graph[str] = nx.Graph()
    made.add_node(word, soort="persoon", label=word, geslacht="V")
    made.add_node("traject:om:Z1", soort="traject", keten="straf")
    made.add_edge(word, "traject:om:Z1", soort=word)
    return made


@pytest.fixture(name="plain", scope="module")
def plain_file() -> str:
    return explore.html(graph("Marco"), title="Netwerk", fictief=True)


def without_library(document: str) -> str:
    return re.sub(r"<(script|style)>.*?vis-network.*?</\1>|<style>.*?</style>", "", document, flags=re.DOTALL)


def test_the_file_loads_nothing(plain: str) -> None:
    assert not LOADS.search(plain.replace('.src="data:', ""))


def test_no_host_stands_in_what_is_ours(plain: str) -> None:
    assert not re.search(r"(https?:)?//\w", without_library(plain))


def test_the_hosts_that_the_library_names_are_notices_and_namespaces(plain: str) -> None:
    hosts = set(re.findall(r"https?://([\w.-]+)", plain))
    assert hosts <= {
        "visjs.github.io", "github.com", "www.w3.org", "opensource.org", "www.apache.org", "almende.com",
    }  # fmt: skip


def test_hostile_names_stay_text(plain: str) -> None:
    document = explore.html(graph(HOSTILE), title=HOSTILE, fictief=True)
    assert HOSTILE not in document
    for tag in ("script", "img", "style", "link"):
        assert len(re.findall(f"<{tag}[ >]", document)) == len(re.findall(f"<{tag}[ >]", plain))


def test_no_id_of_the_graph_reaches_the_file() -> None:
    made: nx.Graph[str] = nx.Graph()
    made.add_node("persoon:knp-geheim", soort="persoon", label="Marco")
    assert "knp-geheim" not in explore.html(made)


def test_the_policy_names_exactly_the_blocks_of_the_file(plain: str) -> None:
    blocks = re.findall(r"<(script|style)>(.*?)</\1>", plain, re.DOTALL)
    policy = explore.policy(plain)
    for _, text in blocks:
        assert f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.count("sha256-") == len(blocks) == 4
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_file_is_the_same_each_time(plain: str) -> None:
    assert explore.html(graph("Marco"), title="Netwerk", fictief=True) == plain


def test_a_fictional_file_says_so(plain: str) -> None:
    assert "verzonnen" in plain
    assert "verzonnen" not in without_library(explore.html(graph("Marco")))


def test_everyone_of_the_maps_is_drawn_once_and_nobody_else(families: tuple[FamilyMap, ...]) -> None:
    made = explore.walk(families)
    persons = {node for node, values in made.nodes(data=True) if values["soort"] == "persoon"}
    people = [p for f in families for p in (*f.personen, *(c.persoon for c in f.netwerk))]
    assert persons == {f"persoon:{p.knooppunt_id}" for p in people}
    drawn = re.search(r"new vis\.DataSet\((\[.*?\])\);", explore.html(made), re.DOTALL)
    assert drawn
    assert len(json.loads(drawn[1])) == made.number_of_nodes()


def test_an_empty_network_is_a_file_too() -> None:
    assert "0 personen" in explore.html(nx.Graph())


def test_another_pyvis_is_refused() -> None:
    with pytest.raises(UnexpectedOutput):
        _only([("script", "something else")], "script", "vis-network")
