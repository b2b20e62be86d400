"""The table ``relaties`` as far as it is about kin, and the households that the register names."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import dates, shaped, words_of
from graph.synthetic.draft import (
    ADOPTIVE,
    EX,
    FOSTER,
    GRAND,
    GUARDIAN,
    MARRIED,
    PARENT,
    REGISTERED,
    STEP,
    TOGETHER,
)
from graph.synthetic.identifiers import record_ids
from graph.synthetic.known import ids
from graph.synthetic.organisations import BRP, SOURCES
from graph.synthetic.plan import TODAY
from graph.synthetic.world import Region
from models.contract import HUISHOUDENS, HUISHOUDLEDEN, RELATIES

KIN = {
    PARENT: "ouder",
    ADOPTIVE: "adoptieouder",
    STEP: "stiefouder",
    FOSTER: "pleegouder",
    GRAND: "grootouder",
    MARRIED: "partner",
    REGISTERED: "partner",
    TOGETHER: "partner",
    EX: "ex_partner",
    GUARDIAN: "voogd",
}
FORM = {MARRIED: "huwelijk", REGISTERED: "geregistreerd", TOGETHER: "samenwonend"}
REGISTERED_KIN = (PARENT, ADOPTIVE, MARRIED, REGISTERED, EX)
"""What the register of persons knows; the rest is known to sources that meet the family."""


def relations(region: Region, source: int) -> pl.DataFrame:
    """The table ``relaties`` as far as it is about kin."""
    kin = region.known.kin.filter(pl.col("source") == source)
    if source == BRP:
        born = region.people.unborn
        kin = pl.DataFrame(region.people.kin)
        kin = kin.filter(pl.col("kind").is_in(REGISTERED_KIN) & ~pl.Series(born[kin["b"].to_numpy()]))
    kind = kin["kind"].to_numpy()
    found = pl.DataFrame(
        {
            "persoon_id": record_ids(region, source, kin["a"]),
            "ander_id": record_ids(region, source, kin["b"]),
            "soort": words_of([KIN[k] for k in range(len(KIN))], kind),
            "vorm": words_of([FORM.get(k, "") for k in range(len(KIN))], kind),
            "van": dates(kin["van"].to_numpy()),
            "tot": dates(kin["tot"].to_numpy()),
        }
    )
    return shaped(found, RELATIES)


def custody(region: Region) -> pl.DataFrame:
    """``gezag`` of parents over their children under 18, which the register knows."""
    kin = pl.DataFrame(region.people.kin).filter(pl.col("kind").is_in([PARENT, ADOPTIVE]))
    born = region.people.people["born"][kin["b"].to_numpy()]
    minor = (born <= TODAY) & (born > TODAY - 18 * 365.25)
    kin = kin.filter(pl.Series(minor))
    columns = {"persoon_id": record_ids(region, BRP, kin["a"]), "ander_id": record_ids(region, BRP, kin["b"])}
    return shaped(pl.DataFrame(columns).with_columns(soort=pl.lit("gezag")), RELATIES)


def shared_homes(region: Region) -> dict[str, pl.DataFrame]:
    """Housemates who are no family: the gemeente names each as a household of one."""
    stays = region.housing.stays
    shared = np.flatnonzero(region.people.sharing[stays["person"]] & (stays["site"] < 0))
    record = region.known.record(BRP, stays["person"][shared])
    period = {"van": dates(stays["van"][shared]), "tot": dates(stays["tot"][shared])}
    named = {"huishouden_id": ids("hh", np.arange(1, len(shared) + 1))}
    heads = pl.DataFrame(named | {"adres_id": ids("h", stays["address"][shared])} | period)
    members = pl.DataFrame(
        named | {"persoon_id": ids(SOURCES[BRP].prefix, region.known.serial[record])} | period
    )
    return {
        "huishoudens": shaped(heads.with_columns(soort=pl.lit("alleenstaand")), HUISHOUDENS),
        "huishoudleden": shaped(members.with_columns(rol=pl.lit("hoofd")), HUISHOUDLEDEN),
    }
