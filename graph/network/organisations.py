"""Organisations: sources and the partners that they name, each once."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.organisations import CHAIN_OF

RULE = "één organisatie"
VERSION = "1"
"""A partner_id that equals a bron code is that bron; else equal normalised name and soort are one."""

CHAINS = {kind.value: chain.value for kind, chain in CHAIN_OF.items()}


def build_sources(leveringen: pl.DataFrame) -> pl.DataFrame:
    """``bron, naam, soort`` as each source's newest levering says."""
    ordered = leveringen.sort("bron", "peildatum", "volgnummer", descending=[False, True, True])
    newest = ordered.unique("bron", keep="first", maintain_order=True)
    return newest.select("bron", naam="bron_naam", soort="bron_soort")


def build_organisations(
    sources: pl.DataFrame, partners: pl.DataFrame, mentioned: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the organisations.

    Args:
        sources: ``bron, naam, soort``.
        partners: facts of ``partners``.
        mentioned: ``bron, partner_id`` of everyone who runs, reports or is asked something.

    Returns:
        ``organisations`` (organisation, code, naam, soort, keten, publiek) and ``partner_of`` (bron,
        partner_id, organisation).
    """
    said = _all_said(sources, partners, mentioned)
    said = said.with_columns(organisation=_components(said))
    best = said.sort("organisation", "rank", "bron", "partner_id")
    merged = best.group_by("organisation", maintain_order=True).agg(
        code=pl.col("partner_id").first(),
        naam=pl.col("naam").drop_nulls().first(),
        soort=pl.col("soort").drop_nulls().first(),
        keten=pl.col("keten").drop_nulls().first(),
        publiek=pl.col("publiek").drop_nulls().first(),
    )
    chain = pl.col("soort").replace_strict(CHAINS, default=None, return_dtype=pl.String)
    organisations = merged.with_columns(naam=pl.coalesce("naam", "code"), keten=pl.coalesce("keten", chain))
    partner_of = said.filter(pl.col("bron") != "").select("bron", "partner_id", "organisation")
    return organisations, partner_of.unique().sort("bron", "partner_id")


def _all_said(sources: pl.DataFrame, partners: pl.DataFrame, mentioned: pl.DataFrame) -> pl.DataFrame:
    """Every organisation that is named anywhere, with ``code`` and ``alike``: equal ones are one."""
    none = pl.lit(None, pl.String)
    own = sources.select(
        rank=0,
        bron=pl.lit(""),
        partner_id="bron",
        naam="naam",
        soort="soort",
        keten=none,
        publiek=pl.lit(None, pl.Boolean),
    )
    named = partners.select(
        rank=1,
        bron="bron",
        partner_id="partner_id",
        naam="naam",
        soort="soort",
        keten="keten",
        publiek="publiek",
    )
    bare = (
        mentioned.drop_nulls()
        .unique()
        .join(partners.select("bron", "partner_id"), on=["bron", "partner_id"], how="anti")
        .select(
            rank=2,
            bron="bron",
            partner_id="partner_id",
            naam=none,
            soort=none,
            keten=none,
            publiek=pl.lit(None, pl.Boolean),
        )
    )
    said = pl.concat([own, named, bare], how="vertical_relaxed").sort("rank", "bron", "partner_id")
    across = (pl.col("rank") != 1) | pl.col("partner_id").is_in(sources["bron"].implode())
    return said.with_columns(
        code=pl.when(across).then("partner_id").otherwise(pl.format("{}:{}", "bron", "partner_id")),
        alike=pl.format("{}|{}", "soort", _plain("naam")),
    )


def _plain(column: str) -> pl.Expr:
    """A name without accents, capitals and punctuation."""
    bare = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def _components(said: pl.DataFrame) -> pl.Series:
    """Number what is one by code or by name, in order of first appearance."""
    count = said.height
    rows: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    for column in ("code", "alike"):
        filled = said.with_row_index("row").filter(pl.col(column).is_not_null())
        first = filled.select("row", first=pl.col("row").first().over(column))
        rows.append(first.to_numpy().astype(np.int64).T)
    left, right = np.concatenate(rows, axis=1) if count else np.zeros((2, 0), np.int64)
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(count, count))
    labels = connected_components(graph, directed=False)[1] if count else np.zeros(0)
    ranks = pl.Series(labels).rank("dense").cast(pl.Int32) - 1
    return ranks.alias("organisation")
