# Everything here does its own set-up; see README.md.
RUN := .venv/bin
GROOTTE ?= klein
POORT ?= 8080

.PHONY: setup setup-dev browser demo test lint test-fast test-slow coverage bench pictures lock clean

setup: ## a virtual environment with what running needs
	@.ci/setup running

setup-dev: ## ... and what developing needs
	@.ci/setup developing

browser: ## Debian's Chromium for the browser tests, where we may install it
	@.ci/browser

demo: setup ## the three answers, in the terminal and on a page
	@$(RUN)/knooppunt demo --grootte $(GROOTTE) --poort $(POORT)

test: setup-dev browser lint test-fast

lint:
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test-fast:
	$(RUN)/pytest -n 2 --dist loadgroup -m "not slow" -q

test-slow: setup-dev browser ## what takes longer than a coffee
	$(RUN)/pytest -m slow -q

coverage: setup-dev browser ## how much of the product the fast tests run; the floor in pyproject.toml only rises
	$(RUN)/coverage run -m pytest -m "not slow" -q
	$(RUN)/coverage report

bench: setup-dev ## the figures in docs/metingen.md
	$(RUN)/python -m bench

pictures: setup-dev browser ## the pictures in README.md, from the demo
	$(RUN)/python docs/pictures.py

lock: ## pin again
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build pyproject.toml -o requirements.lock -q
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock -q

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
