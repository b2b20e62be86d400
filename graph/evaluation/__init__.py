"""How near what was found comes to the truth of a fictional region."""

from graph.evaluation.measure import measure

__all__ = ["measure"]
