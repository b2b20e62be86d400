# Everything here does its own set-up; see README.md.
RUN := .venv/bin
GROOTTE ?= klein
POORT ?= 8080
POORT_NEO4J ?= 7687
POORT_BROWSER ?= 7474

.PHONY: setup setup-dev setup-bench browser java neo4j demo test lint test-fast test-slow coverage bench pictures lock clean

setup: ## a virtual environment with what running needs
	@.ci/setup running

setup-bench: setup-dev ## ... and what others are measured with
	@.ci/setup measuring

setup-dev: ## ... and what developing needs
	@.ci/setup developing

browser: ## Debian's Chromium for the browser tests, where we may install it
	@.ci/browser

java: ## Debian's Java and Maven for a Neo4j server, where we may install them
	@.ci/java

neo4j: setup java ## a Neo4j server on this machine, to try Knooppunt on; Ctrl-C stops it
	@$(RUN)/python -m server --poort $(POORT_NEO4J) --browser $(POORT_BROWSER)

demo: setup ## the three answers, in the terminal and on a page
	@$(RUN)/knooppunt demo --grootte $(GROOTTE) --poort $(POORT)

test: setup-dev browser java lint test-fast

lint:
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test-fast:
	$(RUN)/pytest -n 2 --dist loadgroup -m "not slow" -q

test-slow: setup-dev browser java ## what takes longer than a coffee
	$(RUN)/pytest -m slow -q

coverage: setup-dev browser java ## how much of the product the fast tests run; the floor in pyproject.toml only rises
	$(RUN)/coverage run -m pytest -m "not slow" -q
	$(RUN)/coverage report

bench: setup-bench java ## the figures in docs/metingen.md
	$(RUN)/python -m bench

pictures: setup-dev browser ## the pictures in README.md, from the demo
	$(RUN)/python docs/pictures.py

lock: ## pin again
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build pyproject.toml -o requirements.lock -q
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock -q

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .neo4j/jars-* .neo4j/lock
	@if [ -e .neo4j/home ]; then echo "What is stored in .neo4j/home stays; 'rm -rf .neo4j' removes it too."; fi
