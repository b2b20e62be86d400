"""The people of a gezinskaart: members, contacts, who lives with whom, who is what to whom."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.analysis.family import Family
from graph.analysis.sentences import membership_reason
from graph.network.days import as_date, holds_on
from graph.network.households import household_on
from models.codes import RelationKind, Sex
from models.family_map import MapHousehold, MapPerson, MapRelation
from models.period import Period

FULL_DATE = 10
UNKNOWN_ADDRESS = "adres onbekend"


def map_persons(family: Family) -> tuple[MapPerson, ...]:
    """The members, kern first, then the oldest."""
    reasons = family.members.with_columns(reden=membership_reason())
    facts = {
        p: (bool(kern), str(reden))
        for p, kern, reden in reasons.select("person", "kern", "reden").iter_rows()
    }
    people = [map_person(family, p, *facts[p]) for p in family.persons]
    return tuple(sorted(people, key=lambda p: (not p.kern, p.geboren or "9999", p.knooppunt_id)))


def map_person(family: Family, person: int, kern: bool, reden: str) -> MapPerson:
    """One person as the map shows him."""
    row = family.network.persons.row(by_predicate=pl.col("person") == person, named=True)
    records = family.network.records.filter(pl.col("person") == person).sort("bron", "persoon_id")
    return MapPerson(
        knooppunt_id=row["knooppunt_id"],
        naam=row["naam"],
        roepnaam=row["roepnaam"],
        geslacht=Sex(row["geslacht"]),
        geboren=row["geboortedatum"],
        overleden=row["overlijdensdatum"],
        ongeboren=row["ongeboren"],
        leeftijd=None if row["ongeboren"] else age_on(row["geboortedatum"], family.day),
        kern=kern,
        betrokkene=row["knooppunt_id"] in family.betrokkenen,
        reden=reden,
        records=tuple(f"{bron}:{own}" for bron, own in records.select("bron", "persoon_id").iter_rows()),
    )


def age_on(born: str, day: date) -> int | None:
    """Age in years; ``None`` where the date of birth is incomplete or still to come."""
    if len(born) != FULL_DATE:
        return None
    birth = date.fromisoformat(born)
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return years if birth <= day else None


def map_households(family: Family) -> tuple[MapHousehold, ...]:
    """Members by where they live: households, then institutions and other places; the largest is A."""
    network = family.network
    homes = family.of_members(network.homes).filter(holds_on(family.number)).select("person", "place")
    living = family.of_members(household_on(network.living, family.number))
    together = living.join(network.households, on="household")
    at_home = together.join(homes.rename({"place": "home"}), on="person", how="left").select(
        group=pl.format("h{}", "household"),
        person="person",
        place=pl.coalesce("place", pl.col("home").sort().first().over("household")),
    )
    elsewhere = homes.join(living, on="person", how="anti").select(
        group=pl.format("p{}", "place"), person="person", place="place"
    )
    partly = family.of_members(network.part_time).filter(holds_on(family.number)).select("person", "place")
    groups = pl.concat([at_home, elsewhere]).group_by("group").agg("person", pl.col("place").first())
    groups = groups.join(network.places.select("place", "adres", "soort"), on="place", how="left")
    names = family.names
    found = [
        MapHousehold(
            letter="",
            adres=row["adres"] or UNKNOWN_ADDRESS,
            soort=row["soort"] or "",
            leden=tuple(names[p] for p in sorted(row["person"])),
            deels=_part_time(names, partly, row),
        )
        for row in groups.iter_rows(named=True)
    ]
    ordered = sorted(found, key=lambda h: (-len(h.leden), h.leden))
    return tuple(_lettered(household, number) for number, household in enumerate(ordered))


def _part_time(names: dict[int, str], partly: pl.DataFrame, group: dict[str, object]) -> tuple[str, ...]:
    place = pl.lit(group["place"], pl.Int32)
    here = partly.filter(pl.col("place").eq_missing(place))["person"].unique().to_list()
    full = group["person"]
    return tuple(names[p] for p in sorted(here) if isinstance(full, list) and p not in full)


def _lettered(household: MapHousehold, number: int) -> MapHousehold:
    """A to Z, then AA and on."""
    letter = chr(ord("A") + number % 26) * (number // 26 + 1)
    return MapHousehold(letter, household.adres, household.soort, household.leden, household.deels)


def map_relations(family: Family) -> tuple[MapRelation, ...]:
    """Relations between members on the day, each kind between two persons once, the dated one first."""
    inside = pl.col("person").is_in(family.persons) & pl.col("other").is_in(family.persons)
    ties = family.network.ties.filter(inside, holds_on(family.number))
    names = family.names
    newest = ties.sort(
        "person", "other", "soort", "van", "bron", descending=[False, False, False, True, False]
    )
    once = newest.unique(["person", "other", "soort"], keep="first", maintain_order=True)
    return tuple(
        MapRelation(
            van=names[row["person"]],
            naar=names[row["other"]],
            soort=RelationKind(row["soort"]),
            vorm=row["vorm"] or "",
            periode=Period(as_date(row["van"]), as_date(row["tot"])),
            bron=row["bron"],
        )
        for row in once.iter_rows(named=True)
    )
