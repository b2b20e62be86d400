"""Writes on a Neo4j server that stop at a chosen moment, and whether what stands there is whole."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from unittest.mock import patch

import polars as pl
from plain_graph import drawn
from random_graph import rows_drawn, shown
from store_engines import frame, head, stay

from graph.store.base import DeliveryHead, Store, Writer
from graph.store.neo4j.connection import Connection
from models.contract import TABLES
from models.errors import DeliveryRefused
from models.graph import LEDGER_LABELS
from models.results import RESULTS

FIRST = date(2025, 1, 1)
PEOPLE = 3
BESIDE = ["Opslag", "Blad", *LEDGER_LABELS.values()]
"""Labels that are no part of the graph."""


class Halted(BaseException):
    """The process that writes is no more: nothing of it runs on."""


@dataclass
class Halt:
    """Before the transaction of this number something happens; later ones are counted too.

    A process that died does not speak again, so once ``dead`` every later one fails.
    """

    at: int
    then: Callable[[], None]
    seen: int = 0
    dead: bool = False

    @classmethod
    def death(cls, at: int) -> Halt:
        """The end of the process before this transaction."""
        halt = cls(at, lambda: None)
        halt.then = halt.die
        return halt

    def before(self) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.then()
        if self.dead:
            raise Halted

    def die(self) -> None:
        self.dead = True


def door_of(store: Store) -> Connection:
    """The connection of a store on a server."""
    door = store._connection  # type: ignore[attr-defined]
    assert isinstance(door, Connection)
    return door


@contextmanager
def halting(store: Store, halt: Halt) -> Iterator[Halt]:
    """Count what this store asks of the server from this thread, and stop at the number."""
    line, me = door_of(store)._line, threading.get_ident()
    whole = type(line).run

    def run(self: object, *given: object) -> object:
        if self is line and (halt.dead or threading.get_ident() == me):
            halt.before()
        return whole(self, *given)  # type: ignore[arg-type]

    with patch.object(type(line), "run", run):
        yield halt


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def names_of(number: int) -> set[str]:
    return {f"naam {number}-{who}" for who in range(PEOPLE)}


def fill(writer: Writer, number: int) -> None:
    """A full levering in which everyone has another name and another address, and a result beside it."""
    who = [f"P{n}" for n in range(PEOPLE)]
    rows = [{"persoon_id": p, "geslachtsnaam": f"naam {number}-{n}"} for n, p in enumerate(who)]
    writer.stage("personen", frame("personen", rows))
    stays = [stay(day_of(number), persoon=p, adres=f"A{number}") for p in who]
    writer.stage("verblijf", frame("verblijf", stays))
    persons = [{"bron": levering(number).bron, "persoon_id": p, "knooppunt_id": f"N{number}"} for p in who]
    writer.replace("koppeling_personen", pl.DataFrame(persons))
    writer.deliver(levering(number), FIRST, "{}")


def levering(number: int) -> DeliveryHead:
    return head(day_of(number), volledig=True)


def write(store: Store, number: int) -> None:
    with store.write() as writer:
        fill(writer, number)


def write_again(store: Store, number: int) -> None:
    """The same levering once more: it works, or it was read already."""
    with suppress(DeliveryRefused):
        write(store, number)


def let_time_pass(store: Store) -> None:
    """Whoever holds the turn has been silent for too long."""
    door_of(store).write("MATCH (o:Opslag) SET o.schrijver_tot = 0")


def all_or_nothing(store: Store, known: int, number: int) -> int:
    """The leveringen up to ``known`` are there, and this one wholly or not at all; gives the last one."""
    view = store.view()
    found = set(view.facts("personen")["geslachtsnaam"])
    kept = number if found == names_of(number) else known
    assert found == names_of(kept)
    stays = view.facts("verblijf").filter(pl.col("tot").is_null())
    assert set(stays["adres_id"]) == {f"A{kept}"}
    assert set(view.result("koppeling_personen")["knooppunt_id"]) == {f"N{kept}"}
    leveringen = view.ledger("leveringen")["peildatum"].to_list()
    assert (day_of(number) in leveringen) == (kept == number)
    assert len(leveringen) == len(set(leveringen))
    return kept


def nothing_left_behind(store: Store) -> None:
    """No page and no row beyond what counts, nobody has the turn, and the graph equals the facts."""
    door, view = door_of(store), store.view()
    version = store.version()
    assert door.read("MATCH (b:Blad) WHERE b.van > $versie RETURN b.deel AS deel", {"versie": version}) == []
    for name, label in LEDGER_LABELS.items():
        (count,) = door.read(f"MATCH (r:{label}) RETURN count(r) AS n, max(r.volgnummer) AS hoogste")
        assert (count["n"], count["hoogste"] or 0) == (view.height(name), view.height(name)), name
    asked = "MATCH (o:Opslag) RETURN o.graaf[0] AS graaf, o.graaf_bezig AS bezig, o.schrijver AS wie"
    (stands,) = door.read(asked)
    assert stands == {"graaf": version, "bezig": False, "wie": None}
    state = {name: view.facts(name) for name in TABLES} | {name: view.result(name) for name in RESULTS}
    judged = view.ledger("oordelen")
    taken = judged["herroept"].drop_nulls().implode()
    state["oordelen"] = judged.filter(pl.col("herroept").is_null(), ~pl.col("volgnummer").is_in(taken))
    state["geladen gebieden"] = view.areas()
    found, plain = shown(door, BESIDE), drawn(rows_drawn(state))
    assert found.nodes == plain.nodes
    assert found.relationships == plain.relationships
