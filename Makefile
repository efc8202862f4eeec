# Everything this project does, in two commands: `make run` and `make test`.
# Needed beforehand: Python 3.11 or newer, and make. The rest is made in .venv/ and
# .local/, both inside this folder, so that two checkouts never meet.

PYTHON ?= python3
PORT ?= 8000
PACK ?= fixtures/nypd

# uv fetches nothing but packages: no interpreter, and no certificates but the system's.
UV := $(or $(shell command -v uv 2>/dev/null),.local/uv/bin/uv)
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true

.PHONY: help setup lock
help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 20

.local/uv/bin/uv:
	@$(PYTHON) -m venv .local/uv || { echo "On Debian: apt-get install python3-venv" >&2; exit 1; }
	@.local/uv/bin/pip install -q --disable-pip-version-check uv==0.13.9

.venv/.done: requirements.lock | $(filter .local/%,$(UV))
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed." if sys.version_info < (3, 11) else 0)'
	@$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync -q --python .venv/bin/python --require-hashes requirements.lock
	@touch $@

setup: .venv/.done ## Make the environment in .venv/ from requirements.lock

# Hashes, and no addresses: a lock that names an index ties everybody to that index.
LOCK = $(UV) pip compile -q --universal --generate-hashes --custom-compile-command "make lock"
lock: | $(filter .local/%,$(UV)) ## Resolve pyproject.toml anew into the two lock files
	$(LOCK) --group local --group dev pyproject.toml -o requirements.lock
	$(LOCK) --constraints requirements.lock pyproject.toml -o deploy/requirements.lock
