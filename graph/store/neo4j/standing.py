"""The one node that says how the store stands: its version, its ledgers, who writes, how far the graph is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.ledgers import LEDGERS

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graph.store.neo4j.connection import Connection

ORDER = tuple(LEDGERS)
LOOK = """MATCH (o:Opslag) RETURN o.stand AS stand, o.fictief AS fictief, o.geheim AS geheim,
    o.schemaversie AS schemaversie, o.graaf_toont AS toont,
    coalesce(o.in_aanbouw, false) AS in_aanbouw"""
LOCK = """MATCH (o:Opslag) SET o.slot = $wie
    RETURN o.stand AS stand, $wie IN o.gedaan AS gedaan, o.schrijver AS schrijver"""
COMMIT = """MATCH (o:Opslag) SET o.stand = $stand, o.gedaan = ([$wie] + o.gedaan)[..$bewaar]"""
KEPT = 500
"""So many past transactions are remembered, so that one whose answer got lost is not done twice."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the store stands: ``version`` counts changes that matter, ``heights`` rows per ledger.

    Both are one property of the server (``stand``), so nobody ever sees half of a change of them.
    """

    version: int
    heights: tuple[int, ...]

    @classmethod
    def of(cls, stand: list[int]) -> Standing:
        """From the property; a ledger that a newer version added is empty."""
        missing = len(ORDER) + 1 - len(stand)
        return cls(stand[0], (*stand[1:], *[0] * missing))

    def height(self, ledger: str) -> int:
        """How many rows a ledger has."""
        return self.heights[ORDER.index(ledger)]

    def after(self, grown: dict[str, int]) -> Standing:
        """Once these ledgers have so many rows more."""
        heights = tuple(was + grown.get(name, 0) for name, was in zip(ORDER, self.heights, strict=True))
        return Standing(self.version, heights)

    def counted(self) -> Standing:
        """The next version."""
        return Standing(self.version + 1, self.heights)

    @property
    def stand(self) -> list[int]:
        """As the server keeps it."""
        return [self.version, *self.heights]


@dataclass(frozen=True, slots=True)
class Look:
    """What the server says of itself at one moment.

    ``graph`` is the standing that the graph shows, ``None`` while it is being brought up to date.
    """

    standing: Standing
    fictief: bool
    secret: bytes
    schema: int
    graph: Standing | None
    draft: bool


def look(connection: Connection) -> Look | None:
    """How the store stands now; ``None`` where there is no store."""
    rows = connection.read(LOOK)
    if not rows:
        return None
    row = rows[0]
    secret = bytes(row["geheim"])
    graph = Standing.of(row["toont"]) if row["toont"] else None
    return Look(
        Standing.of(row["stand"]), row["fictief"], secret, row["schemaversie"], graph, row["in_aanbouw"]
    )


def lock(tx: ManagedTransaction, who: str) -> tuple[Standing, bool, str | None]:
    """Let nobody else change the standing until this transaction ends.

    Returns:
        How the store stands, whether the transaction ``who`` was done already, and who is writing at length.
    """
    row = dict(tx.run(LOCK, wie=who).single(strict=True))
    return Standing.of(row["stand"]), row["gedaan"], row["schrijver"]


def commit(tx: ManagedTransaction, who: str, standing: Standing) -> None:
    """Let the store stand so, from the end of this transaction."""
    tx.run(COMMIT, wie=who, stand=standing.stand, bewaar=KEPT).consume()
