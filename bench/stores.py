"""The two engines and plain Cypher side by side, in one run on one region.

usage: python -m bench.stores [regio | a number of persons]

Starts a Neo4j server of its own. Every command is a process of its own, every page comes from ``serve``.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from neo4j import GraphDatabase

from api.people import demo_opening
from bench import plain_cypher
from bench.commands import run
from bench.serving import serving
from bench.visitors import first_looks, first_map, round_of
from graph.access import open_case
from graph.analysis.overlaps import overlaps
from graph.network import Network
from graph.store import open_store
from graph.store.base import Store, View
from models.judgement import RecordRef
from server.home import Memory
from server.local import LocalServer

SEED = "1"
VISITORS = (1, 10, 50)
SECONDS = 20
FAMILY = 12
CASES = 50
CHANGED = 5_000
ROUND = "bekende kaart, {} tegelijk: p50 / p95 (ms)"
NOW = datetime(2025, 7, 1, tzinfo=UTC)


@dataclass
class Column:
    """What was measured of one way, by name of the row."""

    name: str
    cells: dict[str, str] = field(default_factory=dict)


def make_region(folder: Path, size: str) -> Path:
    """A fictional region of this size."""
    region = folder / "regio"
    words = ["--grootte", "regio"] if size == "regio" else ["--grootte", "land", "--personen", size]
    run("verzin", "verzin", region, *words, "--zaad", SEED)
    return region


def load(store: str, region: Path, column: Column) -> None:
    """The chain, command by command."""
    run("nieuw", "nieuw", "--fictief", "--store", store)
    steps = {
        "inlezen (s)": ["inlezen", region / "leveringen"],
        "gebieden (s)": ["gebieden", region / "gebieden.geojson", "--cijfers", region / "gebieden.csv"],
        "koppelen (s)": ["koppelen"],
        "analyseer (s)": ["analyseer"],
    }
    runs = [run(name, *words, "--store", store) for name, words in steps.items()]
    column.cells |= {one.name: f"{one.seconds:.1f}" for one in runs}
    column.cells["piekgeheugen van Knooppunt (MiB)"] = f"{max(one.mebibytes for one in runs):.0f}"


def open_cases(store: Store) -> list[str]:
    """Casussen on families of about twelve, one on each; their numbers."""
    view = store.view()
    members = view.result("systeemleden")
    sizes = members.group_by("systeem_id").agg(pl.len(), pl.col("knooppunt_id").min())
    nearest = sizes.sort((pl.col("len").cast(pl.Int64) - FAMILY).abs(), "systeem_id").unique(
        "knooppunt_id", maintain_order=True
    )
    linked = view.result("koppeling_personen").unique("knooppunt_id", keep="first", maintain_order=True)
    subjects = nearest.head(CASES).join(linked, on="knooppunt_id", maintain_order="left")
    print(f"Families of {subjects['len'].min()} to {subjects['len'].max()} persons.", file=sys.stderr)
    return [
        open_case(store, demo_opening(RecordRef(bron, own)), by="bench", at=NOW).nummer
        for bron, own in subjects.select("bron", "persoon_id").iter_rows()
    ]


def maps(address: str, numbers: list[str], column: Column) -> None:
    """The first map of a fresh process, the first of every other casus, then rounds of visitors."""
    with serving(address) as site:
        column.cells["eerste kaart van een vers proces (ms)"] = f"{1000 * first_map(site, numbers[0]):.0f}"
        new = first_looks(site, numbers[1:])
        column.cells["eerste kaart van een casus: p50 / p95 (ms)"] = f"{new.median:.0f} / {new.p95:.0f}"
        for visitors in VISITORS:
            waits = round_of(site, numbers, visitors, SECONDS)
            failed = f", {waits.failed} mislukt" if waits.failed else ""
            column.cells[ROUND.format(visitors)] = f"{waits.median:.0f} / {waits.p95:.0f}{failed}"


def room(where: Path, column: Column, server: LocalServer | None = None) -> None:
    """What the store takes on the disk, and the server at its most in memory."""
    files = [where] if where.is_file() else [file for file in where.rglob("*") if file.is_file()]
    column.cells["op schijf (MiB)"] = f"{sum(file.stat().st_size for file in files) / 2**20:.0f}"
    if server is not None:
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
        peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
        column.cells["piekgeheugen van de server (MiB)"] = f"{int(peak) / 1024:.0f}"


def all_overlaps(view: View, column: Column) -> None:
    """The samenloop of all trajecten, from the store to the rows."""
    began = time.perf_counter()
    found = overlaps(Network.from_view(view))
    column.cells["samenloop van alle trajecten (s)"] = f"{time.perf_counter() - began:.1f}"
    print(f"{column.name}: {found.height} pairs.", file=sys.stderr)


def changed_persons(view: View, folder: Path) -> tuple[Path, pl.DataFrame]:
    """A levering of 10,000 rows: persons of the largest bron with another name, and where they live."""
    people = view.facts("personen")
    bron = people["bron"].value_counts(sort=True)["bron"][0]
    day = view.peildatum()
    assert day is not None
    some = people.filter(bron=bron).head(CHANGED).with_columns(geslachtsnaam=pl.lit("Anders"))
    stays = view.facts("verblijf").filter(bron=bron).head(CHANGED)
    head = view.ledger("leveringen").filter(bron=bron).row(0, named=True)
    place = folder / "erbij"
    place.mkdir()
    write_levering(place, head, day, {"personen": some, "verblijf": stays})
    return place, some


def write_levering(place: Path, head: dict[str, object], day: date, tables: dict[str, pl.DataFrame]) -> None:
    """A partial levering as CSV."""
    document = {name: head[name] for name in ("bron", "bron_naam", "bron_soort")}
    document |= {"contractversie": 1, "levering_id": "erbij", "peildatum": day.isoformat(), "volledig": False}
    (place / "levering.json").write_text(json.dumps(document), encoding="utf-8")
    left = ("bron", "levering", "peildatum", "eerst_verwerkt", "niet_aan")
    for name, rows in tables.items():
        yes_no = pl.col(pl.Boolean).replace_strict({True: "ja", False: "nee"}, return_dtype=pl.String)
        rows.drop(left).with_columns(yes_no).write_csv(place / f"{name}.csv")


def table(columns: list[Column]) -> str:
    """The columns as a Markdown table."""
    names = dict.fromkeys(name for column in columns for name in column.cells)
    lines = [f"| | {' | '.join(c.name for c in columns)} |", f"|---|{'---:|' * len(columns)}"]
    lines += [f"| {n} | {' | '.join(c.cells.get(n, '') for c in columns)} |" for n in names]
    return "\n".join(lines)


def engine(name: str, store: str, region: Path, folder: Path) -> Column:
    """Everything on one engine."""
    column = Column(name)
    load(store, region, column)
    opened = open_store(store)
    numbers = open_cases(opened)
    all_overlaps(opened.view(), column)
    place, _ = changed_persons(opened.view(), folder)
    opened.close()
    maps(store, numbers, column)
    column.cells["levering van 10.000 rijen (s)"] = (
        f"{run('levering', 'inlezen', place, '--store', store).seconds:.1f}"
    )
    shutil.rmtree(place)
    return column


def cypher(server: LocalServer, store: str) -> Column:
    """Plain Cypher on the facts of the store; the server is emptied first."""
    column = Column("kaal Cypher")
    opened = open_store(store)
    view = opened.view()
    people = view.facts("personen")
    with GraphDatabase.driver(server.address, auth=("neo4j", server.password)) as driver:
        seconds, items = plain_cypher.load(driver, view)
        column.cells["inlezen (s)"] = f"{seconds:.1f} ({items / seconds:,.0f} per s)".replace(",", ".", 1)
        ids = plain_cypher.record_ids(people.sample(200, seed=1)).to_list()
        column.cells[ROUND.format(1)] = "{:.1f} / {:.1f}".format(*plain_cypher.hops(driver, ids))
        column.cells["samenloop van alle trajecten (s)"] = f"{plain_cypher.overlap(driver):.1f}"
        rows = people.head(2 * CHANGED).select(
            id=pl.format("{}|{}", "bron", "persoon_id"), geslachtsnaam=pl.lit("Anders")
        )
        column.cells["levering van 10.000 rijen (s)"] = f"{plain_cypher.upsert(driver, rows.to_dicts()):.1f}"
    opened.close()
    return column


def main() -> None:
    """Print the table for one size."""
    size = sys.argv[1] if len(sys.argv) > 1 else "regio"
    heap, pages = (1024, 1024) if size == "regio" else (3072, 4096)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = make_region(folder, size)
        file = str(folder / "bank.duckdb")
        columns = [engine("DuckDB", file, region, folder)]
        room(Path(file), columns[0])
        with LocalServer(folder / "server", secrets.token_urlsafe(12), memory=Memory(heap, pages)) as server:
            os.environ["KNOOPPUNT_NEO4J_WACHTWOORD"] = server.password
            columns.append(engine("Neo4j", server.address, region, folder))
            room(folder / "server" / "data", columns[1], server)
        with LocalServer(folder / "kaal", secrets.token_urlsafe(12), memory=Memory(heap, pages)) as server:
            columns.append(cypher(server, file))
    print(f"\n{table(columns)}")


if __name__ == "__main__":
    main()
