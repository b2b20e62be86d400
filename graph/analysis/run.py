"""All analyses of a day in one go, as the store keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.analysis import hotspots, out_of_sight, pairs, systems
from graph.analysis.overlaps import overlaps
from graph.areas import known_areas
from graph.frames import schema
from graph.network import Network
from models.results import ANALYSE, SAMENLOPEN, SYSTEEMLEDEN, UIT_BEELD, VRIJGAVE

if TYPE_CHECKING:
    from graph.store.base import View

PARTS = {
    SYSTEEMLEDEN.name: (systems.RULE, systems.VERSION),
    SAMENLOPEN.name: (pairs.RULE, pairs.VERSION),
    UIT_BEELD.name: (out_of_sight.RULE, out_of_sight.VERSION),
    VRIJGAVE.name: (hotspots.RULE, hotspots.VERSION),
}
"""Per result the rule that gave it and its version."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """``results`` by name (``models.results``), each to be put in the store with ``Writer.replace``."""

    day: date
    results: dict[str, pl.DataFrame]


def analyse(view: View, day: date) -> Analysis:
    """Systems, uit beeld and the release on a day; samenloop of the whole history.

    Args:
        view: the whole store, with the persons that linking found.
        day: the peildatum of the analysis.
    """
    network = Network.from_view(view)
    members = systems.memberships_on(network, day)
    results = {
        SYSTEEMLEDEN.name: systems.described(network, members),
        SAMENLOPEN.name: overlaps(network),
        UIT_BEELD.name: out_of_sight.found_among(network, members, day),
        VRIJGAVE.name: hotspots.release_among(network, members, known_areas(view), day),
    }
    return Analysis(day, results | {ANALYSE.name: _parts(day)})


def _parts(day: date) -> pl.DataFrame:
    """Which rule and version gave each result, and for which day."""
    rows = [
        {"onderdeel": name, "versie": f"{rule} {version}", "peildatum": day}
        for name, (rule, version) in sorted(PARTS.items())
    ]
    return pl.DataFrame(rows, schema=schema(ANALYSE))
