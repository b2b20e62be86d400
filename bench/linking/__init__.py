"""Measure linking: against Splink, on data with a known truth."""
