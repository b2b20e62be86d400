"""Which partners' facts are facts on health: by their kind, wherever a levering or the store names it."""

from __future__ import annotations

import polars as pl

from graph.delivery.rules import HealthPartners, is_health_partner
from graph.store.base import DeliveryHead, View
from models.organisations import HEALTH_PARTNERS


def health_partners(head: DeliveryHead, view: View, delivered: list[pl.DataFrame]) -> HealthPartners:
    """What is known when this levering's partners have been read.

    Args:
        head: the levering at hand.
        view: the store, for partners that this source named before and for sources that delivered.
        delivered: accepted rows (``partner_id``, ``soort``) of this levering.
    """
    named = view.facts("partners").filter(pl.col("bron") == head.bron).select("partner_id", "soort")
    sources = view.ledger("leveringen").select(partner_id="bron", soort="bron_soort")
    every = pl.concat([named, sources, *delivered])
    ids = every.filter(is_health_partner(pl.col("soort")))["partner_id"].unique().sort().to_list()
    source = head.bron_soort in HEALTH_PARTNERS
    return HealthPartners(source, tuple(ids))
