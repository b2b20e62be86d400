"""Small made-up regions for comparing the analyses with a plain reading of the rules; all is fictional."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import polars as pl
from fake_view import FakeView, facts

from graph.frames import schema
from models.contract import TABLES
from models.ledgers import LEDGERS
from models.results import PERSONEN

FIRST = date(2020, 2, 20)  # the window holds a 29 February
DAYS = 40
DAY = FIRST + timedelta(days=30)
"""The peildatum: the window goes on after it."""
Row = dict[str, object]
READ: Row = {"levering": 1, "eerst_verwerkt": DAY}
STATUSES = [
    "gepland",
    "wachtlijst",
    "lopend",
    "lopend",
    "afgerond",
    "gestaakt",
    "geweigerd",
    "niet_beschikbaar",
]
STAYS = ["woonadres"] * 5 + ["feitelijk", "feitelijk", "deels", "briefadres", None]
KINDS = ["procesregie", "vt_dienst", "mda_pp", "strafzaak", "zorgtraject", "leerplicht", "wijkteam"]


@dataclass
class Region:
    """Rows per table, and which person each record is."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    persons: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    keys: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, table: str, **row: object) -> None:
        """One more row, unless its source said one with that key before: a levering refuses both."""
        key = (table, row["bron"], *(row.get(name) for name in TABLES[table].key))
        if key not in self.keys:
            self.keys.add(key)
            self.tables.setdefault(table, []).append(row)

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])


def some_region(seed: int) -> Region:
    """A region of a few households with divorces, moves, institutions, undated facts and several sources."""
    draw = Random(seed)
    region = Region()
    mark = f"r{seed}"
    for number, kind in enumerate(draw.sample(["gemeente", "politie", "jeugdzorg", "veilig_thuis"], 3)):
        region.sources[f"{mark}-s{number}"] = kind
    people = _people(region, draw, mark)
    _homes(region, draw, mark)
    _families(region, draw, people)
    _work(region, draw)
    return region


def view_of(regions: list[Region]) -> FakeView:
    """One view of several regions side by side, which share nothing."""
    tables = {name for region in regions for name in region.tables}
    view = FakeView({name: facts(name, [row for r in regions for row in r.rows(name)]) for name in tables})
    heads = [(bron, kind) for region in regions for bron, kind in region.sources.items()]
    view.ledgers["leveringen"] = pl.DataFrame(
        [
            {
                "volgnummer": number, "bron": bron, "levering_id": "1", "bron_naam": bron, "bron_soort": kind,
                "peildatum": DAY, "volledig": True, "verwerkt_op": DAY, "verslag": "{}",
            }
            for number, (bron, kind) in enumerate(heads, start=1)
        ],
        schema={"volgnummer": pl.Int64} | schema(LEDGERS["leveringen"]),
    )  # fmt: skip
    links = [
        {"bron": bron, "persoon_id": own, "knooppunt_id": person}
        for region in regions
        for (bron, own), person in region.persons.items()
    ]
    view.results[PERSONEN.name] = pl.DataFrame(links, schema=schema(PERSONEN))
    view.day = DAY
    return view


def _day(draw: Random, chance_of_none: float = 0.0) -> date | None:
    if draw.random() < chance_of_none:
        return None
    return FIRST + timedelta(days=draw.randrange(DAYS))


def _period(draw: Random, names: tuple[str, str] = ("van", "tot")) -> Row:
    """Often undated, often with one open end, sometimes holding no day at all."""
    start, end = _day(draw, 0.5), _day(draw, 0.55)
    if start and end and end < start and draw.random() < 0.9:
        start, end = end, start
    return {names[0]: start, names[1]: end}


def _people(region: Region, draw: Random, mark: str) -> list[tuple[str, str]]:
    """Adults, and children around their eighteenth birthday, each with one to three records."""
    adults = [f"{mark}-{draw.randrange(10**6):06d}-{n}" for n in range(draw.randint(2, 6))]
    children = [f"{mark}-{draw.randrange(10**6):06d}-{n}" for n in range(10, 10 + draw.randint(1, 6))]
    for person in adults + children:
        born = _birth(draw, adult=person in adults)
        for bron in draw.sample(sorted(region.sources), draw.choice([1, 1, 1, 2, 3])):
            own = f"P{len(region.persons)}"
            region.persons[(bron, own)] = person
            region.add(
                "personen", bron=bron, persoon_id=own, geslachtsnaam="Verzonnen",
                peildatum=DAY - timedelta(days=draw.choice([0, 0, 5])), **READ,
                geboortedatum=born if draw.random() < 0.9 else draw.choice([None, born[:7], born[:4]]),
                overlijdensdatum=str(_day(draw)) if draw.random() < 0.07 else None,
                ongeboren=True if born > str(DAY) else None,
            )  # fmt: skip
    return [*((p, "adult") for p in adults), *((p, "child") for p in children)]


def _birth(draw: Random, *, adult: bool) -> str:
    if adult:
        return f"{draw.randint(1960, 1999)}-05-{draw.randint(1, 28):02d}"
    near = FIRST + timedelta(days=draw.randrange(DAYS))
    choice = draw.random()
    if choice < 0.3:
        return str(near.replace(year=near.year - 18, day=min(near.day, 28)))
    if choice < 0.35:
        return "2004-02-29"
    if choice < 0.5:
        return str(near)
    return f"{draw.randint(2005, 2018)}-07-{draw.randint(1, 28):02d}"


