"""The table ``personen`` of each source, as exact or careless as that source is."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import blanked, dates, shaped, words_of
from graph.synthetic.draft import SHELTER
from graph.synthetic.known import ids
from graph.synthetic.mistakes import BRP_CARE, Mistakes, misname
from graph.synthetic.organisations import BRP, SOURCES, WIJKTEAM
from graph.synthetic.plan import FOREVER, TODAY, Ints, Plan
from graph.synthetic.world import Region
from models.contract import PERSONEN

WRONG_NUMBER = 0.01
"""Share of the records of people whose mother is known that have her number."""
SECRET = 0.004


def persons(plan: Plan, region: Region, source: int) -> pl.DataFrame:
    """The table ``personen`` of a source."""
    organisation = SOURCES[source]
    rng = plan.rng(f"persons of {organisation.code}")
    mine = np.flatnonzero(region.known.source == source)
    who = region.known.person[mine]
    people = region.people.people
    exact = region.names[who].with_columns(
        pl.concat_str(
            pl.col("partner_voorvoegsel").replace("", None), "naam_partner", separator=" ", ignore_nulls=True
        ).replace("", None).alias("naam_partner"),
        pl.col("voorvoegsel").replace("", None),
        geboortedatum=dates(people["born"][who]).cast(pl.String),
    )  # fmt: skip
    frame = misname(exact, Mistakes(rng, plan.rate), BRP_CARE if source == BRP else 1.0)
    return shaped(
        frame.with_columns(
            persoon_id=ids(organisation.prefix, region.known.serial[mine]),
            burgerservicenummer=_numbers(plan, region, source, who),
            geslacht=words_of(("M", "V"), people["sex"][who]),
            overlijdensdatum=blanked(dates(people["died"][who]), np.full(len(who), source != BRP)),
            ongeboren=words_of(("", "ja"), (people["born"][who] > TODAY).astype(np.int64)),
            geheimhouding=words_of(("", "ja"), _secret(plan, region)[who] * (source in (BRP, WIJKTEAM))),
        ),
        PERSONEN,
    )


def _numbers(plan: Plan, region: Region, source: int, who: Ints) -> pl.Series:
    """Citizen numbers of some records; now and then the mother's number on her child."""
    rng = plan.rng(f"citizen numbers of {SOURCES[source].code}")
    mother = region.people.people["mother"][who]
    wrong = (rng.random(len(who)) < WRONG_NUMBER * plan.rate) & (mother >= 0) & (source != BRP)
    number = region.numbers[np.where(wrong, mother, who)]
    missing = (rng.random(len(who)) >= SOURCES[source].bsn) | region.people.unborn[who]
    return blanked(pl.Series(number).cast(pl.String), missing)


def _secret(plan: Plan, region: Region) -> Ints:
    """Who has a secret address: those in a shelter now, and a few others."""
    secret = plan.rng("secret").random(region.people.size) < SECRET
    stays = region.housing.stays
    secret[stays["person"][(stays["site"] == SHELTER) & (stays["tot"] == FOREVER)]] = True
    return secret.astype(np.int64)
