# Everything a newcomer runs. Needs Python 3.11 or newer and GNU make; the rest installs itself into .venv.

PYTHON ?= python3

# Torch, from the first place that has it. Its usual wheel for Linux brings gigabytes of CUDA that nothing here uses:
# models run on the processor. So: the processor's build wherever pip is set up to look; then PyTorch's own index of
# such builds; and only then the usual wheel, so that a machine that reaches neither still gets one.
TORCH ?= torch==2.13.0+cpu
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
TORCH_ANYWHERE := $(firstword $(subst +, ,$(TORCH)))

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
FROM_LOCK := $(PIP) install --no-deps --require-hashes --requirement
EDITABLE := $(PIP) install --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-package torch --no-annotate \
	--custom-compile-command 'make lock'
# What takes values and gives values; of these, what draws hundreds of cases or fills archives is left to `make test`.
QUICK := $(addprefix tests/,bot/answering bot/inputs bot/languages bot/rendering ingest/extraction ingest/incidents \
	ingest/reading ingest/sources) $(addprefix --ignore=tests/bot/,rendering/pictures rendering/discord/test_limits.py \
	answering/test_answerer.py answering/test_generated.py answering/test_scenes.py answering/test_visibility.py)
# Because the tests start processes by the dozen, each of which would compile hundreds of modules anew.
export PYTHONDONTWRITEBYTECODE :=

LOG := .venv/install.log
INSTALLED := .venv/.installed
INSTALLED_FOR_WORK := .venv/.installed-for-work

.DEFAULT_GOAL := help
.PHONY: help demo install test quick databases coverage lint bench pictures reference lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(INSTALLED) ## Ask a sample archive the headline question; no account, no key
	@$(BIN)/sitrep demo

install: $(INSTALLED_FOR_WORK) ## Install sitrep and what its tests need into .venv

test: lint ## Run every check: style, types, arrows between rooms, tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

quick: $(INSTALLED_FOR_WORK) ## Run the tests of what only decides: under a minute on two cores
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(QUICK)

databases: $(INSTALLED_FOR_WORK) ## Run the tests of all parts on servers of their own: a minute
	@$(BIN)/python -m pytest -m databases

coverage: $(INSTALLED_FOR_WORK) ## Measure which lines the tests run; doubles their time
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

lint: $(INSTALLED_FOR_WORK) ## Check style, types and arrows between rooms
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(INSTALLED_FOR_WORK) ## Measure what docs/benchmarks.md reports
	@$(BIN)/python -m tests.benchmarks

pictures: $(INSTALLED_FOR_WORK) ## Draw what the preview shows into docs/pictures; needs Chromium
	@$(PIP) install --editable '.[pictures]' >> $(LOG) 2>&1 || { tail -n 20 $(LOG) >&2; exit 1; }
	@$(BIN)/python -m tests.pictures --docs docs/pictures

reference: $(INSTALLED_FOR_WORK) ## Write docs/commands.md and docs/schemas anew, from the commands and the values
	@$(BIN)/python -m tests.reference

lock: $(INSTALLED_FOR_WORK) ## Resolve pyproject.toml anew into the lock files
	@$(PIP) install uv >> $(LOG) 2>&1 || { tail -n 20 $(LOG) >&2; exit 1; }
	@$(COMPILE) --extra llm --extra postgres --output-file requirements.txt pyproject.toml
	@$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-work.txt pyproject.toml

clean: ## Delete what these targets made
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* build dist *.egg-info

$(INSTALLED): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'sitrep needs Python 3.11 or newer: name one, as in "make demo PYTHON=python3.12".' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || \
		{ echo 'Python lacks its venv module: install it, on Debian and Ubuntu with "apt install python3-venv".' >&2; exit 1; }
	@echo 'Installing into .venv: about 500 MB to download, 2 GB on disk, a few minutes. Only this first time.'
	@$(PYTHON) -m venv .venv
	@echo '[1/2] torch'
	@$(PIP) install --no-deps '$(TORCH)' > $(LOG) 2>&1 || \
		$(PIP) install --no-deps --retries 1 --index-url '$(TORCH_INDEX)' '$(TORCH_ANYWHERE)' >> $(LOG) 2>&1 || \
		$(PIP) install '$(TORCH_ANYWHERE)' >> $(LOG) 2>&1 || { tail -n 20 $(LOG) >&2; exit 1; }
	@echo '[2/2] sitrep and its libraries'
	@{ $(FROM_LOCK) requirements.txt && $(EDITABLE) && $(PIP) check; } >> $(LOG) 2>&1 || { tail -n 20 $(LOG) >&2; exit 1; }
	@touch $@

$(INSTALLED_FOR_WORK): $(INSTALLED) requirements-work.txt
	@echo 'Installing what the checks need'
	@{ $(FROM_LOCK) requirements-work.txt && $(PIP) check; } >> $(LOG) 2>&1 || { tail -n 20 $(LOG) >&2; exit 1; }
	@touch $@
