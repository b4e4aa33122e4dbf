# Every command sets up what it needs; nothing has to be typed before it.
PYTHON ?= python3
BIN := .venv/bin
export PORT ONCE HARD
# Where a machine sets it, each of the hundred processes of a test run would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test quick hard pictures check lint bench lock clean setup-demo setup-test

demo: setup-demo  ## the site on 127.0.0.1 with demo data and one report; PORT=8001, ONCE=1
	@ENV_FILE=.local/env exec $(BIN)/python manage.py supervise $(if $(ONCE),--once)

test: check  ## everything, browser tests included
	$(BIN)/pytest -n 2 --dist loadscope

quick: setup-test lint  ## tests of the apps changed since origin/main, no browser, no worker; APP=planning for one
	$(BIN)/pytest -q -n 2 --dist loadscope -m "not browser and not worker" $$($(BIN)/python -m tests.changed $(APP))

hard: check  ## the same tests with full numbers and real times
	HARD=1 $(BIN)/pytest -n 2 --dist loadscope

pictures: setup-test  ## every page and every printed page as a picture
	$(BIN)/python -m tests.with_database $(BIN)/python -m tests.pictures

bench: setup-test  ## times against a bare view
	$(BIN)/python -m tests.with_database $(BIN)/python -m benchmarks

lint: setup-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djhtml --check

# The deployment check takes production's way of starting; nothing listens on the addresses it is given.
check: lint  ## everything that needs no test: code, imports, templates, migrations, deployment settings
	$(BIN)/python -m tests.with_database $(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 SECRET_KEY=$$(head -c 60 /dev/urandom | base64 -w 0) ALLOWED_HOSTS=popis.example \
		DATABASE_URL=postgres://127.0.0.1:1/popis REDIS_URL=redis://127.0.0.1:1/0 \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

lock: setup-test  ## newest allowed versions stay as they are; delete a line to let it move
	$(UV) pip compile pyproject.toml --group local --group dev $(LOCK_OPTIONS) -o requirements.lock
	$(UV) pip compile pyproject.toml --group backup --constraints requirements.lock $(LOCK_OPTIONS) -o requirements-production.lock
	echo uv | $(UV) pip compile - $(LOCK_OPTIONS) -o config/bootstrap.lock

UV = $$(test -x .local/tools/bin/uv && echo .local/tools/bin/uv || echo uv)
LOCK_OPTIONS = --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-emit-find-links -q \
	--custom-compile-command "make lock"

clean:  ## what can be made again; the demo's data and the environment stay
	rm -rf .local/test-runs .local/test-templates .local/log .local/bootstrap.log pictures staticfiles \
		/var/lib/popis-spoluprace/"$$(cat .local/system-id 2>/dev/null || echo none)"/test-* \
		.pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

setup-demo:
	@$(PYTHON) config/bootstrap.py demo

setup-test:
	@$(PYTHON) config/bootstrap.py test
