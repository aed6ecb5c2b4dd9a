# make extract [IN=folder or file] [OUT=file.jsonl] [WORKERS=n]   and the other targets below.
# Needs Python 3.11 or later, git and make; the rest is installed into .venv once.

IN ?= corpus
OUT ?= out/records.jsonl
WORKERS ?= 0
export IN OUT WORKERS
export PYTHONPATH := $(CURDIR)

# The first of these that runs and is new enough. `make PYTHON=/path/to/python …` takes another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
RESEARCH := $(VENV)/.ready-research
FORMATS := $(VENV)/.ready-formats
REVIEW := $(VENV)/.ready-review
CLUSTER := $(VENV)/.ready-cluster
RECORDS ?= out/records.jsonl
export RECORDS

# Exit status 3: some articles were rejected. The summary tells which file says why.
SOME_REJECTED := || test $$? -eq 3

EVAL = $(RUN) -m pipeline extract corpus --out out/eval.jsonl >/dev/null $(SOME_REJECTED) && \
	$(RUN) -m pipeline evaluate annotations/gold out/eval.jsonl --floors annotations/floors.yaml

.PHONY: cluster soak kill-test licences review formats research report codebook notebooks help extract test eval raise-floors schema bench lint train check clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

extract: $(READY)  ## Extract records: IN=corpus OUT=out/records.jsonl WORKERS=all cores (set any of them)
	@$(RUN) -m pipeline extract "$$IN" --out "$$OUT" --workers "$$WORKERS" $(SOME_REJECTED)

test: $(READY)  ## Run the tests
	@$(RUN) -m pytest

eval: $(READY)  ## Score the pipeline on corpus/ against annotations/gold, and check the floors
	@$(EVAL)
	@$(RUN) -m pipeline evaluate-corrections out/eval.jsonl
	@$(RUN) -m pipeline agreement

raise-floors: $(READY)  ## As eval, and raise the floors to the scores where they are higher
	@$(EVAL) --raise-floors

schema: $(READY)  ## Write pipeline/schema.json, the JSON Schema of a record
	@mkdir -p out
	@$(RUN) -m pipeline schema >out/schema.json && mv out/schema.json pipeline/schema.json

bench: $(READY)  ## Time the pipeline on the articles of IN, against word_tokenize and a naive chain, by workers and size
	@$(RUN) scripts/bench.py "$$IN"

kill-test: $(READY)  ## Kill runs at random times, resume them, compare with an undisturbed run (about 20 minutes)
	@$(RUN) scripts/kill_test.py

soak: $(READY)  ## Run 100,000 generated articles, check the counts, the errors and the memory (hours; scripts/soak.py --articles N)
	@$(RUN) scripts/soak.py

licences: $(READY)  ## List the licences of all packages installed, and check that they fit
	@$(RUN) scripts/licences.py

lint: $(READY)  ## Check the code's style, and the gold files
	@$(RUN) -m ruff check .
	@$(RUN) scripts/check_annotations.py

formats: $(FORMATS)  ## Install what reading .zst and WARC files needs (requirements-formats.txt)

cluster: $(CLUSTER)  ## Install what extract --engine ray and its tests need (requirements-cluster.txt)

research: $(RESEARCH)  ## Install what tables, exports, links and notebooks need (requirements-research.txt)

report: $(READY)  ## Write out/report.html on the records of RECORDS=out/records.jsonl
	@$(RUN) -m pipeline report "$$RECORDS" out/report.html

codebook: $(READY)  ## Write the codebook (annotations/codebook.md, codebook.vi.md) and the numbers of corpus/DATACARD.md
	@$(RUN) -m pipeline codebook annotations
	@$(RUN) scripts/datacard.py

notebooks: $(RESEARCH)  ## Run the notebooks in scripts/notebooks on the records of RECORDS, and keep their outputs
	@RECORDS="$(abspath $(RECORDS))" $(RUN) -m pytest --nbmake --overwrite -p no:cacheprovider scripts/notebooks

review: $(REVIEW)  ## Serve the annotators' page on the records of RECORDS=out/records.jsonl (made from IN where there are none)
	@test -f "$$RECORDS" || $(RUN) -m pipeline extract "$$IN" --out "$$RECORDS" --workers "$$WORKERS" $(SOME_REJECTED)
	@$(RUN) -m pipeline review "$$RECORDS"

train: $(READY)  ## Train the models of clauses, lines and names on corpus/, annotations/ and the corrections of RECORDS (models/*/README.md)
	@if test -f "$$RECORDS"; then $(RUN) -m pipeline train clauses --records "$$RECORDS"; else $(RUN) -m pipeline train clauses; fi
	@$(RUN) -m pipeline train lines
	@$(RUN) -m pipeline train ner

clean:  ## Remove .venv and out/
	rm -rf $(VENV) out

$(READY): requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and was not found; try: make PYTHON=/path/to/python …" >&2; exit 1; }
	@echo "Installing the pinned packages into $(VENV) (once, a minute or two) …" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(FORMATS): requirements-formats.txt $(READY)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements-formats.txt
	@touch $@

$(CLUSTER): requirements-cluster.txt requirements-s3-server.txt $(READY)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements-cluster.txt
	@$(RUN) -m venv --clear $(VENV)/s3
	@$(VENV)/s3/bin/python -m pip install -qq --disable-pip-version-check -r requirements-s3-server.txt
	@touch $@

$(REVIEW): requirements-review.txt $(READY)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements-review.txt
	@touch $@

$(RESEARCH): requirements-research.txt $(READY)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements-research.txt
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .  # a notebook anywhere can import it
	@touch $@
