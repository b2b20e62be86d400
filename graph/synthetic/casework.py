"""What each source did and saw, in the tables of the contract."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import dates, shaped, words_of, yes_no
from graph.synthetic.helping import RUNNING
from graph.synthetic.known import ids
from graph.synthetic.menu import DOMAINS, MENU
from graph.synthetic.organisations import (
    GGZ,
    ORGANISATIONS,
    POLITIE,
    SOURCES,
    TRACKS,
    VERSLAVING,
    VT_TRACK,
    ZVH,
)
from graph.synthetic.personal import Region
from graph.synthetic.plan import FOREVER, NOBODY, TODAY, Ints, Plan
from graph.synthetic.reporting import DOMESTIC, NATURES, OFFENCES, REPORTERS, VERVOLG, YOUTH_NUISANCE
from graph.synthetic.tracks import ANNOUNCED
from models.contract import (
    BETROKKENEN,
    DELICTEN,
    INTERVENTIES,
    MELDINGEN,
    PARTNERS,
    SIGNALEN,
    TRAJECTEN,
    VERVOLGACTIES,
)

ROLES = ("index", "slachtoffer", "gezinslid")
STATUS = ("aangemeld", "lopend", "gestagneerd", "afgesloten")
HELP_STATUS = ("gepland", "wachtlijst", "lopend", "afgerond", "gestaakt", "geweigerd", "niet_beschikbaar")
PHASES = ("veiligheidsbeoordeling", "voorwaarden_vervolg", "onderzoek", "monitoring", "")
GROUNDS = ("toestemming", "goed_hulpverlenerschap", "wettelijke_bevoegdheid", "wettelijke_plicht")
HEALTH = (GGZ, VERSLAVING)
CHAIN_NAMED = 0.85


def partner_id(source: int, organisation: Ints) -> pl.Series:
    """The code of an organisation; the Veiligheidshuis has numbers of its own for those that never deliver."""
    codes = [o.code if o.delivers or source != ZVH else f"org-{n}" for n, o in enumerate(ORGANISATIONS)]
    return words_of(codes, organisation)


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
    planned = np.minimum(tracks.start[mine] + rng.integers(10, 45, size), TODAY)
    open_ = (tracks.end[mine] == FOREVER) & (tracks.status[mine] != ANNOUNCED)
    plans = words_of([t.plan for t in TRACKS], kind)
    health = (source in HEALTH) | np.isin(tracks.runner[mine], HEALTH)
    frame = pl.DataFrame(
        {
            "traject_id": track_ids(region, mine),
            "soort": words_of([t.kind.value for t in TRACKS], kind),
            "vt_fase": words_of(PHASES, np.where(kind == VT_TRACK, tracks.phase[mine], 4)),
            "hoofdtraject_id": track_ids(region, tracks.main[mine]),
            "partner_id": partner_id(source, tracks.runner[mine]),
            "regisseur": _director(rng, kind),
            "casusregisseur": words_of(("", "casusregisseur"), _some(rng, size, 0.2)),
            "contact": words_of(("", f"meldpunt@{SOURCES[source].code}.example"), _some(rng, size, 0.7)),
            "melding_id": _report_of(region, source, mine),
            "doelgroep": _group(rng, kind),
            "plantype": plans,
            "tafel": words_of([t.table for t in TRACKS], kind),
            "plan_vastgesteld_op": dates(np.where(plans.is_not_null().to_numpy() & (planned <= tracks.end[mine]), planned, FOREVER)),
            "bespreking_op": dates(np.where(open_ & (rng.random(size) < 0.3), TODAY + rng.integers(1, 60, size), FOREVER)),
            "start": dates(tracks.start[mine]),
            "einde": dates(tracks.end[mine]),
            "status": words_of(STATUS, tracks.status[mine]),
            "gemeentecode": municipality(region, tracks.person[mine], tracks.start[mine]),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )  # fmt: skip
    return shaped(frame, TRAJECTEN), _involved(region, source)


def track_ids(region: Region, rows: Ints) -> pl.Series:
    """``ZT12``: numbered within the source; empty for ``NOBODY``."""
    source = region.work.source
    serial = np.empty(len(source), np.int64)
    for number in range(len(SOURCES)):
        mine = np.flatnonzero(source == number)
        serial[mine] = np.arange(1, len(mine) + 1)
    prefixes = words_of([f"{o.prefix}T" for o in SOURCES], source[rows])
    return prefixes + ids("", np.where(rows >= 0, serial[rows], NOBODY))


def _some(rng: np.random.Generator, size: int, share: float) -> Ints:
    return (rng.random(size) < share).astype(np.int64)


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


def municipality(region: Region, person: Ints, day: Ints) -> pl.Series:
    """Where someone lived on that day."""
    row = region.work.mates.stay(person, day)
    address = region.work.mates.column("address", row)
    codes = region.addresses["gemeentecode"].gather(np.maximum(address, 0))
    return codes.to_frame("g").select(pl.when(pl.Series(address >= 0)).then(pl.col("g"))).to_series()


def record_ids(region: Region, source: int, person: pl.Series, turn: Ints | int = 0) -> pl.Series:
    """The number under which this source holds each person."""
    row = region.known.record(source, person.to_numpy(), turn)
    return ids(SOURCES[source].prefix, region.known.serial[row])


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


def reports(plan: Plan, region: Region, source: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The tables ``meldingen`` and ``vervolgacties``, and ``betrokkenen`` of meldingen."""
    rng = plan.rng(f"meldingen of {SOURCES[source].code}")
    rows = region.work.reports.with_row_index("row").filter(pl.col("source") == source)
    row, person, day = (rows[n].cast(pl.Int64).to_numpy() for n in ("row", "person", "day"))
    prefix = SOURCES[source].prefix
    stay = region.work.mates.stay(person, day)
    address = region.work.mates.column("address", stay)
    place = np.where(rng.random(len(rows)) < 0.6, address, NOBODY)
    wijk = region.addresses["wijkcode"].gather(np.maximum(address, 0))
    groups = (
        "zonder",
        "risicojeugd",
        "huiselijk_geweld",
        "zonder",
        "volwassen_veelpleger",
        "verward_gedrag",
        "zonder",
        "zonder",
    )
    melding = pl.DataFrame(
        {
            "melding_id": ids(f"{prefix}M", row),
            "datum": dates(day),
            "melder_id": partner_id(source, rng.choice(REPORTERS.get(source, (POLITIE,)), len(rows))),
            "soort": words_of(_kinds(source), rng.integers(0, len(_kinds(source)), len(rows))),
            "aard": words_of(NATURES, rows["nature"].to_numpy()),
            "doelgroep": words_of(groups, rows["nature"].to_numpy()),
            "gemeentecode": municipality(region, person, day),
            "wijkcode": wijk.to_frame("w").select(pl.when(pl.Series(address >= 0)).then("w")).to_series(),
            "adres_id": ids("a", np.where(place >= 0, place * 2, NOBODY)),
        }
    )
    follow = pl.DataFrame(
        {
            "vervolgactie_id": ids(f"{prefix}V", row),
            "melding_id": melding["melding_id"],
            "datum": dates(np.minimum(day + rng.integers(0, 21, len(rows)), TODAY)),
            "soort": words_of(VERVOLG, rows["follow"].to_numpy()),
            "doelgroep": melding["doelgroep"],
            "gemeentecode": melding["gemeentecode"],
        }
    )
    return shaped(melding, MELDINGEN), shaped(follow, VERVOLGACTIES), _reported(region, source)


