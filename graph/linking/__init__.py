"""Which records are one person."""

from graph.linking.explain import explain
from graph.linking.run import Linking, link
from graph.linking.truth import from_truth

__all__ = ["Linking", "explain", "from_truth", "link"]
