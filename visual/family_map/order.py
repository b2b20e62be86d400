"""Who stands in which row of the gezinskaart, and in which order: generations, couples, children."""

from __future__ import annotations

from dataclasses import dataclass

from models.codes import RelationKind, Sex
from models.family_map import FamilyMap, MapPerson, MapRelation

STEPS_DOWN: dict[RelationKind, int] = {
    RelationKind.OUDER: 1,
    RelationKind.ADOPTIEOUDER: 1,
    RelationKind.PLEEGOUDER: 1,
    RelationKind.STIEFOUDER: 1,
    RelationKind.GROOTOUDER: 2,
}
BLOOD = frozenset({RelationKind.OUDER, RelationKind.ADOPTIEOUDER})
COUPLES = frozenset({RelationKind.PARTNER, RelationKind.EX_PARTNER})
YEARS_PER_GENERATION = 22
CHILD = 18


@dataclass(frozen=True, slots=True)
class Kin:
    """The relations of a family as the layout needs them; persons by ``knooppunt_id``."""

    persons: dict[str, MapPerson]
    couples: tuple[MapRelation, ...]  # one per pair, the state that holds now
    parents: tuple[MapRelation, ...]  # one per pair: parents before foster, step and grandparents
    household: dict[str, str]  # letter
    beside: dict[str, tuple[str, ...]]  # who belong at one's side: partners, then who shares a child


def kin(family: FamilyMap) -> Kin:
    """Pick from a family what rows and lines follow from."""
    persons = {person.knooppunt_id: person for person in family.personen}
    inside = [r for r in family.relaties if r.van in persons and r.naar in persons and r.van != r.naar]
    household = {member: home.letter for home in family.huishoudens for member in home.leden}
    couples, parents = _couples(inside), _parents(inside)
    return Kin(persons, couples, parents, household, _beside(couples, parents))


def rows(family: Kin) -> list[list[str]]:
    """Everyone exactly once: a list of rows from the oldest generation down, each from left to right."""
    generation = _generations(family)
    ordered: list[list[str]] = []
    place: dict[str, float] = {}
    for level in sorted(set(generation.values())):
        members = [p for p in family.persons if generation[p] == level]
        row = _row(family, members, place)
        place |= {person: index / max(1, len(row) - 1) for index, person in enumerate(row)}
        ordered.append(row)
    return ordered


def _couples(relations: list[MapRelation]) -> tuple[MapRelation, ...]:
    found: dict[frozenset[str], MapRelation] = {}
    for relation in relations:
        if relation.soort in COUPLES:
            pair = frozenset((relation.van, relation.naar))
            if pair not in found or _since(relation) > _since(found[pair]):
                found[pair] = relation
    return tuple(found[pair] for pair in sorted(found, key=sorted))


def _beside(couples: tuple[MapRelation, ...], parents: tuple[MapRelation, ...]) -> dict[str, tuple[str, ...]]:
    """Partners, and the two parents of one child also where no source says that they were a couple."""
    of_child: dict[str, list[str]] = {}
    for relation in parents:
        if relation.soort in BLOOD:
            of_child.setdefault(relation.naar, []).append(relation.van)
    shared = sorted({tuple(pair) for pair in of_child.values() if len(pair) == 2})
    found: dict[str, dict[str, None]] = {}
    for one, other in [*((r.van, r.naar) for r in couples), *shared]:
        found.setdefault(one, {})[other] = None
        found.setdefault(other, {})[one] = None
    return {person: tuple(others) for person, others in found.items()}


def _since(relation: MapRelation) -> tuple[str, bool]:
    return (str(relation.periode.van or ""), relation.soort is RelationKind.EX_PARTNER)


def _parents(relations: list[MapRelation]) -> tuple[MapRelation, ...]:
    found: dict[tuple[str, str], MapRelation] = {}
    kinds = list(STEPS_DOWN)
    for relation in sorted(
        (r for r in relations if r.soort in STEPS_DOWN), key=lambda r: kinds.index(r.soort)
    ):
        if (relation.naar, relation.van) not in found:
            found.setdefault((relation.van, relation.naar), relation)
    return tuple(found[pair] for pair in sorted(found))


def _generations(family: Kin) -> dict[str, int]:
    """Push children below parents and couples level with each other until nothing moves."""
    level = {person: _first_guess(family, person) for person in family.persons}
    for _ in range(2 * len(level) + 2):
        before = dict(level)
        for relation in family.parents:
            lowest = level[relation.van] + STEPS_DOWN[relation.soort]
            level[relation.naar] = max(level[relation.naar], lowest)
        for relation in family.couples:
            level[relation.van] = level[relation.naar] = max(level[relation.van], level[relation.naar])
        if level == before:
            break
    return _lifted(family, level)


def _first_guess(family: Kin, person: str) -> int:
    """Row 0, except for a child of whom no relation is known: one row down where adults stand."""
    linked = {p for r in (*family.parents, *family.couples) for p in (r.van, r.naar)}
    age = family.persons[person].leeftijd
    young = family.persons[person].ongeboren or (age is not None and age < CHILD)
    adults = any((p.leeftijd or 0) >= CHILD for p in family.persons.values())
    return 1 if person not in linked and young and adults else 0


