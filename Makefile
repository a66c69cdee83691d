# The commands of this project; README.md tells what they are for.
PORT ?= 8000
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv/bin
INSTALL := $(PYTHON) tools/install.py
SERVERS := $(VENV)/python tools/servers.py
LOCK := $(VENV)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres lint format lock addresses assets openapi bench clean python

help:
	@echo "make run            start alles op http://127.0.0.1:$(PORT)/ (andere poort: make run PORT=8001)"
	@echo "make test           alle controles en alle tests, op SQLite en op PostgreSQL met Redis"
	@echo "make test-sqlite    alleen de tests, op SQLite       (ARGS='tests/wijken -k kaart' kiest er enkele)"
	@echo "make test-postgres  alleen de tests, op PostgreSQL met Redis"
	@echo "make lint format    controles op de code; code netjes zetten"
	@echo "make bench          metingen, als verhoudingen"
	@echo "make openapi        schrijft openapi.yaml opnieuw, na een wijziging van de API"
	@echo "make lock addresses openapi assets clean"

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 of nieuwer, met venv, is nodig."; exit 1; }

run: export WIJKAANPAK_DEMO = 1
run: export PORT := $(PORT)
run: python
	@$(INSTALL) --assets
	@exec $(VENV)/python tools/run.py

test: python
	@$(INSTALL) --dev --assets
	@exec $(VENV)/python tools/test.py $(ARGS)

test-sqlite: python
	@$(INSTALL) --dev --assets
	@exec $(VENV)/python tools/test.py sqlite -- $(ARGS)

test-postgres: python
	@$(INSTALL) --dev --assets
	@exec $(VENV)/python tools/test.py postgres -- $(ARGS)

lint: python
	@$(INSTALL) --dev
	@exec $(VENV)/python tools/test.py lint

format: python
	@$(INSTALL) --dev
	@$(VENV)/ruff check --quiet --fix-only . && $(VENV)/ruff format .

assets: python
	@$(INSTALL) --assets

openapi: export WIJKAANPAK_DEMO = 1
openapi: python
	@$(INSTALL)
	@$(VENV)/python manage.py spectacular --file openapi.yaml

addresses: export WIJKAANPAK_DEMO = 1
addresses: python
	@$(INSTALL)
	$(VENV)/python tools/addresses.py

bench: python
	@$(INSTALL) --dev --assets
	@exec $(SERVERS) --set shared_buffers=1GB --set max_wal_size=8GB $(VENV)/python -m bench $(ARGS)

lock: python
	@$(INSTALL)
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt
	$(LOCK) requirements-node.in --output-file requirements-node.txt

clean:
	rm -rf .venv node_modules static/vendor staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
