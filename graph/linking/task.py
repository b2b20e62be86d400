"""What there is to link: records, the fields that are compared, and the keys that blocks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from graph.linking.arrays import Ints
    from graph.linking.fields import Field
    from graph.linking.keys import Keys
    from graph.linking.records import Records


@dataclass(frozen=True)
class Task:
    """Registers of any shape, ready to be linked.

    Attributes:
        records: the records; ``people`` has at least ``nr`` and ``bron``.
        fields: what is compared.
        keys: per name ``field.kind`` a frame ``nr, key``.
    """

    records: Records
    fields: tuple[Field, ...]
    keys: Keys

    @cached_property
    def source(self) -> Ints:
        """Per record the number of its source, in alphabetical order."""
        return self.records.people["bron"].rank("dense").cast(pl.Int64).to_numpy() - 1

    @cached_property
    def sizes(self) -> Ints:
        """Per source how many records it has."""
        return np.bincount(self.source)

    def stratum(self, a: Ints, b: Ints) -> Ints:
        """Per pair of records the number of its pair of sources."""
        x, y = self.source[a], self.source[b]
        return np.minimum(x, y) * len(self.sizes) + np.maximum(x, y)

    @cached_property
    def housemates(self) -> tuple[Ints, Ints]:
        """Pairs that stand together in a household of one source: different persons, bar mistakes."""
        groups = self.records.groups
        pairs = groups.join(groups, on="group", suffix="_b").filter(pl.col("nr") < pl.col("nr_b"))
        distinct = pairs.select("nr", "nr_b").unique().sort("nr", "nr_b")
        return distinct["nr"].to_numpy(), distinct["nr_b"].to_numpy()
