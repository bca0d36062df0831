# `make serve` shows the log while you write, `make build` makes the site. Nothing else is needed:
# every target sets up .venv from the locked requirements when they changed.

PYTHON ?= python3
PORT ?= 8000
FUZZ_SECONDS ?= 60
TEST_PROCESSES ?= 3
BIN := .venv/bin
READY := .venv/.ready

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve build test lint bench fuzz format lock pictures chromium

serve: $(READY)
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

# Built aside and then put in place: a build that fails leaves the last good site as it was.
build: $(READY)
	$(BIN)/mkdocs build --strict --site-dir .cache/site
	rm -rf site && mv .cache/site site

# More processes than cores: many tests wait for a kernel, a preview or a browser.
test: $(READY) chromium
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github

bench: $(READY)
	$(BIN)/python -m bench

# Bytes that no one would write, through the reader of papers.bib. The fuzzer is not made for every
# system, so it is locked apart and kept apart from .venv.
fuzz: $(READY) .cache/fuzz/.ready
	@PYTHONPATH=.cache/fuzz $(BIN)/python fuzz/scan.py .cache/fuzz-corpus -max_total_time=$(FUZZ_SECONDS) \
		-max_len=65536 -rss_limit_mb=2048 -verbosity=0 -artifact_prefix=.cache/fuzz/ || \
		{ echo "A promise was broken; the bytes that broke it are the newest file in .cache/fuzz/."; exit 1; }
	@echo "Nothing was found in $(FUZZ_SECONDS) seconds; .cache/fuzz-corpus/ keeps what the next run begins from."

.cache/fuzz/.ready: fuzz/requirements.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: --upgrade \
		--target .cache/fuzz --requirement fuzz/requirements.txt
	@touch $@

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Browser tests need a Chromium; this finds one, or installs one, or says in a sentence why not.
chromium: $(READY)
	$(BIN)/python tests/browser/chromium.py

# The pictures of the README, taken from the site as it is now.
pictures: $(READY) chromium
	$(BIN)/python .github/pictures/take.py

# The only way the lock is made: wheels with hashes, and no word of where they come from.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra site --extra dev --universal --python-version 3.11.5 \
		--generate-hashes --only-binary :all: --no-header --no-annotate --upgrade --quiet \
		--output-file requirements.txt

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "studylog needs Python 3.11.5 or newer; this is " + sys.version.split()[0] + ". Name another with make PYTHON=...")'
	@echo "Setting up .venv from requirements.txt; this takes a minute, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
