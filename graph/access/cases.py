"""A casus: opened from a melding or by hand, kept as events that are folded into what holds now."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from graph.frames import schema
from graph.store.base import Store, View
from models.errors import InputError, NotFound
from models.judgement import RecordRef
from models.ledgers import CASUSSEN

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, no 0, 1, I, L, O: nothing to misread, and no words."""
NUMBER = re.compile(rf"C-[{ALPHABET}]{{6}}")
GONE = "Er is geen casus met dit nummer."


@dataclass(frozen=True, slots=True)
class Case:
    """One casus as it stands: ``betrokkenen`` are person records, the others names of actors."""

    nummer: str
    geopend_op: datetime
    geopend_door: str
    melding: str = ""  # bron:melding_id, or empty when opened by hand
    betrokkenen: tuple[RecordRef, ...] = ()
    regisseur: str = ""
    deelnemers: tuple[str, ...] = ()
    gesloten_op: datetime | None = None

    @property
    def staat(self) -> str:
        """``open`` or ``gesloten``."""
        return "open" if self.gesloten_op is None else "gesloten"

    def after(self, event: str, value: str, at: datetime) -> Case:
        """This casus once one more event has happened."""
        match event:
            case "betrokkene":
                return replace(self, betrokkenen=(*self.betrokkenen, record_ref(value)))
            case "deelnemer":
                return replace(self, deelnemers=(*self.deelnemers, value))
            case "deelnemer_af":
                return replace(self, deelnemers=tuple(d for d in self.deelnemers if d != value))
            case "regisseur":
                return replace(self, regisseur=value)
            case "gesloten":
                return replace(self, gesloten_op=at)
        return self


@dataclass(frozen=True, slots=True)
class Opening:
    """What a casus is opened with: betrokkenen, or a melding that names them."""

    regisseur: str
    betrokkenen: tuple[RecordRef, ...] = ()
    melding: RecordRef | None = None  # bron and melding_id
    deelnemers: tuple[str, ...] = ()


def record_ref(text: str) -> RecordRef:
    """``bron:id`` as a reference; the id may hold a colon itself.

    Raises:
        InputError: there is no colon with something on either side.
    """
    bron, _, own = text.partition(":")
    if not bron or not own:
        raise InputError(f"Schrijf een verwijzing als BRON:ID, niet als {text!r}.")
    return RecordRef(bron, own)


def list_cases(view: View) -> list[Case]:
    """Every casus, open and closed, in order of opening."""
    return list(fold_cases({}, view.ledger(CASUSSEN.name)).values())


def fold_cases(known: Mapping[str, Case], events: pl.DataFrame) -> dict[str, Case]:
    """Casussen by number, in order of opening, once more events (``CASUSSEN``, numbered) have happened."""
    cases = dict(known)
    for row in events.sort("volgnummer").iter_rows(named=True):
        number, value = row["casus"], row["waarde"] or ""
        if row["gebeurtenis"] == "geopend":
            cases[number] = Case(number, row["op"], row["door"], value)
        elif number in cases:
            cases[number] = cases[number].after(row["gebeurtenis"], value, row["op"])
    return cases


def case(view: View, number: str) -> Case:
    """The casus of this number; lower case is accepted.

    Raises:
        NotFound: there is none.
    """
    wanted = number.strip().upper()
    for one in list_cases(view):
        if one.nummer == wanted:
            return one
    raise NotFound(GONE)


def open_case(store: Store, opening: Opening, *, by: str, at: datetime) -> Case:
    """Open a casus.

    Raises:
        InputError: there is no regisseur or nobody whom it is about, or a record does not exist.
    """
    while True:
        view = store.view()
        subjects = _subjects(view, opening)
        if not opening.regisseur.strip():
            raise InputError("Noem wie de casus regisseert.")
        number = _new_number(view)
        events = [("geopend", str(opening.melding or "")), ("regisseur", opening.regisseur.strip())]
        events += [("betrokkene", str(subject)) for subject in subjects]
        events += [("deelnemer", name) for name in opening.deelnemers]
        with suppress(_Overtaken):
            _append(store, view, [(number, event, value or None, by, at) for event, value in events])
            return case(store.view(), number)


def close_case(store: Store, number: str, *, by: str, at: datetime) -> Case:
    """Close a casus; from now on it is gone from every search and map.

    Raises:
        NotFound: there is no such casus.
        InputError: it is closed already.
    """
    while True:
        view = store.view()
        found = case(view, number)
        if found.gesloten_op is not None:
            raise InputError(f"Casus {found.nummer} is al gesloten.")
        with suppress(_Overtaken):
            _append(store, view, [(found.nummer, "gesloten", None, by, at)])
            return case(store.view(), found.nummer)


class _Overtaken(Exception):
    """Someone else wrote of casussen since the view on which the events rest."""


def _append(store: Store, view: View, rows: Sequence[tuple[object, ...]]) -> None:
    """Add what happens to a casus, if nothing happened to any since the view."""

    def follow(last: Mapping[str, object] | None) -> pl.DataFrame:
        if (last["volgnummer"] if last else 0) != view.height(CASUSSEN.name):
            raise _Overtaken
        return pl.DataFrame(rows, schema=schema(CASUSSEN), orient="row")

    with store.write() as writer:
        writer.append_after(CASUSSEN.name, follow)


def _subjects(view: View, opening: Opening) -> tuple[RecordRef, ...]:
    subjects = opening.betrokkenen or tuple(_of_notification(view, opening.melding))
    for subject in subjects:
        if subject.persoon_id not in view.ids("personen", subject.bron):
            raise InputError(f"Er is geen persoon {subject} in de leveringen.")
    if not subjects:
        raise InputError("Noem ten minste één betrokkene, of een melding met betrokkenen.")
    return tuple(dict.fromkeys(subjects))


def _of_notification(view: View, melding: RecordRef | None) -> Iterator[RecordRef]:
    if melding is None:
        return
    if melding.persoon_id not in view.ids("meldingen", melding.bron):
        raise InputError(f"Er is geen melding {melding} in de leveringen.")
    involved = view.facts("betrokkenen").filter(bron=melding.bron, melding_id=melding.persoon_id)
    for person in involved["persoon_id"].unique().sort():
        yield RecordRef(melding.bron, person)


def _new_number(view: View) -> str:
    """A keyed code of the ordinal: it does not tell how many there are, and repeats in a fictional store."""
    taken = set(view.ledger(CASUSSEN.name)["casus"])
    ordinal = len(taken)
    while True:
        ordinal += 1
        digest = hmac.new(view.secret, f"casus:{ordinal}".encode(), hashlib.sha256).digest()
        number = "C-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:6])
        if number not in taken:
            return number
