# make run: the demonstration, ready to click through. make test: everything that is checked.
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export HOST PORT

# The first of these that is Python 3.12 or newer.
PYTHON := $(shell for python in python3.13 python3.14 python3.12 python3 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then echo $$python; break; fi; done)

.PHONY: run test reset lint format messages bench crash backup verify-backup restore export

run: $(VENV)/run.done
	@$(BIN)/python manage.py serve

reset: $(VENV)/run.done
	@$(BIN)/python manage.py serve --reset

test: $(VENV)/test.done
	@$(BIN)/python -m tests.everything

lint: $(VENV)/test.done
	@$(BIN)/python -m tests.everything --only-lint

format: $(VENV)/test.done
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet . ; $(BIN)/djhtml --tabwidth 4 templates ; $(BIN)/djcss --tabwidth 4 portal/static/css portal/centers

# A minute of kills and a broken database under fifty visitors a second; needs PostgreSQL's programs.
crash: $(VENV)/test.done
	@CRASH_SECONDS=60 $(BIN)/python -m pytest -q -s tests/crash

# docs/speed.md; what it can be told: make bench BENCH="--sizes small --only home,sign"
bench: $(VENV)/run.done
	@$(BIN)/python -m bench $(BENCH)

messages: $(VENV)/test.done
	@$(BIN)/python manage.py messages

backup: $(VENV)/run.done
	@$(BIN)/python manage.py backup

verify-backup: $(VENV)/run.done
	@$(BIN)/python manage.py verify_backup "$(FILE)" $(if $(IDENTITY),--identity "$(IDENTITY)")

restore: $(VENV)/run.done
	@$(BIN)/python manage.py restore "$(FILE)" $(if $(IDENTITY),--identity "$(IDENTITY)") $(if $(REPLACE),--replace)

export: $(VENV)/run.done
	@$(BIN)/python manage.py export_everything

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "The portal needs Python 3.12 or newer; none was found. Install it and run make again." >&2; exit 1; fi
	@echo "Making the virtual environment with $(PYTHON) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the portal runs on …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/test.done: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-dev.txt
	@touch $@ $(VENV)/run.done
