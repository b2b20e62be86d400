"""Pages of columns (Arrow): what the store keeps in full, each page with the versions that it belongs to.

A page is written once and never changed. Of the pages with one number the newest that is not newer than the
version counts, an empty one where nothing is left. So a view of an older version finds its own pages,
whatever is written meanwhile. Neo4j shows a transaction's nodes to others one by one, not all at once, so
nothing here rests on two nodes changing together. The stamp ``tot`` only saves reading pages that have long
been replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.frames import dtype
from graph.store.neo4j.connection import BULK_LIMIT, rows_of
from models.contract import NIET_AAN
from models.errors import StoreUnavailable
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection

ROWS = 20_000
"""Rows on one page: some hundreds of kilobytes."""

IN_VERSION = """WHERE b.van <= $versie AND (b.tot IS NULL OR b.tot > $versie)
    WITH b ORDER BY b.van DESC
    WITH b.deel AS deel, b.bron AS bron, b.nr AS nr, collect(b)[0] AS b WHERE b.rijen > 0"""
FOUND = "RETURN bron, nr, b.inhoud AS inhoud ORDER BY bron, nr"
READ_ALL = f"MATCH (b:Blad {{deel: $deel}}) {IN_VERSION} {FOUND}"
READ_ONE = f"MATCH (b:Blad {{deel: $deel, bron: $bron}}) {IN_VERSION} {FOUND}"
SHUT_OUT = f"""MATCH (b:Blad) {IN_VERSION} AND any(wie IN b.niet_aan WHERE wie IN $wie)
    RETURN 1 AS een LIMIT 1"""
TIDIED = "MATCH (o:Opslag) RETURN o.opgeruimd AS opgeruimd"
WRITE = """MERGE (b:Blad {deel: $deel, bron: $bron, nr: $nr, van: $van})
    SET b.rijen = $rijen, b.niet_aan = $niet_aan, b.inhoud = $inhoud"""
END = """MATCH (b:Blad {deel: $deel, bron: $bron}) WHERE b.van < $versie AND b.tot IS NULL AND b.nr IN $nrs
    SET b.tot = $versie, b.tot_op = timestamp()"""
GONE = "De gegevens zijn intussen te vaak veranderd om dit antwoord af te maken. Vraag het opnieuw."


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One thing that is kept: a table of one bron, a result, or the areas."""

    deel: str
    bron: str = ""


AREAS = Part("gebieden")


def of_facts(table: str, bron: str = "") -> Part:
    """The versions of a table's facts that one bron gave."""
    return Part(f"feit {table}", bron)


def of_result(name: str) -> Part:
    """A result."""
    return Part(f"uitkomst {name}")


def read(connection: Connection, part: Part, version: int, types: dict[str, pl.DataType]) -> pl.DataFrame:
    """A part as it was in a version of the store.

    Raises:
        StoreUnavailable: that version is so old that its pages were thrown away.
    """
    pages = [pl.read_ipc(BytesIO(row["inhoud"])).select(*types) for row in _rows(connection, part, version)]
    return pl.concat([pl.DataFrame(schema=types), *pages])


def read_table(
    connection: Connection, table: str, version: int, types: dict[str, pl.DataType]
) -> pl.DataFrame:
    """The versions of a table's facts of every bron, which stands in the first column; raises as ``read``."""
    frames = [pl.DataFrame(schema={BRON.name: dtype(BRON.kind), **types})]
    for row in _rows(connection, of_facts(table), version):
        page = pl.read_ipc(BytesIO(row["inhoud"]))
        frames.append(page.select(pl.lit(row["bron"]).alias(BRON.name), *types))
    return pl.concat(frames)


def _rows(connection: Connection, part: Part, version: int) -> list[dict[str, Any]]:
    statement = READ_ONE if part.bron else READ_ALL
    values = {"deel": part.deel, "bron": part.bron, "versie": version}

    def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
        rows = rows_of(tx.run(statement, values))
        check_kept(tx, version)
        return rows

    return connection.reading(work, BULK_LIMIT)


def check_kept(tx: ManagedTransaction, version: int) -> None:
    """Fail when pages of this version may be gone; asked after reading, so that none can go in between."""
    tidied = tx.run(TIDIED).single(strict=True)["opgeruimd"]
    if 0 < version < tidied:  # of version 0 there are none
        raise StoreUnavailable(GONE)


def kept_from(connection: Connection, version: int, who: list[str]) -> bool:
    """Whether any fact that holds in this version is not for one of these."""
    return bool(connection.read(SHUT_OUT, {"versie": version, "wie": who}))


def write(connection: Connection, part: Part, new: pl.DataFrame, old: pl.DataFrame, van: int) -> list[int]:
    """Write the pages of a part that differ from the old ones; gives the numbers of the pages that end.

    Nothing of it shows before the store reaches version ``van``.
    """
    ending = []
    pages = max(_count(old), _count(new))
    for number in range(pages):
        before, after = (frame.slice(number * ROWS, ROWS) for frame in (old, new))
        if number < _count(old) and before.equals(after):
            continue
        ending.append(number)
        values = {"deel": part.deel, "bron": part.bron, "nr": number, "van": van, **_content(after)}
        connection.write(WRITE, values)
    return ending


def end(tx: ManagedTransaction, part: Part, numbers: list[int], version: int) -> None:
    """From this version on these pages no longer count."""
    tx.run(END, deel=part.deel, bron=part.bron, nrs=numbers, versie=version).consume()


def _count(frame: pl.DataFrame) -> int:
    return -(-frame.height // ROWS)


def _content(page: pl.DataFrame) -> dict[str, object]:
    buffer = BytesIO()
    page.write_ipc(buffer, compression="zstd")
    return {"rijen": page.height, "niet_aan": sorted(_viewers(page)), "inhoud": buffer.getvalue()}


def _viewers(page: pl.DataFrame) -> Iterator[str]:
    """Who is shut out of some fact on this page that holds."""
    if NIET_AAN.name in page.columns:
        held = page.filter(pl.col("bekend_tot").is_null())[NIET_AAN.name].drop_nulls()
        yield from {who for whom in held.unique() for who in whom.split(" ")}
