"""Trajecten: drawn from the caseload, with the double tracks and the near misses planted on purpose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.synthetic.caseload import Caseload
from graph.synthetic.draft import FOSTER, PRISON, YOUTH_HOME
from graph.synthetic.housemates import Housemates
from graph.synthetic.organisations import (
    CRIMINAL,
    PERSONAL,
    PLAN_TRACKS,
    PROTECTION,
    TRACKS,
    VT_TRACK,
)
from graph.synthetic.plan import BEGIN, FOREVER, NOBODY, TODAY, Ints, Mask, Plan
from graph.synthetic.population import Population

ANNOUNCED, RUNNING, STALLED, CLOSED = range(4)
"""Statuses of a traject."""
ASSESSMENT, CONDITIONS, INQUIRY, MONITORING, NO_PHASE = range(5)
PHASE_SHARE = (0.42, 0.15, 0.22, 0.14, 0.07)
PLANTED = 0.14
"""Share of the integral plans that get a planted companion at Veilig Thuis or the Veiligheidshuis."""


@dataclass(slots=True)
class Tracks:
    """Columns, one row a traject.

    ``main`` is the row of which it carries out a part, or ``NOBODY``; what is ``bound`` stays as it is,
    for it was arranged on purpose.
    """

    kind: Ints
    person: Ints
    start: Ints
    end: Ints
    status: Ints
    phase: Ints
    main: Ints
    runner: Ints
    bound: Mask

    def rows(self, *kinds: int) -> Ints:
        """The rows of some kinds."""
        return np.flatnonzero(np.isin(self.kind, kinds))


def make_tracks(plan: Plan, people: Population, load: Caseload, mates: Housemates) -> Tracks:
    """All trajecten of ten years."""
    rng = plan.rng("tracks")
    tracks = _draw(plan, rng, load)
    _place_children(rng, tracks, *_placed(rng, people, mates))
    _detain(rng, tracks, mates)
    _plant(rng, tracks, mates)
    _carry_out(rng, tracks)
    tracks.end = np.minimum(tracks.end, load.last[tracks.person])
    tracks.end = np.where(tracks.end > TODAY, FOREVER, np.maximum(tracks.end, tracks.start))
    _judge_status(rng, tracks)
    return tracks


def _draw(plan: Plan, rng: np.random.Generator, load: Caseload) -> Tracks:
    kinds, persons, starts, days = [], [], [], []
    for number, track in enumerate(TRACKS):
        person, start = load.draw(rng, plan.yearly(track.yearly), track.ages, track.men)
        kinds.append(np.full(len(person), number))
        persons.append(person)
        starts.append(start)
        days.append(13 + rng.gamma(1.6, track.days / 1.6, len(person)).astype(np.int64))
    kind, start = np.concatenate(kinds), np.concatenate(starts)
    phase = np.where(kind == VT_TRACK, rng.choice(5, len(kind), p=PHASE_SHARE), NO_PHASE)
    length = np.where(phase == ASSESSMENT, rng.integers(5, 40, len(kind)), np.concatenate(days))
    runner = np.array([t.runner if t.runner >= 0 else t.source for t in TRACKS])[kind]
    person, nothing = np.concatenate(persons), np.full(len(kind), NOBODY)
    free = np.zeros(len(kind), np.bool_)
    return Tracks(kind, person, start, start + length, nothing, phase, nothing.copy(), runner, free)


def _placed(rng: np.random.Generator, people: Population, mates: Housemates) -> tuple[Ints, Ints]:
    """Children that came to an institution or to foster parents, and the first day there."""
    child, since = mates.lodgers(YOUTH_HOME)
    kin = people.kin
    fostered = np.flatnonzero((kin["kind"] == FOSTER) & (kin["van"] >= BEGIN))
    fostered = fostered[np.unique(kin["b"][fostered], return_index=True)[1]]
    child, since = np.append(child, kin["b"][fostered]), np.append(since, kin["van"][fostered])
    order = rng.permutation(len(child))
    return child[order], since[order]


def _place_children(rng: np.random.Generator, tracks: Tracks, child: Ints, since: Ints) -> None:
    """Children placed out of home have a traject of the certified institution around that day."""
    rows = tracks.rows(PROTECTION)
    count = min(len(child), len(rows) * 3 // 4)
    mine = rows[:count]
    tracks.person[mine], tracks.start[mine] = child[:count], np.maximum(since[:count] - 45, BEGIN)
    tracks.end[mine] = since[:count] + rng.integers(200, 1200, count)
    tracks.bound[mine] = True


def _detain(rng: np.random.Generator, tracks: Tracks, mates: Housemates) -> None:
    """Detainees have a criminal case that began before."""
    who, since = mates.lodgers(PRISON)
    rows = tracks.rows(CRIMINAL)
    count = min(len(who), len(rows) // 2)
    mine = rows[:count]
    tracks.person[mine], tracks.start[mine] = who[:count], np.maximum(since[:count] - 40, BEGIN)
    tracks.end[mine] = since[:count] + rng.integers(20, 400, count)
    tracks.bound[mine] = True


def _plant(rng: np.random.Generator, tracks: Tracks, mates: Housemates) -> None:
    """Companions of integral plans: two true double tracks, then four near misses, in turn."""
    plans, vt, own = tracks.rows(*PLAN_TRACKS[::2]), tracks.rows(VT_TRACK), tracks.rows(PERSONAL)
    plans = plans[tracks.end[plans] - tracks.start[plans] > 60]
    count = min(max(6, int(len(plans) * PLANTED)), len(plans), len(vt) // 2)
    plans, vt = rng.choice(plans, count, replace=False), rng.choice(vt, count, replace=False)
    turn = np.arange(count) % 6
    begin, end = tracks.start[plans], tracks.end[plans]
    person = tracks.person[plans]
    person = np.where(turn == 1, mates.one_of(rng, person, begin), person)
    start = begin + rng.integers(5, 50, count)
    tracks.person[vt] = person
    tracks.start[vt] = np.where(turn == 2, begin - 90, np.minimum(start, TODAY - 2))
    tracks.end[vt] = np.where(turn == 2, begin - 1, np.maximum(end - 3, tracks.start[vt] + 20))
    tracks.phase[vt] = np.where(turn == 3, ASSESSMENT, rng.integers(CONDITIONS, MONITORING + 1, count))
    tracks.status[vt[turn == 4]] = ANNOUNCED
    tracks.bound[plans] = tracks.bound[vt] = True
    same = vt[turn == 5]
    twin = own[: len(same)]
    same = same[: len(twin)]
    tracks.person[twin], tracks.start[twin], tracks.end[twin] = (
        tracks.person[same],
        tracks.start[same],
        tracks.end[same],
    )
    tracks.start[vt[turn == 5]] = np.maximum(tracks.start[vt[turn == 5]] - 1500, BEGIN)
    tracks.end[vt[turn == 5]] = tracks.start[vt[turn == 5]] + 30


def _carry_out(rng: np.random.Generator, tracks: Tracks) -> None:
    """Some casusoverleggen of the Veiligheidshuis are a part of an integral plan, run by a partner."""
    plans, parts = tracks.rows(PLAN_TRACKS[0]), tracks.rows(3)
    count = min(len(parts) // 6, len(plans))
    parts, plans = parts[:count], rng.choice(plans, count, replace=False)
    tracks.main[parts], tracks.person[parts] = plans, tracks.person[plans]
    tracks.start[parts] = np.minimum(tracks.start[plans] + rng.integers(3, 40, count), TODAY)
    tracks.end[parts] = tracks.end[plans]
    tracks.runner[parts] = rng.choice([7, 10, 15, 16], count)
    tracks.bound[parts] = tracks.bound[plans] = True


def _judge_status(rng: np.random.Generator, tracks: Tracks) -> None:
    chance = rng.random(len(tracks.kind))
    recent = tracks.start > TODAY - 60
    status = np.where(chance < 0.84, RUNNING, np.where((chance < 0.97) | ~recent, STALLED, ANNOUNCED))
    status = np.where(tracks.end < FOREVER, CLOSED, status)
    tracks.status = np.where(tracks.status == ANNOUNCED, ANNOUNCED, status)
