"""docs/contract/begrippen.md read plainly: loops over days and people, to compare the analyses with.

Slow and simple on purpose, and written from the text, not from the code that it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import networkx as nx
from random_region import DAY, Region, Row

EVER = (date.min, date.max)
DIRECTING = {"procesregie", "mda_pp", "persoonsgerichte_aanpak", "vt_dienst"}
CHAINS = {"politie": "straf", "gemeente": "bestuur", "jeugdzorg": "zorg", "veilig_thuis": "zorg"}
STOPPED = {"gestaakt", "geweigerd", "niet_beschikbaar"}


def holds(row: Row, day: date, names: tuple[str, str] = ("van", "tot")) -> bool:
    return (row[names[0]] or date.min) <= day <= (row[names[1]] or date.max)  # type: ignore[operator]


def spans(text: object) -> tuple[date, date]:
    """The first and the last day that an incomplete date can mean."""
    known = str(text or "")
    if len(known) == 4:
        return date(int(known), 1, 1), date(int(known), 12, 31)
    if len(known) == 7:
        year, month = map(int, known.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return (date.fromisoformat(known),) * 2 if known else EVER


def eighteen(born: date) -> date:
    if (born.month, born.day) == (2, 29):
        return date(born.year + 18, 3, 1)
    return born.replace(year=born.year + 18) if born.year < 9000 else date.max


@dataclass(frozen=True)
class System:
    """One or more households that are its kern, and all members."""

    kerns: frozenset[frozenset[str]]
    members: frozenset[str]

    @property
    def kern(self) -> frozenset[str]:
        return frozenset().union(*self.kerns)


def alone(person: str) -> System:
    return System(frozenset({frozenset({person})}), frozenset({person}))


class PlainReading:
    """The rules on one region; ``code`` gives the opaque code of a kern's first person."""

    def __init__(self, region: Region, code: Callable[[str], str]) -> None:
        self.region = region
        self.code = code
        self.people = sorted(set(region.persons.values()))
        self.life = {person: self._life(person) for person in self.people}
        self._systems: dict[date, list[System]] = {}

    def person(self, row: Row, column: str = "persoon_id") -> str:
        return self.region.persons[(str(row["bron"]), str(row[column]))]

    def of(self, table: str, person: str) -> list[Row]:
        return [row for row in self.region.rows(table) if self.person(row) == person]

    # Who is alive, who is under 18

    def _best(self, person: str, column: str) -> Row | None:
        """The gemeente's record first, then the most complete, the newest, the smallest bron."""
        rows = [row for row in self.of("personen", person) if row[column]]
        rows.sort(key=lambda r: (str(r["bron"]), str(r["persoon_id"])))
        rows.sort(
            key=lambda r: (
                self.region.sources[str(r["bron"])] == "gemeente",
                len(str(r[column])),
                r["peildatum"],
            ),
            reverse=True,
        )
        return rows[0] if rows else None

    def _life(self, person: str) -> tuple[date, date, date]:
        """First day, last day, and the day on which the person certainly is 18."""
        birth, death = self._best(person, "geboortedatum"), self._best(person, "overlijdensdatum")
        first, last = spans(birth["geboortedatum"] if birth else None)
        if birth and (birth["ongeboren"] or first > birth["peildatum"]):  # type: ignore[operator]
            first -= timedelta(days=280)
        return first, spans(death["overlijdensdatum"] if death else None)[1], eighteen(last)

    def alive(self, person: str, day: date) -> bool:
        return self.life[person][0] <= day <= self.life[person][1]

    def minor(self, person: str, day: date) -> bool:
        return self.alive(person, day) and day < self.life[person][2]

    # Huishouden

    def home(self, person: str, day: date) -> str | None:
        for kind in ("woonadres", "feitelijk"):
            stays = [r for r in self.of("verblijf", person) if r["soort"] == kind and holds(r, day)]
            if stays and self.alive(person, day):
                return str(self._preferred(stays, "adres_id")["adres_id"])
        return None

    def _preferred(self, rows: list[Row], name: str) -> Row:
        """Dated before undated, the later van, the newer peildatum, the smaller bron."""
        rows = sorted(rows, key=lambda r: (str(r["bron"]), str(r[name])))
        return max(
            rows,
            key=lambda r: (bool(r["van"] or r["tot"]), r["van"] or date.min, r["peildatum"]),
        )

    def delivered(self, person: str, day: date) -> tuple[str, str] | None:
        heads = {(r["bron"], r["huishouden_id"]): r for r in self.region.rows("huishoudens")}
        kinds = {(r["bron"], r["adres_id"]): r["soort"] for r in self.region.rows("adressen")}
        rows = []
        for row in self.of("huishoudleden", person):
            head = heads[row["bron"], row["huishouden_id"]]
            kind = kinds.get((head["bron"], head["adres_id"]), "woning")
            if holds(row, day) and holds(head, day) and kind == "woning" and self.alive(person, day):
                rows.append(row)
        if not rows:
            return None
        best = self._preferred(rows, "huishouden_id")
        return str(best["bron"]), str(best["huishouden_id"])

    def households(self, day: date) -> list[frozenset[str]]:
        kinds = {r["adres_id"]: r["soort"] for r in self.region.rows("adressen")}
        groups: dict[object, set[str]] = {}
        for person in self.people:
            named, home = self.delivered(person, day), self.home(person, day)
            if named:
                groups.setdefault(named, set()).add(person)
            elif home and kinds[home] == "woning":
                groups.setdefault(home, set()).add(person)
        return [frozenset(g) for key, g in groups.items() if isinstance(key, tuple) or len(g) <= 12]

    # Gezinssysteem

    def parents(self, day: date) -> nx.DiGraph:
        """Who is a parent of whom, children under 18 only."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.people)
        for row in self.region.rows("relaties"):
            parent, child = self.person(row), self.person(row, "ander_id")
            if row["soort"] not in ("ouder", "adoptieouder") or parent == child or not holds(row, day):
                continue
            if self.alive(parent, day) and self.minor(child, day):
                graph.add_edge(parent, child)
        return graph

    def systems(self, day: date) -> list[System]:
        if day not in self._systems:
            self._systems[day] = self._found(day)
        return self._systems[day]

    def _found(self, day: date) -> list[System]:
        graph, kerns = self.parents(day), self.households(day)
        large = [around(kern, graph, self, day) for kern in kerns if len(kern) > 1]
        covered = {p for system in large for p in system.members}
        singles = [around(k, graph, self, day) for k in kerns if len(k) == 1 and not k & covered]
        singles.sort(key=lambda s: (-len(s.members), min(s.kern)))
        chosen: list[System] = []
        for system in singles:
            if not any(system.kern <= earlier.members for earlier in chosen):
                chosen.append(system)
        found = large + chosen
        inside = {p for system in found for p in system.members}
        for person in self.people:
            if self.alive(person, day) and person not in inside:
                found.append(alone(person))
        return merged(found)

    # Samenloop

    def organisation(self, row: Row) -> object:
        return row["partner_id"]

    def runs(self, row: Row, day: date) -> bool:
        return row["status"] != "aangemeld" and holds(row, day, ("start", "einde"))

    def concerned(self, traject: Row, day: date) -> set[str]:
        rows = self.region.rows("betrokkenen")
        return {
            self.person(row)
            for row in rows
            if (row["bron"], row["traject_id"]) == (traject["bron"], traject["traject_id"])
            and (row.get("van") or date.min) <= day <= (row.get("tot") or date.max)  # type: ignore[operator]
            and self.runs(traject, day)
        }

    def overlaps(self) -> dict[tuple[object, ...], tuple[object, ...]]:
        """Per pair and kind: later start, earlier einde, and the code of the system where it stands."""
        rows = sorted(self.region.rows("trajecten"), key=lambda r: f"{r['bron']}:{r['traject_id']}")
        found = {}
        for a, b in combinations(rows, 2):
            place = None if self.one_track(a, b) else self._stands_under(a, b)
            if place is None:
                continue
            kind = "dubbel_spoor" if self._directs(a) and self._directs(b) else "naast_elkaar"
            ends = [t["einde"] for t in (a, b) if t["einde"]]
            found[kind, a["bron"], a["traject_id"], b["bron"], b["traject_id"]] = (
                max(a["start"], b["start"]),  # type: ignore[type-var]
                min(ends) if ends else None,  # type: ignore[type-var]
                place,
            )
        return found

    def one_track(self, a: Row, b: Row) -> bool:
        head_a = a["hoofdtraject_id"] and (a["bron"], a["hoofdtraject_id"])
        head_b = b["hoofdtraject_id"] and (b["bron"], b["hoofdtraject_id"])
        own_a, own_b = (a["bron"], a["traject_id"]), (b["bron"], b["traject_id"])
        related = head_a == own_b or head_b == own_a or (head_a is not None and head_a == head_b)
        return related or self.organisation(a) == self.organisation(b)

    def _directs(self, row: Row) -> bool:
        assessing = row["soort"] == "vt_dienst" and row["vt_fase"] == "veiligheidsbeoordeling"
        return row["soort"] in DIRECTING and not assessing

    def _stands_under(self, a: Row, b: Row) -> str | None:
        """The code of the system on the last common day (of a pair to come the first one), or nothing."""
        start = max(a["start"], b["start"])  # type: ignore[type-var]
        day = max(DAY, start)  # type: ignore[type-var]
        while day >= start:  # type: ignore[operator]
            ours, theirs = self.concerned(a, day), self.concerned(b, day)
            systems = list(self.systems(day))
            known = {p for system in systems for p in system.members}
            systems += [alone(p) for p in ours & theirs if p not in known]
            common = [s for s in systems if ours & s.members and theirs & s.members]
            if common:
                return self.code_of(min(common, key=lambda s: self._rank(s, ours, theirs)))
            day -= timedelta(days=1)
        return None

    def _rank(self, system: System, ours: set[str], theirs: set[str]) -> tuple[object, ...]:
        both = bool(ours & system.kern) and bool(theirs & system.kern)
        return (not both, -len((ours | theirs) & system.members), self.code_of(system))

    def code_of(self, system: System) -> str:
        return min(self.code(min(kern)) for kern in system.kerns)

    # Uit beeld

    def out_of_sight(self, day: date) -> set[tuple[frozenset[str], str, str]]:
        """Members of the system, person, kind."""
        found = set()
        tracks = self.region.rows("trajecten")
        busy = {p for row in tracks for p in self.concerned(row, day)}
        for system in self.systems(day):
            for person in system.members if system.members & busy else ():
                kind = self._unseen(person, day)
                if kind:
                    found.add((system.members, person, kind))
        return found

    def _unseen(self, person: str, day: date) -> str | None:
        if not any(self._problem(person, domain, day) for domain in ("huisvesting", "financien")):
            return None
        own = [t for t in self.region.rows("trajecten") if person in self.concerned(t, day)]
        help_ = self.of("interventies", person)
        runs = [i for i in help_ if i["status"] == "lopend" and holds(i, day, ("start", "einde"))]
        if not own and not runs:
            return "geheel"
        planned = [i for i in help_ if i["status"] == "gepland" and (i["einde"] or day) >= day]  # type: ignore[operator]
        stopped = [i for i in help_ if i["status"] in STOPPED and i["start"] <= day]  # type: ignore[operator]
        if not runs and not planned and stopped:
            return "afgebroken"
        chains = {self._chain(row) for row in own} | {i["keten"] or self._chain(i) for i in runs}
        return "zonder_zorg" if chains == {"straf"} else None

    def _chain(self, row: Row) -> str:
        return CHAINS[self.region.sources[str(row["partner_id"])]]

    def _problem(self, person: str, domain: str, day: date) -> bool:
        rows = [r for r in self.of("signalen", person) if r["leefgebied"] == domain and r["datum"] <= day]  # type: ignore[operator]
        if not rows:
            return False
        newest = max(r["datum"] for r in rows)  # type: ignore[type-var]
        recent = newest >= day.replace(year=day.year - 2)  # type: ignore[operator]
        return recent and any(r["probleem"] for r in rows if r["datum"] == newest)


def around(kern: frozenset[str], graph: nx.DiGraph, reading: PlainReading, day: date) -> System:
    """A kern, its children under 18, and the parents of the children under 18 among all these."""
    children = {c for person in kern for c in graph.successors(person)}
    minors = {p for p in kern | children if reading.minor(p, day)}
    parents = {p for child in minors for p in graph.predecessors(child)}
    return System(frozenset({kern}), frozenset(kern | children | parents))


def merged(systems: Iterable[System]) -> list[System]:
    """Systems with the same members are one."""
    found: dict[frozenset[str], frozenset[frozenset[str]]] = {}
    for system in systems:
        found[system.members] = found.get(system.members, frozenset()) | system.kerns
    return [System(kerns, members) for members, kerns in found.items()]
