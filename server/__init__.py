"""A Neo4j server on this machine, for tests, measurements and `make neo4j`; not a part of the product."""
