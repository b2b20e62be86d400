"""Which partners' facts are facts on health: by their kind, wherever a levering or the store names it."""

from __future__ import annotations

import polars as pl

from graph.delivery.rules import HealthPartners, is_health_partner
from graph.store.base import DeliveryHead, View
from models.organisations import HEALTH_PARTNERS


def known_partners(view: View, bron: str, leveringen: pl.DataFrame) -> pl.DataFrame:
    """Partners that this source named before, and every source that delivered: ``partner_id, soort``."""
    named = view.facts("partners").filter(pl.col("bron") == bron).select("partner_id", "soort")
    return pl.concat([named, leveringen.select(partner_id="bron", soort="bron_soort")])


def health_partners(head: DeliveryHead, partners: list[pl.DataFrame]) -> HealthPartners:
    """Those of health among the partners (``partner_id, soort``); one such naming is enough."""
    health = pl.concat(partners).filter(is_health_partner(pl.col("soort")))
    ids = health["partner_id"].unique().sort().to_list()
    return HealthPartners(head.bron_soort in HEALTH_PARTNERS, tuple(ids))
