"""What a server keeps between requests: the store, the logs, and a few networks ready for use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from graph.access.scene import Scene
from graph.audit import LogBook
from graph.store.base import Store, Viewer
from models.access import Actor

SCENES = 4
"""How many views are kept at most; one of a region takes some hundreds of megabytes."""


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
        self._scenes: OrderedDict[tuple[int, Viewer], Scene] = OrderedDict()
        self._lock = Lock()

    def scene(self, actor: Actor) -> Scene:
        """The data as this actor's organisation may see it, kept until anything changes."""
        viewer = Viewer(actor.organisation, actor.organisation_kind)
        version = self.store.version()
        with self._lock:
            for old in [key for key in self._scenes if key[0] != version]:
                del self._scenes[old]
            if (version, viewer) not in self._scenes:
                self._scenes[version, viewer] = Scene(self.store.view(viewer), self.store.view())
                while len(self._scenes) > SCENES:
                    self._scenes.popitem(last=False)
            self._scenes.move_to_end((version, viewer))
            return self._scenes[version, viewer]
