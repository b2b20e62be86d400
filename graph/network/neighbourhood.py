"""The part of a view that decides what the gezinskaart of a few persons shows on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.network.days import day_number
from graph.network.extract import kin_and_household
from graph.network.gathering import Gathering, Key, Part, frame, identify
from graph.network.one_place import ADDRESS, settle
from graph.network.organisations import build_sources
from graph.network.people import People
from graph.network.places import build_places
from graph.store.seeking import PERSON, RECORD, SYSTEM
from models.codes import PlaceKind, ResidenceKind
from models.contract import MAX_HOUSEHOLD, TABLES
from models.ledgers import LEVERINGEN
from models.results import PERSONEN, SYSTEEMLEDEN

if TYPE_CHECKING:
    from graph.store.base import View

TRACK, MELDING, HOUSEHOLD = ("bron", "traject_id"), ("bron", "melding_id"), ("bron", "huishouden_id")
LIVING = [ResidenceKind.WOONADRES.value, ResidenceKind.FEITELIJK.value]
STAYING = frozenset({"verblijf", "huishoudens", "huishoudleden"})
"""Of these only what holds on the day counts."""
FEW = 10 * MAX_HOUSEHOLD
"""So many records may be of one household; of more at one address nobody need be known but where he lives."""


def neighbourhood(view: View, records: Iterable[Key], day: date) -> Part:
    """What ``family_maps`` of the persons of these records (bron, persoon_id) needs on this day.

    The maps made of ``Network.from_view`` of this part are those of the whole view.
    """
    around = _Surroundings(view, day)
    subjects = around.identify(records)
    kin = around.identify(around.guess(subjects))
    while kin - around.opened:
        around.open(kin - around.opened)
        kin = around.kin(subjects)
    around.work(kin)
    return around.part()


class _Surroundings:
    """Everyone around some persons, found step by step.

    A record is *opened* once all who may be tied to its person on the day are known, with everything that
    decides where each of those lives.
    """

    def __init__(self, view: View, day: date) -> None:
        self._view, self._day = view, day
        self._sought = Gathering(view)
        self._heads = view.ledger(LEVERINGEN.name)
        self._partners = view.facts("partners")
        self.opened: set[Key] = set()

    def identify(self, records: Iterable[Key]) -> set[Key]:
        """All records of the persons of these records."""
        return identify(self._sought, records)

    def guess(self, records: set[Key]) -> set[Key]:
        """These records, and those of everyone who shared a system with them in the last analysis.

        It saves steps where it is right, and does no harm where it is not.
        """
        among = self._sought.among
        persons = among(PERSONEN.name, RECORD, records).select(PERSON).rows()
        systems = among(SYSTEEMLEDEN.name, PERSON, persons).select(SYSTEM).rows()
        members = among(SYSTEEMLEDEN.name, SYSTEM, systems).select(PERSON).rows()
        return records.union(_keys(among(PERSONEN.name, PERSON, members), RECORD))

    def open(self, records: set[Key]) -> None:
        """Find everyone who may be tied to these records, and where each of those lives on the day.

        Whoever may live with them most often does: where these are few, they are opened in one go.
        """
        self._resolve(records)
        near = self.identify(self._housemates(records)) | records
        fresh = near if len(near - self.opened) <= FEW else records
        self.identify(self._relatives(fresh))
        self._resolve(near)
        self.opened |= fresh if fresh == records or self._housemates(fresh) <= near else records

    def kin(self, records: set[Key]) -> set[Key]:
        """The records of all who are tied to these on the day by household or minors, at any remove."""
        people = People.from_view(self.part())
        subjects = people.records.join(frame(RECORD, records), on=RECORD, how="semi")["person"].unique()
        found = {kin for one in subjects for kin in kin_and_household(people, one, day_number(self._day))}
        return _keys(people.records.filter(pl.col("person").is_in(sorted(found))), RECORD)

    def work(self, records: set[Key]) -> None:
        """Find what is done for these and what was seen of them, and who stands in a melding with them."""
        seek, among = self._sought.seek, self._sought.among
        for table in ("interventies", "signalen", "delicten"):
            seek(table, RECORD, records)
        own = among("betrokkenen", RECORD, records)
        tracks = among("trajecten", TRACK, own.select(TRACK).rows())
        seek("trajecten", TRACK, tracks.select("bron", "hoofdtraject_id").rows())
        meldingen = own.select(MELDING).rows()
        seek("meldingen", MELDING, meldingen)
        self.identify(_keys(among("betrokkenen", MELDING, meldingen), RECORD))

    def part(self) -> Part:
        """Everything that was found."""
        tables = {name: self._rows(name) for name in TABLES}
        tables["partners"] = self._partners
        return Part(self._view.secret, tables, self._sought.rows(PERSONEN.name), self._heads)

    def _relatives(self, records: set[Key]) -> set[Key]:
        """Who is tied to these by a relation that holds on the day."""
        ties = [self._sought.among("relaties", ("bron", end), records) for end in ENDS]
        now = pl.concat(ties).filter(self._holds)
        return {(bron, one) for end in ENDS for bron, one in now.select("bron", end).iter_rows()}

    def _resolve(self, records: set[Key]) -> None:
        """What decides where the persons of these records live on the day, and in which household."""
        stays = self._sought.among("verblijf", RECORD, records).filter(self._holds)
        lived = self._sought.among("huishoudleden", RECORD, records).filter(self._holds)
        heads = self._sought.among("huishoudens", HOUSEHOLD, lived.select(HOUSEHOLD).rows())
        settle(self._sought, stays.select(ADDRESS).rows() + heads.filter(self._holds).select(ADDRESS).rows())

    def _housemates(self, records: set[Key]) -> set[Key]:
        """Who may live with these on the day: in a delivered household, or in one dwelling."""
        among = self._sought.among
        lived = among("huishoudleden", RECORD, records).filter(self._holds)
        members = among("huishoudleden", HOUSEHOLD, lived.select(HOUSEHOLD).rows()).filter(self._holds)
        own = among("verblijf", RECORD, records).filter(self._holds, LIVES)
        homes = self._dwellings()
        here = homes.join(own, on=ADDRESS, how="semi")["place"]
        there = homes.filter(pl.col("place").is_in(here.implode())).select(ADDRESS).rows()
        stays = among("verblijf", ADDRESS, there).filter(self._holds, LIVES)
        return _keys(members, RECORD) | _keys(stays, RECORD)

    def _dwellings(self) -> pl.DataFrame:
        """``bron, adres_id, place`` of the addresses at which people make a household."""
        places, addresses = build_places(self._sought.rows("adressen"), build_sources(self._heads))
        dwellings = places.filter(pl.col("soort") == PlaceKind.WONING.value)
        return addresses.join(dwellings, on="place", how="semi")

    @property
    def _holds(self) -> pl.Expr:
        day = pl.lit(self._day)
        return (pl.col("van").fill_null(day) <= day) & (pl.col("tot").fill_null(day) >= day)

    def _rows(self, table: str) -> pl.DataFrame:
        rows = self._sought.rows(table)
        return rows.filter(self._holds) if table in STAYING else rows


ENDS = ("persoon_id", "ander_id")
LIVES = pl.col("soort").is_in(LIVING)


def _keys(rows: pl.DataFrame, columns: tuple[str, ...]) -> set[Key]:
    return set(rows.select(columns).iter_rows())
