"""One family on one day: the small network around it, and its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from graph.network import Network
from graph.network.days import day_number


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """What the parts of a gezinskaart are drawn from.

    Attributes:
        network: holds the members and everyone one step from them.
        members: the rows of ``memberships_on`` of one system.
        day: the day that is shown.
        betrokkenen: ``knooppunt_id`` of whom the case is about.
    """

    network: Network
    members: pl.DataFrame
    day: date
    betrokkenen: frozenset[str]

    @property
    def number(self) -> int:
        """The day as a number."""
        return day_number(self.day)

    @property
    def persons(self) -> list[int]:
        """The numbers of the members, in order."""
        return sorted(self.members["person"].to_list())

    @property
    def names(self) -> dict[int, str]:
        """``knooppunt_id`` of everyone in the small network."""
        return dict(self.network.persons.select("person", "knooppunt_id").iter_rows())

    def of_members(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame that are of a member."""
        return frame.filter(pl.col("person").is_in(self.persons))
