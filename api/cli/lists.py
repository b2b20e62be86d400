"""``samenloop`` and ``hotspots``: the two lists without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import polars as pl
from rich.console import Group
from rich.text import Text

from api.cli.chain import analysed, reading_day
from api.cli.dutch import Option
from api.cli.later import not_yet
from api.cli.looking_overlaps import network_of, overlap_look
from api.cli.output import write_file
from api.cli.screen import answers, note, table, to_json, write_json
from api.cli.session import command
from api.cli.values import day, target
from models.results import ANALYSE, SAMENLOPEN, VRIJGAVE, OverlapKind
from visual.dutch import counted, listed
from visual.exports import hotspots_csv
from visual.overlap_table import csv, xlsx
from visual.words import TOGETHER, label

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from api.cli.session import Session
    from graph.network import Network
    from graph.store.base import View

SHOWN = 25
SIDE = ("organisatie", "regisseur", "contact")


def period_options() -> list[Option]:
    """From and up to which day."""
    return [
        Option(["--van"], metavar="DATUM", type=day, help="Alleen wat op of na deze dag nog liep."),
        Option(["--tot"], metavar="DATUM", type=day, help="Alleen wat op of voor deze dag begon."),
    ]


@command(
    "samenloop",
    *period_options(),
    Option(
        ["--uit"], metavar="BESTAND", type=target("csv", "xlsx", "json"), help="Schrijf de lijst hierheen."
    ),
    persons=True,
    more="Per systeemcode, zonder namen; met beide organisaties en wie er te bellen is.",
)
def show_overlaps(session: Session, van: date | None, tot: date | None, uit: Path | None) -> None:
    """Trajecten on one family at once, by system code."""
    _check_period(van, tot)
    with session.store() as store:
        view = store.view()
        on, fictief = reading_day(view), view.fictief
        kept = analysed(view).result(SAMENLOPEN.name)
        look = overlap_look(session, store, on)
        found = overlap_frame(kept if look is None else look.rows, network_of(look, store))
        rows = within(found, van, tot)
        if look is not None:
            look.log(rows)
    if uit is not None:
        sheet = (
            xlsx(rows, peildatum=on, fictief=fictief) if uit.suffix.lower() == ".xlsx" else _text(rows, uit)
        )
        write_file(uit, sheet)
    _answer(session, rows, uit)


def _text(rows: pl.DataFrame, path: Path) -> str:
    return csv(rows) if path.suffix.lower() == ".csv" else to_json(rows.to_dicts())


def _answer(session: Session, rows: pl.DataFrame, uit: Path | None) -> None:
    if session.as_json:
        write_json(rows.to_dicts())
    elif uit is not None:
        note(f"{rows.height} regels staan in {uit}.")
    else:
        answers().print(overlap_answer(rows), "", overlap_table(rows, SHOWN), sep="\n")


def overlap_frame(rows: pl.DataFrame, network: Network) -> pl.DataFrame:
    """Every samenloop with both sides: that a track exists, who runs it, who directs it, whom to call.

    A traject that the network's view does not show takes its samenlopen with it.
    """
    names = network.organisations.select("organisation", organisatie="naam")
    tracks = network.trajectories.join(names, on="organisation", how="left", nulls_equal=True)
    shown = tracks.select("bron", pl.col("traject_id").alias("traject"), *SIDE)
    for letter in "ab":
        side = shown.rename({name: f"{name}_{letter}" for name in shown.columns})
        rows = rows.join(side, on=[f"bron_{letter}", f"traject_{letter}"])
    both = [f"{name}_{letter}" for letter in "ab" for name in ("bron", "traject", *SIDE)]
    return (
        rows.with_columns(reden=_reason())
        .select("systeem_id", "soort", *both, "van", "tot", "reden")
        .sort("systeem_id", *SAMENLOPEN.key)
    )


def _reason() -> pl.Expr:
    """Why a row stands on the list; not what kind of trajecten they are (BGS art. 1.10)."""
    names = ("organisatie_a", "organisatie_b")
    double, beside = (pl.format(TOGETHER[kind], *names) for kind in OverlapKind)
    return pl.when(pl.col("soort") == OverlapKind.DUBBEL_SPOOR.value).then(double).otherwise(beside)


def within(rows: pl.DataFrame, van: date | None, tot: date | None) -> pl.DataFrame:
    """Those with a day in a period that includes both ends."""
    if van is not None:
        rows = rows.filter(pl.col("tot").is_null() | (pl.col("tot") >= van))
    if tot is not None:
        rows = rows.filter(pl.col("van").is_null() | (pl.col("van") <= tot))
    return rows


def overlap_table(rows: pl.DataFrame, most: int) -> object:
    """The list for the terminal."""
    names = ("systeem", "soort", "organisatie", "traject", "organisatie", "traject", "van", "tot")
    keys = ("organisatie_a", "traject_a", "organisatie_b", "traject_b", "van", "tot")
    cells = [
        (row["systeem_id"], label(row["soort"]), *(row[key] for key in keys))
        for row in rows.head(most).iter_rows(named=True)
    ]
    more = f"… en {rows.height - most} meer; met --uit of --json krijgt u ze allemaal.\n"
    return Group(table("Samenloop", names, cells), Text(more if rows.height > most else ""))


@command(
    "hotspots",
    Option(["--thema"], metavar="THEMA", help="Alleen dit thema."),
    *period_options(),
    Option(["--uit"], metavar="BESTAND", type=target("csv", "json"), help="Schrijf de vrijgave hierheen."),
    Option(["--tabel"], metavar="TABEL.csv", help="Doorzoek een losse tabel zonder opslag (komt later)."),
    more="Alleen uit vrijgaven: afgeronde tellingen van gezinnen, nooit uit de gegevens zelf.",
)
def show_hotspots(
    session: Session, thema: str | None, uit: Path | None, tabel: str | None, **period: date | None
) -> None:
    """The release as it was published."""
    if tabel is not None:
        not_yet("Het doorzoeken van een losse tabel met --tabel")
    _check_period(period["van"], period["tot"])
    with session.store() as store:
        rows = release(store.view(), thema, period["van"], period["tot"])
    if uit is not None:
        write_file(uit, hotspots_csv(rows) if uit.suffix.lower() == ".csv" else to_json(rows.to_dicts()))
    if session.as_json:
        write_json(rows.to_dicts())
    elif uit is not None:
        note(f"{rows.height} regels staan in {uit}.")
    else:
        answers().print(hotspot_answer(rows), "", hotspot_table(rows, SHOWN), sep="\n")


def release(view: View, theme: str | None, van: date | None, tot: date | None) -> pl.DataFrame:
    """What is published of one theme, or of all, if its day lies in the period."""
    rows = analysed(view).result(VRIJGAVE.name)
    themes = rows["thema"].unique().sort().to_list()
    if theme is not None and themes and theme not in themes:
        raise click.UsageError(f"Er is geen thema '{theme}'; er is {', '.join(themes)}.")
    days = view.result(ANALYSE.name)["peildatum"]
    inside = (van is None or van <= days[0]) and (tot is None or days[0] <= tot)
    rows = rows if theme is None else rows.filter(thema=theme)
    return rows if inside else rows.clear()


def hotspot_table(rows: pl.DataFrame, most: int) -> object:
    """The release for the terminal, the highest share first."""
    names = ("thema", "gebied", "naam", "gezinnen", "per duizend", "ondergrens", "bovengrens", "oordeel")
    keys = ("thema", "gebied", "naam", "gezinnen", "per_duizend", "ondergrens", "bovengrens", "oordeel")
    high = rows.sort("per_duizend", "thema", "gebied", descending=[True, False, False], nulls_last=True)
    cells = [(label(row[0]), *row[1:]) for row in high.select(keys).head(most).iter_rows()]
    return table("Hotspots uit de vrijgave", names, cells)


def hotspot_answer(rows: pl.DataFrame) -> str:
    """What the release says, in one sentence."""
    high = rows.filter(oordeel="hoger").select("naam", "gebied").unique().sort("naam", "gebied")
    higher = [f"{name} ({code})" for name, code in high.iter_rows()]
    if rows.is_empty():
        return "Er is niets vrijgegeven; zijn er gebieden ingelezen met 'knooppunt gebieden'?"
    if not higher:
        return "Geen enkel gebied is te onderscheiden van het gemiddelde."
    return f"Hoger dan het gemiddelde: {listed(higher)}."


def overlap_answer(rows: pl.DataFrame) -> str:
    """What the list says, in one sentence."""
    double = rows.filter(soort=OverlapKind.DUBBEL_SPOOR.value)["systeem_id"].n_unique()
    families = counted(rows["systeem_id"].n_unique(), "gezin", "gezinnen")
    return f"{counted(rows.height, 'samenloop', 'samenlopen')} in {families}; {double} met een dubbel spoor."


def _check_period(van: date | None, tot: date | None) -> None:
    if van is not None and tot is not None and tot < van:
        raise click.UsageError("De dag van --tot ligt voor de dag van --van.")
