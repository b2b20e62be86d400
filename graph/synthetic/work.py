"""All that happened in the region in ten years, as frames over numbered persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.synthetic.caseload import Caseload, caseload
from graph.synthetic.families import families_today
from graph.synthetic.gathering import gather
from graph.synthetic.helping import intervene, signal
from graph.synthetic.housemates import Housemates
from graph.synthetic.involvement import expect, involve, involve_unborn
from graph.synthetic.landscape import Landscape
from graph.synthetic.moves import Housing
from graph.synthetic.organisations import TRACKS
from graph.synthetic.plan import Ints, Plan
from graph.synthetic.population import Population
from graph.synthetic.reporting import bystanders, offend, report
from graph.synthetic.tracks import Tracks, make_tracks
from graph.synthetic.two_tracks import plant_two_tracks


@dataclass(frozen=True, slots=True)
class Work:
    """Trajecten and what belongs to them; each frame is described where it is made."""

    load: Caseload
    mates: Housemates
    tracks: Tracks
    involved: pl.DataFrame
    interventions: pl.DataFrame
    signals: pl.DataFrame
    reports: pl.DataFrame
    bystanders: pl.DataFrame
    offences: pl.DataFrame

    @property
    def source(self) -> Ints:
        """The source of each traject."""
        return np.array([track.source for track in TRACKS])[self.tracks.kind]


def put_to_work(plan: Plan, people: Population, land: Landscape, housing: Housing) -> Work:
    """Ten years of work on the families of the region."""
    load, mates = caseload(plan, people, land, housing), Housemates(housing)
    tracks = make_tracks(plan, people, load, mates)
    expected = expect(plan, people, tracks)
    families = families_today(people, housing, mates)
    worries = plant_two_tracks(plan, tracks, load, families)
    gather(plan, tracks, load, land, families)
    involved = involve_unborn(involve(plan, tracks, load, mates), expected, tracks)
    reports = report(plan, tracks, load)
    return Work(
        load,
        mates,
        tracks,
        involved,
        intervene(plan, tracks, involved),
        signal(plan, tracks, load, mates, worries),
        reports,
        bystanders(plan, reports, load, mates, np.flatnonzero(people.outside)),
        offend(plan, tracks, reports, load),
    )
