"""The network as two tables, nodes and edges, without names: persons go by their knooppunt_id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.network.days import to_date

if TYPE_CHECKING:
    from graph.network import Network

NODE = ("id", "soort", "aard", "keten", "gebied", "van", "tot")
EDGE = ("van_id", "naar_id", "soort", "van", "tot")


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """``nodes`` (columns ``NODE``) and ``edges`` (columns ``EDGE``), both ordered; van and tot are dates."""

    nodes: pl.DataFrame
    edges: pl.DataFrame


def network_rows(network: Network, members: pl.DataFrame) -> NetworkRows:
    """Persons, addresses, organisations, trajecten, meldingen and systems, and what lies between them.

    Args:
        network: the whole graph.
        members: a frame ``models.results.SYSTEEMLEDEN``.
    """
    nodes = pl.concat([_persons(network), *_things(network), _systems(members)])
    edges = pl.concat([*_between(network), *_work(network), _members(members)])
    return NetworkRows(nodes.unique().sort(NODE), edges.unique().sort(EDGE))


def _nodes(rows: pl.DataFrame, identity: pl.Expr, kind: str, **more: pl.Expr) -> pl.DataFrame:
    empty = dict.fromkeys(("aard", "keten", "gebied"), pl.lit(None, pl.String))
    days = dict.fromkeys(("van", "tot"), pl.lit(None, pl.Date))
    return rows.select(**({"id": identity, "soort": pl.lit(kind)} | empty | days | more))


def _edges(rows: pl.DataFrame, ends: tuple[pl.Expr, pl.Expr], kind: pl.Expr) -> pl.DataFrame:
    days = {name: to_date(name) if name in rows.columns else pl.lit(None, pl.Date) for name in ("van", "tot")}
    return rows.select(van_id=ends[0], naar_id=ends[1], soort=kind, **days)


def _persons(network: Network) -> pl.DataFrame:
    return _nodes(network.persons, pl.col("knooppunt_id"), "persoon", aard=pl.col("geslacht"))


def _things(network: Network) -> list[pl.DataFrame]:
    area = {"gebied": pl.coalesce("wijkcode", "gemeentecode")}
    return [
        _nodes(network.places, _code("adres", "place"), "adres", aard=pl.col("soort"), **area),
        _nodes(
            network.organisations,
            _code("organisatie", "organisation"),
            "organisatie",
            aard=pl.col("naam"),
            keten=pl.col("keten"),
        ),
        _nodes(
            network.trajectories,
            _own("traject", "traject_id"),
            "traject",
            aard=pl.col("soort"),
            van=to_date("van"),
            tot=to_date("tot"),
        ),
        _nodes(
            network.notifications,
            _own("melding", "melding_id"),
            "melding",
            aard=pl.col("aard"),
            van=pl.col("datum"),
        ),
    ]


def _systems(members: pl.DataFrame) -> pl.DataFrame:
    return _nodes(members.select("systeem_id").unique(), pl.col("systeem_id"), "gezinssysteem")


def _between(network: Network) -> list[pl.DataFrame]:
    """Ties of persons, and where they live."""
    ties = _with_person(network, _with_person(network, network.ties, "person"), "other")
    homes, part_time = (_with_person(network, rows, "person") for rows in (network.homes, network.part_time))
    who, where = pl.col("person_id"), _code("adres", "place")
    return [
        _edges(ties, (who, pl.col("other_id")), pl.col("soort")),
        _edges(homes, (who, where), pl.lit("woont")),
        _edges(part_time, (who, where), pl.lit("woont_deels")),
    ]


def _work(network: Network) -> list[pl.DataFrame]:
    """Who is involved in what, and who runs it."""
    tracks = network.trajectories.select("traject", "bron", "traject_id")
    calls = network.notifications.select("notification", "bron", "melding_id")
    involved = _with_person(network, network.involvements, "person").join(tracks, on="traject")
    notified = _with_person(network, network.notified, "person").join(calls, on="notification")
    run = network.trajectories.filter(pl.col("organisation").is_not_null())
    who, track = pl.col("person_id"), _own("traject", "traject_id")
    return [
        _edges(involved, (who, track), pl.col("rol")),
        _edges(notified, (who, _own("melding", "melding_id")), pl.col("rol")),
        _edges(run, (_code("organisatie", "organisation"), track), pl.lit("voert_uit")),
    ]


def _members(members: pl.DataFrame) -> pl.DataFrame:
    return _edges(members, (pl.col("knooppunt_id"), pl.col("systeem_id")), pl.lit("hoort_bij"))


def _with_person(network: Network, rows: pl.DataFrame, column: str) -> pl.DataFrame:
    codes = network.persons.select(
        pl.col("person").alias(column), pl.col("knooppunt_id").alias(f"{column}_id")
    )
    return rows.join(codes, on=column)


def _code(kind: str, column: str) -> pl.Expr:
    return pl.format(f"{kind}:{{}}", column)


def _own(kind: str, column: str) -> pl.Expr:
    return pl.format(f"{kind}:{{}}:{{}}", "bron", column)
