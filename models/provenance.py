"""Where a fact comes from: on every stored row, beside its contract columns."""

from models.columns import Column, ValueKind

BRON = Column("bron", ValueKind.ID, required=True)
"""Code of the delivering partner."""

PROVENANCE = (
    Column("levering", ValueKind.INTEGER, required=True),  # number of the levering that said this
    Column("peildatum", ValueKind.DATE, required=True),  # the day for which it said so
    Column("eerst_verwerkt", ValueKind.DATE, required=True),  # the five years' clock starts here
)
"""Stored with every fact, after ``bron``, the contract columns and ``niet_aan``."""
