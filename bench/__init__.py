"""Measurements behind docs/metingen.md; each prints the table that stands there."""
