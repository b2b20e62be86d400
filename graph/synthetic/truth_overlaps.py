"""Every samenloop of the true persons: pairs of trajecten of two organisations on one person or system."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.organisations import TRACKS
from graph.synthetic.plan import BEGIN, FOREVER, TODAY
from graph.synthetic.tracks import ANNOUNCED, ASSESSMENT
from graph.synthetic.truth_systems import Facts, systems
from graph.synthetic.world import Region

DIRECTS = {"procesregie", "mda_pp", "persoonsgerichte_aanpak", "vt_dienst"}
EARLIEST = BEGIN - 400
"""No traject begins before this day."""
CLANS_AT_ONCE = 4_000


def overlaps(region: Region, facts: Facts) -> pl.DataFrame:
    """``a, b, double``: rows of trajecten, a before b by row; ``double`` where both direct."""
    rows = _running(region)
    several = rows.filter(pl.col("track").n_unique().over("clan") > 1)
    clans = several["clan"].unique().sort()
    found = [
        _of_clans(several.filter(pl.col("clan").is_in(part.implode())), facts)
        for part in (clans.slice(at, CLANS_AT_ONCE) for at in range(0, len(clans), CLANS_AT_ONCE))
    ]
    pairs = pl.concat(found) if found else pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64})
    directing = _directing(region)
    both = directing[pairs["a"].to_numpy()] & directing[pairs["b"].to_numpy()]
    return pairs.with_columns(double=pl.Series(both)).sort("a", "b")


def _running(region: Region) -> pl.DataFrame:
    """``track, person, clan, van, tot, runner, main``: clipped to the traject and to today."""
    tracks, rows = region.work.tracks, region.work.involved
    track = rows["track"].to_numpy()
    van = np.maximum(rows["van"].to_numpy(), tracks.start[track])
    tot = np.minimum(np.minimum(rows["tot"].to_numpy(), tracks.end[track]), TODAY)
    columns = {
        "clan": region.people.people["clan"][rows["person"].to_numpy()],
        "van": van,
        "tot": tot,
        "runner": tracks.runner[track],
        "main": tracks.main[track],
    }
    frame = rows.select("track", "person").with_columns(**{n: pl.Series(v) for n, v in columns.items()})
    runs = (tracks.status[track] != ANNOUNCED) & (van <= tot)
    return frame.filter(pl.Series(runs))


def _directing(region: Region) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    tracks = region.work.tracks
    kinds = np.array([track.kind.value in DIRECTS for track in TRACKS])
    return np.asarray(kinds[tracks.kind] & (tracks.phase != ASSESSMENT))


def _of_clans(rows: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """``a, b`` within some families."""
    pairs = rows.join(rows, on="clan", suffix="_b").filter(
        pl.col("track") < pl.col("track_b"),
        pl.col("runner") != pl.col("runner_b"),
        pl.col("main") != pl.col("track_b"),
        pl.col("main_b") != pl.col("track"),
        (pl.col("main") < 0) | (pl.col("main") != pl.col("main_b")),
    )
    pairs = pairs.select(
        "clan",
        a="track",
        b="track_b",
        p=pl.min_horizontal("person", "person_b"),
        q=pl.max_horizontal("person", "person_b"),
        van=pl.max_horizontal("van", "van_b"),
        tot=pl.min_horizontal("tot", "tot_b"),
    ).filter(pl.col("van") <= pl.col("tot"))
    same = pairs.filter(pl.col("p") == pl.col("q")).select("a", "b").unique()
    rest = pairs.join(same, on=["a", "b"], how="anti")
    return pl.concat([same, _in_one_system(rest, facts)]).unique()


def _in_one_system(pairs: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Those pairs whose two persons were members of one system on a common day."""
    moments = _moments(pairs.select("clan").unique(), facts)
    members = systems(facts, moments.select("moment", "clan", "day"))
    concerned = pl.concat([pairs["p"], pairs["q"]]).unique()
    members = members.filter(pl.col("person").is_in(concerned.implode()))
    together = members.join(members, on=["moment", "kern"], suffix="_q")
    together = together.filter(pl.col("person") < pl.col("person_q"))
    periods = together.join(moments, on="moment").select(
        p="person", q="person_q", since="day", until=pl.col("next") - 1
    )
    found = pairs.join(periods.unique(), on=["p", "q"])
    common = (pl.col("since") <= pl.col("tot")) & (pl.col("van") <= pl.col("until"))
    return found.filter(common).select("a", "b").unique()


def _moments(clans: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """``moment, clan, day, next``: the days on which something changed in these families."""
    stays = facts.stays.join(clans, on="clan", how="semi")
    people = facts.people.join(clans, on="clan", how="semi")
    ties = facts.parents.join(people.select("clan", pl.col("person").alias("b")), on="b")
    days = [
        clans.with_columns(day=pl.lit(EARLIEST, pl.Int64)),
        *(frame.select("clan", pl.col("van").alias("day")) for frame in (stays, ties)),
        *(frame.select("clan", (pl.col("tot") + 1).alias("day")) for frame in (stays, ties)),
        *(people.select("clan", pl.col(name).alias("day")) for name in ("born", "adult")),
        people.select("clan", (pl.col("died") + 1).alias("day")),
    ]
    found = pl.concat(days).filter((pl.col("day") >= EARLIEST) & (pl.col("day") <= TODAY)).unique()
    found = found.sort("clan", "day").with_row_index("moment")
    return found.with_columns(
        pl.col("moment").cast(pl.Int64), next=pl.col("day").shift(-1).over("clan").fill_null(FOREVER)
    )
