"""The network in the formats of other programs: all of it, without names, and safe to read back."""

import io
import re
import shutil
from datetime import date

import networkx as nx
import polars as pl
import pytest

from api.cli.network_files import cypher, edges_csv, gexf, graphml, multigraph, nodes_csv
from api.cli.network_rows import EDGE, NODE, NetworkRows

NASTY = "=1+1\"'`\\\n} ) DETACH DELETE n //é"


@pytest.fixture
def rows() -> NetworkRows:
    """Two persons, an organisation with a nasty name, and what lies between them."""
    kinds = dict.fromkeys(NODE[:5], pl.String) | {"van": pl.Date, "tot": pl.Date}
    nodes = [
        ("organisatie:0", "organisatie", NASTY, "zorg", None, None, None),
        ("p1", "persoon", "V", None, None, None, None),
        ("p2", "persoon", "M", None, None, None, None),
    ]
    edges = [
        ("p1", "p2", "ouder", None, None),
        ("p1", "p2", "steun", date(2024, 1, 1), date(2024, 12, 31)),
        ("organisatie:0", "p1", "voert_uit", None, None),
    ]
    ends = dict.fromkeys(EDGE[:3], pl.String) | {"van": pl.Date, "tot": pl.Date}
    return NetworkRows(
        pl.DataFrame(nodes, schema=kinds, orient="row"), pl.DataFrame(edges, schema=ends, orient="row")
    )


def test_graphml_and_gexf_read_back_as_they_were(rows):
    graph = multigraph(rows)
    for again in (nx.read_graphml(io.BytesIO(graphml(rows))), nx.read_gexf(io.BytesIO(gexf(rows)))):
        assert set(again.nodes) == set(graph.nodes)
        assert again.number_of_edges() == 3
        assert again.nodes["organisatie:0"]["keten"] == "zorg"
    assert {k["soort"] for k in graph.get_edge_data("p1", "p2").values()} == {"ouder", "steun"}


def test_gexf_says_nothing_of_the_day_on_which_it_was_written(rows):
    assert b"meta" not in gexf(rows).replace(b"metamodel", b"")


def test_cypher_is_one_statement_a_line_and_no_value_leaves_its_string(rows):
    lines = cypher(rows).splitlines()
    assert len([line for line in lines if line.startswith("CREATE (")]) == 3
    assert len([line for line in lines if line.startswith("MATCH")]) == 3
    for line in lines:
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert bare.endswith(";")
        assert "DETACH" not in bare
        assert bare.count("(") == bare.count(")")


def test_csv_cannot_be_taken_for_a_formula(rows):
    assert "\"'=1+1" in nodes_csv(rows)
    assert edges_csv(rows).splitlines()[0] == ",".join(EDGE)


def test_the_family_network_holds_everyone_once_and_no_name(family, tmp_path):
    path = tmp_path / "net.graphml"
    assert family("export", "graphml", "--uit", path).status == 0
    graph = nx.read_graphml(path)
    kinds = [kind for _, kind in graph.nodes(data="soort")]
    assert kinds.count("traject") == 4
    assert kinds.count("melding") == 5
    store = shutil.copy(family.folder / "knooppunt.duckdb", tmp_path)
    assert kinds.count("persoon") == family("koppelen", "--store", store, "--json").json["personen"]
    counted = family(
        "koppelen", "--store", shutil.copy(family.folder / "knooppunt.duckdb", tmp_path), "--json"
    )
    assert kinds.count("persoon") == counted.json["personen"]
    text = path.read_text(encoding="utf-8")
    assert not [name for name in ("Verhaegh", "Marco", "Lijsterbes", "99990") if name in text]


def test_csv_has_its_nodes_beside_it(family, tmp_path):
    made = family("export", "csv", "--uit", tmp_path / "net.csv", "--json").json["bestanden"]
    edges, nodes = (pl.read_csv(path) for path in made)
    ids = set(nodes["id"])
    assert set(edges["van_id"]) | set(edges["naar_id"]) <= ids
    assert nodes.height == len(ids)
