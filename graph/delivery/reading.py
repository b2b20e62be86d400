"""Reading leveringen: found, put in order, and each kept whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.delivery import head as levering_json
from graph.delivery.levering import read_levering
from graph.delivery.report import DeliveryReport, Status
from graph.delivery.table import Progress
from graph.delivery.zip_package import opened
from graph.store.base import DeliveryHead, Store
from models.contract import TABLES
from models.errors import DeliveryRefused, InputError


@dataclass(frozen=True, slots=True)
class _Found:
    """A levering with a good head."""

    path: Path
    head: DeliveryHead


def read_deliveries(
    paths: Sequence[Path], store: Store, *, today: date, progress: Progress | None = None
) -> list[DeliveryReport]:
    """Read leveringen into a store, the oldest peildatum first; each is its own transaction.

    Args:
        paths: each a levering (folder or zip) or a folder of leveringen.
        store: where the accepted rows go.
        today: date of first processing of facts that are new.
        progress: told the name of a file and how many more of its rows were judged.

    Returns:
        One report per levering, in the order of reading; leveringen without a readable head come last.

    Raises:
        StoreUnavailable: the store cannot be written; leveringen that came before are kept.
    """
    found: list[_Found] = []
    refused: list[DeliveryReport] = []
    for path in (levering for given in paths for levering in _leveringen(given)):
        report = DeliveryReport()
        try:
            found.append(_Found(path, _head(path, report)))
        except InputError as error:
            report.status, report.reden = Status.GEWEIGERD, str(error)
            refused.append(report)
    found.sort(key=lambda f: (f.head.peildatum, f.head.bron, f.head.levering_id))
    return [_read(f, store, today, progress or _silent) for f in found] + refused


def _leveringen(given: Path) -> list[Path]:
    """The leveringen that a path stands for: itself, or what lies in it."""
    if not given.is_dir() or (given / levering_json.FILE).exists():
        return [given]
    inside = sorted(p for p in given.iterdir() if not p.name.startswith(".") and p.name != "__MACOSX")
    if any(p.stem.casefold() in TABLES for p in inside if p.is_file()):
        return [given]
    return [p for p in inside if p.is_dir() or p.suffix.casefold() == ".zip"] or [given]


def _head(path: Path, report: DeliveryReport) -> DeliveryHead:
    """Read levering.json; what can be read of it goes into the report even when it is refused."""
    with opened(path) as package:
        member = package.members.get(levering_json.FILE)
        if member is None:
            raise DeliveryRefused(f"In {package.label} staat geen {levering_json.FILE}.")
        raw = b""
        for block in member.blocks():
            raw += block
            if len(raw) > levering_json.MAX_BYTES:
                raise DeliveryRefused(f"{levering_json.FILE} is groter dan één megabyte.")
    keys = levering_json.parse(raw)
    report.bron = levering_json.readable(keys, "bron")
    report.levering_id = levering_json.readable(keys, "levering_id")
    return levering_json.judge(keys)


def _read(found: _Found, store: Store, today: date, progress: Progress) -> DeliveryReport:
    try:
        with opened(found.path) as package:
            return read_levering(package, found.head, store, today, progress)
    except InputError as error:
        return DeliveryReport(found.head.bron, found.head.levering_id, Status.GEWEIGERD, str(error))


def _silent(_name: str, _rows: int) -> None:
    """Nobody watches."""
