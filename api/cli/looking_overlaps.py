"""Which samenlopen a command may show: by code all of them for triage, or those of one casus; logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from api.cli.looking import Ask, house_scene
from graph.access import Right
from graph.access.tracks import involving
from graph.audit import Level
from graph.network import Network
from models.access import Purpose, Role
from models.results import SAMENLOPEN

if TYPE_CHECKING:
    from datetime import date

    from api.cli.session import Session
    from graph.access import Case
    from graph.access.scene import Scene
    from graph.store.base import Store


@dataclass(frozen=True, slots=True)
class OverlapLook:
    """Leave to show ``rows`` (``SAMENLOPEN``) from the data of ``scene``; log them before they are."""

    asked: Ask
    scene: Scene
    rows: pl.DataFrame
    case: str | None

    def log(self, rows: pl.DataFrame) -> None:
        """One line per person of the systems and trajecten of these rows."""
        self.asked.log(Level.IN_RESULTATEN, self.scene.affected(rows), self.case)


def overlap_look(session: Session, store: Store, day: date) -> OverlapLook | None:
    """``None`` in a fictional store, where nobody needs leave.

    Without a casus the user looks as the manager does, for triage; with one as who directs it.

    Raises:
        AccessDenied: the purpose does not fit, or the casus is not this user's; it is logged.
    """
    if store.view().fictief:
        return None
    if session.case is None:
        purpose = session.purpose or Purpose.TRIAGE
        asked = Ask(store, Right.SAMENLOOP, Role.MANAGER, purpose, None)
        asked.permit()
        scene = house_scene(store)
        return OverlapLook(asked, scene, scene.overlaps(), None)
    asked = Ask(store, Right.GEZINSKAART, Role.PROCESREGISSEUR, session.purpose, session.case)
    case = asked.find_case()
    scene = house_scene(store)
    return OverlapLook(asked, scene, _of_case(scene, case, day), case.nummer)


def _of_case(scene: Scene, case: Case, day: date) -> pl.DataFrame:
    """Those of which both trajecten concern someone on a map of the casus."""
    members = [person for family in scene.maps(case, day, public=True) for person in family.personen]
    theirs, rows = involving(scene.view, members), scene.overlaps()
    for side in "ab":
        keys = [f"bron_{side}", f"traject_{side}"]
        rows = rows.join(theirs, left_on=keys, right_on=["bron", "traject_id"], how="semi")
    return rows.sort(*SAMENLOPEN.key)


def network_of(look: OverlapLook | None, store: Store) -> Network:
    """The network in which the trajecten of the rows stand."""
    return Network.from_view(store.view()) if look is None else look.scene.network
