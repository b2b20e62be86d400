"""The part of a view that decides what the gezinskaart of a few persons shows on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.network.days import day_number
from graph.network.extract import kin_and_household
from graph.network.gathering import Key, Part, Row, frame, identify, keys
from graph.network.one_place import ADDRESS, RECOGNISED_BY, settle
from graph.network.people import People
from graph.network.places import build_places
from graph.store.seeking import PERSON, RECORD, SYSTEM
from models.codes import PlaceKind, ResidenceKind
from models.contract import MAX_HOUSEHOLD, TABLES
from models.results import PERSONEN, SYSTEEMLEDEN

if TYPE_CHECKING:
    from graph.store.base import View

TRACK, MELDING, HOUSEHOLD = ("bron", "traject_id"), ("bron", "melding_id"), ("bron", "huishouden_id")
LIVING = frozenset({ResidenceKind.WOONADRES.value, ResidenceKind.FEITELIJK.value})
OTHER = ("bron", "ander_id")
QUESTIONS = (
    *((PERSONEN.name, by) for by in (RECORD, PERSON)),
    *((SYSTEEMLEDEN.name, by) for by in (PERSON, SYSTEM)),
    *((table, RECORD) for table in ("personen", "verblijf", "huishoudleden", "relaties", "betrokkenen")),
    *((table, RECORD) for table in ("interventies", "signalen", "delicten")),
    *(("adressen", by) for by in (ADDRESS, *((name,) for name in RECOGNISED_BY))),
    *(("verblijf", ADDRESS), ("relaties", OTHER), ("trajecten", TRACK)),
    *(("huishoudens", HOUSEHOLD), ("huishoudleden", HOUSEHOLD)),
    *(("meldingen", MELDING), ("betrokkenen", MELDING)),
)
"""What a neighbourhood asks: a table or a result, and by which columns."""
FEW = 10 * MAX_HOUSEHOLD
"""So many records may be of one household; of more at one address nobody need be known but where he lives."""


def neighbourhood(view: View, records: Iterable[Key], day: date) -> Part:
    """What ``family_maps`` of the persons of these records (bron, persoon_id) needs on this day.

    The maps made of the network of this part are those of the whole view.
    """
    part = Part(view, day)
    around = _Surroundings(part, day)
    subjects = identify(part.sought, records)
    kin = identify(part.sought, around.guess(subjects))
    while True:
        around.work(around.open(kin - around.opened))
        kin = _kin(part.look(), subjects, day)
        if kin <= around.opened:
            return part


def rehearse(view: View) -> None:
    """Ask every question once, about nobody: an engine that plans a question keeps its plan for the next."""
    Part(view, date.min)
    for table, columns in QUESTIONS:
        nobody = frame(columns, [("",) * len(columns)])
        if table in TABLES:
            view.facts(table, nobody)
        else:
            view.result(table, nobody)


def _kin(people: People, records: set[Key], day: date) -> set[Key]:
    """The records of all who are tied to these on the day by household or minors, at any remove."""
    subjects = people.records.join(frame(RECORD, records), on=RECORD, how="semi")["person"].unique()
    found = {kin for one in subjects for kin in kin_and_household(people, one, day_number(day))}
    return set(people.records.filter(pl.col("person").is_in(sorted(found))).select(RECORD).iter_rows())


class _Surroundings:
    """Everyone around some persons, found step by step.

    A record is *opened* once all who may be tied to its person on the day are known, with everything that
    decides where each of those lives.
    """

    def __init__(self, part: Part, day: date) -> None:
        self._part, self._sought, self._day = part, part.sought, day
        self.opened: set[Key] = set()
        self._homes: tuple[int, dict[Key, int]] = (-1, {})

    def guess(self, records: set[Key]) -> set[Key]:
        """These records, and those of everyone who shared a system with them in the last analysis.

        It saves steps where it is right, and does no harm where it is not.
        """
        among = self._sought.among
        persons = {self._sought.linked[one] for one in records if one in self._sought.linked}
        systems = keys(among(SYSTEEMLEDEN.name, PERSON, persons), SYSTEM)
        members = keys(among(SYSTEEMLEDEN.name, SYSTEM, systems), PERSON)
        return records | keys(among(PERSONEN.name, PERSON, members), RECORD)

    def open(self, records: set[Key]) -> set[Key]:
        """Find everyone who may be tied to these records, and where each of those lives on the day.

        Gives those who probably are: whoever may live with them most often does, so where these are few, they
        are opened in one go.
        """
        self._resolve(records)
        near = identify(self._sought, self._housemates(records)) | records
        some = near if len(near - self.opened) <= FEW else records
        identify(self._sought, self._relatives(some))
        self._resolve(near)
        self.opened |= some if some == records or self._housemates(some) <= near else records
        return some

    def work(self, records: set[Key]) -> None:
        """Find what is done for these and what was seen of them, and who stands in a melding with them."""
        among = self._sought.among
        for table in ("interventies", "signalen", "delicten"):
            among(table, RECORD, records)
        own = among("betrokkenen", RECORD, records)
        tracks = among("trajecten", TRACK, keys(own, TRACK))
        among("trajecten", TRACK, keys(tracks, ("bron", "hoofdtraject_id")))
        meldingen = keys(own, MELDING)
        among("meldingen", MELDING, meldingen)
        identify(self._sought, keys(among("betrokkenen", MELDING, meldingen), RECORD))

    def _relatives(self, records: set[Key]) -> set[Key]:
        """Who is tied to these by a relation that holds on the day."""
        ends = (RECORD, OTHER)
        ties = [tie for end in ends for tie in self._now(self._sought.among("relaties", end, records))]
        return {one for end in ends for one in keys(ties, end)}

    def _resolve(self, records: set[Key]) -> None:
        """What decides where the persons of these records live on the day, and in which household."""
        among = self._sought.among
        stays = self._now(among("verblijf", RECORD, records))
        lived = self._now(among("huishoudleden", RECORD, records))
        heads = self._now(among("huishoudens", HOUSEHOLD, keys(lived, HOUSEHOLD)))
        settle(self._sought, keys(stays + heads, ADDRESS))

    def _housemates(self, records: set[Key]) -> set[Key]:
        """Who may live with these on the day: in a delivered household, or in one dwelling."""
        among = self._sought.among
        lived = self._now(among("huishoudleden", RECORD, records))
        members = self._now(among("huishoudleden", HOUSEHOLD, keys(lived, HOUSEHOLD)))
        homes = self._dwellings()
        own = keys(self._lives(among("verblijf", RECORD, records)), ADDRESS)
        here = {homes[address] for address in own if address in homes}
        there = {address for address, place in homes.items() if place in here}
        return keys(members + self._lives(among("verblijf", ADDRESS, there)), RECORD)

    def _dwellings(self) -> dict[Key, int]:
        """The place of each address that was found at which people make a household."""
        size = self._sought.size("adressen")
        if self._homes[0] != size:
            places, addresses = build_places(self._sought.rows("adressen"), self._part.sources)
            dwellings = places.filter(pl.col("soort") == PlaceKind.WONING.value)
            rows = addresses.join(dwellings, on="place", how="semi").select(*ADDRESS, "place").iter_rows()
            self._homes = size, {(bron, own): place for bron, own, place in rows}
        return self._homes[1]

    def _now(self, rows: list[Row]) -> list[Row]:
        """What holds on the day."""
        day = self._day
        return [row for row in rows if (row["van"] or day) <= day <= (row["tot"] or day)]

    def _lives(self, rows: list[Row]) -> list[Row]:
        """Stays that hold on the day and make a home."""
        return [row for row in self._now(rows) if row["soort"] in LIVING]
