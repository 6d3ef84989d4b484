# Every target works on a fresh checkout: the environment in .venv is made when it is first needed.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EXAMPLES := $(wildcard examples/*/pages)

.PHONY: demo test check docs browser bench bench-compare bench-extract bench-dates bench-read bench-cluster bench-curve bench-bulk train train-lines train-stories clean help

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable . --group dev
	touch $@

demo: $(READY)   ## install, run on the invented examples, say where the report is
	$(BIN)/readout run $(EXAMPLES) --out out/demo

test: $(READY) browser  ## install and run all tests
	$(BIN)/pip install --quiet --disable-pip-version-check --group browser
	$(BIN)/pytest

check: $(READY)  ## style, types, the layers, the doctests, the floors under the examples
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest src
	$(BIN)/python -m bench.compare --check

docs: $(READY)   ## the documentation's site, in out/site; opens with no network
	@$(BIN)/zensical --version >/dev/null 2>&1 || $(BIN)/pip install --quiet --disable-pip-version-check --group docs
	$(BIN)/python -m docs.generate out/docs
	$(BIN)/zensical build --strict --clean

browser:         ## Chromium for the browser tests, where Debian's package manager can be asked for it
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
	  echo "no Chromium here: the browser tests will be skipped (install it, or run this as root on Debian)"

bench-compare: $(READY)  ## P, R, F1 per noun of the contract on the invented events
	$(BIN)/python -m bench.compare

bench-extract: $(READY)   ## body, title, authors, dates, agencies, roles against public pages and peers, as one table
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench.extract --sample 0 --peers
	$(BIN)/python -m bench.extract_errors
	$(BIN)/python -m bench.dates
	$(BIN)/python -m bench.agencies
	$(BIN)/python -m bench.roles
	$(BIN)/python -m bench.article --check

bench-dates: $(READY)     ## publication dates against public pages
	$(BIN)/python -m bench.dates

bench-read: $(READY)      ## reading against public data and the own test set, by rules alone and with the reader
	$(BIN)/python -m bench.times
	for layer in attribution entities events own_reading; do $(BIN)/python -m bench.$$layer --rules || exit; done
	for layer in attribution entities events coreference; do $(BIN)/python -m bench.$$layer || exit; done
	$(BIN)/python -m bench.own_reading --check
	$(BIN)/python -m bench.reading_speed
	$(BIN)/python -m bench.reading

bench-cluster: $(READY)   ## story grouping and lineage against public data
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench.cluster --check
	$(BIN)/python -m bench.lineage --cost --check

bench-curve: $(READY)     ## what grouping 10^4, 10^5 and 10^6 articles and a growing stream cost, with the pictures in docs/ (an hour)
	$(BIN)/python -m bench.curve 10000 100000 1000000 --stream

bench-bulk: $(READY)      ## 20,000 invented pages on a Ray cluster of two nodes, killed while it runs (half an hour)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[ray]'
	$(BIN)/python -m bench.bulk --write

bench: bench-compare bench-extract bench-dates bench-read bench-cluster  ## all of them

train: $(READY)           ## train the reader, from data to ONNX, and measure it (hours; ../shared/data)
	$(BIN)/pip install --quiet --disable-pip-version-check --group train
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m training.reader

train-lines: $(READY)     ## fit the models that tell an article's lines to public pages, and measure them
	$(BIN)/pip install --quiet --disable-pip-version-check --group train-lines --group bench
	$(BIN)/python -m training.lines
	$(BIN)/python -m training.roles

train-stories: $(READY)   ## fit the models that tell whether two accounts are one story, and measure them
	$(BIN)/pip install --quiet --disable-pip-version-check --group train-lines
	$(BIN)/python -m training.pairs

clean:           ## remove the environment and what runs have made
	rm -rf .venv out build dist
