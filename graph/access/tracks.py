"""Trajecten as the list of samenlopen needs them: who runs each, and whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import polars as pl

from graph.access.cases import record_ref
from graph.access.rows import OverlapSide
from graph.network.gathering import Gathering, frame, identify, keys
from graph.network.identity import person_records
from graph.network.organisations import build_organisations, build_sources
from graph.network.trajectories import build_involvements, build_trajectories
from graph.store.seeking import RECORD
from models.contract import BETROKKENEN, PARTNERS, TRAJECTEN
from models.ledgers import LEVERINGEN
from models.results import PERSONEN

if TYPE_CHECKING:
    from graph.network.gathering import Key
    from graph.store.base import View
    from models.family_map import MapPerson

TRACK = ("bron", "traject_id")


def sides(view: View) -> Mapping[tuple[str, str], OverlapSide]:
    """Of every traject no more than another track may know of it."""
    trajecten, sources = view.facts(TRAJECTEN.name), build_sources(view.ledger(LEVERINGEN.name))
    running = trajecten.select("bron", "partner_id")
    organisations, partner_of = build_organisations(sources, view.facts(PARTNERS.name), running)
    named = organisations.select("organisation", "naam")
    tracks = build_trajectories(trajecten, partner_of).join(named, on="organisation", how="left")
    shown = tracks.select(*TRACK, "naam", "regisseur", "contact", "start", "einde")
    return {
        (bron, number): OverlapSide(bron, number, name or bron, regisseur or "", contact or "", start, end)
        for bron, number, name, regisseur, contact, start, end in shown.iter_rows()
    }


def involving(view: View, people: Collection[MapPerson]) -> pl.DataFrame:
    """``bron, traject_id`` of the trajecten that concern one of these persons."""
    persons = {person.knooppunt_id for person in people}
    refs = [record_ref(text) for person in people for text in person.records]
    own = Gathering(view).among(BETROKKENEN.name, RECORD, [(ref.bron, ref.persoon_id) for ref in refs])
    told = concerned(view, keys(own, TRACK))
    return told.filter(pl.col("knooppunt_id").is_in(sorted(persons))).select(TRACK).unique()


def concerned(view: View, tracks: Iterable[Key]) -> pl.DataFrame:
    """``bron, traject_id, knooppunt_id``: whom these trajecten concern, as far as the view shows."""
    sought, wanted = Gathering(view), set(tracks)
    identify(sought, keys(sought.among(BETROKKENEN.name, TRACK, wanted), RECORD))
    sought.among(TRAJECTEN.name, TRACK, wanted)
    persons, records = person_records(sought.rows("personen"), sought.rows(PERSONEN.name), view.secret)
    nobody = frame(("bron", "partner_id"), ()).with_columns(organisation=pl.lit(None, pl.Int32))
    trajectories = build_trajectories(sought.rows(TRAJECTEN.name), nobody)
    involvements = build_involvements(sought.rows(BETROKKENEN.name), records, trajectories)
    told = involvements.join(trajectories.select("traject", *TRACK), on="traject").join(persons, on="person")
    return told.select(*TRACK, "knooppunt_id").unique()
