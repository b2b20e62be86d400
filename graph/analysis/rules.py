"""All rules by name, with the version that is in force; docs/analyses.md describes each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.analysis import one_step, out_of_sight, pairs, systems, weighing
from graph.network import births, homes, households, organisations, persons, trajectories

RULES: Mapping[str, str] = MappingProxyType(
    {
        module.RULE: module.VERSION
        for module in (
            persons,
            births,
            homes,
            households,
            organisations,
            trajectories,
            systems,
            pairs,
            out_of_sight,
            weighing,
            one_step,
        )
    }
)
"""Name of each rule to its version; the rule itself stands in the module that names it."""
