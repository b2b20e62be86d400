"""What a server keeps between requests: the store, the logs, and what earlier looks made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from graph.access.scene import Memory, Scene, Standing
from graph.audit import LogBook
from graph.network.neighbourhood import rehearse
from graph.store.base import Store, Viewer
from models.access import Actor


class Desk:
    """What every Reader works with.

    Args:
        store: where everything is kept.
        now: the clock, as UTC.
        entropy: so many bytes of chance, for trace ids.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], entropy: Callable[[int], bytes]) -> None:
        self.store = store
        self.logbook = LogBook(store, now, entropy)
        self._memory = Memory()

    @cached_property
    def fictief(self) -> bool:
        """Whether everything here is made up; a store never changes in that."""
        return self.store.view().fictief

    @property
    def standing(self) -> Standing:
        """How the store stands: nothing about a person."""
        return self._memory.standing.get(self.store.version(), (), lambda: Standing.of(self.store.view()))

    def rehearse(self) -> None:
        """Do once what a first look would wait for; nothing of it is about a person."""
        rehearse(self.store.view())

    def scene(self, actor: Actor) -> Scene:
        """The data of this moment as this actor's organisation may see them."""
        return Scene(self.store, Viewer(actor.organisation, actor.organisation_kind), self._memory)
