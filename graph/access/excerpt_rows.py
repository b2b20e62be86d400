"""Which rows of the neighbourhood of a casus stand behind its gezinskaart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

import polars as pl

from graph.access.family import everyone
from graph.analysis.one_step import INVERSE, NOTIFIED, TOGETHER
from graph.analysis.weighing import NUISANCE
from graph.network import Network
from graph.network.days import day_number, holds_on
from graph.network.gathering import frame
from graph.network.households import DWELLING, delivered_members
from graph.network.places import build_places
from graph.store.seeking import PERSON, RECORD
from models.codes import RelationKind

if TYPE_CHECKING:
    from graph.network.gathering import Key, Part
    from models.family_map import FamilyMap, MapContact

ADDRESS, TRACK, MELDING = ("bron", "adres_id"), ("bron", "traject_id"), ("bron", "melding_id")
HOUSEHOLD, PARTNER = ("bron", "huishouden_id"), ("bron", "partner_id")
INTERVENTION, SIGNAL = ("bron", "interventie_id"), ("bron", "signaal_id")
TIE = ("van_wie", "naar_wie", "soort")
NEWEST = ("bron", "knooppunt_id", "leefgebied", "dag")


@dataclass(frozen=True, eq=False)
class Cut:
    """The rows of ``part`` that the maps show on a day; a method for every table, named after it."""

    part: Part
    network: Network
    maps: tuple[FamilyMap, ...]
    day: date

    @classmethod
    def of(cls, part: Part, maps: tuple[FamilyMap, ...], day: date) -> Self:
        """From the part of a view that decides these maps."""
        return cls(part, Network.from_view(part), maps, day)

    def links(self) -> pl.DataFrame:
        """``bron, persoon_id, knooppunt_id`` of everyone shown, in order."""
        shown = frame(PERSON, {(person.knooppunt_id,) for person in everyone(self.maps)})
        return self._records.join(shown, on=PERSON, how="semi").sort(RECORD)

    def personen(self) -> pl.DataFrame:
        """Their records, with no more of the given names than the map shows."""
        called = pl.col("voornamen").str.strip_chars().str.split(" ").list.first()
        return self._among("personen", RECORD, self.links()).with_columns(called)

    def adressen(self) -> pl.DataFrame:
        """Where they live."""
        named = [rows.select(ADDRESS) for rows in (self.verblijf(), self.huishoudens())]
        return self._among("adressen", ADDRESS, pl.concat(named))

    def verblijf(self) -> pl.DataFrame:
        """Who stays at an address on the map."""
        placed = self._of_persons("verblijf").join(self._addresses, on=ADDRESS)
        here = (*RECORD, "adres_id")
        return self._among("verblijf", here, placed.join(self._homes, on=(*PERSON, "place"), how="semi"))

    def huishoudens(self) -> pl.DataFrame:
        """The delivered households of the map, without an address that it does not show."""
        rows = self._among("huishoudens", HOUSEHOLD, self._lived)
        shown = self._addresses.join(self._homes, on="place", how="semi").select(*ADDRESS, toont=True)
        judged = rows.join(shown, on=ADDRESS, how="left", maintain_order="left")
        return judged.with_columns(adres_id=pl.when("toont").then("adres_id")).drop("toont")

    def huishoudleden(self) -> pl.DataFrame:
        """Who lives in them."""
        lived = self._lived.join(self._records, on=("bron", *PERSON))
        return self._among("huishoudleden", (*HOUSEHOLD, "persoon_id"), lived)

    def relaties(self) -> pl.DataFrame:
        """Who is what to whom on the day, among members and between a contact and whom it knows."""
        one = self._records.rename({"knooppunt_id": "van_wie"})
        other = self._records.rename({"persoon_id": "ander_id", "knooppunt_id": "naar_wie"})
        rows = self.part.facts("relaties").filter(self._holds)
        both = rows.join(one, on=RECORD).join(other, on=("bron", "ander_id"))
        return both.join(frame(TIE, set(self._ties())), on=TIE, how="semi").select(rows.columns)

    def partners(self) -> pl.DataFrame:
        """Who does what is done."""
        working = [rows.select(PARTNER) for rows in (self.trajecten(), self.interventies())]
        return self._among("partners", PARTNER, pl.concat(working))

    def meldingen(self) -> pl.DataFrame:
        """What the weging counts, and what a contact and a member stand in together."""
        nuisance = pl.when(pl.col("aard").is_in(NUISANCE)).then("aard").alias("aard")
        return self._among("meldingen", MELDING, self._told).with_columns(nuisance)

    def trajecten(self) -> pl.DataFrame:
        """What runs for them; a hoofdtraject is named only if it is here too."""
        rows = self._among("trajecten", TRACK, self._work)
        head = rows.select("bron", traject_id="hoofdtraject_id").join(
            self._work.select(TRACK).unique().with_columns(hier=True),
            on=TRACK,
            how="left",
            maintain_order="left",
        )
        return rows.with_columns(hoofdtraject_id=pl.when(head["hier"]).then("hoofdtraject_id"))

    def betrokkenen(self) -> pl.DataFrame:
        """Who is involved in those trajecten and meldingen; nobody whom the map does not show."""
        rows = self._of_persons("betrokkenen")
        working = rows.filter(self._holds).join(self._work, on=(*TRACK, *PERSON), how="semi")
        told = rows.join(self._told, on=(*MELDING, *PERSON), how="semi")
        nothing = pl.lit(None, pl.String)
        parts = [working.with_columns(melding_id=nothing), told.with_columns(traject_id=nothing)]
        return pl.concat(parts).drop(PERSON)

    def interventies(self) -> pl.DataFrame:
        """What is done for them; a traject that may not be seen is not named."""
        shown = {(i.bron, i.interventie_id) for m in self.maps for i in m.interventies}
        rows = self._among("interventies", INTERVENTION, frame(INTERVENTION, shown))
        seen = self.part.facts("trajecten").select(*TRACK, gezien=True)
        judged = rows.join(seen, on=TRACK, how="left", maintain_order="left")
        return judged.with_columns(traject_id=pl.when("gezien").then("traject_id")).drop("gezien")

    def signalen(self) -> pl.DataFrame:
        """The problems of the weging, and the newest of each leefgebied."""
        weighed = {key for kind in ("leefgebied", "persoon") for key, _ in self._weighed(kind)}
        newest = {
            (s.bron, s.persoon, str(s.leefgebied), s.datum.isoformat()) for m in self.maps for s in m.signalen
        }
        dated = self._of_persons("signalen").with_columns(dag=pl.col("datum").dt.to_string())
        latest = dated.join(frame(NEWEST, newest), on=NEWEST, how="semi").select(SIGNAL)
        return self._among("signalen", SIGNAL, pl.concat([frame(SIGNAL, weighed), latest]))

    def delicten(self) -> pl.DataFrame:
        """Of what the weging says that they are registered as suspects."""
        said = {(*key, category) for key, category in self._weighed("delict")}
        key = (*RECORD, "categorie")
        return self._among("delicten", key, frame(key, said)).filter(pl.col("datum") <= self.day)

    def _among(self, table: str, key: tuple[str, ...], wanted: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table whose key is among those wanted."""
        return self.part.facts(table).join(wanted, on=key, how="semi", maintain_order="left")

    def _of_persons(self, table: str) -> pl.DataFrame:
        """The rows of a table with the person of each."""
        return self.part.facts(table).join(self._records, on=RECORD, maintain_order="left")

    def _ties(self) -> Iterator[Key]:
        """``TIE`` of every relation that the maps show, in either direction as a source may say it."""
        yield from ((r.van, r.naar, str(r.soort)) for m in self.maps for r in m.relaties)
        for contact in self._contacts:
            who = contact.persoon.knooppunt_id
            yield who, contact.via, contact.relatie
            for kind in RelationKind:
                if INVERSE.get(kind, kind) == contact.relatie:
                    yield contact.via, who, str(kind)

    def _weighed(self, kind: str) -> Iterator[tuple[Key, str]]:
        """``(bron, id), waarde`` of every record that a fact of this kind in the weging names."""
        for w in (m.weging for m in self.maps):
            for fact in (*w.ondoorgrondelijk, *w.ongrijpbaar, *w.ontwrichtend):
                if fact.soort == kind:
                    yield from ((tuple(record.split(":", 1)), fact.waarde) for record in fact.records)

    @property
    def _contacts(self) -> list[MapContact]:
        return [contact for m in self.maps for contact in m.netwerk]

    @property
    def _holds(self) -> pl.Expr:
        day = pl.lit(self.day)
        return (pl.col("van").fill_null(day) <= day) & (pl.col("tot").fill_null(day) >= day)

    @cached_property
    def _records(self) -> pl.DataFrame:
        people = self.network.persons.select("person", *PERSON)
        return self.network.records.join(people, on="person").select(*RECORD, *PERSON)

    @cached_property
    def _addresses(self) -> pl.DataFrame:
        """``bron, adres_id, place``, numbered as in the network."""
        return build_places(self.part.facts("adressen"), self.network.sources)[1]

    @cached_property
    def _homes(self) -> pl.DataFrame:
        """``knooppunt_id, place`` of who lives or stays at an address that the maps show."""
        network, now = self.network, holds_on(day_number(self.day))
        housed = network.living.join(network.households.drop_nulls(), on="household")
        there = [
            rows.filter(now).select("person", "place") for rows in (network.homes, network.part_time, housed)
        ]
        named = pl.concat(there).join(network.persons.select("person", *PERSON), on="person")
        placed = named.join(network.places.select("place", "adres"), on="place")
        return placed.join(frame((*PERSON, "adres"), set(self._at())), on=(*PERSON, "adres"), how="semi")

    def _at(self) -> Iterator[Key]:
        """``knooppunt_id, adres`` as the maps show it; who lives with a member is at his address."""
        for m in self.maps:
            for household in m.huishoudens:
                yield from ((who, household.adres) for who in (*household.leden, *household.deels))
                for contact in m.netwerk:
                    if contact.relatie == TOGETHER and contact.via in household.leden:
                        yield contact.persoon.knooppunt_id, household.adres

    @cached_property
    def _lived(self) -> pl.DataFrame:
        """``bron, huishouden_id, knooppunt_id``: the delivered household of who lives with a member."""
        network, number = self.network, day_number(self.day)
        rows = delivered_members(
            self.part.facts("huishoudens"), self.part.facts("huishoudleden"), network.records, self._addresses
        )
        kinds = rows.filter(holds_on(number)).join(
            network.places.select("place", "soort"), on="place", how="left", maintain_order="left"
        )
        dwelling = kinds.filter(pl.col("soort").is_null() | (pl.col("soort") == DWELLING))
        own = dwelling.unique("person", keep="first", maintain_order=True)
        inside = {p.knooppunt_id for m in self.maps for p in m.personen}
        inside |= {c.persoon.knooppunt_id for c in self._contacts if c.relatie == TOGETHER}
        named = own.join(network.persons.select("person", *PERSON), on="person")
        return named.join(frame(PERSON, {(who,) for who in inside}), on=PERSON, how="semi")

    @cached_property
    def _work(self) -> pl.DataFrame:
        """``bron, traject_id, knooppunt_id`` of what runs, and for whom."""
        running = {(t.bron, t.traject_id, who) for m in self.maps for t in m.trajecten for who in t.personen}
        return frame((*TRACK, *PERSON), running)

    @cached_property
    def _told(self) -> pl.DataFrame:
        """``bron, melding_id, knooppunt_id``: members in what is weighed, and a contact beside his member."""
        said = self._of_persons("betrokkenen").select(*MELDING, *PERSON).drop_nulls()
        weighed = frame(MELDING, {key for key, _ in self._weighed("melding")})
        members = frame(PERSON, {(p.knooppunt_id,) for m in self.maps for p in m.personen})
        own = said.join(weighed, on=MELDING, how="semi").join(members, on=PERSON, how="semi")
        past = self.part.facts("meldingen").filter(pl.col("datum") <= self.day)
        two = said.join(past, on=MELDING, how="semi").join(said, on=MELDING, suffix="_via")
        pairs = {(c.persoon.knooppunt_id, c.via) for c in self._contacts if c.relatie == NOTIFIED}
        both = two.join(
            frame((*PERSON, "knooppunt_id_via"), pairs), on=(*PERSON, "knooppunt_id_via"), how="semi"
        )
        via = both.select(*MELDING, knooppunt_id="knooppunt_id_via")
        return pl.concat([own, both.select(own.columns), via]).unique()
