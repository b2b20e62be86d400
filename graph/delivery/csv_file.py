"""A table as CSV: records of the right width become columns of text, the others are named."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from graph.delivery.chunk import Chunk
from graph.delivery.header import Header, judge_header
from graph.delivery.lines import line_blocks
from graph.delivery.package import Member
from graph.delivery.records import Records, broken, records
from models.columns import TableSpec


@dataclass(frozen=True, slots=True)
class CsvFile:
    """``<table>.csv``."""

    member: Member

    @property
    def name(self) -> str:
        return self.member.name

    def header(self, spec: TableSpec) -> Header:
        """The first line that is not blank."""
        for found in records(line_blocks(self.member)):
            if found.good.height:
                return judge_header(spec, _names(found.good["tekst"][0]))
        return judge_header(spec, [])

    def chunks(self, header: Header) -> Iterator[Chunk]:
        """All records after the header."""
        before_header = True
        for found in records(line_blocks(self.member)):
            good = found.good.slice(1) if before_header else found.good
            before_header = before_header and not found.good.height
            yield _chunk(Records(good, found.broken), header)


def _names(line: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\n", " ")]), [])
    except csv.Error:
        return []


def _chunk(found: Records, header: Header) -> Chunk:
    fits = found.good.filter(pl.col("velden") == header.width)
    ragged = found.good.filter(pl.col("velden") != header.width)
    faults = [found.broken]
    if not ragged.height:
        return Chunk(_columns(fits, header), found.broken)
    for (count,), group in ragged.group_by("velden", maintain_order=True):
        reden = f"De regel heeft {count} velden, en de kop heeft er {header.width}; de regel is geweigerd."
        faults.append(broken(group, reden))
    return Chunk(_columns(fits, header), pl.concat(faults).sort("regel"))


def _columns(fits: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Take the values apart; only the contract's columns are looked at."""
    lines = fits.select("regel")
    if not header.places or not fits.height:
        return lines.with_columns(pl.lit(None, pl.String).alias(name) for name in header.places)
    raw = fits["tekst"].str.join("\n")[0].encode()
    wanted = {name: f"{place}" for name, place in header.places.items()}
    table = arrow_csv.read_csv(
        pa.py_buffer(raw),
        arrow_csv.ReadOptions(column_names=[f"{i}" for i in range(header.width)], block_size=len(raw) + 1),
        arrow_csv.ParseOptions(newlines_in_values=True),
        arrow_csv.ConvertOptions(
            check_utf8=False,
            strings_can_be_null=False,
            include_columns=list(wanted.values()),
            column_types=dict.fromkeys(wanted.values(), pa.large_string()),
        ),
    )
    values = pl.DataFrame(table.rename_columns(list(wanted)))
    return lines.hstack(values)
