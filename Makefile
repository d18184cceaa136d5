# Two commands matter: "make demo" opens the console on made-up people, "make test" proves it.

BIN := .venv/bin
CATALOGUES := console/words
PIN := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: help setup demo test check bench strings requirements

help:
	@echo "make demo          open the console on a throw-away store of made-up people"
	@echo "make test          check the code and run every test"
	@echo "make check         ruff and mypy alone"
	@echo "make bench         measure speed; the table goes to docs/performance.md"
	@echo "make strings       bring the message catalogues up to date and count what is untranslated"
	@echo "make requirements  pin the newest packages that requirements*.in allow (needs uv)"
	@echo "make setup         only make .venv and install what is needed"

setup:
	@.ci/setup

demo:
	@.ci/setup window
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  exec $(BIN)/python main.py --demo; \
	else \
	  echo "There is no display here: driving the window offscreen instead."; \
	  QT_QPA_PLATFORM=offscreen $(BIN)/python main.py tour --out out/tour && \
	  echo "The pictures and letters lie in out/tour:" && ls out/tour; \
	fi

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Both processes must list the tests in one order, so they share their hash seed: another one each time, printed.
test: SEED = $(shell od -An -N2 -tu2 /dev/urandom | tr -d ' ')
test: check
	PYTHONHASHSEED=$(SEED) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

strings: setup
	@mkdir -p out
	@$(BIN)/pybabel --quiet extract --no-default-keywords --keyword _ --keyword N_ \
	  --keyword n_:1,2 --keyword p_:1c,2 --add-comments "Translators:" \
	  --no-location --sort-output --width 110 --project rakufun-console --version 0.1 \
	  --msgid-bugs-address "the issue list" --output out/console.pot \
	  $(wildcard main.py) console widgets reports db
	@for lang in en ja; do \
	  $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110 --init-missing \
	    --domain console --input-file out/console.pot --output-dir $(CATALOGUES) --locale $$lang; \
	done
	@$(BIN)/python -m tests.parts.catalogues
	@.ci/setup

requirements:
	$(PIN) requirements.in -o requirements.txt
	$(PIN) requirements-dev.in -o requirements-dev.txt
