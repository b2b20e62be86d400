"""The explore view: a network to walk through, as one self-contained file made with pyvis.

    walk(maps: Sequence[FamilyMap]) -> networkx graph      what one casus may show
    html(graph, *, title, fictief) -> str                  the file
    policy(document: str) -> str                           the Content-Security-Policy it needs

The file holds its scripts and styles itself. Serve it on an address of its own, with ``policy(document)``
and nothing looser; a page links to it in a new tab and does not embed it.
"""

from visual.explore.document import html, policy
from visual.explore.walk import walk

__all__ = ["html", "policy", "walk"]
