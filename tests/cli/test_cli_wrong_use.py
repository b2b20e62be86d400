"""Whatever is typed wrong: one Dutch sentence on standard error, nothing on standard output, status 2."""

import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = [
    ("", "Noem een opdracht"),
    ("sisteem", "bedoelt u 'systeem'"),
    ("iets", "bestaat niet"),
    ("--iets", "De optie --iets bestaat hier niet"),
    ("casus", "Noem een opdracht"),
    ("casus opne", "bedoelt u 'open'"),
    ("nieuw --fictiev", "bedoelt u --fictief"),
    ("nieuw --store", "De optie --store vraagt een waarde"),
    ("nieuw --fictief=ja", "De optie --fictief kan geen waarde hebben"),
    ("nieuw iets", "te veel"),
    ("nieuw --store nergens/x.duckdb", "nergens"),
    ("nieuw --store neo4j://localhost", "Neo4j"),
    ("inlezen", "Geef PAD"),
    ("inlezen nergens", "'nergens' bestaat niet"),
    ("gebieden", "Geef BESTAND.geojson"),
    ("gebieden nergens.geojson", "'nergens.geojson' bestaat niet"),
    ("gebieden .", "is een map"),
    ("koppelen", "geen opslag"),
    ("koppelen --waarheid nergens", "'nergens' bestaat niet"),
    ("koppelen --uitleg brp:A1 brp:A2", "geen opslag"),
    ("koppelen --uitleg brp:A1", "--uitleg"),
    ("analyseer --peildatum 2025-13-01", "'2025-13-01' is geen datum"),
    ("analyseer --peildatum 30-06-2025", "is geen datum"),
    ("analyseer --peildatum 2025-02-29", "is geen datum"),
    ("analyseer --peildatum 20250630", "is geen datum"),
    ("analyseer --peildatum 0001-01-01", "ligt te ver weg"),
    ("systeem", "Geef BRON:ID"),
    ("systeem A1", "'A1' is geen BRON:ID"),
    ("systeem :A1", "is geen BRON:ID"),
    ("systeem brp-venlo:", "is geen BRON:ID"),
    ("systeem BRP-Venlo:A1", "is geen BRON:ID"),
    ("systeem 'brp-venlo:A 1'", "is geen BRON:ID"),
    ("systeem brp-venlo:A1 --doel nieuwsgierig", "kies uit casusregie"),
    ("kaart brp-venlo:A1", "Geef --uit BESTAND"),
    ("kaart --uit x.svg", "Geef BRON:ID"),
    ("kaart brp-venlo:A1 --uit x.png", "moet eindigen op .svg, .pdf of .json"),
    ("kaart brp-venlo:A1 --uit nergens/x.svg", "de map 'nergens' bestaat niet"),
    ("kaart --van familie.json --uit x.svg", "latere versie"),
    ("samenloop --uit x.pdf", "moet eindigen op .csv, .xlsx of .json"),
    ("samenloop --van 2025-06-30 --tot 2025-01-01", "voor de dag van --van"),
    ("hotspots --tabel x.csv --uit y.json", "latere versie"),
    ("hotspots --uit x", "moet eindigen op"),
    ("rapport --jaar 2025", "latere versie"),
    ("kopieer", "Geef --van OPSLAG"),
    ("kopieer --van a", "Geef --naar OPSLAG"),
    ("kopieer --van a --naar ./a", "dezelfde"),
    ("kopieer --van neo4j://localhost/ --naar neo4j://localhost", "dezelfde"),
    ("kopieer --van a --naar b", "geen opslag a"),
    ("kopieer --van a --naar b --store c", "laat --store weg"),
    ("export", "Geef WAT"),
    ("export alles --uit x.csv", "kies uit personen, systemen"),
    ("export personen", "Geef --uit BESTAND"),
    ("export personen --uit x.txt", "moet eindigen op .csv"),
    ("export graphml --uit .", "is een map"),
    ("meet", "Geef --waarheid MAP"),
    ("meet --waarheid nergens", "'nergens' bestaat niet"),
    ("casus open --regisseur Petra", "Geef --betrokkene BRON:ID of --melding"),
    ("casus open --betrokkene brp-venlo:A1", "Geef --regisseur WIE"),
    ("casus sluit", "Geef N"),
    ("verzin", "Geef MAP"),
    ("verzin m --grootte klein", "Geef --zaad N"),
    ("verzin m --zaad 1", "Geef --grootte GROOTTE"),
    ("verzin m --grootte groot --zaad 1", "kies uit klein, regio of land"),
    ("verzin m --grootte klein --zaad een", "geef een getal"),
    ("verzin m --grootte klein --zaad -1", "geef een getal"),
    ("verzin m --grootte klein --zaad 1 --personen 0", "geef een getal"),
    ("verzin m --grootte klein --zaad 1 --fouten veel", "kies uit normaal, dubbel of geen"),
    ("demo --grootte land", "kies uit klein of regio"),
    ("demo --poort 70000", "geef een getal van 0 tot en met 65535"),
    ("serve --poort abc", "geef een getal"),
]


