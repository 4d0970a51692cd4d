# Everything a fresh machine needs is Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/site.stamp ## check the records and build site/
	@$(BIN)/ipt build

serve: $(VENV)/site.stamp ## show the site on this machine, rebuilt and reloaded as you write
	@$(BIN)/ipt serve

check: $(VENV)/site.stamp ## check every record
	@$(BIN)/ipt check

test: $(VENV)/test.stamp $(VENV)/tools.stamp ## run every test, in a real browser too
	@$(BIN)/python -m pytest

lint: $(VENV)/test.stamp ## find mistakes and bad style in the code, records without their canonical form, and broken promises of the API
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/ipt format --check
	@$(BIN)/ipt contract --check

format: $(VENV)/test.stamp ## put the code and the records into their canonical form
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/ipt format

bench: $(VENV)/bench.stamp $(VENV)/test.stamp $(VENV)/tools.stamp ## measure speed and memory against the peers, and a page in the browser
	@$(BIN)/python -m benchmarks

fuzz: $(VENV)/fuzz.stamp ## look for input that does harm, guided by coverage, for FUZZ_SECONDS (60)
	@$(BIN)/python -m tests.fuzz

audit: site audit/node_modules ## judge the built site: Lighthouse, the HTML checker, types of the scripts
	@CHROME_PATH=$${CHROMIUM:-$$(command -v chromium)} node audit/run.mjs site

editors: $(VENV)/test.stamp tests/editor/node_modules ## try the schemas in the language server that editors use
	@$(BIN)/python -m pytest -n 0 tests/editor

pictures: site $(VENV)/test.stamp $(VENV)/tools.stamp ## take a picture of every type of page, into .build/pictures/
	@$(BIN)/python -m audit.pictures

shots: $(VENV)/test.stamp $(VENV)/tools.stamp ## take the pictures of the README and of the page for contributors again
	@$(BIN)/python -m pytest -n 0 -q tests/browser/test_pictures.py --update-pictures

lock: $(VENV)/test.stamp ## pin the dependencies of pyproject.toml anew, with hashes
	@sh requirements/lock.sh $(BIN)

clean: ## delete everything that was built or installed
	@rm -rf $(VENV) .build .cache site *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache audit/node_modules tests/editor/node_modules

$(VENV)/python.stamp:
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/%.stamp: requirements/%.txt pyproject.toml $(VENV)/python.stamp
	@echo "installing the requirements of $*"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Node 20 and Java 17 or newer must be there for these.
audit/node_modules: audit/package.json audit/package-lock.json
	@npm ci --prefix audit --silent --no-audit --no-fund
	@touch $@

# Node 20 must be there for this.
tests/editor/node_modules: tests/editor/package.json tests/editor/package-lock.json
	@npm ci --prefix tests/editor --silent --no-audit --no-fund
	@touch $@

# Debian's Chromium, curl and jq; elsewhere name an installed Chromium in CHROMIUM.
$(VENV)/tools.stamp: $(VENV)/python.stamp tests/install.sh
	@sh tests/install.sh
	@touch $@

.PHONY: help site serve check test lint format bench fuzz audit editors pictures shots lock clean
.NOTPARALLEL:
