"""Reading and judging one large levering: rows a second and peak memory.

usage: python -m bench.reading [rows] [csv|parquet]

The levering is made up by arithmetic: nine tables that refer to one another, all rows good. It is read into a
new store by a process of its own, so that the peak is of reading alone.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from graph.delivery import read_deliveries
from graph.delivery.bsn import FICTIONAL_REMAINDER, remainder
from graph.store import create_store

STEP = 250_000
SHARES = {
    "personen": 20,
    "adressen": 8,
    "verblijf": 22,
    "relaties": 15,
    "meldingen": 8,
    "trajecten": 5,
    "betrokkenen": 10,
    "interventies": 7,
    "signalen": 5,
}
"""Rows of each table, in hundredths of the whole."""

HEAD = {
    "contractversie": 1,
    "levering_id": "meting",
    "bron": "meting",
    "bron_naam": "Verzonnen bron",
    "bron_soort": "gemeente",
    "peildatum": "2025-06-30",
    "volledig": True,
}


def _day(number: pl.Expr, first: int, days: int) -> pl.Expr:
    since = pl.date(first, 1, 1) + pl.duration(days=number % days)
    return since.dt.to_string("%Y-%m-%d")


def _pick(number: pl.Expr, *values: str) -> pl.Expr:
    return (number % len(values)).replace_strict(range(len(values)), values, return_dtype=pl.String)


def _person(number: pl.Expr, total: dict[str, int]) -> pl.Expr:
    return pl.format("P{}", number % total["personen"])


def _columns(table: str, n: pl.Expr, total: dict[str, int]) -> dict[str, pl.Expr]:
    family = n * 7919
    columns = {
        "personen": {
            "persoon_id": pl.format("P{}", n),
            "burgerservicenummer": _bsn(n),
            "voornamen": pl.format("Voornaam{} Tweede{}", n % 4001, n % 311),
            "voorvoegsel": _pick(n, "", "", "", "van der"),
            "geslachtsnaam": pl.format("Achternaam{}", n % 50021),
            "geboortedatum": _day(family, 1940, 30000),
            "geslacht": _pick(n, "M", "V"),
        },
        "adressen": {
            "adres_id": pl.format("H{}", n),
            "straat": pl.format("Straat{}", n % 9973),
            "huisnummer": pl.format("{}", n % 300 + 1),
            "postcode": pl.format("{}AB", n % 8000 + 1000),
            "woonplaats": pl.format("Plaats{}", n % 97),
            "gemeentecode": pl.lit("GM0000"),
            "wijkcode": pl.lit("WK000001"),
            "soort": pl.lit("woning"),
        },
        "verblijf": {
            "persoon_id": _person(n, total),
            "adres_id": pl.format("H{}", family % total["adressen"]),
            "soort": pl.lit("woonadres"),
            "van": _day(n, 1990, 12000),
            "tot": pl.lit(""),
        },
        "relaties": {
            "persoon_id": _person(n, total),
            "ander_id": _person(n + 1, total),
            "soort": _pick(n, "ouder", "partner", "broer_zus"),
            "van": _day(n, 1990, 12000),
        },
        "meldingen": {
            "melding_id": pl.format("M{}", n),
            "datum": _day(n, 2015, 3800),
            "soort": pl.lit("politiemutatie"),
            "aard": _pick(n, "geweld", "vermogen"),
            "adres_id": pl.format("H{}", family % total["adressen"]),
        },
        "trajecten": {
            "traject_id": pl.format("T{}", n),
            "soort": _pick(n, "zorgtraject", "wijkteam"),
            "hoofdtraject_id": pl.when(n % 5 == 4).then(pl.format("T{}", n - 1)).otherwise(pl.lit("")),
            "partner_id": pl.lit("meting"),
            "regisseur": pl.lit("medewerker"),
            "start": _day(n, 2015, 3800),
            "einde": pl.lit(""),
            "status": pl.lit("lopend"),
        },
        "betrokkenen": {
            "persoon_id": _person(family, total),
            "traject_id": pl.format("T{}", n % total["trajecten"]),
            "rol": _pick(n // total["trajecten"], "index", "gezinslid"),
        },
        "interventies": {
            "interventie_id": pl.format("I{}", n),
            "traject_id": pl.format("T{}", n % total["trajecten"]),
            "partner_id": pl.lit("meting"),
            "persoon_id": _person(family, total),
            "soort": _pick(n, "huisbezoek", "dagbesteding"),
            "start": _day(n, 2015, 3800),
            "status": pl.lit("lopend"),
        },
        "signalen": {
            "signaal_id": pl.format("S{}", n),
            "persoon_id": _person(family, total),
            "datum": _day(n, 2015, 3800),
            "leefgebied": _pick(n, "financien", "huisvesting"),
            "probleem": _pick(n, "ja", "nee"),
        },
    }
    return columns[table]


def _bsn(n: pl.Expr) -> pl.Expr:
    """Every other person a number that is nobody's: the weighted sum leaves remainder 5."""
    number = pl.format("{}", 100_000_000 + n * 11 % 899_999_999)
    return pl.when(remainder(number) == FICTIONAL_REMAINDER).then(number).otherwise(pl.lit(""))


def _pieces(table: str, rows: int, total: dict[str, int]) -> Iterator[pl.DataFrame]:
    for start in range(0, rows, STEP):
        numbers = pl.DataFrame({"n": range(start, min(start + STEP, rows))})
        yield numbers.select(**_columns(table, pl.col("n"), total))


def make(folder: Path, rows: int, kind: str) -> None:
    """Write the levering."""
    total = {table: max(10, rows * share // 100) for table, share in SHARES.items()}
    folder.mkdir()
    (folder / "levering.json").write_text(json.dumps(HEAD))
    for table, count in total.items():
        pieces = _pieces(table, count, total)
        if kind == "parquet":
            pl.concat(list(pieces)).write_parquet(folder / f"{table}.parquet")
            continue
        with (folder / f"{table}.csv").open("wb") as file:
            for number, piece in enumerate(pieces):
                piece.write_csv(file, include_header=number == 0)


def read(folder: Path) -> None:
    """Read the levering into a new store; for the process that is measured."""
    store = create_store(str(folder / "meting.duckdb"), fictief=True)
    (report,) = read_deliveries([folder / "levering"], store, today=date(2025, 7, 1))
    refused = sum(count.geweigerd for count in report.tabellen.values())
    if report.status != "ingelezen" or refused:
        raise SystemExit(f"{report.status}: {report.reden}, {refused} rows refused")
    store.close()


def measure(folder: Path) -> tuple[float, float, float]:
    """Seconds, seconds of work of all cores together, and peak MiB of a process that reads."""
    command = [sys.executable, "-m", "bench.reading", "--lees", str(folder)]
    started = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit("reading failed")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Make, measure, print the table."""
    if sys.argv[1:2] == ["--lees"]:
        read(Path(sys.argv[2]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    kind = sys.argv[2] if len(sys.argv) > 2 else "csv"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "levering", rows, kind)
        size = sum(f.stat().st_size for f in (folder / "levering").iterdir()) / 2**20
        seconds, work, peak = measure(folder)
    print("| rijen | bestand | MiB | seconden | waarvan rekentijd | rijen per seconde | piek MiB |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    speed = rows / seconds
    print(f"| {rows} | {kind} | {size:.0f} | {seconds:.1f} | {work:.1f} | {speed:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