def words(line: str) -> list[str]:
    """A line as a shell would split it."""
    return shlex.split(line)


@pytest.mark.parametrize(("line", "says"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_use_is_one_dutch_sentence(prompt, line, says):
    answer = prompt(*words(line))
    assert answer.status == 2, answer
    assert answer.out == ""
    assert says in answer.sentence
    assert answer.sentence.endswith(("?", ".", "knooppunt nieuw"))


NEEDS_STORE = [
    "inlezen .",
    "koppelen",
    "analyseer",
    "systeem brp-venlo:A1",
    "kaart brp-venlo:A1 --uit x.svg",
    "samenloop",
    "hotspots",
    "export personen --uit x.csv",
    "export graphml --uit x.graphml",
    "meet --waarheid .",
    "casus lijst",
    "casus sluit C-234567",
    "casus open --betrokkene brp-venlo:A1 --regisseur Petra",
    "serve --poort 0",
]


@pytest.mark.parametrize("line", NEEDS_STORE)
def test_without_a_store_the_sentence_says_so(prompt, line):
    answer = prompt(*words(line))
    assert answer.status == 2
    assert answer.out == ""
    assert "knooppunt.duckdb" in answer.sentence


@pytest.mark.parametrize(
    "line", [line for line in NEEDS_STORE if not line.startswith(("inlezen", "casus", "serve"))]
)
def test_in_an_empty_store_the_sentence_says_to_read_first(prompt, line):
    assert prompt("nieuw", "--fictief").status == 0
    answer = prompt(*words(line))
    assert answer.status == 2
    assert "lees eerst leveringen in" in answer.sentence


def test_a_store_is_never_overwritten(prompt):
    assert prompt("nieuw", "--fictief").status == 0
    before = (prompt.folder / "knooppunt.duckdb").read_bytes()
    answer = prompt("nieuw")
    assert answer.status == 2
    assert "knooppunt.duckdb" in answer.sentence
    assert (prompt.folder / "knooppunt.duckdb").read_bytes() == before


def test_a_wrong_key_is_one_sentence(prompt):
    assert prompt("nieuw", "--fictief", KNOOPPUNT_SLEUTEL="geheim").status == 0
    for environment in ({}, {"KNOOPPUNT_SLEUTEL": "anders"}):
        answer = prompt("casus", "lijst", **environment)
        assert answer.status == 2
        assert "sleutel" in answer.sentence.lower()
    assert prompt("casus", "lijst", KNOOPPUNT_SLEUTEL="geheim").status == 0


def test_a_file_that_is_no_store_is_one_sentence(prompt):
    (prompt.folder / "knooppunt.duckdb").write_text("geen opslag")
    answer = prompt("casus", "lijst")
    assert answer.status in (2, 3)
    assert "knooppunt.duckdb" in answer.sentence


def test_a_store_that_another_process_holds_is_status_three(shell):
    assert shell("nieuw", "--fictief").status == 0
    code = (
        "from graph.store import open_store\n"
        "store = open_store('knooppunt.duckdb')\n"
        "with store.write():\n"
        "    print('held', flush=True)\n"
        "    input()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=shell.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": shell.source},
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        answer = shell("koppelen")
        holder.communicate("\n")
    assert answer.status == 3
    assert answer.sentence


def test_a_taken_port_is_one_sentence(prompt):
    assert prompt("nieuw", "--fictief").status == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = prompt("serve", "--poort", taken.getsockname()[1])
    assert answer.status == 2
    assert "--poort" in answer.sentence


@pytest.mark.parametrize("host", ["192.0.2.1", "niet-deze-computer.invalid"])
def test_a_strange_host_is_one_sentence(prompt, host):
    assert prompt("nieuw", "--fictief").status == 0
    answer = prompt("serve", "--host", host, "--poort", "0")
    assert answer.status == 2
    assert "geen adres van deze computer" in answer.sentence


def test_our_own_fault_is_one_sentence_with_where_to_look(shell):
    code = "import api.cli.start as start\nstart.knooppunt = lambda: 1 / 0\nstart.main()\n"
    answer = shell.python(code)
    assert answer.status == 1
    assert answer.sentence.startswith("Dit is een fout van Knooppunt zelf (ZeroDivisionError)")
    assert "KNOOPPUNT_DEBUG=1" in answer.sentence
    detailed = shell.python(code, KNOOPPUNT_DEBUG="1")
    assert detailed.status == 1
    assert "Traceback" in detailed.err


def test_a_reader_that_stops_reading_gets_no_complaint(family):
    command = [sys.executable, "-c", "from api.cli import main; main()", "systeem", "brp-venlo:A1"]
    for more in ([], ["--json"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*command, *more],
            cwd=family.folder,
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("error", "status"), [("KeyboardInterrupt", 130), ("BrokenPipeError", 141)])
def test_being_stopped_is_quiet(shell, error, status):
    answer = shell.python(
        f"import api.cli.start as start\ndef stop(): raise {error}\nstart.knooppunt = stop\nstart.main()\n"
    )
    assert answer.status == status
    assert answer.err == ""
