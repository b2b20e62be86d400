"""The embedded engine: one DuckDB file, encrypted when it has a key."""
