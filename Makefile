# Everything a newcomer needs. `make demo` and `make test` set themselves up in .venv from locked, hashed requirements.
# uv is used when it is there (faster), and not needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE ?= colorectal-kras-g12c
OUT ?= out
DEMO ?=
# `make demo DEMO="--port 9000 --reset"` hands options on.
export CORDEE_HOME ?= $(CURDIR)/$(VENV)/cordee-home

.PHONY: help demo plans test check cluster bench chaos docs lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/bin/python:
	@echo "· making $(VENV) with $$($(PYTHON) --version)"
	@if command -v uv >/dev/null 2>&1; then uv venv --quiet --python $(PYTHON) $(VENV); else $(PYTHON) -m venv $(VENV); fi

# $(1): the requirement file. Every package is checked against its hash; Cordée itself is linked, not copied.
define install
	@echo "· installing $(1) (every package checked against its hash)"
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --python $(BIN)/python --require-hashes -r $(1) && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r $(1) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
endef

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(call install,requirements/run.txt)
	@touch $@

$(VENV)/.service: requirements/service.txt pyproject.toml | $(VENV)/bin/python
	$(call install,requirements/service.txt)
	@touch $@ $(VENV)/.run

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.run $(VENV)/.service

$(VENV)/.cluster: requirements/cluster.txt | $(VENV)/.dev
	$(call install,requirements/cluster.txt)
	@touch $@

demo: $(VENV)/.service plans ## the service in the browser with invented people; Ctrl-C stops it
	@$(BIN)/cordee demo $(DEMO)

plans: $(VENV)/.run ## the plan of one invented person, for the clinician and the person: two PDFs, two pages in out/
	@mkdir -p $(OUT)
	@for as in clinician person; do for kind in pdf html; do \
	  $(BIN)/cordee plan examples/$(EXAMPLE).json --on 2026-11-20 --as $$as -o $(OUT)/$(EXAMPLE)-$$as.$$kind || exit 1; \
	done; done
	@echo "The plan of one of them, as files: $(OUT)/$(EXAMPLE)-{clinician,person}.{pdf,html}"

# How pages look does not depend on the database: the browser looks at them once.
test: $(VENV)/.dev ## every test; those of the service on SQLite, then on a real PostgreSQL
	$(BIN)/python -m pytest -rs
	CORDEE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -rs tests/service --ignore tests/service/looks

check: $(VENV)/.dev ## ruff, mypy strict, import-linter, the knowledge check, bandit, known vulnerabilities
	$(BIN)/ruff check src tests tools benchmarks chaos
	$(BIN)/ruff format --check src tests tools benchmarks chaos
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cordee knowledge check
	$(BIN)/python tools/security_check.py

cluster: $(VENV)/.cluster ## the test of the sweep on a Ray cluster (installs Ray beside the rest, half a gigabyte)
	CORDEE_REQUIRE_CLUSTER=1 $(BIN)/python -m pytest -rs tests/cohort/test_cluster.py

bench: $(VENV)/.dev ## every measured figure, as a ratio in one run; then the service with 2,000 people
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks --only service

# SHORT=1 is over in about a minute; SEED says which campaign; DATABASE is sqlite or postgresql. Instead of kills:
# MODEL=1 (STEPS=1000000) the oracle, OUTAGE=1 what the world does, PEERS=1 the same kills for two usual designs,
# COMMANDS=1 kills of the real commands (200, about ten minutes; 20 with SHORT=1), YEAR=1 a year of one team.
SEED ?= 1
DATABASE ?= sqlite
STEPS ?= 1000000
chaos: $(VENV)/.dev ## the chain under attack: processes killed at every named place, and what is left
	$(BIN)/python -m chaos --seed $(SEED) --database $(DATABASE) \
	  $(if $(MODEL),--model $(STEPS),$(if $(OUTAGE),--outage $(if $(SHORT),--short),$(if $(PEERS),--peers --kills $(if $(SHORT),100,1000),$(if $(COMMANDS),--commands --kills $(if $(SHORT),20,200),$(if $(YEAR),--year $(if $(SHORT),--short),$(if $(SHORT),--kills 150 --alerts 100 --people 20))))))

docs: $(VENV)/.dev ## write again the pages that are made from code and tests
	$(BIN)/python tools/spec_docs.py
	$(BIN)/python tools/reference_docs.py

lock: ## resolve requirements/*.in again (needs uv)
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url requirements/run.in -o requirements/run.txt
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url requirements/cohort.in -o requirements/cohort.txt
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url requirements/service.in -o requirements/service.txt
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url requirements/dev.in -o requirements/dev.txt
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url requirements/cluster.in -o requirements/cluster.txt

clean: ## remove what can be made again
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
