# Every target sets up what it needs, on a bare Debian machine with Python 3.11 and make. The README says which lines stand
# behind each, for those without make.

PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin/python
READY = $(VENV)/ready

# The theme's notice about MkDocs 2, and the day that MkDocs writes into sitemap.xml: that of the last commit.
export NO_MKDOCS_2_WARNING = 1
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: site serve test check mutation bench engines lock clean

site: $(READY)
	$(RUN) -m mkdocs build --strict

serve: $(READY)
	$(RUN) -m mkdocs serve

test: $(READY)
	sh tests/chromium.sh
	sh tests/npm.sh
	$(RUN) -m pytest

check: $(READY)
	@$(VENV)/bin/sourcebook check

mutation: $(READY)
	$(RUN) -m tests.mutation

bench: $(READY)
	$(RUN) -m tests.bench

# The same pages under every version of MkDocs that we support, and under ProperDocs; each in an environment of its own.
engines: $(READY)
	$(RUN) -m tests.engines

# The environment: made anew when the lock changes. Debian keeps venv in a package of its own.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || \
	  { test "$$(id -u)" = 0 && apt-get update -q && apt-get install -y -q python3-venv && $(PYTHON) -m venv --clear $(VENV); } || \
	  { echo "python3 -m venv does not work here; on Debian install the package python3-venv"; exit 1; }
	$(RUN) -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(RUN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# Write requirements.lock anew from pyproject.toml.
lock: $(READY)
	$(RUN) -m pip install -q uv
	$(RUN) -m uv pip compile pyproject.toml --group build --group check --group test --generate-hashes --universal --python-version 3.11 \
	  --no-header --no-emit-index-url --upgrade -q -o requirements.lock

clean:
	rm -rf $(VENV) site site.building-* site.old
