"""A fictional region: families, ten years of work of fourteen partners, and the truth beside it."""

from graph.synthetic.region import write_region

__all__ = ["write_region"]
