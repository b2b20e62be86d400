"""The tables ``partners``, ``trajecten`` and their ``betrokkenen`` of each source."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import dates, flips, shaped, words_of, yes_no
from graph.synthetic.identifiers import municipality, partner_id, record_ids, track_ids
from graph.synthetic.known import ids
from graph.synthetic.organisations import GGZ, ORGANISATIONS, SOURCES, TRACKS, VERSLAVING, VT_TRACK, ZVH
from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints, Plan
from graph.synthetic.tracks import ANNOUNCED
from graph.synthetic.world import Region
from models.contract import PARTNERS, TRAJECTEN

ROLES = ("index", "slachtoffer", "gezinslid")
STATUS = ("aangemeld", "lopend", "gestagneerd", "afgesloten")
PHASES = ("veiligheidsbeoordeling", "voorwaarden_vervolg", "onderzoek", "monitoring", "")
GROUNDS = ("toestemming", "goed_hulpverlenerschap", "wettelijke_bevoegdheid", "wettelijke_plicht")
HEALTH = (GGZ, VERSLAVING)


def partners(source: int) -> pl.DataFrame:
    """The organisations that this source names."""
    names = [o.name.upper() if source == ZVH and not o.delivers else o.name for o in ORGANISATIONS]
    return shaped(
        pl.DataFrame(
            {
                "partner_id": partner_id(source, np.arange(len(ORGANISATIONS))),
                "naam": names,
                "soort": [o.kind.value for o in ORGANISATIONS],
                "publiek": yes_no(np.array([n < 7 or n in (8, 14) for n in range(len(ORGANISATIONS))])),
            }
        ),
        PARTNERS,
    )


def trajectories(plan: Plan, region: Region, source: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables ``trajecten`` and, of these, ``betrokkenen``."""
    tracks, rng = region.work.tracks, plan.rng(f"trajecten of {SOURCES[source].code}")
    mine = np.flatnonzero(region.work.source == source)
    kind, size = tracks.kind[mine], len(mine)
    open_ = (tracks.end[mine] == FOREVER) & (tracks.status[mine] != ANNOUNCED)
    plans = words_of([t.plan for t in TRACKS], kind)
    planned = np.minimum(tracks.start[mine] + rng.integers(10, 45, size), TODAY)
    planned = np.where(plans.is_not_null().to_numpy() & (planned <= tracks.end[mine]), planned, FOREVER)
    next_talk = np.where(open_ & (rng.random(size) < 0.3), TODAY + rng.integers(1, 60, size), FOREVER)
    health = (source in HEALTH) | np.isin(tracks.runner[mine], HEALTH)
    frame = pl.DataFrame(
        {
            "traject_id": track_ids(region, mine),
            "soort": words_of([t.kind.value for t in TRACKS], kind),
            "vt_fase": words_of(PHASES, np.where(kind == VT_TRACK, tracks.phase[mine], 4)),
            "hoofdtraject_id": track_ids(region, tracks.main[mine]),
            "partner_id": partner_id(source, tracks.runner[mine]),
            "regisseur": _director(rng, kind),
            "casusregisseur": words_of(("", "casusregisseur"), flips(rng, size, 0.2)),
            "casemanager": words_of(("", "casemanager"), flips(rng, size, 0.3)),
            "contact": words_of(("", f"meldpunt@{SOURCES[source].code}.example"), flips(rng, size, 0.7)),
            "melding_id": _report_of(region, source, mine),
            "doelgroep": _group(rng, kind),
            "plantype": plans,
            "tafel": words_of([t.table for t in TRACKS], kind),
            "plan_vastgesteld_op": dates(planned),
            "bespreking_op": dates(next_talk),
            "start": dates(tracks.start[mine]),
            "einde": dates(tracks.end[mine]),
            "status": words_of(STATUS, tracks.status[mine]),
            "gemeentecode": municipality(region, tracks.person[mine], tracks.start[mine]),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )  # fmt: skip
    return shaped(frame, TRAJECTEN), _involved(region, source)


def _director(rng: np.random.Generator, kind: Ints) -> pl.Series:
    """Whose task it is to direct; in one of eight trajecten nobody's."""
    names = ["", *(t.director for t in TRACKS)]
    return words_of(names, np.where(rng.random(len(kind)) < 0.87, kind + 1, 0))


def _group(rng: np.random.Generator, kind: Ints) -> pl.Series:
    options = [t.groups.split() for t in TRACKS]
    flat = [g for group in options for g in group]
    size = np.array([len(g) for g in options])
    first = np.cumsum(size) - size
    return words_of(flat, first[kind] + (rng.random(len(kind)) * size[kind]).astype(np.int64))


def _report_of(region: Region, source: int, mine: Ints) -> pl.Series:
    reports = region.work.reports
    report = np.full(len(region.work.source), NOBODY)
    rows = np.flatnonzero((reports["track"] >= 0).to_numpy())
    report[reports["track"].to_numpy()[rows]] = rows
    return ids(f"{SOURCES[source].prefix}M", report[mine])


def _involved(region: Region, source: int) -> pl.DataFrame:
    rows = region.work.involved
    rows = rows.filter(pl.Series(region.work.source[rows["track"].to_numpy()] == source))
    track = rows["track"].to_numpy()
    return pl.DataFrame(
        {
            "persoon_id": record_ids(region, source, rows["person"], track),
            "melding_id": pl.Series([None] * len(rows), dtype=pl.String),
            "traject_id": track_ids(region, track),
            "rol": words_of(ROLES, rows["rol"].to_numpy()),
            "van": dates(rows["van"].to_numpy()),
            "tot": dates(rows["tot"].to_numpy()),
        }
    )
