"""A table as Parquet: whatever type a column has, its values become the text that CSV would have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.delivery.chunk import BROKEN, ILLEGIBLE, Chunk
from graph.delivery.header import Header, judge_header
from graph.delivery.package import Member
from models.columns import TableSpec
from models.errors import DeliveryRefused

BATCH = 100_000
DIGITS = {"burgerservicenummer": 9, "nummeraanduiding": 16}
"""Numbers that lose their leading zeros when they are kept as numbers."""

UNREADABLE = (pa.ArrowException, OSError, ValueError, MemoryError)


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """``<table>.parquet``; the first row is line 2."""

    member: Member

    @property
    def name(self) -> str:
        return self.member.name

    def header(self, spec: TableSpec) -> Header:
        """The columns of the file's schema."""
        with self._opened() as file:
            return judge_header(spec, file.schema_arrow.names)

    def chunks(self, header: Header) -> Iterator[Chunk]:
        """All rows, some at a time."""
        line = 2
        for batch in self._batches(header):
            columns = {name: as_text(batch.column(name), DIGITS.get(name, 0)) for name in batch.schema.names}
            rows = pl.DataFrame(pa.table(columns)) if columns else pl.DataFrame()
            lines = pl.int_range(line, line + batch.num_rows, dtype=pl.Int64, eager=True).alias("regel")
            line += batch.num_rows
            yield Chunk(lines.to_frame().hstack(rows), pl.DataFrame(schema=BROKEN))

    def _batches(self, header: Header) -> Iterator[pa.RecordBatch]:
        with self._opened() as file:
            names = file.schema_arrow.names
            wanted = [names[place] for place in header.places.values()]
            if header.fault:  # the rows are only counted
                yield from self._bare(file)
                return
            for batch in file.iter_batches(BATCH, columns=wanted):
                batch.validate(full=True)
                yield batch.select(wanted).rename_columns(list(header.places))

    @staticmethod
    def _bare(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
        yield from file.iter_batches(BATCH, columns=[])

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        with self.member.seekable() as raw:
            try:
                yield pq.ParquetFile(raw, pre_buffer=False, page_checksum_verification=True)
            except UNREADABLE as error:
                wrong = "is beschadigd, is geen Parquet of bevat tekst die geen UTF-8 is"
                raise DeliveryRefused(f"{self.name} {wrong}.") from error


def as_text(values: pa.Array, digits: int = 0) -> pa.Array:
    """Values of any type as text; what can be no text becomes ``ILLEGIBLE``.

    Args:
        values: one column of a batch.
        digits: whole numbers get leading zeros up to this length.
    """
    try:
        for is_kind, text in TEXTS:
            if is_kind(values.type):
                return text(values, digits)
        return values.cast(pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _illegible(values, digits)


def _dictionary_text(values: pa.Array, digits: int) -> pa.Array:
    return as_text(values.dictionary_decode(), digits)


def _boolean_text(values: pa.Array, _digits: int) -> pa.Array:
    yes, no = pa.scalar("ja", pa.large_string()), pa.scalar("nee", pa.large_string())
    return pc.if_else(values, yes, no)


def _integer_text(values: pa.Array, digits: int) -> pa.Array:
    text = values.cast(pa.large_string())
    return pc.utf8_lpad(text, digits, "0") if digits else text


def _float_text(values: pa.Array, digits: int) -> pa.Array:
    """Whole numbers without a fraction; not-a-number is empty."""
    values = pc.if_else(pc.is_nan(values), pa.scalar(None, values.type), values)
    whole = pc.and_(pc.equal(values, pc.floor(values)), pc.less(pc.abs(values), 1e15))
    plain = pc.if_else(whole, values, pa.scalar(None, values.type)).cast(pa.float64()).cast(pa.int64())
    return pc.if_else(whole, _integer_text(plain, digits), values.cast(pa.large_string()))


def _moment_text(values: pa.Array, _digits: int) -> pa.Array:
    """Midnight is a date; another moment is none."""
    naive = values.cast(pa.timestamp(values.type.unit))
    days = naive.cast(pa.date32(), safe=False)
    midnight = pc.equal(days.cast(naive.type), naive)
    return pc.if_else(midnight, days.cast(pa.large_string()), pa.scalar(ILLEGIBLE, pa.large_string()))


def _day_text(values: pa.Array, _digits: int) -> pa.Array:
    return values.cast(pa.date32()).cast(pa.large_string())


def _illegible(values: pa.Array, _digits: int) -> pa.Array:
    bad, none = pa.scalar(ILLEGIBLE, pa.large_string()), pa.scalar(None, pa.large_string())
    return pc.if_else(values.is_valid(), bad, none)


TEXTS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array, int], pa.Array]], ...] = (
    (pa.types.is_dictionary, _dictionary_text),
    (pa.types.is_boolean, _boolean_text),
    (pa.types.is_integer, _integer_text),
    (pa.types.is_floating, _float_text),
    (pa.types.is_timestamp, _moment_text),
    (pa.types.is_date, _day_text),
    (pa.types.is_nested, _illegible),
)
"""How each type becomes text; every other type is cast, and illegible where that cannot be done."""
