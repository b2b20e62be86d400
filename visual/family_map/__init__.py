"""The gezinskaart: a FamilyMap as picture, tables, PDF and JSON.

From rows (``order``) to coordinates (``place``, ``lines``, ``outlines``) to shapes (``picture``) to SVG
or PDF; each step is a pure function that can be replaced without the others.
"""

from models.family_map import FamilyMap
from visual.family_map.as_json import as_json
from visual.family_map.paper import pdf
from visual.family_map.picture import picture
from visual.family_map.tables import tables
from visual.svg import svg as as_svg

__all__ = ["as_json", "pdf", "picture", "svg", "tables"]


def svg(family: FamilyMap) -> str:
    """The picture as one SVG element with a title and a description."""
    return as_svg(picture(family), name="kaart", css_class="kp-map-picture", zoom=1.2)
