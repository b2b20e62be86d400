"""Everything that is true about a region, before any source has written it down."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.synthetic.addresses import addresses
from graph.synthetic.known import Known, who_is_known
from graph.synthetic.landscape import Landscape, landscape
from graph.synthetic.moves import Housing, house
from graph.synthetic.names import name_people
from graph.synthetic.numbers import citizen_numbers
from graph.synthetic.plan import Ints, Plan
from graph.synthetic.population import Population, populate
from graph.synthetic.work import Work, put_to_work


@dataclass(frozen=True, slots=True)
class Region:
    """People, homes, names, citizen numbers, addresses, ten years of work, and who knows whom."""

    land: Landscape
    people: Population
    housing: Housing
    names: pl.DataFrame
    numbers: Ints
    addresses: pl.DataFrame
    work: Work
    known: Known


def make_region(plan: Plan) -> Region:
    """Make up a region."""
    people, land = populate(plan), landscape(plan)
    housing = house(plan, people, land)
    work = put_to_work(plan, people, land, housing)
    return Region(
        land,
        people,
        housing,
        name_people(plan, people),
        citizen_numbers(plan, people.size),
        addresses(plan, land, housing),
        work,
        who_is_known(plan, people, work),
    )
