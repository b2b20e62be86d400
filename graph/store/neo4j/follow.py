"""The graph follows the pages: after each commit it is drawn on to the newest version."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from graph import frames
from graph.store.neo4j import fold, ledger, pages, projection
from graph.store.neo4j.standing import Standing, look
from graph.store.shapes import AREA_TYPES
from models.contract import TABLES
from models.ledgers import LEVERINGEN, OORDELEN
from models.results import RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.store.neo4j.connection import Connection
    from models.columns import TableSpec

DAYS = ("volgnummer", "bron", "peildatum", "volledig")
"""What the fold needs of each levering."""

CHANGED = """MATCH (b:Blad) WHERE (b.van > $van AND b.van <= $tot) OR (b.tot > $van AND b.tot <= $tot)
    RETURN DISTINCT b.deel AS deel, b.bron AS bron"""
HELD = (
    "MATCH (b:Blad) WHERE b.bron IN $bronnen AND b.tot IS NULL RETURN DISTINCT b.deel AS deel, b.bron AS bron"
)
LEFT = """MATCH (o:Opslag) WHERE o.graaf_bezig
    RETURN coalesce(o.graaf_doel, o.graaf) AS doel, o.graaf AS graaf"""
BEGIN = """MATCH (o:Opslag) SET o.graaf_bezig = true, o.graaf_doel = $doel, o.graaf_toont = []
    RETURN o.graaf AS graaf"""
BEGIN_ANEW = """MATCH (o:Opslag)
    SET o.graaf_bezig = true, o.graaf_doel = $doel, o.graaf = $doel, o.graaf_toont = []"""
DONE = """MATCH (o:Opslag) SET o.graaf = $stand, o.graaf_toont = $stand, o.graaf_bezig = false
    REMOVE o.graaf_doel"""
OLD = """MATCH (o:Opslag) MATCH (b:Blad) WHERE b.tot <= $versie AND b.tot_op < timestamp() - $bewaar
    WITH o, max(b.tot) AS tot SET o.opgeruimd = tot"""
TIDY = """MATCH (o:Opslag) MATCH (b:Blad) WHERE b.tot <= o.opgeruimd WITH b LIMIT 20
    DELETE b RETURN count(*) AS aantal"""
KEEP = 600_000
"""Milliseconds that replaced pages stay, for views that began before."""


def follow(connection: Connection) -> None:
    """Draw on to the newest version; what an earlier attempt left unfinished is first done again.

    Else something that it drew and that changed since would stay. Only for whoever holds the turn to write.
    """
    now = look(connection)
    assert now is not None
    for left in connection.read(LEFT):
        if Standing.of(left["graaf"]).version == 0:
            projection.wipe_all(connection)
        _draw_to(connection, Standing.of(left["doel"]))
    _draw_to(connection, now.standing)
    _tidy(connection, now.standing.version)


def _tidy(connection: Connection, version: int) -> None:
    """Throw away pages that were replaced long ago.

    First it is said which versions can no longer be read, in a transaction that holds up nobody. Then their
    pages go, a few at a time.
    """
    connection.write(OLD, {"versie": version, "bewaar": KEEP})
    connection.until_done(TIDY)


def redraw(connection: Connection) -> None:
    """Wipe the graph and draw it from the pages; only for whoever holds the turn to write.

    Only while it shows no version: whoever seeks in it relies on its never coming back to one that it showed.
    """
    now = look(connection)
    assert now is not None
    connection.write(BEGIN_ANEW, {"doel": Standing.of([0]).stand})
    projection.wipe_all(connection)
    _draw_to(connection, now.standing)


def _draw_to(connection: Connection, goal: Standing) -> None:
    shown = Standing.of(connection.write(BEGIN, {"doel": goal.stand})[0]["graaf"])
    _Span(connection, shown, goal).draw()
    connection.write(DONE, {"stand": goal.stand})


class _Span:
    """From one standing to a later one."""

    def __init__(self, connection: Connection, old: Standing, new: Standing) -> None:
        self._connection = connection
        self._old, self._new = old, new
        self._days = {standing: _days(connection, standing) for standing in (old, new)}

    def draw(self) -> None:
        """Bring the graph from the one to the other."""
        if self._old == self._new:
            return
        values = {"van": self._old.version, "tot": self._new.version}
        changed = self._parts(CHANGED, values)
        held = self._parts(HELD, {"bronnen": sorted(self._ended)}) if self._ended else set()
        for name, spec in TABLES.items():
            of_table = pages.of_facts(name).deel
            parts = changed | held if spec.period else changed
            for part in sorted(part for part in parts if part.deel == of_table):
                projection.apply(self._connection, name, *self._both(self._facts(spec, part)))
        if pages.AREAS in changed:
            projection.apply_areas(self._connection, *self._both(self._part(pages.AREAS, AREA_TYPES)))
        for name, spec in RESULTS.items():
            part = pages.of_result(name)
            if part in changed:
                rows = self._part(part, frames.schema(spec))
                projection.apply_result(self._connection, name, *self._both(rows))
        self._judgements()

    def _parts(self, statement: str, values: Mapping[str, object]) -> set[pages.Part]:
        return {pages.Part(row["deel"], row["bron"]) for row in self._connection.read(statement, values)}

    @cached_property
    def _ended(self) -> set[str]:
        """The bronnen of which a full levering came, so that facts may have ended."""
        new = self._days[self._new].filter(pl.col("volgnummer") > self._old.height(LEVERINGEN.name))
        return set(new.filter("volledig")["bron"])

    def _both(self, at: Callable[[Standing], pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
        return at(self._old), at(self._new)

    def _facts(self, spec: TableSpec, part: pages.Part) -> Callable[[Standing], pl.DataFrame]:
        types = fold.state_types(spec)

        def at(standing: Standing) -> pl.DataFrame:
            state = pages.read(self._connection, part, standing.version, types)
            own = self._days[standing].filter(bron=part.bron)
            return fold.current(state.select(pl.lit(part.bron).alias("bron"), *types), spec, own)

        return at

    def _part(self, part: pages.Part, types: dict[str, pl.DataType]) -> Callable[[Standing], pl.DataFrame]:
        return lambda standing: pages.read(self._connection, part, standing.version, types)

    def _judgements(self) -> None:
        """Draw the judgements that came; take away those that one of them takes back."""
        before, after = (standing.height(OORDELEN.name) for standing in (self._old, self._new))
        if before == after:
            return
        came = ledger.read(self._connection, OORDELEN.name, after, last=after - before)
        taken = came["herroept"].drop_nulls().implode()
        standing = came.filter(pl.col("herroept").is_null(), ~pl.col("volgnummer").is_in(taken))
        was = came.clear()
        if taken.list.len()[0] and before:
            was = ledger.read(self._connection, OORDELEN.name, before)
            was = was.filter(pl.col("volgnummer").is_in(taken))
        projection.apply_judgements(self._connection, was, standing)


def _days(connection: Connection, standing: Standing) -> pl.DataFrame:
    return ledger.read(connection, LEVERINGEN.name, standing.height(LEVERINGEN.name), columns=DAYS)
