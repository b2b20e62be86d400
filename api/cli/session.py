"""What every command shares: its store, how it answers, and for whom it looks."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from api.cli.dutch import Argument, Command, Option
from api.cli.values import one_of
from graph.store import open_store
from models.access import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store.base import Store

DEFAULT_STORE = "knooppunt.duckdb"


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one command."""

    address: str
    as_json: bool
    case: str | None = None
    purpose: Purpose | None = None
    store_typed: bool = False

    @property
    def key(self) -> str | None:
        """The key of an encrypted store."""
        return os.environ.get("KNOOPPUNT_SLEUTEL") or None

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store that the user means, closed afterwards."""
        store = open_store(self.address, key=self.key)
        try:
            yield store
        finally:
            store.close()


def store_option() -> Option:
    """``--store``: after the command's name, else the environment's, else a file in this folder."""
    return Option(
        ["--store"],
        metavar="OPSLAG",
        help=(
            "De opslag: een bestand, of het adres van een server (neo4j://…). "
            f"Anders KNOOPPUNT_STORE, anders {DEFAULT_STORE} in deze map."
        ),
    )


def json_option() -> Option:
    """``--json``: one document on standard output."""
    return Option(["--json", "as_json"], is_flag=True, help="Geef het antwoord als één JSON-document.")


def _person_options() -> list[Option]:
    return [
        Option(
            ["--casus"], metavar="N", help="De casus waarvoor u kijkt; niet nodig in een fictieve opslag."
        ),
        purpose_option(),
    ]


def purpose_option() -> Option:
    """``--doel``: what a look at a person is for."""
    return Option(
        ["--doel"],
        metavar="DOEL",
        type=one_of(*(p.value for p in Purpose)),
        help="Waarvoor u kijkt, bijvoorbeeld casusregie. Niet nodig in een fictieve opslag.",
    )


def command(
    name: str, *params: Option | Argument, persons: bool = False, more: str = ""
) -> Callable[[Callable[..., None]], Command]:
    """Make a command of a function that takes a ``Session`` and then its own parameters.

    Args:
        name: what the user types.
        params: the command's own arguments and options.
        persons: it shows persons, so outside a fictional store it takes a case and a purpose.
        more: what the help says below the summary of ``api.cli.commands``.
    """
    shared = [store_option(), json_option(), *(_person_options() if persons else [])]

    def build(run: Callable[..., None]) -> Command:
        def callback(**given: Any) -> None:
            run(_session(given), **given)

        return Command(name, params=[*params, *shared], callback=callback, help=more)

    return build


def _session(given: dict[str, Any]) -> Session:
    above = click.get_current_context().parent
    group = above.params if above else {}  # casus --store X open is as good as casus open --store X
    typed, purpose = given.pop("store") or group.get("store"), given.pop("doel", None)
    return Session(
        address=typed or os.environ.get("KNOOPPUNT_STORE") or DEFAULT_STORE,
        as_json=given.pop("as_json") or bool(group.get("as_json")),
        case=given.pop("casus", None),
        purpose=Purpose(purpose) if purpose else None,
        store_typed=bool(typed),
    )
