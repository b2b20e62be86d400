"""What exists: the domain of Knooppunt, in standard library Python only."""
