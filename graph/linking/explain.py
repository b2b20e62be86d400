"""Why two records are, or are not, one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import NotYetBuilt

if TYPE_CHECKING:
    from graph.store.base import View
    from models.judgement import RecordRef


def explain(view: View, left: RecordRef, right: RecordRef) -> str:  # noqa: ARG001  the promise fixes the shape
    """The evidence for and against in words.

    Raises:
        NotYetBuilt: always, in this version.
    """
    raise NotYetBuilt("De uitleg van een koppeling komt in een latere versie; zie docs/koppelen.md.")
