"""Areas on the map: their shapes, their inhabitants, and which one an address lies in."""

from graph.areas.delivered import known_areas
from graph.areas.districts import area_of, wijk_of
from graph.areas.load import load_areas

__all__ = ["area_of", "known_areas", "load_areas", "wijk_of"]
