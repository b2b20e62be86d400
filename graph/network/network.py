"""The whole graph in memory: numbered persons, places, trajecten and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Self

import polars as pl

from graph.network import happenings, organisations, trajectories
from graph.network.people import People

if TYPE_CHECKING:
    from graph.network.people import Shown
    from models.judgement import RecordRef


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Frames with Int32 numbers; days are numbers too (``graph.network.days``).

    ``person`` counts from 0 in order of ``knooppunt_id``; ``place``, ``household``, ``traject``,
    ``organisation`` and ``notification`` likewise within their frames.
    """

    secret: bytes
    peildatum: date | None
    persons: pl.DataFrame
    records: pl.DataFrame
    sources: pl.DataFrame
    organisations: pl.DataFrame
    places: pl.DataFrame
    homes: pl.DataFrame
    part_time: pl.DataFrame
    households: pl.DataFrame
    living: pl.DataFrame
    parents: pl.DataFrame
    ties: pl.DataFrame
    trajectories: pl.DataFrame
    involvements: pl.DataFrame
    interventions: pl.DataFrame
    signals: pl.DataFrame
    notifications: pl.DataFrame
    notified: pl.DataFrame
    offences: pl.DataFrame

    @classmethod
    def from_view(cls, view: Shown) -> Self:
        """Read everything that a view shows; records without a linking result are persons of their own."""
        return cls.of(People.from_view(view), view)

    @classmethod
    def of(cls, people: People, view: Shown) -> Self:
        """The same, where the people of the view are known already."""
        return cls(
            secret=view.secret,
            peildatum=view.peildatum(),
            **{field.name: getattr(people, field.name) for field in fields(people)},
            **_work(view, people),
        )

    def person_of(self, record: RecordRef) -> str | None:
        """The ``knooppunt_id`` of a record; ``None`` where this network does not hold it."""
        found = self.records.filter(pl.col("bron") == record.bron, pl.col("persoon_id") == record.persoon_id)
        named = found.join(self.persons.select("person", "knooppunt_id"), on="person")["knooppunt_id"]
        return None if named.is_empty() else str(named[0])


def _work(view: Shown, people: People) -> dict[str, pl.DataFrame]:
    """The frames of organisations and of what they do and see."""
    records = people.records
    trajecten, interventies, meldingen = (view.facts(t) for t in ("trajecten", "interventies", "meldingen"))
    mentioned = pl.concat(
        [
            trajecten.select("bron", "partner_id"),
            interventies.select("bron", "partner_id"),
            meldingen.select("bron", partner_id="melder_id"),
        ]
    )
    organisations_, partner_of = organisations.build_organisations(
        people.sources, view.facts("partners"), mentioned
    )
    betrokkenen = view.facts("betrokkenen")
    trajectories_ = trajectories.build_trajectories(trajecten, partner_of)
    notifications = happenings.build_notifications(meldingen)
    return {
        "organisations": organisations_,
        "trajectories": trajectories_,
        "involvements": trajectories.build_involvements(betrokkenen, records, trajectories_),
        "interventions": trajectories.build_interventions(
            interventies, (records, partner_of, organisations_)
        ),
        "signals": happenings.dated(view.facts("signalen"), records),
        "notifications": notifications,
        "notified": happenings.build_notified(betrokkenen, records, notifications),
        "offences": happenings.dated(view.facts("delicten"), records),
    }
