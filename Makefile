# Every target sets up what it needs, on a bare Debian machine with Python 3.11 and make. The README says which lines stand
# behind each, for those without make. After the first run nothing is fetched, until the lock file changes.

PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin/python
READY = $(VENV)/ready
# How many tests run at a time.
WORKERS ?= 2

# The theme's notice about MkDocs 2, and the day that MkDocs writes into sitemap.xml: that of the last commit.
export NO_MKDOCS_2_WARNING = 1
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.DEFAULT_GOAL = help
.PHONY: help site serve check check-code pytest test bench mutation engines lock clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

site: $(READY) ## build the site, all languages, into site/
	$(RUN) -m mkdocs build --strict

serve: $(READY) ## show the site at http://127.0.0.1:8000; what you save shows at once
	$(RUN) -m mkdocs serve

check: $(READY) ## check the data: what is wrong, with file, line and what to write
	@$(VENV)/bin/sourcebook check

check-code: $(READY) ## check the code: lint, format, types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check --quiet
	$(RUN) -m mypy

pytest: $(READY) ## run all tests and measure what they reach; says first what it installs (SOURCEBOOK_INSTALL=no: nothing)
	@sh tests/system.sh
	$(RUN) -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term

test: check-code pytest ## check the code, then run all tests: what a change must pass

bench: $(READY) ## measure what a build costs, on briefings of several sizes
	$(RUN) -m tests.bench

mutation: $(READY) ## make every slip in the data that an editor may make, and count those that a check notices
	$(RUN) -m tests.mutation

engines: $(READY) ## build and serve under every version of MkDocs that we support, and under ProperDocs
	$(RUN) -m tests.engines

lock: $(READY) ## write requirements.lock anew from pyproject.toml (asks the package index)
	$(RUN) -m pip install -q uv
	$(RUN) -m uv pip compile pyproject.toml --group build --group check --group test --generate-hashes --universal --python-version 3.11 \
	  --no-header --no-emit-index-url --upgrade -q -o requirements.lock

clean: ## remove the environment, the site and what tests leave
	rm -rf $(VENV) site site.building-* site.old .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache

# The environment: made anew when the lock changes. Debian keeps venv in a package of its own.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || { \
	  test "$$(id -u)" = 0 && test "$$SOURCEBOOK_INSTALL" != no && \
	  echo "installing with apt-get: python3-venv, which makes the environment (SOURCEBOOK_INSTALL=no leaves it)" && \
	  apt-get update -q && apt-get install -y -q python3-venv && $(PYTHON) -m venv --clear $(VENV); } || \
	  { echo "python3 -m venv does not work here; on Debian install the package python3-venv"; exit 1; }
	$(RUN) -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(RUN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
