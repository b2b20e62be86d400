"""The tables of a store in SQL, all made from the declarations in models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.base import FOLD
from graph.store.shapes import AREA_TYPES, key_types, ledger_types, stage_types
from models.contract import TABLES
from models.ledgers import LEDGERS
from models.provenance import BRON
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMA_VERSION = 1
"""Goes up when a store of the version before needs a change of its tables."""

SQL_TYPES: dict[pl.DataType, str] = {
    pl.Date(): "DATE",
    pl.Datetime("us", "UTC"): "TIMESTAMP",  # kept as UTC, so that no zone of the machine plays a part
    pl.Boolean(): "BOOLEAN",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Binary(): "BLOB",
    pl.String(): "VARCHAR",
}

COMPARISON = "opslag.werk.vergelijking"
"""Where staged rows are laid beside known facts within a transaction."""

COMPARISON_COLUMNS = (
    "nieuw BIGINT",  # row number of the staged row
    "oud BIGINT",  # row number of the version that holds; empty: the key is new
    "genoemd_in INTEGER",
    "eerst_verwerkt DATE",
    "gelijk BOOLEAN",
    "wint BOOLEAN",
    "laatst BOOLEAN",
)

FOLD_COLUMNS = tuple(
    f"{name} {'INTEGER' if kind == pl.Int64() else SQL_TYPES[kind]}" for name, kind in FOLD.items()
)
"""Numbers of leveringen take half the room of other whole numbers."""


def quoted(name: str) -> str:
    """A column or table name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str], prefix: str = "") -> str:
    """Names with commas between them, each after ``prefix``."""
    return ", ".join(prefix + quoted(name) for name in names)


def fact_table(name: str) -> str:
    """Where the versions of a table's facts stand."""
    return f"opslag.feit.{quoted(name)}"


def ledger_table(name: str) -> str:
    """Where a ledger stands."""
    return f"opslag.boek.{quoted(name)}"


def result_table(name: str) -> str:
    """Where a result stands."""
    return f"opslag.uitkomst.{quoted(name)}"


def staged_table(name: str) -> str:
    """Where judged rows wait within a transaction; empty outside of one."""
    return f"opslag.werk.{quoted('rij_' + name)}"


def named_table(name: str) -> str:
    """Where keys of refused rows wait within a transaction."""
    return f"opslag.werk.{quoted('sleutel_' + name)}"


def definition(types: dict[str, pl.DataType]) -> str:
    """Columns as CREATE TABLE wants them."""
    return ", ".join(f"{quoted(name)} {SQL_TYPES[kind]}" for name, kind in types.items())


def statements() -> Iterator[str]:
    """Everything that makes an empty store, but for the one row of ``meta``.

    The tables in ``werk`` are lasting ones that are emptied: DuckDB 1.5 loses the room of a table that one
    transaction both makes and drops until the file is opened again.
    """
    for schema in ("feit", "boek", "uitkomst", "werk"):
        yield f"CREATE SCHEMA opslag.{schema}"
    yield "CREATE TABLE opslag.meta (schemaversie INTEGER, fictief BOOLEAN, geheim BLOB, versie BIGINT)"
    yield f"CREATE TABLE opslag.gebieden ({definition(AREA_TYPES)})"
    yield f"CREATE TABLE {COMPARISON} ({', '.join(COMPARISON_COLUMNS)})"
    for spec in TABLES.values():
        columns = definition({BRON.name: frames.dtype(BRON.kind)} | stage_types(spec))
        yield f"CREATE TABLE {fact_table(spec.name)} ({columns}, {', '.join(FOLD_COLUMNS)})"
        yield f"CREATE TABLE {staged_table(spec.name)} ({definition(stage_types(spec))})"
        yield f"CREATE TABLE {named_table(spec.name)} ({definition(key_types(spec))})"
    for spec in LEDGERS.values():
        yield f"CREATE TABLE {ledger_table(spec.name)} ({definition(ledger_types(spec))})"
    for spec in RESULTS.values():
        yield f"CREATE TABLE {result_table(spec.name)} ({definition(frames.schema(spec))})"
