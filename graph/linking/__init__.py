"""Which records are one person."""

from graph.linking.explain import Explanation
from graph.linking.run import Linking, explain, link
from graph.linking.truth import from_truth

__all__ = ["Explanation", "Linking", "explain", "from_truth", "link"]
