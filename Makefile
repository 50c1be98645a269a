# Everything one can do from a checkout. `make help` says it in words.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help install demo run test lint types contracts tests clean
.DEFAULT_GOAL := help

help:
	@echo "make demo     install everything, collect the practice web, print today's flagged list, write the weekly report"
	@echo "make run      serve the staff pages and the API at http://127.0.0.1:8000"
	@echo "make test     lint, types, import contracts, tests"
	@echo "make install  only make the virtual environment"
	@echo "make clean    remove the virtual environment and what the practice run stored (var/)"
	@echo
	@echo "./langnghe --help  lists the commands for daily work"

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Lắng Nghe needs Python 3.11 or newer; $$($(PYTHON) --version) is too old. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing packages (a few minutes the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: install
	@./langnghe demo

run: install
	@./langnghe serve --practice-web

test: lint types contracts tests

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

contracts: install
	PYTHONPATH=. $(BIN)/lint-imports

tests: install
	$(BIN)/pytest -n 2 --dist loadfile

clean:
	rm -rf $(VENV) var
