# What needs Python 3.10 or newer, pip and make, and nothing else: the first call makes .venv.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := .venv/.ready

# Material prints an advertisement for its successor on every run
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve site test update stability bench clean

help:
	@echo "make serve      record the examples, build the site, serve it with live reload"
	@echo "make test       run every check"
	@echo "make site       build the site into site/"
	@echo "make update     rewrite what was reviewed (*.out, *.timeline) and counted (README)"
	@echo "make stability  record every example 20 times in any order, 20 in the fixed one, under load"
	@echo "make bench      measure what recording and building cost, against references"
	@echo "make clean      remove what these commands made"

# an error is shown on the page it's on, so that you can mend it and go on
serve: $(READY)
	$(BIN)/mkdocs serve --no-strict

site: $(READY)
	$(BIN)/mkdocs build --strict

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy src tests benchmarks
	$(BIN)/python -m pytest

update: $(READY)
	$(BIN)/python -m pytest tests/test_snippets.py --update-examples -k "output or format"
	$(BIN)/python -m pytest tests/test_uses.py --update-examples -k readme

stability: $(READY)
	$(BIN)/python -m anyio_by_example stability --runs 20
	$(BIN)/python -m anyio_by_example stability --runs 20 --order pinned

bench: $(READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .recordings site .mypy_cache .pytest_cache .ruff_cache

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.10 or newer is needed' if sys.version_info < (3, 10) else 0)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@
