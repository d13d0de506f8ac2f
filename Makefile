# make run, make test: the two to know. Everything is installed into .venv and web/node_modules, nothing elsewhere.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test drill lint types arch web bench db-reset requirements reference
MAKEFLAGS += --no-print-directory --no-builtin-rules
BIN := .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

install: ## .venv with mks, and the built web page; does only what is missing or changed
	@scripts/install.sh

install-dev:
	@scripts/install.sh dev

run: install ## install, then start everything on http://localhost:5100 (Ctrl-C stops it)
	@exec $(BIN)/mks run

test: install-dev ## every check: lint, types, contracts, web page, tests on a real database and in a browser
	@exec $(BIN)/python scripts/checks.py
	@exec $(BIN)/pytest -n 2 --dist worksteal

drill: install-dev ## the long drills with the figures of docs/reference/figures (kills, deliveries, many records)
	@exec $(BIN)/pytest -m drill

lint: install-dev ## ruff, and ESLint on the web page
	@exec $(BIN)/python scripts/checks.py lint

types: install-dev ## mypy --strict, and tsc on the web page
	@exec $(BIN)/python scripts/checks.py types

arch: install-dev ## who may import whom, and the other rules of the house
	@$(BIN)/lint-imports --no-cache
	@exec $(BIN)/pytest --confcutdir tests/arch tests/arch

web: install-dev ## every check of the web page alone
	@exec $(BIN)/python scripts/checks.py web

bench: install-dev ## measure; prints JSON
	@exec $(BIN)/python -m bench

reference: install-dev ## write docs/reference anew from the code
	@exec $(BIN)/mks dev reference

db-reset: install ## drop the development database under var/; the next start makes a new one
	@exec $(BIN)/mks db reset

requirements: ## compile requirements/*.txt from pyproject.toml (UPGRADE=1: newest versions)
	@scripts/compile-requirements.sh $(if $(UPGRADE),--upgrade)
