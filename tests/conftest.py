"""What all tests share: a Neo4j server, and one that may be broken, in one worker."""

pytest_plugins = ["neo4j_server", "own_server"]
