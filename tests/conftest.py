"""What all tests share: one Neo4j server, in one worker."""

pytest_plugins = ["neo4j_server"]
