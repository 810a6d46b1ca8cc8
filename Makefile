# Everything a newcomer types. `make run` and `make test` set up what they need themselves.
export UV_PYTHON_DOWNLOADS = never
# Where this is set, every process compiles every module anew: Dagster alone then takes two seconds more to import.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FROM ?=

.PHONY: run test explorer quality cluster bench-graphql train check format serve web dagster lock clean help
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/.run ## read the bundled accounts (or FROM=file, folder, URL or list) and show what they claim
	@$(BIN)/claimgraph run $(FROM)

test: $(VENV)/.dev ## run the test suite (TESTS=... for a part)
	$(BIN)/python -m pytest -n auto --dist worksteal $(or $(TESTS),tests --ignore=tests/quality --ignore=tests/cluster --ignore=tests/explorer)

# By themselves: a browser that Playwright drives keeps an event loop running, in which no other test can begin one.
explorer: $(VENV)/.dev ## drive the explorer in a real browser (after `make web`; needs Debian's chromium)
	$(BIN)/python -m pytest -n auto --dist worksteal tests/explorer

quality: $(VENV)/.dev ## measure extraction and comparison on annotated texts, and hold the figures to their floors
	$(BIN)/python -m pytest -n auto --dist worksteal tests/quality

bench-graphql: $(VENV)/.dev ## measure what answers over GraphQL cost, and a server under load and attack
	$(BIN)/python -m benchmarks.answers
	$(BIN)/python -m benchmarks.load

cluster: $(VENV)/.dev ## read on a Ray cluster of two nodes, one of which is killed
	$(BIN)/python -m pytest tests/cluster

train: $(VENV)/.dev ## train the models of extraction anew from the corpus
	$(BIN)/python -m pipelines.training own

check: $(VENV)/.dev ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(VENV)/.run ## answer GraphQL on 127.0.0.1:8000, with the explorer if it is built
	@$(BIN)/claimgraph serve

dagster: $(VENV)/.dev ## open the pipeline in Dagster's web interface on 127.0.0.1:3000 (FEEDS=feeds.toml to watch feeds)
	@mkdir -p data/dagster && cp -n dagster.yaml data/dagster/ 2>/dev/null || true
	DAGSTER_HOME="$(CURDIR)/data/dagster" $(if $(FEEDS),CLAIMGRAPH_FEEDS="$(abspath $(FEEDS))") $(BIN)/dagster dev -w workspace.yaml

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
web: web/node_modules/.package-lock.json ## build the explorer that `serve` shows at / (needs Node 20.19 or newer)
	npm --prefix web run --silent build

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci
	@touch $@

lock: $(VENV)/bin/uv ## resolve the dependencies anew
	$(LOCK) --upgrade pyproject.toml requirements/build.in --all-extras -o requirements/dev.txt
	$(LOCK) --upgrade pyproject.toml requirements/build.in -c requirements/dev.txt -o requirements/run.txt

clean: ## remove the environment, caches and all state
	rm -rf $(VENV) data dist api/static/explorer web/node_modules web/src/data/operations.ts .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Debian's python3 may come without ensurepip; virtualenv carries its own pip.
$(VENV)/bin/uv: requirements/uv.txt
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { $(PYTHON) -m pip install --quiet --user virtualenv && $(PYTHON) -m virtualenv --quiet $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
$(VENV)/.run: $(VENV)/bin/uv requirements/run.txt pyproject.toml
	@test -e $(VENV)/.dev || $(INSTALL) --require-hashes -r requirements/run.txt
	@test -e $(VENV)/.dev || $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/uv requirements/dev.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
