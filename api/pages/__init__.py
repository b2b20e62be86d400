"""The pages: each handler asks its Reader and hands the values to ``visual``."""