def _homes(region: Region, draw: Random, mark: str) -> None:
    """A few places that several sources know, delivered households, and who is where."""
    kinds = ["woning", "woning", "woning", "instelling", "opvang", "detentie", "briefadres"]
    for place in range(draw.randint(2, 5)):
        kind = "woning" if place < 2 else draw.choice(kinds)
        for bron in region.sources:
            region.add(
                "adressen", bron=bron, adres_id=f"a{place}", postcode=f"{1000 + place}AB",
                huisnummer=int(mark[1:]) + 1, soort=kind, peildatum=DAY, **READ,
            )  # fmt: skip
    places = sorted({str(row["adres_id"]) for row in region.rows("adressen")})
    for bron, own in region.persons:
        for _ in range(draw.choice([0, 1, 1, 1, 2, 3])):
            region.add(
                "verblijf", bron=bron, persoon_id=own, adres_id=draw.choice(places),
                soort=draw.choice(STAYS),
                peildatum=DAY - timedelta(days=draw.choice([0, 5])), **READ,
                **_period(draw),
            )  # fmt: skip
    if draw.random() < 0.5:
        _delivered(region, draw, places)


def _delivered(region: Region, draw: Random, places: list[str]) -> None:
    bron = draw.choice(sorted(region.sources))
    for number in range(draw.randint(1, 3)):
        region.add(
            "huishoudens", bron=bron, huishouden_id=f"h{number}", adres_id=draw.choice([None, *places]),
            peildatum=DAY, **READ, **_period(draw),
        )  # fmt: skip
        for owner, own in region.persons:
            if owner == bron and draw.random() < 0.4:
                region.add(
                    "huishoudleden", bron=bron, huishouden_id=f"h{number}", persoon_id=own,
                    peildatum=DAY, **READ, **_period(draw),
                )  # fmt: skip


def _families(region: Region, draw: Random, people: list[tuple[str, str]]) -> None:
    """Parents by birth and adoption, other ties, sometimes ended, between records of one source."""
    role = dict(people)
    for bron in region.sources:
        own = [(record, person) for (source, record), person in region.persons.items() if source == bron]
        for record, person in own:
            for other, someone in own:
                if person == someone or draw.random() > 0.35:
                    continue
                down = role[person] == "adult" and role[someone] == "child"
                kind = draw.choice(["ouder", "ouder", "ouder", "adoptieouder", "stiefouder"]) if down else (
                    draw.choice(["vriend", "grootouder", "ouder", "partner"])
                )  # fmt: skip
                period = _period(draw) if draw.random() < 0.25 else {"van": None, "tot": None}
                region.add(
                    "relaties", bron=bron, persoon_id=record, ander_id=other, soort=kind,
                    peildatum=DAY, **READ, **period,
                )  # fmt: skip


def _work(region: Region, draw: Random) -> None:
    """Trajecten with hoofdtrajecten, involvements, interventies and signalen."""
    sources = sorted(region.sources)
    for number in range(draw.randint(4, 10)):
        bron = draw.choice(sources)
        earlier = [r["traject_id"] for r in region.rows("trajecten") if r["bron"] == bron]
        start = _day(draw)
        assert start
        end = draw.choice([None, start + timedelta(days=draw.randrange(12))])
        region.add(
            "trajecten", bron=bron, traject_id=f"T{number}", soort=draw.choice(KINDS),
            partner_id=draw.choice(sources),
            vt_fase=draw.choice([None, "veiligheidsbeoordeling", "onderzoek"]),
            hoofdtraject_id=draw.choice([None, None, None, *earlier[-2:]]), start=start, einde=end,
            status=draw.choice(["lopend", "lopend", "gestagneerd", None, "aangemeld"]), peildatum=DAY, **READ,
        )  # fmt: skip
        own = [record for source, record in region.persons if source == bron]
        for record in draw.sample(own, min(len(own), draw.choice([1, 1, 2, 3]))):
            region.add(
                "betrokkenen", bron=bron, persoon_id=record, traject_id=f"T{number}", rol="index",
                peildatum=DAY, **READ, **(_period(draw) if draw.random() < 0.4 else {}),
            )  # fmt: skip
    for number, (bron, record) in enumerate(region.persons):
        if draw.random() < 0.4:
            start = _day(draw)
            region.add(
                "interventies", bron=bron, interventie_id=f"I{number}", persoon_id=record, soort="overig",
                partner_id=draw.choice(sources), start=start,
                keten=draw.choice([None, "straf", "straf", "zorg"]),
                einde=draw.choice([None, None, _day(draw)]), status=draw.choice(STATUSES),
                peildatum=DAY, **READ,
            )  # fmt: skip
        for turn in range(draw.choice([0, 1, 1, 2])):
            seen = draw.choice([_day(draw), date(2018, 3, 20), date(2018, 3, 21), date(2018, 3, 22)])
            region.add(
                "signalen", bron=bron, signaal_id=f"S{number}-{turn}", persoon_id=record, datum=seen,
                leefgebied=draw.choice(["huisvesting", "financien"]), probleem=draw.random() < 0.7,
                peildatum=DAY, **READ,
            )  # fmt: skip
