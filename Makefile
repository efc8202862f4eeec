# Everything this project does, in two commands: `make run` and `make test`.
# Needed beforehand: Python 3.11 or newer, and make. The rest is made in .venv/ and
# .local/, both inside this folder, so that two checkouts never meet.

PYTHON ?= python3
override PYTHON := $(shell command -v $(PYTHON))
PORT ?= 8000
PACK ?= fixtures/nypd

# uv fetches nothing but packages: no interpreter, and no certificates but the system's.
UV := $(or $(shell command -v uv 2>/dev/null),.local/uv/bin/uv)
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true

# Python keeps what it has compiled, whatever the machine says: without, a run of the
# tests takes half as long again.
export PYTHONDONTWRITEBYTECODE :=

# Every command finds the environment's programs first.
export PATH := .venv/bin:$(PATH)
say = @printf '\n== %s\n'

.PHONY: help setup run stop reset test chromium format lock bench screenshots

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 20

setup: .venv/.done ## Make the environment in .venv/ from requirements.lock

run: setup .local/static.done ## Serve the site on PORT (8000); a first start loads PACK
	@python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo "Port $(PORT) can't be had; another one can: make run PORT=8001" >&2; exit 1; }
	@python manage.py migrate --verbosity 0
	@python manage.py first_start --pack "$(PACK)"
	@echo "Officer Guidance: http://127.0.0.1:$(PORT)/   (Ctrl-C ends it; make stop stops the database)"
	@PORT=$(PORT) exec deploy/serve

stop: ## Stop this checkout's database
	@test ! -e .venv/.done || python -m guidance.local_postgres stop

reset: ## Remove this checkout's database, after asking
	@printf "Remove this checkout's database and all that is in it? [y/N] "; \
	read -r answer; \
	case "$$answer" in \
		y|Y) $(MAKE) --no-print-directory stop && rm -rf .local/postgres \
			&& echo "Removed; the next make run starts afresh." ;; \
		*) echo "Nothing was removed." ;; \
	esac

test: setup chromium ## Check everything that must hold
	@$(MAKE) --no-print-directory -j2 --output-sync=target $(CHECKS)
	$(say) "Tests"
	@pytest -n 2 --dist loadfile

CHECKS = types format-check lint imports migrations production content
.PHONY: $(CHECKS)

types:
	$(say) "Types"
	@mypy

format-check:
	$(say) "Format"
	@ruff format --check
	@find templates -name '*.html' -exec djade --check --target-version 5.2 {} +

lint:
	$(say) "Lint"
	@ruff check
	@hadolint Dockerfile

imports:
	$(say) "Imports"
	@lint-imports --no-logo --cache-dir .local/imports

migrations:
	$(say) "Migrations"
	@python manage.py makemigrations --check --dry-run

production:
	$(say) "Production settings"
	@DATABASE_URL=postgresql:///guidance ALLOWED_HOSTS=guidance.example.org STATIC_ROOT=.local/static \
		SECRET_KEY=$$(python -c 'import secrets; print(secrets.token_urlsafe(48))') \
		python manage.py check --deploy --fail-level WARNING

content:
	$(say) "Content"
	@for pack in fixtures/*/pack.yaml; do python manage.py check_content --pack "$$(dirname $$pack)" || exit 1; done

chromium: setup ## Find a Chromium for the browser tests, or install one
	@python -m tests.browser.chromium

format: setup ## Write everything in the house's format
	@ruff format
	@ruff check --fix
	@find templates -name '*.html' -exec djade --target-version 5.2 {} +

bench: setup .local/static.done ## Measure the site beside a bare Django, and the proofs
	@python -m benchmarks.compare
	@python -m benchmarks.proofs
	@python -m benchmarks.building

screenshots: setup chromium ## Take the pictures in docs/
	@python -m tests.browser.screenshots
	@KEEP_PICTURES=yes pytest -q tests/browser/test_a_new_trainer.py

.local/uv/bin/uv:
	@"$(PYTHON)" -m venv .local/uv || { echo "On Debian: apt-get install python3-venv" >&2; exit 1; }
	@.local/uv/bin/pip install -q --disable-pip-version-check uv==0.13.9

.venv/.done: requirements.lock | $(filter .local/%,$(UV))
	@"$(PYTHON)" -c 'import sys; sys.exit("Python 3.11 or newer is needed." if sys.version_info < (3, 11) else 0)'
	@$(UV) venv -q --allow-existing --python "$(PYTHON)" .venv
	@$(UV) pip sync -q --python .venv/bin/python --require-hashes requirements.lock
	@touch $@

# The folders are named too: a file that went changes only its folder's date.
.local/static.done: .venv/.done $(shell find static guidance/*/static 2>/dev/null)
	@python manage.py collectstatic --no-input --verbosity 0
	@touch $@

# Hashes, and no addresses: a lock that names an index ties everybody to that index.
LOCK = $(UV) pip compile -q --universal --generate-hashes --custom-compile-command "make lock"
lock: | $(filter .local/%,$(UV)) ## Resolve pyproject.toml anew into the two lock files
	@$(LOCK) --group local --group dev pyproject.toml -o requirements.lock
	@$(LOCK) --constraints requirements.lock pyproject.toml -o deploy/requirements.lock
