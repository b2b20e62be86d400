"""One gezinssysteem in the terminal: the answer first, then who, what, and who is out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from api.cli.screen import ACCENT, table
from visual.dutch import day
from visual.words import CHAIN_LABELS, label

if TYPE_CHECKING:
    from rich.console import Console

    from models.family_map import FamilyMap


def show_family(screen: Console, family: FamilyMap) -> None:
    """The same content as the gezinskaart, as tables."""
    heading = Text(f"Gezinssysteem {family.systeem_id} op {day(family.peildatum)}", style=ACCENT)
    screen.print(heading, Text(family.antwoord), "", sep="\n")
    names = {p.knooppunt_id: p.naam for p in (*family.personen, *(c.persoon for c in family.netwerk))}
    screen.print(_members(family))
    for heading_text, columns, rows in (
        _tracks(family, names),
        _unseen(family, names),
        _contacts(family, names),
    ):
        if rows:
            screen.print(table(heading_text, columns, rows))


def _members(family: FamilyMap) -> object:
    homes = {p: h.adres for h in reversed(family.huishoudens) for p in (*h.deels, *h.leden)}
    rows = [
        (p.naam, "" if p.leeftijd is None else str(p.leeftijd), homes.get(p.knooppunt_id, ""), p.reden)
        for p in family.personen
    ]
    return table("Wie erbij hoort", ("naam", "leeftijd", "woont", "waarom"), rows)


Section = tuple[str, tuple[str, ...], list[tuple[object, ...]]]


def _tracks(family: FamilyMap, names: dict[str, str]) -> Section:
    rows: list[tuple[object, ...]] = [
        (
            label(t.soort),
            t.partner,
            CHAIN_LABELS[t.keten],
            t.regisseur or "niemand",
            t.start,
            ", ".join(names.get(p, p) for p in t.personen),
        )
        for t in family.trajecten
    ]
    return "Wie er werkt", ("traject", "organisatie", "keten", "regie", "sinds", "voor"), rows


def _unseen(family: FamilyMap, names: dict[str, str]) -> Section:
    rows: list[tuple[object, ...]] = [
        (names.get(o.persoon, o.persoon), label(o.soort), o.reden) for o in family.uit_beeld
    ]
    return "Wie uit beeld is", ("naam", "hoe", "waarom"), rows


def _contacts(family: FamilyMap, names: dict[str, str]) -> Section:
    rows: list[tuple[object, ...]] = [
        (c.persoon.naam, c.relatie, names.get(c.via, c.via)) for c in family.netwerk
    ]
    return "Eén stap verder", ("naam", "wat", "via"), rows
