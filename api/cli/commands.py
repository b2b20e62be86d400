"""All commands: what each is for, and the module that is loaded once it is called."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from api.cli.dutch import Group

if TYPE_CHECKING:
    import click


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of the list; ``place`` is ``module:attribute``."""

    place: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo:demo", "Maak een fictieve regio, draai de hele keten en bekijk de drie antwoorden."),
    "verzin": Entry("region:invent", "Verzin een fictieve regio: leveringen, gebieden en de waarheid erbij."),
    "nieuw": Entry("new_store:new_store", "Maak een lege opslag."),
    "inlezen": Entry("deliveries:read", "Lees leveringen in."),
    "gebieden": Entry("deliveries:read_areas", "Lees gemeenten, wijken en buurten met hun inwoners in."),
    "koppelen": Entry("chain:link_records", "Koppel de persoonsrecords die over dezelfde persoon gaan."),
    "analyseer": Entry("chain:analyse_store", "Zoek gezinssystemen, samenloop, uit beeld en hotspots."),
    "casus": Entry("cases:cases", "Open, sluit en bekijk casussen."),
    "systeem": Entry("systems:show_system", "Toon het gezinssysteem van een persoon."),
    "kaart": Entry("maps:draw_map", "Teken de gezinskaart van een persoon."),
    "samenloop": Entry("lists:show_overlaps", "Toon de trajecten die tegelijk in één gezin lopen."),
    "hotspots": Entry("lists:show_hotspots", "Toon waar het zich ophoopt, uit de vrijgave."),
    "rapport": Entry("later:report", "Maak het jaarrapport (komt later)."),
    "export": Entry(
        "exports:export", "Schrijf personen, systemen, samenloop of het netwerk naar een bestand."
    ),
    "meet": Entry("measures:measure_store", "Meet hoe goed de uitkomsten zijn tegen een bekende waarheid."),
    "kopieer": Entry("copying:copy", "Kopieer een opslag, ook van een bestand naar een server of terug."),
    "serve": Entry("server:serve", "Start de pagina's en de API op deze computer."),
}


class Knooppunt(Group):
    """The group of all commands; a command's module is imported when it is called and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """In the order of the chain."""
        return list(COMMANDS)

    def summary(self, ctx: click.Context, name: str) -> str:  # noqa: ARG002
        """The line of the list above."""
        return COMMANDS[name].summary

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        module, attribute = entry.place.split(":")
        found: click.Command = getattr(import_module(f"api.cli.{module}"), attribute)
        found.help = f"{entry.summary}\n\n{found.help or ''}".strip() if not found.short_help else found.help
        found.short_help = entry.summary
        return found


def knooppunt() -> Knooppunt:
    """The whole command line."""
    return Knooppunt("knooppunt", help="Netwerk- en systeemanalyse voor Zorg- en Veiligheidshuizen.")
