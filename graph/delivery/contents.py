"""Which tables a levering holds, and what else lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from graph.delivery import head
from graph.delivery.chunk import TableFile
from graph.delivery.csv_file import CsvFile
from graph.delivery.package import Member, Package
from graph.delivery.parquet_file import ParquetFile
from models.contract import TABLES
from models.errors import DeliveryRefused

FORMATS: dict[str, type[CsvFile | ParquetFile]] = {".csv": CsvFile, ".parquet": ParquetFile}


@dataclass(frozen=True, slots=True)
class Contents:
    """The contract's tables by name, in the contract's order, and remarks on the rest."""

    tables: dict[str, TableFile]
    remarks: tuple[str, ...]


def contents_of(package: Package) -> Contents:
    """Sort the files of a levering.

    Raises:
        DeliveryRefused: a table stands in it twice.
    """
    found: dict[str, TableFile] = {}
    remarks = [f"{name} hoort niet bij de levering en is niet gelezen." for name in package.beside]
    for member in package.members.values():
        if member.name == head.FILE:
            continue
        table = _table(member)
        if table is None:
            remarks.append(f"{member.name} is geen tabel van het leveringscontract en is niet gelezen.")
        elif table in found:
            both = f"{found[table].name} en {member.name}"
            raise DeliveryRefused(f"De tabel {table} staat er twee keer in: {both}; lever er één.")
        else:
            found[table] = FORMATS[PurePath(member.name).suffix.casefold()](member)
    return Contents({name: found[name] for name in TABLES if name in found}, tuple(remarks))


def _table(member: Member) -> str | None:
    path = PurePath(member.name)
    name = path.stem.casefold()
    return name if name in TABLES and path.suffix.casefold() in FORMATS else None