def _lifted(family: Kin, level: dict[str, int]) -> dict[str, int]:
    """Bring parents down to just above their highest child, so that no line is longer than it must be."""
    for person in sorted(level, key=lambda p: (-level[p], p)):
        below = [level[r.naar] - STEPS_DOWN[r.soort] for r in family.parents if r.van == person]
        partners = [p for r in family.couples for p in (r.van, r.naar) if person in (r.van, r.naar)]
        if below and not partners and not any(r.naar == person for r in family.parents):
            level[person] = max(level[person], min(below))
    return level


def _row(family: Kin, members: list[str], above: dict[str, float]) -> list[str]:
    """Blood relatives in the order of their parents and their birth, each with partners at their side."""
    rank = {p: _rank(family, p, above) for p in members}
    row: list[str] = []
    for person in sorted(members, key=lambda p: (not _rooted(family, p), rank[p])):
        if person in row:
            continue
        beside = next((p for p in _partners(family, person) if p in row), None)
        if beside is None:
            row.append(person)
        else:
            row.insert(_side(family, row, beside, person), person)
    return _gathered(family, row)


def _gathered(family: Kin, row: list[str]) -> list[str]:
    """Bring who has no parents on the map, with partners, to the side of those of the same household."""
    blocks = _blocks(family, row)
    for block in sorted(blocks, key=len):
        if not any(_has_parents(family, person) for person in block):
            blocks = _moved(family, blocks, blocks.index(block))
    return [person for block in blocks for person in block]


def _moved(family: Kin, blocks: list[list[str]], at: int) -> list[list[str]]:
    """Put one block beside the first that ends in its household, turned if need be; none leaves it there."""
    block, others = blocks[at], blocks[:at] + blocks[at + 1 :]
    before, after = blocks[at - 1][-1:] if at else [], blocks[at + 1][:1] if at + 1 < len(blocks) else []
    if _same_home(family, before, block[:1]) or _same_home(family, block[-1:], after):
        return blocks
    for to, other in enumerate(others):
        for turned in (block, block[::-1]):
            if _same_home(family, other[-1:], turned[:1]):
                return [*others[: to + 1], turned, *others[to + 1 :]]
            if _same_home(family, turned[-1:], other[:1]):
                return [*others[:to], turned, *others[to:]]
    return blocks


def _blocks(family: Kin, row: list[str]) -> list[list[str]]:
    """A row cut into chains of people of whom each belongs at the side of the next."""
    blocks: list[list[str]] = []
    for person in row:
        if blocks and blocks[-1][-1] in _partners(family, person):
            blocks[-1].append(person)
        else:
            blocks.append([person])
    return blocks


def _same_home(family: Kin, one: list[str], other: list[str]) -> bool:
    homes = {family.household.get(person) for person in (*one, *other)}
    return bool(one and other) and len(homes) == 1 and None not in homes


def _has_parents(family: Kin, person: str) -> bool:
    return any(relation.naar == person for relation in family.parents)


def _rooted(family: Kin, person: str) -> bool:
    """Whether this person's place follows from parents, or from having no partner to stand beside."""
    return _has_parents(family, person) or not _partners(family, person) or _leads(family, person)


def _leads(family: Kin, person: str) -> bool:
    """Of a couple without parents here, the one with most partners leads, then the man."""
    me = family.persons[person]
    mine = (-len(_partners(family, person)), me.geslacht is not Sex.M, person)
    others = [
        (-len(_partners(family, p)), family.persons[p].geslacht is not Sex.M, p)
        for p in _partners(family, person)
    ]
    return mine <= min(others) and not any(
        r.naar == p for p in _partners(family, person) for r in family.parents
    )


def _rank(family: Kin, person: str, above: dict[str, float]) -> tuple[float, str, str, str]:
    places = [above[r.van] for r in family.parents if r.naar == person and r.van in above]
    middle = sum(places) / len(places) if places else 0.5
    return (
        round(middle, 6),
        family.household.get(person, "~"),
        family.persons[person].geboren or "~",
        person,
    )


def _partners(family: Kin, person: str) -> tuple[str, ...]:
    return family.beside.get(person, ())


def _side(family: Kin, row: list[str], beside: str, person: str) -> int:
    """Man left and woman right; a second partner takes the other side, a third stands beyond."""
    at = row.index(beside)
    left_taken = at > 0 and row[at - 1] in _partners(family, beside)
    right_taken = at + 1 < len(row) and row[at + 1] in _partners(family, beside)
    wants_left = family.persons[person].geslacht is Sex.M and family.persons[beside].geslacht is not Sex.M
    if left_taken or right_taken:
        wants_left = right_taken and not left_taken
    if left_taken and right_taken:
        while at + 1 < len(row) and row[at + 1] in _partners(family, beside):
            at += 1
    return at if wants_left else at + 1
