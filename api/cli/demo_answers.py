"""The three answers of the demo: one family, the samenlopen, the hotspots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from rich.rule import Rule
from rich.text import Text

from api.cli.chain import reading_day
from api.cli.demo_region import CASES, open_cases
from api.cli.exports import person_frame
from api.cli.family import show_family
from api.cli.lists import hotspot_answer, hotspot_table, overlap_answer, overlap_frame, overlap_table
from api.cli.screen import ACCENT
from graph.analysis.family_map import family_map
from graph.network import Network
from models.judgement import RecordRef
from models.results import SAMENLOPEN, SYSTEEMLEDEN, UIT_BEELD, VRIJGAVE, OverlapKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import Console

    from graph.store.base import Store, View
    from models.family_map import FamilyMap

TOP = 10
CANDIDATES = 30
GOOD_SIZE = range(4, 9)
HOMES = range(2, 4)
SEVERAL = 3
DOUBLE = OverlapKind.DUBBEL_SPOOR.value


@dataclass(frozen=True, slots=True)
class Answers:
    """What the demo tells."""

    family: FamilyMap | None
    overlaps: pl.DataFrame
    past_double_tracks: int
    hotspots: pl.DataFrame
    cases: tuple[str, ...]


def answers_of(store: Store) -> Answers:
    """Ask the three questions; casussen are opened for the families with most to tell."""
    view = store.view()
    day = reading_day(view)
    network = Network.from_view(view)
    history = overlap_frame(view.result(SAMENLOPEN.name), network)
    overlaps = _running(history, day)
    candidates = [(family_map(network, person, day), record) for person, record in _subjects(view, overlaps)]
    candidates.sort(key=lambda candidate: _dullness(candidate[0]))
    chosen = _apart(candidates)[:CASES]
    cases = open_cases(store, [record for _, record in chosen])
    past = history.filter(pl.col("tot") < day, soort=DOUBLE).height
    family = chosen[0][0] if chosen else None
    return Answers(family, overlaps, past, view.result(VRIJGAVE.name), cases)


def _dullness(family: FamilyMap) -> tuple[int, ...]:
    """Low where much is to be seen, and nobody seems to stand there twice for want of better linking."""
    ages, names = ({getattr(p, name) for p in family.personen} for name in ("leeftijd", "roepnaam"))
    twice = len(family.personen) - min(len(ages), len(names))
    telling = (
        bool(family.trajecten),
        any(overlap.soort == DOUBLE for overlap in family.samenloop),
        len(family.huishoudens) in HOMES,
        len({track.partner for track in family.trajecten}) >= SEVERAL,
        bool(family.uit_beeld),
    )
    return -sum(telling), twice, -len(family.uit_beeld), -len(family.samenloop)


def _apart(candidates: Sequence[tuple[FamilyMap, RecordRef]]) -> list[tuple[FamilyMap, RecordRef]]:
    """Without the families of which somebody is in an earlier one too."""
    found: list[tuple[FamilyMap, RecordRef]] = []
    seen: set[str] = set()
    for family, record in candidates:
        people = {person.knooppunt_id for person in family.personen}
        if not people & seen:
            found.append((family, record))
        seen |= people
    return found


def _running(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """What runs on the day, double tracks first, then the longest."""
    runs = rows.filter((pl.col("tot").is_null() | (pl.col("tot") >= day)) & (pl.col("van") <= day))
    return runs.sort("soort", "van", "systeem_id", "bron_a", "traject_a", "bron_b", "traject_b")


def _subjects(view: View, overlaps: pl.DataFrame) -> list[tuple[str, RecordRef]]:
    """Of the families with most to show (counted facts), one person of the kern with one of his records."""
    members = view.result(SYSTEEMLEDEN.name)
    size = members.group_by("systeem_id").len("leden")
    unseen = view.result(UIT_BEELD.name).group_by("systeem_id").len("uit_beeld")
    tracks = overlaps.group_by("systeem_id").len("samenlopen")
    double = overlaps.filter(soort=DOUBLE).group_by("systeem_id").len("dubbel")
    told = size
    for counted in (tracks, unseen, double):
        told = told.join(counted, on="systeem_id", how="left")
    fitting = told.filter(pl.col("leden").is_in(list(GOOD_SIZE))).fill_null(0)
    order = ["dubbel", "uit_beeld", "samenlopen", "leden"]
    chosen = fitting.sort(*order, "systeem_id", descending=[True] * len(order) + [False]).head(CANDIDATES)
    return _first_records(view, members, chosen["systeem_id"].to_list())


def _first_records(view: View, members: pl.DataFrame, systems: Sequence[str]) -> list[tuple[str, RecordRef]]:
    records = person_frame(view)
    found = []
    for system in systems:
        kern = members.filter(pl.col("kern"), systeem_id=system).select("knooppunt_id")
        first = records.join(kern, on="knooppunt_id").sort("bron", "persoon_id").head(1)
        found += [
            (knooppunt_id, RecordRef(bron, own))
            for bron, own, knooppunt_id in first.select("bron", "persoon_id", "knooppunt_id").iter_rows()
        ]
    return found


def show_answers(screen: Console, found: Answers) -> None:
    """Each answer under its question."""
    _question(screen, "Wie hoort bij dit gezin, en wie werkt er?")
    if found.family:
        show_family(screen, found.family)
    _question(screen, "Welke gezinnen zitten op twee sporen tegelijk?")
    earlier = f" Eerder liepen er {found.past_double_tracks} dubbele sporen."
    screen.print(overlap_answer(found.overlaps) + earlier, "", overlap_table(found.overlaps, TOP), sep="\n")
    _question(screen, "Waar hoopt het zich op?")
    screen.print(hotspot_answer(found.hotspots), "", hotspot_table(found.hotspots, TOP), sep="\n")
    screen.print(Text(f"Alles is verzonnen. Open casussen: {', '.join(found.cases)}."), "")


def _question(screen: Console, text: str) -> None:
    screen.print("", Rule(Text(text, style=ACCENT), align="left", style="dim"), "")
