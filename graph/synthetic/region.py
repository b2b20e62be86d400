"""A fictional region with its truth: everything is made up, and the same arguments give the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graph.synthetic.landscape import write_areas
from graph.synthetic.organisations import SOURCES
from graph.synthetic.plan import PERSONS, TODAY, Errors, Plan, Progress, Size
from graph.synthetic.truth import write_truth
from graph.synthetic.world import Region, make_region
from graph.synthetic.writing import write_delivery


def write_region(  # noqa: PLR0913  the command's own options
    folder: Path,
    *,
    size: str,
    persons: int | None,
    seed: int,
    errors: str,
    progress: Progress | None = None,
) -> None:
    """Make a fictional region and write ``leveringen``, ``gebieden`` and ``waarheid`` into a folder.

    Args:
        folder: where to write; made when it does not exist.
        size: ``klein`` (2,000 persons), ``regio`` (100,000) or ``land`` (3,000,000).
        persons: another number of persons, for a region of that size.
        seed: the same seed gives the same bytes.
        errors: ``normaal``, ``dubbel`` (twice the rate) or ``geen``.
        progress: called with the name of each step (in Dutch) and the percentage done.
    """
    plan = Plan(Size(size), persons or PERSONS[Size(size)], seed, Errors(errors))
    tell = progress or (lambda _step, _percent: None)
    tell("gezinnen verzinnen", 0)
    region = make_region(plan)
    folder.mkdir(parents=True, exist_ok=True)
    tell("gebieden schrijven", 25)
    _write_map(folder, region)
    for source, organisation in enumerate(SOURCES):
        tell(f"levering van {organisation.name}", 30 + 50 * source // len(SOURCES))
        write_delivery(folder, plan, region, source)
    tell("waarheid schrijven", 80)
    write_truth(folder / "waarheid", region)
    tell("klaar", 100)


def _write_map(folder: Path, region: Region) -> None:
    """Inhabitants and households as the register counts them on the peildatum."""
    everyone = np.arange(region.people.size)
    row = region.work.mates.stay(everyone, np.full(len(everyone), TODAY))
    address = region.work.mates.column("address", row)
    lived = address[address >= 0]
    wijk = region.housing.wijk
    homes = np.unique(lived[region.housing.site[lived] < 0])
    count = len(region.land.codes)
    people, households = (np.bincount(wijk[a], minlength=count) for a in (lived, homes))
    write_areas(folder, region.land, people, households)