def _kinds(source: int) -> tuple[str, ...]:
    if source == POLITIE:
        return ("politiemutatie", "politiemutatie", "politiemutatie", "dpan")
    return ("aanmelding_partner", "zorgmelding", "zelfmelding") if source == ZVH else ("vt_melding",)


def _reported(region: Region, source: int) -> pl.DataFrame:
    rows = region.work.bystanders
    here = region.work.reports["source"].to_numpy()[rows["report"].to_numpy()] == source
    rows = rows.filter(pl.Series(here))
    return pl.DataFrame(
        {
            "persoon_id": record_ids(region, source, rows["person"], rows["report"].to_numpy()),
            "melding_id": ids(f"{SOURCES[source].prefix}M", rows["report"].to_numpy()),
            "traject_id": pl.Series([None] * len(rows), dtype=pl.String),
            "rol": words_of(ROLES, rows["rol"].to_numpy()),
        }
    )


def contacts(region: Region, source: int) -> pl.DataFrame:
    """Friends, conflicts and violence that the meldingen of a source show."""
    rows, all_ = region.work.bystanders, region.work.reports
    report = rows["report"].to_numpy()
    nature, first = all_["nature"].to_numpy()[report], all_["person"].to_numpy()[report]
    other = rows["person"].to_numpy()
    mine = (
        (all_["source"].to_numpy()[report] == source)
        & (first != other)
        & np.isin(nature, (YOUTH_NUISANCE, DOMESTIC))
    )
    kind = np.where(nature == YOUTH_NUISANCE, 0, 1 + report % 2)[mine]
    return pl.DataFrame(
        {
            "persoon_id": record_ids(region, source, pl.Series(first[mine]), report[mine]),
            "ander_id": record_ids(region, source, pl.Series(other[mine]), report[mine]),
            "soort": words_of(("vriend", "geweld_tegen", "conflict"), kind),
            "van": dates(all_["day"].to_numpy()[report[mine]]),
        },
        schema_overrides={"persoon_id": pl.String, "ander_id": pl.String, "soort": pl.String, "van": pl.Date},
    )


