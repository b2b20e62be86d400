"""The questions of docs/neo4j.md answered from the rows of a view, one row at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from graph.store.base import View
from models.contract import TABLES
from models.graph import RELATIONS
from models.results import RESULTS

Row = dict[str, Any]
Answer = list[tuple[object, ...]]


class Rows:
    """All rows of a view, and who is who in them."""

    def __init__(self, view: View) -> None:
        self.facts = {name: view.facts(name).to_dicts() for name in TABLES}
        self.results = {name: view.result(name).to_dicts() for name in RESULTS}
        self.heads = view.ledger("leveringen").to_dicts()
        self.judgements = view.ledger("oordelen").to_dicts()
        self.person = {
            (row["bron"], row["persoon_id"]): row["knooppunt_id"]
            for row in self.results["koppeling_personen"]
        }
        self.records: dict[str, list[Row]] = defaultdict(list)
        for row in self.facts["personen"]:
            self.records[self.person[row["bron"], row["persoon_id"]]].append(row)
        for rows in self.records.values():
            rows.sort(key=key)
        self.members: dict[str, list[Row]] = defaultdict(list)
        self.systems: dict[str, list[str]] = defaultdict(list)
        for row in self.results["systeemleden"]:
            self.members[row["systeem_id"]].append(row)
            self.systems[row["knooppunt_id"]].append(row["systeem_id"])
        self.tracks = {(t["bron"], t["traject_id"]): t for t in self.facts["trajecten"]}

    def of(self, row: Row, column: str = "persoon_id") -> str:
        """The person whom a row names."""
        return self.person[row["bron"], row[column]]

    def systems_around(self, record: str) -> list[str]:
        """The systems of the person of a record, by its sleutel."""
        bron, _, own = record.partition("|")
        return self.systems[self.person[bron, own]]

    def working(self, day: date) -> Iterator[tuple[str, Row]]:
        """Who is involved in what on a day."""
        for row in self.facts["betrokkenen"]:
            track = self.tracks.get((row["bron"], row["traject_id"]))
            if track is None or track["status"] == "aangemeld":
                continue
            if holds(row, day) and holds(track, day, "start", "einde"):
                yield self.of(row), track


def key(row: Row, own: str = "persoon_id") -> str:
    """The sleutel of a row."""
    return f"{row['bron']}|{row[own]}"


def holds(row: Row, day: date, first: str = "van", last: str = "tot") -> bool:
    """Whether a row counts on a day."""
    return (row[first] or day) <= day <= (row[last] or day)


def name(row: Row) -> str | None:
    """What a person record is called in the graph."""
    return spaced(row, "voornamen", "voorvoegsel", "geslachtsnaam")


def address(row: Row) -> str | None:
    """What an address is called in the graph."""
    return spaced(row, "straat", "huisnummer", "huisletter", "huisnummertoevoeging", "woonplaats")


def spaced(row: Row, *columns: str) -> str | None:
    """The filled columns with a space between."""
    return " ".join(str(row[c]) for c in columns if row[c] is not None) or None


def names(rows: Iterable[Row]) -> list[str]:
    """The names of records, each once, in order."""
    return list(dict.fromkeys(filter(None, map(name, rows))))


def who_belongs(rows: Rows, given: Mapping[str, Any]) -> Answer:
    return [
        (code, who, [key(r) for r in rows.records[who]], names(rows.records[who]), m["kern"], m["reden"])
        for code in rows.systems_around(given["record"])
        for m in rows.members[code]
        if (who := m["knooppunt_id"])
    ]


def what_runs(rows: Rows, given: Mapping[str, Any]) -> Answer:
    partners = {(p["bron"], p["partner_id"]): p["naam"] for p in rows.facts["partners"]}
    newest = sorted(rows.heads, key=lambda h: (h["peildatum"], h["volgnummer"]))
    called = {head["bron"]: head["bron_naam"] for head in newest}
    found = set()
    for code in rows.systems_around(given["record"]):
        inside = {m["knooppunt_id"] for m in rows.members[code]}
        for who, t in rows.working(given["dag"]):
            if who in inside:
                partner = t["partner_id"]
                runs = partners.get((t["bron"], partner)) or called.get(partner) or partner
                found.add((code, key(t, "traject_id"), t["soort"], runs, t["regisseur"], t["start"], who))
    return list(found)


def overlaps(rows: Rows, given: Mapping[str, Any]) -> Answer:
    found: Answer = []
    for s in rows.results["samenlopen"]:
        if s["soort"] == given["soort"] and holds(s, given["dag"]):
            one, other = (rows.tracks[s[f"bron_{side}"], s[f"traject_{side}"]] for side in "ab")
            sides = (key(one, "traject_id"), one["soort"], key(other, "traject_id"), other["soort"])
            found.append((s["systeem_id"], *sides, s["van"]))
    return found


def children_with_a_parent_elsewhere(rows: Rows, given: Mapping[str, Any]) -> Answer:
    day: date = given["dag"]
    people = {key(p): p for p in rows.facts["personen"] if p["overlijdensdatum"] is None}
    places = {key(a, "adres_id"): address(a) for a in rows.facts["adressen"]}
    homes = defaultdict(set)
    for stay in rows.facts["verblijf"]:
        if stay["soort"] == "woonadres" and holds(stay, day):
            homes[key(stay)].add(key(stay, "adres_id"))
    found = set()
    for tie in rows.facts["relaties"]:
        parent, child = key(tie), key(tie, "ander_id")
        if tie["soort"] not in ("ouder", "adoptieouder") or child not in people or parent not in people:
            continue
        if minor(people[child]["geboortedatum"], day):
            found |= {
                (child, name(people[child]), places[a], parent, name(people[parent]), places[b])
                for a in homes[child]
                for b in homes[parent]
                if a != b
            }
    return list(found)


def minor(born: str | None, day: date) -> bool:
    """Whether someone is born but not 18 yet; nobody knows with half a date of birth."""
    if born is None or len(born) != 10:
        return False
    birth = date.fromisoformat(born)
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return birth <= day and years < 18


def who_lives_where(rows: Rows, given: Mapping[str, Any]) -> Answer:
    places = {key(a, "adres_id"): address(a) for a in rows.facts["adressen"]}
    people = {key(p): name(p) for p in rows.facts["personen"]}
    inside = {m["knooppunt_id"] for code in rows.systems_around(given["record"]) for m in rows.members[code]}
    return list(
        {
            (rows.of(v), key(v), people[key(v)], v["soort"], place or "niet geleverd", v["van"])
            for v in rows.facts["verblijf"]
            if rows.of(v) in inside and holds(v, given["dag"])
            for place in [places.get(key(v, "adres_id"))]
        }
    )


def out_of_sight(rows: Rows, given: Mapping[str, Any]) -> Answer:
    return [
        (u["systeem_id"], who, names(rows.records[who])[0], u["soort"], u["reden"])
        for u in rows.results["uit_beeld"]
        if (who := u["knooppunt_id"])
    ]


def meldingen_per_system(rows: Rows, given: Mapping[str, Any]) -> Answer:
    day: date = given["dag"]
    since = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    dates = {key(m, "melding_id"): m["datum"] for m in rows.facts["meldingen"]}
    told = defaultdict(set)
    for row in rows.facts["betrokkenen"]:
        if row["melding_id"] and since < dates.get(key(row, "melding_id"), date.min) <= day:
            for code in rows.systems[rows.of(row)]:
                told[code].add(key(row, "melding_id"))
    ranked = sorted(((code, len(some)) for code, some in told.items()), key=lambda pair: (-pair[1], pair[0]))
    return [*ranked[: given["hoeveel"]]]


def kinship(rows: Rows, given: Mapping[str, Any]) -> Answer:
    """How many steps; along which way is checked by ``steps_are_there``."""
    kinds = {soort for soort, kind in RELATIONS.items() if kind in given["soorten"]}
    near = defaultdict(set)
    for tie in rows.facts["relaties"]:
        if tie["soort"] in kinds:
            one, other = rows.of(tie), rows.of(tie, "ander_id")
            near[one].add(other)
            near[other].add(one)
    start, goal = (rows.person[tuple(given[end].split("|"))] for end in ("een", "ander"))  # type: ignore[index]
    fresh = {start}
    for steps in range(1, 5):
        fresh = {there for here in fresh for there in near[here]}
        if goal in fresh:
            return [(steps,)]
    return []


def one_person(rows: Rows, given: Mapping[str, Any]) -> Answer:
    bron, _, own = given["record"].partition("|")
    who = rows.person[bron, own]
    taken = {row["herroept"] for row in rows.judgements}
    why = defaultdict(list)
    for j in rows.judgements:
        other = (j["bron_b"], j["persoon_b"])
        if j["herroept"] is not None or j["volgnummer"] in taken or j["oordeel"] != "zelfde":
            continue
        if rows.person[other] == who:
            reasons = ("|".join(other), j["reden"], j["door"], j["op"])
            why[f"{j['bron_a']}|{j['persoon_a']}"].append(reasons)
    return [
        (who, key(r), name(r), r["geboortedatum"], *reason)
        for r in rows.records[who]
        for reason in why[key(r)] or [(None, None, None, None)]
    ]


def last_levering(rows: Rows, given: Mapping[str, Any]) -> Answer:
    own = [head for head in rows.heads if head["bron"] == given["bron"]]
    last = max(own, key=lambda head: (head["peildatum"], head["volgnummer"]))
    counts = [
        sum(f["bron"] == given["bron"] and f["levering"] == last["volgnummer"] for f in rows.facts[table])
        for table in ("personen", "verblijf", "trajecten", "meldingen")
    ]
    return [(last["levering_id"], last["peildatum"], last["volledig"], last["verwerkt_op"], *counts)]


def shared_addresses(rows: Rows, given: Mapping[str, Any]) -> Answer:
    kern = defaultdict(set)
    for code, members in rows.members.items():
        for m in members:
            if m["kern"]:
                kern[m["knooppunt_id"]].add(code)
    there = defaultdict(set)
    for stay in rows.facts["verblijf"]:
        if stay["soort"] == "woonadres" and holds(stay, given["dag"]):
            there[key(stay, "adres_id")] |= kern[rows.of(stay)]
    places = {key(a, "adres_id"): a for a in rows.facts["adressen"]}
    return [
        (place, address(row) if row else None, row["soort"] if row else None, len(codes), sorted(codes))
        for place, codes in there.items()
        if len(codes) > 1
        for row in [places.get(place)]
    ]


def working_together(rows: Rows, given: Mapping[str, Any]) -> Answer:
    partners = defaultdict(set)
    for who, track in rows.working(given["dag"]):
        for code in rows.systems[who]:
            partners[code].add(track["partner_id"])
    counted = Counter(pair for some in partners.values() for pair in combinations(sorted(some), 2))
    ranked = sorted(((*pair, n) for pair, n in counted.items()), key=lambda row: (-row[2], row[0], row[1]))
    return [*ranked[: given["hoeveel"]]]


ANSWERS: Mapping[int, Callable[[Rows, Mapping[str, Any]], Answer]] = {
    1: who_belongs,
    2: what_runs,
    3: overlaps,
    4: children_with_a_parent_elsewhere,
    5: who_lives_where,
    6: out_of_sight,
    7: meldingen_per_system,
    8: kinship,
    9: one_person,
    10: last_levering,
    11: shared_addresses,
    12: working_together,
}
"""What must come out, by the number of the question."""


def days_around(day: date) -> tuple[date, ...]:
    """Some days on which to ask the same."""
    return (day, day - timedelta(days=1000), day - timedelta(days=2500))
