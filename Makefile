# Two commands on a fresh machine: `make demo` and `make test`. Everything else is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BROWSER := $(VENV)/.browser
APT := sh scripts/system-packages.sh
# A file's tests stay together, so that what they share is made once; every process more costs ten seconds to set up.
PYTEST := $(BIN)/python -m pytest --numprocesses=$(shell nproc) --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

.PHONY: demo test test-all lint check bench score tables trust scans reliability docs clean

$(STAMP): setup.cfg pyproject.toml constraints.txt scripts/system-packages.sh
	$(APT)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[ocr,cluster,cloud,dev]'
	$(BIN)/python -m compileall -q extract normalize schemas
	touch $@

# Chromium prints documents for the tests; where it cannot be had, those tests are skipped.
$(BROWSER): scripts/system-packages.sh | $(STAMP)
	$(APT) chromium || echo "Chromium is not installed: the tests that print with it are skipped" >&2
	touch $@

demo: $(STAMP)
	$(BIN)/python scripts/demo.py

# What a change is tried with; what is slow by nature (marked so) is left to test-all.
test: $(STAMP)
	$(PYTEST) -m "not slow"

test-all: $(STAMP) $(BROWSER)
	$(PYTEST)

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test-all

bench: $(STAMP)
	$(BIN)/python -m scripts.measure.speed

score: $(STAMP)
	$(BIN)/python -m scripts.measure.score

tables: $(STAMP)
	$(BIN)/python -m scripts.measure.tables

trust: $(STAMP)
	$(BIN)/python -m scripts.measure.trust

scans: $(STAMP)
	$(BIN)/python -m scripts.measure.scans

reliability: $(STAMP) $(BROWSER)
	for part in mutants killed memory throughput layouts faults; do $(BIN)/python -m scripts.measure.reliability $$part; done

docs: $(STAMP)
	$(BIN)/python -m scripts.generate.record_docs
	$(BIN)/python -m scripts.generate.module_list

clean:
	rm -rf $(VENV) build dist out *.egg-info
