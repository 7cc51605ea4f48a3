# The two commands that matter are `make run` and `make test`. `make help` lists them all.

BIN := .venv/bin
PYTEST := $(BIN)/pytest -n auto --dist worksteal
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	$(if $(UPGRADE),--upgrade)

# What is imported stays compiled, whatever the shell says: each of the programs that we start would compile it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-postgresql check format bench locks

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: .venv/installed-to-run ## Run the platform with the demonstration group (PORT=8000, HOST=127.0.0.1, DEMO=0 for an empty one)
	@$(BIN)/python scripts/run.py

test: .venv/installed-to-develop ## Run every test, those in a real browser and on PostgreSQL as well (ARGS="-k words" for some)
	@CHROMIUM="$$(scripts/chromium)" && export CHROMIUM && $(PYTEST) $(ARGS)

test-postgresql: .venv/installed-to-develop ## Run the tests on PostgreSQL, all but the journeys
	@TEST_DATABASE=postgresql $(PYTEST) --ignore=tests/journeys $(ARGS)

check: .venv/installed-to-develop ## Check style, types, templates, who imports whom, and that migrations agree with models
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint coproduction/templates
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_migrations.py

format: .venv/installed-to-develop ## Lay out the code, mend what can be mended without thinking, pack the style sheet
	$(BIN)/python scripts/pack_static.py
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: .venv/installed-to-develop ## Measure the main pages against a bare hello
	@$(BIN)/python -m bench $(ARGS)

locks: .venv/installed-to-develop ## Write the hashed locks again from pyproject.toml (UPGRADE=1 for the newest releases)
	$(LOCK) pyproject.toml --extra demo --extra rosters --output-file requirements.txt
	$(LOCK) pyproject.toml --extra demo --extra postgres --extra redis --extra rosters --group dev \
		--constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) pyproject.toml --extra postgres --extra redis --extra rosters \
		--constraint requirements-dev.txt --output-file requirements-production.txt
	grep '^uv==' requirements-dev.txt | sed 's/ .*//' | $(LOCK) - --output-file requirements-uv.txt

# A stamp is written when its lock has been installed, so that the next run has nothing to do.

.venv/installed-to-run: requirements.txt | .venv/uv-was-tried
	@scripts/install requirements.txt && touch $@

.venv/installed-to-develop: requirements-dev.txt requirements.txt | .venv/uv-was-tried
	@scripts/install requirements-dev.txt && touch $@ .venv/installed-to-run

.venv/uv-was-tried:
	@echo "Getting ready: this takes a minute the first time."
	@scripts/make-venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt \
		|| echo "uv could not be installed, so pip does its work more slowly."
	@touch $@
