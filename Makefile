# What needs Python 3.10 or newer, pip and make, and nothing else: the first call makes .venv.
PYTHON ?= python3
# who has no Node gets the site without "Run here"
INTERPRETER := $(if $(shell command -v npm),.interpreter/interpreter.json)
# or properdocs, or zensical; the site is the same
BUILDER := mkdocs
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := .venv/.ready
# the first Python that can run nearly all of the examples, or a newer one that is here
TYPED = $(shell $(BIN)/python -c "import sys; print('%d.%d' % max(sys.version_info[:2], (3, 11)))")
BUILDERS := .venv/.builders

# Material prints an advertisement for its successor on every run
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve site archive test checked recorded built check update shots stability bench interpreter trials matrix checkers builders tools validator clean

help:
	@echo "make serve      record the examples, build the site, serve it with live reload;"
	@echo "                with PAGE=timeouts one page of it, built anew at once"
	@echo "make test       run every check, of what is alike on a few; with EVERY=1 on each"
	@echo "make check PAGE=timeouts  check one page and its examples"
	@echo "make site       build the site into site/; with BUILDER=properdocs or BUILDER=zensical by these"
	@echo "make archive    build anyio-by-example.zip, the site to unpack and read without a server"
	@echo "make update     rewrite what was reviewed (*.out, *.timeline) and counted (README)"
	@echo "make shots      renew the pictures that tests/browser compares pages with"
	@echo "make stability  record every example 20 times in any order, 20 in the fixed one, under load"
	@echo "make bench      measure what recording and building cost, against references"
	@echo "make interpreter  prepare the Python that runs examples in a browser (needs Node)"
	@echo "make trials     try the examples in that Python, for those that have changed"
	@echo "make matrix     run the examples on other releases of AnyIO and Pythons, where uv finds them"
	@echo "make checkers   ask linters and type checkers about the wrong examples (needs Node)"
	@echo "make builders   install ProperDocs and Zensical"
	@echo "make tools      install what checks validity and speed (needs Node; the checker needs Java)"
	@echo "make clean      remove what these commands made"

# an error is shown on the page it's on, so that you can mend it and go on
serve: export SERVED_PAGE := $(PAGE)
serve: $(READY) $(INTERPRETER)
	$(BIN)/mkdocs serve --no-strict

# Zensical knows no plugin of ours, and remembers pages whose examples have changed; so it builds in a
# folder of its own, which becomes the site when it's whole
site: $(READY) $(INTERPRETER) $(if $(filter-out mkdocs,$(BUILDER)),$(BUILDERS))
ifeq ($(BUILDER),zensical)
	@folder=$$(mktemp -d .zensical.XXXXXX) && trap 'rm -rf "$$folder"' EXIT && \
	SITE_DIR="$$folder" $(BIN)/python -m anyio_by_example publish --build-by zensical "$$folder" site
else
	$(BIN)/$(BUILDER) build --strict --config-file mkdocs.yml
endif

# links to files instead of folders, which a browser without a server can't open;
# nor does it load what runs examples
archive: export DIRECTORY_URLS := false
archive: export WITHOUT_INTERPRETER := 1
archive: $(READY)
	$(BIN)/mkdocs build --strict --site-dir .archive/anyio-by-example
	$(BIN)/python -c "import shutil; shutil.make_archive('.archive/whole', 'zip', '.archive', 'anyio-by-example')"
	mv .archive/whole.zip anyio-by-example.zip

# mypy keeps one core busy, and of what records, much waits for examples that sleep; what one process
# has compiled, hundreds of others needn't, and the tests that are alone compile all tests
test: export PYTHONDONTWRITEBYTECODE :=
test: $(READY)
	$(MAKE) --jobs 3 checked built
	$(BIN)/python -m pytest $(if $(EVERY),--every) -m alone
	$(BIN)/python -m pytest $(if $(EVERY),--every) -m "not alone" --site=.tested --numprocesses 4 --dist loadfile --no-loadscope-reorder

checked: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy src tests benchmarks
	$(BIN)/mypy --strict --python-version $(TYPED) snippets
	$(BIN)/lint-imports

# once, and not by each of the processes of tests
recorded: $(READY)
	$(BIN)/python -m anyio_by_example record

# while types are checked, so that no test waits for the site
built: recorded $(INTERPRETER)
	rm -rf .tested
	$(BIN)/python -m pytest --quiet --site=.tested tests/site/test_site.py -k strict_build

# no interpreter: whether an example runs in a browser, a build says
check: $(READY)
	$(if $(PAGE),,$(error name a page, as in make check PAGE=timeouts))
	$(BIN)/python -m pytest --page $(PAGE) --quiet tests/site tests/pages/test_points.py
	$(BIN)/mypy --strict --python-version $(TYPED) snippets

update: $(READY) $(INTERPRETER)
	$(BIN)/python -m pytest tests/site/test_snippets.py --update-examples -k "output or format"
	$(BIN)/python -m pytest tests/reference/test_uses.py --update-examples -k readme
	$(if $(INTERPRETER),$(BIN)/python -m anyio_by_example trials)
	$(BIN)/python -m pytest tests/publishing/test_addresses.py --update-examples -k published

shots: $(READY) $(INTERPRETER)
	$(BIN)/python -m pytest tests/browser/test_shots.py --update-examples

stability: $(READY)
	$(BIN)/python -m anyio_by_example stability --runs 20
	$(BIN)/python -m anyio_by_example stability --runs 20 --order pinned

bench: $(READY) $(INTERPRETER)
	$(BIN)/python -m benchmarks

interpreter: .interpreter/interpreter.json

# what it's made from decides whether it's made: the command looks, and make can't tell
.interpreter/interpreter.json: $(READY) FORCE
	$(BIN)/python -m anyio_by_example interpreter

FORCE:

# which examples run in that Python
trials: $(READY) $(INTERPRETER)
	$(BIN)/python -m anyio_by_example trials

# what examples do on other releases, for those whose entry isn't of today
matrix: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-matrix.txt
	$(BIN)/python -m anyio_by_example matrix record

# what linters and type checkers say about the wrong examples, in an environment of their own
checkers: $(READY)
	$(BIN)/python -m venv .checkers
	.checkers/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-checkers.txt
	mkdir -p .checkers/npm
	cp src/anyio_by_example/checkers/package.json src/anyio_by_example/checkers/package-lock.json .checkers/npm/
	npm ci --prefix .checkers/npm --no-audit --no-fund --ignore-scripts
	$(BIN)/python -m anyio_by_example checkers

builders: $(BUILDERS)

$(BUILDERS): $(READY) requirements-builders.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-builders.txt
	touch $@

# the checker of tests/site/test_validity.py, exactly as locked
validator:
	mkdir -p .tools
	cp tests/site/checker/package.json tests/site/checker/package-lock.json .tools/
	npm ci --prefix .tools --no-audit --no-fund --ignore-scripts

# and what `make bench` asks for its judgement
tools: validator
	mkdir -p .tools/judge
	cp benchmarks/judge/package.json benchmarks/judge/package-lock.json .tools/judge/
	npm ci --prefix .tools/judge --no-audit --no-fund --ignore-scripts

clean:
	rm -rf .venv .cache .built .tested .site.* .zensical.* .recordings .matrix .checkers .hypothesis .interpreter .tools .archive anyio-by-example.zip site .mypy_cache .pytest_cache .ruff_cache

$(READY): requirements.txt pyproject.toml src/anyio_timeline/pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.10 or newer is needed' if sys.version_info < (3, 10) else 0)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e src/anyio_timeline -e .
	touch $@
