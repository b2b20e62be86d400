"""Names: skewed as in life, by sex, generation and naming tradition; passed on within families."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.synthetic.draft import MARRIED, REGISTERED
from graph.synthetic.landscape import DATA, words
from graph.synthetic.plan import NOBODY, TODAY, Ints, Plan, Reals, day
from graph.synthetic.population import Population

TRADITIONS = ("nederlands", "turks", "marokkaans", "surinaams", "pools", "arabisch", "antilliaans", "moluks")
TRADITION_SHARE = (0.8, 0.045, 0.045, 0.035, 0.03, 0.02, 0.015, 0.01)
COHORTS = (1900, 1955, 1980, 2000)
ZIPF, FLAT = 0.8, 12
"""The share of the n-th surname goes with (n + FLAT)^-ZIPF."""
FASHION = 1.4
"""Given names: a uniform number to this power favours the first names of the list."""
NAMESAKE = 0.06
MINOR = 18 * 366
REDRAWS = 60
"""Rounds in which siblings of one call name are named anew; the smallest list has fifteen names."""
MOTHERS_NAME = 0.12
USES_PARTNERS_NAME = 0.55


@dataclass(frozen=True, slots=True)
class Surnames:
    """All surnames, split into prefix and main part."""

    prefix: list[str]
    name: list[str]
    tradition: list[range]


def name_people(plan: Plan, people: Population) -> pl.DataFrame:
    """``voornamen, voorvoegsel, geslachtsnaam, naam_partner, partner_voorvoegsel`` of everyone, all exact."""
    rng = plan.rng("names")
    tradition = rng.choice(len(TRADITIONS), len(people.clans["kind"]), p=TRADITION_SHARE)[
        people.people["clan"]
    ]
    surnames = _surnames()
    surname = _inherit(rng, people, _draw_surnames(rng, surnames, tradition))
    given = _given_names(rng, people, tradition)
    partner = _partner_names(rng, people, surname)
    names, prefixes = pl.Series(surnames.name), pl.Series(surnames.prefix)
    shown = pl.Series(np.where(partner >= 0, partner, 0))
    frame = pl.DataFrame(
        {
            "voornamen": given,
            "voorvoegsel": prefixes.gather(surname),
            "geslachtsnaam": names.gather(surname),
            "naam_partner": names.gather(shown),
            "partner_voorvoegsel": prefixes.gather(shown),
        }
    )
    married = pl.lit(pl.Series(partner >= 0))
    hidden = [pl.when(married).then(c).alias(c) for c in ("naam_partner", "partner_voorvoegsel")]
    return frame.with_columns(*hidden)


def _zipf(count: int) -> Reals:
    weight = 1.0 / (np.arange(count) + FLAT) ** ZIPF
    return np.asarray(weight / weight.sum())


def _surnames() -> Surnames:
    frame = pl.read_csv(DATA / "achternamen.csv", comment_prefix="#")
    made = [
        form.format(_stem(form, stem))
        for form in words("naamdelen", "vorm")
        for stem in words("naamdelen", "stam")
    ]
    full: list[str] = []
    ranges: list[range] = []
    for tradition in TRADITIONS:
        listed = frame.filter(pl.col("traditie") == tradition)["namen"].item().split(";")
        group = listed + made * (tradition == "nederlands")
        ranges.append(range(len(full), len(full) + len(group)))
        full += group
    parts = [_split(name) for name in full]
    return Surnames([p for p, _ in parts], [n for _, n in parts], ranges)


def _stem(form: str, stem: str) -> str:
    return stem.lower() if form.startswith("Ver") else stem


def _split(name: str) -> tuple[str, str]:
    tokens = name.split(" ")
    small = next(i for i, token in enumerate(tokens) if token[0].isupper())
    return " ".join(tokens[:small]), " ".join(tokens[small:])


def _draw_surnames(rng: np.random.Generator, surnames: Surnames, tradition: Ints) -> Ints:
    out = np.empty(len(tradition), np.int64)
    for number, found in enumerate(surnames.tradition):
        mine = tradition == number
        out[mine] = found.start + rng.choice(len(found), int(mine.sum()), p=_zipf(len(found)))
    return out


def _inherit(rng: np.random.Generator, people: Population, own: Ints) -> Ints:
    """Children have the name of the father, else of the mother; grandchildren that of their parent."""
    mother, father = people.people["mother"], people.people["father"]
    mothers = (father == NOBODY) | (rng.random(len(own)) < MOTHERS_NAME)
    giver = np.where(mothers, mother, father)
    giver = np.where(giver == NOBODY, np.arange(len(own)), giver)
    while not np.array_equal(giver, giver[giver]):
        giver = giver[giver]
    return own[giver]


def _given_names(rng: np.random.Generator, people: Population, tradition: Ints) -> pl.Series:
    """One to three given names; some sons carry those of their father, siblings never one call name."""
    sex = (people.people["sex"] == 1).astype(np.int64)
    cohort = np.searchsorted([day(year) for year in COHORTS[1:]], people.people["born"], side="right")
    pool, start, size = _given_pool()
    group = (tradition * 2 + sex) * len(COHORTS) + cohort
    who = _namesakes(rng, people)
    call = np.unique(pool, return_inverse=True)[1]
    drawn = np.stack([_pick(rng, start[group], size[group]) for _ in range(3)])
    for _ in range(REDRAWS):
        again = _like_a_sibling(people, call[drawn[0][who]], who)
        if not len(again):
            break
        drawn[0][again] = _pick(rng, start[group[again]], size[group[again]])
    count = rng.choice([1, 2, 3], len(sex), p=[0.45, 0.4, 0.15])
    names = pl.Series(pool)
    second = pl.Series(np.where((count > 1) & (drawn[1] != drawn[0]), drawn[1], NOBODY))
    third = pl.Series(
        np.where((count > 2) & (drawn[2] != drawn[0]) & (drawn[2] != drawn[1]), drawn[2], NOBODY)
    )
    frame = pl.DataFrame(
        {"a": names.gather(drawn[0]), "b": _gather(names, second), "c": _gather(names, third)}
    )
    return (
        frame.select(pl.concat_str("a", "b", "c", separator=" ", ignore_nulls=True)).to_series().gather(who)
    )


def _namesakes(rng: np.random.Generator, people: Population) -> Ints:
    """Whose names each person carries: his own, or those of his father; one son of a father at most."""
    father = people.people["father"]
    named = (father >= 0) & (people.people["sex"] == 0) & (rng.random(people.size) < NAMESAKE)
    sons = np.flatnonzero(named)
    sons = sons[np.unique(father[sons], return_index=True)[1]]
    who = np.arange(people.size)
    who[sons] = father[sons]
    while not np.array_equal(who, who[who]):
        who = who[who]
    return who


def _like_a_sibling(people: Population, call: Ints, who: Ints) -> Ints:
    """Who has the call name of an earlier child of the same mother, of the same father or in the same family.

    Namesakes keep the name of their father; in a family it is the minors that are told apart.
    """
    free = who == np.arange(people.size)
    young = people.people["born"] > TODAY - MINOR
    kin = [(people.people[parent], people.people[parent] >= 0) for parent in ("mother", "father")]
    found = [np.empty(0, np.int64)]
    for key, asked in [*kin, (people.people["clan"], young)]:
        rows = np.flatnonzero(asked)
        rows = rows[np.lexsort((rows, free[rows], call[rows], key[rows]))]
        same = (key[rows][1:] == key[rows][:-1]) & (call[rows][1:] == call[rows][:-1])
        found.append(rows[1:][same])
    again = np.unique(np.concatenate(found))
    return np.asarray(again[free[again]])


def _gather(names: pl.Series, index: pl.Series) -> pl.Series:
    return names.gather(index.set(index < 0, None))


def _given_pool() -> tuple[list[str], Ints, Ints]:
    """All given names, and where those of (tradition, sex, cohort) begin and how many they are."""
    rows = {
        (r["traditie"], r["geslacht"], r["cohort"]): r["namen"].split(" ")
        for r in pl.read_csv(DATA / "voornamen.csv", comment_prefix="#").iter_rows(named=True)
    }
    pool: list[str] = []
    start, size = [], []
    for tradition in TRADITIONS:
        for sex in "MV":
            for cohort in COHORTS:
                found = rows.get((tradition, sex, cohort)) or rows[tradition, sex, COHORTS[0]]
                start.append(len(pool))
                size.append(len(found))
                pool += found
    return pool, np.array(start), np.array(size)


def _pick(rng: np.random.Generator, start: Ints, size: Ints) -> Ints:
    return np.asarray(start + (rng.random(len(start)) ** FASHION * size).astype(np.int64))


def _partner_names(rng: np.random.Generator, people: Population, surname: Ints) -> Ints:
    """The surname of the husband or registered partner, for women that use it; else ``NOBODY``."""
    out = np.full(people.size, NOBODY)
    bound = np.isin(people.kin["kind"], (MARRIED, REGISTERED))
    wife, husband = people.kin["a"][bound], people.kin["b"][bound]
    uses = rng.random(len(wife)) < USES_PARTNERS_NAME
    out[wife[uses]] = surname[husband[uses]]
    return out
