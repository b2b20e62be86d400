"""The manager's list opens with what asks for a decision: families on which two organisations direct."""

from __future__ import annotations

from datetime import date

from graph.access.figures import choose
from graph.access.rows import OverlapChoice, OverlapRow, OverlapSide

TODAY = date(2025, 6, 30)


def side(bron: str) -> OverlapSide:
    return OverlapSide(bron, "T1", bron, regisseur="", contact="", start=date(2019, 1, 1), einde=None)


def row(system: str, kind: str, since: date) -> OverlapRow:
    return OverlapRow(system, kind, side("vt"), side("zvh"), since, None)


def test_a_double_track_stands_above_younger_tracks_side_by_side() -> None:
    young = row("GS-A", "naast_elkaar", date(2025, 6, 1))
    old = row("GS-B", "dubbel_spoor", date(2020, 1, 1))
    older = row("GS-C", "dubbel_spoor", date(2019, 1, 1))
    assert choose([older, young, old], OverlapChoice(), TODAY).rijen == (old, older, young)