def interventions(plan: Plan, region: Region, source: int) -> pl.DataFrame:
    """The table ``interventies``."""
    rng = plan.rng(f"interventies of {SOURCES[source].code}")
    rows = region.work.interventions.filter(pl.col("source") == source)
    lines = MENU[source] if source in MENU else ()
    option, status, size = rows["option"].to_numpy(), rows["status"].to_numpy(), len(rows)
    runner = np.array([line.runner if line.runner >= 0 else source for line in lines] or [0])[option]
    health = np.array([line.kind.value.startswith("behandeling") for line in lines] or [False])[option]
    health |= (source in HEALTH) | np.isin(runner, HEALTH)
    following = (status <= RUNNING) & (rng.random(size) < 0.3)
    frame = pl.DataFrame(
        {
            "interventie_id": ids(f"{SOURCES[source].prefix}I", np.arange(1, size + 1)),
            "traject_id": track_ids(region, rows["track"].to_numpy()),
            "partner_id": partner_id(source, runner),
            "persoon_id": record_ids(region, source, rows["person"], rows["track"].to_numpy()),
            "soort": words_of([line.kind.value for line in lines], option),
            "kader": words_of([line.frame for line in lines], option),
            "keten": words_of(
                ["", *(line.chain for line in lines)], (option + 1) * _some(rng, size, CHAIN_NAMED)
            ),
            "leefgebied": words_of([line.domain for line in lines], option),
            "start": dates(rows["start"].to_numpy()),
            "einde": dates(rows["end"].to_numpy()),
            "status": words_of(HELP_STATUS, status),
            "volgende_actie_op": dates(np.where(following, TODAY + rng.integers(1, 90, size), FOREVER)),
            "beoogd_resultaat": words_of([line.result for line in lines], option),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )
    return shaped(frame, INTERVENTIES)


def signals(plan: Plan, region: Region, source: int) -> pl.DataFrame:
    """The table ``signalen``."""
    rng = plan.rng(f"signalen of {SOURCES[source].code}")
    rows = region.work.signals.filter(pl.col("source") == source)
    domain, size = rows["domain"].to_numpy(), len(rows)
    health = (source in HEALTH) | np.isin(
        domain, [DOMAINS.index(f"{d}_functioneren") for d in ("psychisch", "lichamelijk")]
    )
    frame = pl.DataFrame(
        {
            "signaal_id": ids(f"{SOURCES[source].prefix}S", np.arange(1, size + 1)),
            "persoon_id": record_ids(region, source, rows["person"], np.arange(size)),
            "datum": dates(rows["day"].to_numpy()),
            "leefgebied": words_of(DOMAINS, domain),
            "probleem": yes_no(rows["problem"].to_numpy()),
            "criminogeen": words_of(("", "nee", "ja"), rows["criminogenic"].to_numpy()),
            "instrument": words_of(
                ("professional", "professional", "spider", "zrm"), rng.integers(0, 4, size)
            ),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )
    return shaped(frame, SIGNALEN)


def offences(region: Region) -> pl.DataFrame:
    """The table ``delicten``, of the police."""
    rows = region.work.offences
    category = rows["category"].to_numpy()
    frame = pl.DataFrame(
        {
            "persoon_id": record_ids(region, POLITIE, rows["person"], rows["day"].to_numpy()),
            "datum": dates(rows["day"].to_numpy()),
            "categorie": words_of(OFFENCES, category),
            "huiselijk_geweld": yes_no(category == len(OFFENCES) - 1),
        }
    )
    return shaped(frame, DELICTEN)
