"""A population in the making: people, their kin and where they lived, as growing columns.

Every argument is an array with one entry a family (clan). ``NOBODY`` stands where a family has no such
person; rows that name nobody are left out, so that one call serves families with and without.
"""

from __future__ import annotations

import numpy as np

from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints, Mask

Span = tuple[Ints | int, Ints | int]
"""First and last day."""
ALWAYS: Span = (-FOREVER, FOREVER)

MAN, WOMAN = 0, 1
HOME, POSTAL, PART = 0, 1, 2
"""Kinds of stay: woonadres, briefadres, deels."""
PARENT, ADOPTIVE, STEP, FOSTER, GRAND, MARRIED, REGISTERED, TOGETHER, EX, GUARDIAN = range(10)
"""Kinds of kin; the three forms of partnership are kinds of their own."""
NURSING, SHELTERED, YOUTH_HOME, SHELTER, REFUGE, PRISON, POST_OFFICE = range(7)
"""Places that make no household."""


class Columns:
    """Columns that grow by pieces."""

    def __init__(self, *names: str) -> None:
        self._parts: dict[str, list[Ints]] = {name: [] for name in names}
        self.length = 0

    def add(self, size: int, **values: Ints | int) -> Ints:
        """Add ``size`` rows and give their numbers."""
        for name, parts in self._parts.items():
            parts.append(np.broadcast_to(np.asarray(values[name], dtype=np.int64), (size,)))
        self.length += size
        return np.arange(self.length - size, self.length, dtype=np.int64)

    def of(self, name: str, rows: Ints) -> Ints:
        """One column at some rows."""
        return np.asarray(np.concatenate(self._parts[name])[rows], dtype=np.int64)

    def joined(self) -> dict[str, Ints]:
        """All pieces, one array a column."""
        return {n: np.concatenate([*p, np.empty(0, np.int64)]) for n, p in self._parts.items()}


class Draft:
    """People, kin and stays of the families made so far."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.clans = Columns("kind")
        self.homes = Columns("clan", "main")
        self.people = Columns("clan", "sex", "born", "mother", "father", "twin")
        self.kin = Columns("a", "b", "kind", "van", "tot")
        self.stays = Columns("person", "home", "site", "kind", "van", "tot")

    def clan(self, count: int, kind: int) -> Ints:
        """New families of one kind."""
        return self.clans.add(count, kind=kind)

    def home(self, clan: Ints, *, main: bool = False) -> Ints:
        """A dwelling for each family; what happens there over time is the work of ``moves``."""
        return self.homes.add(len(clan), clan=clan, main=int(main))

    def person(self, clan: Ints, sex: Ints | int, born: Ints, there: Mask | None = None) -> Ints:
        """A person in each family, or only in those that are ``there``."""
        nobody = np.full(len(clan), NOBODY)
        there = np.ones(len(clan), np.bool_) if there is None else there
        return self._add(there, clan=clan, sex=sex, born=born, mother=nobody, father=nobody, twin=nobody)

    def child(self, clan: Ints, parents: tuple[Ints, Ints], born: Ints, there: Mask, twin: Ints) -> Ints:
        """A child of mother and father (either may be ``NOBODY``), perhaps the ``twin`` of another."""
        mother, father = parents
        sex = self.rng.integers(0, 2, len(clan))
        ids = self._add(there, clan=clan, sex=sex, born=born, mother=mother, father=father, twin=twin)
        self.relate(PARENT, mother, ids)
        self.relate(PARENT, father, ids)
        return ids

    def _add(self, there: Mask, **values: Ints | int) -> Ints:
        ids = np.full(len(there), NOBODY)
        picked = {n: np.broadcast_to(np.asarray(v), there.shape)[there] for n, v in values.items()}
        ids[there] = self.people.add(int(there.sum()), **picked)
        return ids

    def relate(self, kind: int, a: Ints, b: Ints, span: Span = ALWAYS) -> None:
        """``a`` is the ``kind`` of ``b``, during a period."""
        van, tot = (np.broadcast_to(np.asarray(s), a.shape) for s in span)
        keep = (a >= 0) & (b >= 0) & (van <= tot) & (van <= TODAY)
        self.kin.add(int(keep.sum()), a=a[keep], b=b[keep], kind=kind, van=van[keep], tot=tot[keep])

    def stay(self, person: Ints, home: Ints, span: Span) -> None:
        """Live in a dwelling of the family."""
        self._stay(person, span, home=home, site=NOBODY, kind=HOME)

    def partly(self, person: Ints, home: Ints, span: Span) -> None:
        """Be there a part of the week (co-parenting); the register of persons does not know this."""
        self._stay(person, span, home=home, site=NOBODY, kind=PART)

    def lodge(self, person: Ints, site: int, span: Span) -> None:
        """Live in an institution, shelter or prison, or have a postal address."""
        kind = POSTAL if site == POST_OFFICE else HOME
        self._stay(person, span, home=NOBODY, site=site, kind=kind)

    def _stay(self, person: Ints, span: Span, **where: Ints | int) -> None:
        van, tot = (np.broadcast_to(np.asarray(s), person.shape) for s in span)
        keep = (person >= 0) & (van <= tot) & (van <= TODAY)
        where = {n: np.broadcast_to(np.asarray(v), person.shape)[keep] for n, v in where.items()}
        self.stays.add(int(keep.sum()), person=person[keep], van=van[keep], tot=tot[keep], **where)
