"""The tables ``meldingen``, ``vervolgacties`` and ``delicten``, and what meldingen show of relations."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import blanked, dates, shaped, words_of, yes_no
from graph.synthetic.identifiers import municipality, partner_id, record_ids
from graph.synthetic.known import ids
from graph.synthetic.organisations import POLITIE, SOURCES, ZVH
from graph.synthetic.plan import NOBODY, TODAY, Plan
from graph.synthetic.reporting import DOMESTIC, NATURES, OFFENCES, REPORTERS, VERVOLG, YOUTH_NUISANCE
from graph.synthetic.tables_tracks import ROLES
from graph.synthetic.world import Region
from models.contract import DELICTEN, MELDINGEN, VERVOLGACTIES

GROUPS = (
    "zonder",
    "risicojeugd",
    "huiselijk_geweld",
    "zonder",
    "volwassen_veelpleger",
    "verward_gedrag",
    "zonder",
    "zonder",
)
"""The doelgroep that goes with each nature of a melding."""


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
    melding = pl.DataFrame(
        {
            "melding_id": ids(f"{prefix}M", row),
            "datum": dates(day),
            "melder_id": partner_id(source, rng.choice(REPORTERS.get(source, (POLITIE,)), len(rows))),
            "soort": words_of(_kinds(source), rng.integers(0, len(_kinds(source)), len(rows))),
            "aard": words_of(NATURES, rows["nature"].to_numpy()),
            "doelgroep": words_of(GROUPS, rows["nature"].to_numpy()),
            "gemeentecode": municipality(region, person, day),
            "wijkcode": blanked(wijk, address < 0),
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
