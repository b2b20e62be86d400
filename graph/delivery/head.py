"""levering.json, judged: whose levering it is, true for which day, and on which conditions."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from graph.store.base import DeliveryHead
from models.codes import PartnerKind
from models.contract import CONTRACT_VERSION, TABLES
from models.errors import DeliveryRefused

FILE = "levering.json"
MAX_BYTES = 1_000_000
BRON = re.compile(r"[a-z0-9-]{2,40}")
VIEWER = re.compile(r"[a-z0-9_-]{2,40}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(raw: bytes) -> dict[str, Any]:
    """The keys of levering.json.

    Raises:
        DeliveryRefused: it is no UTF-8, no JSON, or no object.
    """
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise DeliveryRefused(f"{FILE} is geen UTF-8: byte {error.start + 1} klopt niet.") from error
    except (ValueError, RecursionError) as error:
        line = f" bij regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DeliveryRefused(f"{FILE} is geen geldige JSON{line}.") from error
    if not isinstance(found, dict):
        raise DeliveryRefused(f"{FILE} moet één object zijn, tussen accolades.")
    return found


def judge(keys: dict[str, Any]) -> DeliveryHead:
    """The head of a levering.

    Raises:
        DeliveryRefused: a key is missing or wrong; the message names it and says what would be right.
    """
    version = keys.get("contractversie")
    if version != CONTRACT_VERSION or type(version) is not int:
        raise DeliveryRefused(f"{FILE}: contractversie is onbekend; dit programma leest versie 1.")
    if type(keys.get("volledig")) is not bool:
        raise DeliveryRefused(f"{FILE}: volledig moet true of false zijn, zonder aanhalingstekens.")
    return DeliveryHead(
        bron=_bron(keys),
        levering_id=_text(keys, "levering_id"),
        bron_naam=_text(keys, "bron_naam"),
        bron_soort=_kind(keys),
        peildatum=_day(keys),
        volledig=keys["volledig"],
        conditions=_conditions(keys.get("voorwaarden")),
    )


def readable(keys: dict[str, Any], name: str) -> str | None:
    """A key for the report, when it can be read at all."""
    value = keys.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable() else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _text(keys: dict[str, Any], name: str) -> str:
    value = readable(keys, name)
    if value is None or not value.strip():
        raise DeliveryRefused(f"{FILE}: {name} ontbreekt of is geen tekst van 1 tot 200 tekens.")
    return value.strip()


def _bron(keys: dict[str, Any]) -> str:
    value = keys.get("bron")
    if not isinstance(value, str) or not BRON.fullmatch(value):
        raise DeliveryRefused(f"{FILE}: bron moet een code zijn van 2 tot 40 tekens: a-z, 0-9 en -.")
    return value


def _kind(keys: dict[str, Any]) -> str:
    value = keys.get("bron_soort")
    if not isinstance(value, str) or value not in {k.value for k in PartnerKind}:
        kinds = ", ".join(k.value for k in PartnerKind)
        raise DeliveryRefused(f"{FILE}: bron_soort is onbekend; kies uit: {kinds}.")
    return value


def _day(keys: dict[str, Any]) -> date:
    value = keys.get("peildatum")
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise DeliveryRefused(f"{FILE}: peildatum moet een datum zijn als JJJJ-MM-DD.")


def _conditions(found: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if found is None:
        return ()
    if not isinstance(found, list):
        raise DeliveryRefused(f"{FILE}: voorwaarden moet een lijst zijn.")
    return tuple(_condition(entry) for entry in found)


def _condition(entry: Any) -> tuple[str, tuple[str, ...]]:
    table = entry.get("tabel") if isinstance(entry, dict) else None
    viewers = entry.get("niet_aan") if isinstance(entry, dict) else None
    if not isinstance(table, str) or table not in TABLES:
        raise DeliveryRefused(f"{FILE}: elke voorwaarde noemt een tabel van het contract.")
    if not isinstance(viewers, list) or not viewers:
        raise DeliveryRefused(f"{FILE}: niet_aan moet een lijst met codes zijn.")
    if not all(isinstance(v, str) and VIEWER.fullmatch(v) for v in viewers):
        raise DeliveryRefused(f"{FILE}: niet_aan noemt broncodes of soorten partners.")
    return table, tuple(viewers)
