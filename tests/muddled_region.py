"""Regions in which sources say less and err more than in ``random_region``; all is fictional."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import polars as pl
from fake_view import FakeView, facts
from random_region import DAY, READ, some_region, view_of

from graph.analysis.systems import systems_on
from graph.frames import schema
from graph.network import Network
from models.results import PERSONEN, SYSTEEMLEDEN

STREETS = ("Molenweg", "MOLENWG.", "Burg. Jansenstr", "Burgemeester Jansenstraat", None)
HIDDEN = 0.06
"""Share of the rows of a table that is kept from the viewer."""


def muddled(seed: int) -> FakeView:
    """Regions that share addresses and meldingen, with records that are unlinked or kept from the viewer."""
    draw = Random(seed)
    regions = [some_region(seed * 10 + n) for n in range(draw.choice([1, 2, 6]))]
    view = view_of(regions)
    view.tables["adressen"] = _addresses(draw, view.tables["adressen"])
    links = view.results[PERSONEN.name]
    view.tables |= _meldingen(draw, list(links.select("bron", "persoon_id").iter_rows()))
    involved = [table for r in regions if (table := facts("betrokkenen", r.rows("betrokkenen"))).height]
    view.tables["betrokkenen"] = _ordered("betrokkenen", [view.tables["betrokkenen"], *involved])
    for table, rows in view.tables.items():
        if draw.random() < 0.5:
            seen = rows.sample(fraction=1 - HIDDEN, seed=draw.randrange(10**6))
            view.tables[table] = _ordered(table, [seen])
    if draw.random() < 0.5:
        linked = links.sample(fraction=0.8, seed=draw.randrange(10**6))
        view.results[PERSONEN.name] = linked.sort("bron", "persoon_id")
    if draw.random() < 0.7:
        view.results[SYSTEEMLEDEN.name] = _last_analysis(draw, view)
    return view


def _ordered(table: str, parts: list[pl.DataFrame]) -> pl.DataFrame:
    rows = [row for part in parts for row in part.iter_rows(named=True)]
    return facts(table, rows)


def _addresses(draw: Random, rows: pl.DataFrame) -> pl.DataFrame:
    """Each says of its place what its source happens to know, at times wrongly."""
    told = []
    for row in rows.iter_rows(named=True):
        place = int(str(row["postcode"])[:4]) + int(row["huisnummer"]) * 7
        place = place if draw.random() < 0.9 else place + 1
        knows = draw.choice(
            ["bag", "postcode", "street", "bag postcode", "postcode street", "bag street", ""]
        )
        told.append(
            row
            | {
                "nummeraanduiding": f"{place % 9:016d}" if "bag" in knows else None,
                "postcode": f"{1000 + place % 7}AB" if "postcode" in knows else None,
                "straat": draw.choice(STREETS) if "street" in knows else None,
                "woonplaats": draw.choice(["Lottum", "LOTTUM"]) if "street" in knows else None,
                "huisnummer": place % 4 + 1 if knows != "bag" else None,
            }
        )
    return facts("adressen", told)


def _meldingen(draw: Random, records: list[tuple[str, str]]) -> dict[str, pl.DataFrame]:
    brons = sorted({bron for bron, _ in records})
    heads, involved, offences = [], [], []
    for number in range(draw.randint(0, 12)):
        bron = draw.choice(brons)
        own = [record for source, record in records if source == bron]
        day = DAY - timedelta(days=draw.randrange(40))
        heads.append({"bron": bron, "melding_id": f"M{number}", "datum": day, "peildatum": DAY, **READ})
        heads[-1] |= {"soort": draw.choice(["politiemutatie", "zorgmelding"]), "aard": "jeugdoverlast"}
        for record in draw.sample(own, min(len(own), draw.randint(1, 5))):
            row = {"bron": bron, "persoon_id": record, "melding_id": f"M{number}", "rol": "getuige"}
            involved.append(row | {"peildatum": DAY} | READ)
    for bron, record in records:
        if draw.random() < 0.1:
            row = {"bron": bron, "persoon_id": record, "datum": DAY, "categorie": "vermogen"}
            offences.append(row | {"peildatum": DAY} | READ)
    tables = {"meldingen": heads, "betrokkenen": involved, "delicten": offences}
    return {name: facts(name, rows) for name, rows in tables.items()}


def _last_analysis(draw: Random, view: FakeView) -> pl.DataFrame:
    """What an analysis of another day found, or nonsense."""
    network = Network.from_view(view)
    if draw.random() < 0.6 and network.peildatum:
        return systems_on(network, network.peildatum - timedelta(days=draw.randrange(30)))
    people = network.persons["knooppunt_id"].to_list()
    rows = [{"systeem_id": f"GS-{draw.randrange(5)}", "knooppunt_id": p, "reden": ""} for p in people]
    return pl.DataFrame(rows, schema=schema(SYSTEEMLEDEN))
