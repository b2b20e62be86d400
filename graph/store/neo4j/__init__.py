"""The Neo4j engine: pages of columns hold what was delivered, a graph beside them answers in Cypher."""
