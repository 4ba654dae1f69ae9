# The portal's commands. `make run` and `make test` need Python 3.11 or newer, and nothing else.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Where this is set, each process of a test compiles all of Python's files anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
python := .venv/bin/python
vnu := node_modules/vnu-jar/build/dist/vnu.jar

# $(call install,lock,locks that it covers): an environment that holds what the lock names. A copy of what
# it was made from (Python and lock) stays in .venv, so that nothing is installed, and no network is
# needed, until one of them changes.
define install
@{ $(python) -VV; cat $(1); } | cmp -s - .venv/$(1) || { \
	echo "Installing what $(1) names into .venv: about a minute, and only when it changes"; \
	rm -f .venv/requirements*.txt; \
	$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) || exit 1; \
	for lock in $(2); do { $(python) -VV; cat $$lock; } > .venv/$$lock; done; \
}
endef

##@ Use

.PHONY: run
run: .venv/bin/python ## Serve the portal on http://127.0.0.1:8000 (HOST, PORT and DATA_DIR are honored)
	$(call install,requirements.txt,requirements.txt)
	@$(python) manage.py serve

.PHONY: backup
backup: .venv/bin/python ## Keep database and media in one file, in DATA_DIR/backups (FILE= names another)
	$(call install,requirements.txt,requirements.txt)
	@$(python) manage.py backup $(FILE)

.PHONY: restore
restore: .venv/bin/python ## Bring back what FILE holds; asks before it replaces anything
	$(call install,requirements.txt,requirements.txt)
	@$(python) manage.py restore $(FILE) $(ARGS)

.PHONY: speech
speech: .venv-speech/requirements-speech.txt ## Record the public texts of DATA_DIR as speech; it takes minutes
	@$(speech) manage.py speak

##@ Check

.PHONY: test
test: development ## Run the quick tests, without a browser (DATABASE_URL is honored; ARGS="-k word" chooses)
	@$(python) -m pytest $(workers) -m "not browser and not stack and not slow" $(ARGS)

.PHONY: browser
browser: development ## Run the tests in a real browser (needs Chromium; ARGS chooses)
	@$(python) -m pytest $(workers) -m browser $(ARGS)

.PHONY: stack
stack: development ## Run what deploy/ sets up on loopback, and break it (needs nginx, PostgreSQL)
	@$(python) -m pytest -m stack $(ARGS)

.PHONY: visit
visit: development $(vnu) ## Start from nothing, follow every link, validate the HTML (needs Java and npm)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(python) .ci/visit.py "$$folder" \
		&& java -jar $(vnu) $(not_known_yet) "$$folder"/pages/*.html && echo "The HTML of every page is valid."

.PHONY: lint
lint: development ## Look for mistakes and untidiness in Python and templates
	@$(python) -m ruff check --quiet
	@$(python) -m ruff format --check --quiet
	@$(python) -m djlint --quiet --lint templates
	@$(python) -m djhtml --check --tabwidth 2 templates

.PHONY: types
types: development ## Check the types
	@$(python) -m mypy

.PHONY: imports
imports: development ## Check that each app imports only from the apps below it
	@$(python) .venv/bin/lint-imports --no-logo

.PHONY: migrations
migrations: development ## Check that every change of a model has its migration
	@DATABASE_URL=sqlite://:memory: $(python) manage.py makemigrations --check --dry-run --settings=portal.settings.test

.PHONY: hardening
hardening: development ## Ask Django what is unsafe about the production settings
	@DJANGO_SETTINGS_MODULE=portal.settings.production \
		SECRET_KEY="$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		ALLOWED_HOSTS=example.org BASE_URL=https://example.org CSRF_TRUSTED_ORIGINS=https://example.org \
		DATABASE_URL=postgres://portal@localhost/portal \
		$(python) manage.py check --deploy --fail-level WARNING

.PHONY: audit
audit: development ## Look for known vulnerabilities in what is locked (needs the internet)
	@$(python) -m pip_audit --vulnerability-service osv --disable-pip --require-hashes \
		--requirement requirements-dev.txt --requirement requirements-speech.txt --progress-spinner off --timeout 10

.PHONY: check
check: lint types imports migrations hardening test browser visit ## Run all of these but the audit; .ci/run does more

.PHONY: bench
bench: development ## Measure speed, queries, bytes, freshness; growth where DATABASE_URL names a PostgreSQL (needs wrk, nginx)
	@$(python) .ci/bench

.PHONY: lighthouse
lighthouse: development ## Ask Lighthouse about one page of each kind (needs Chromium and npm; minutes)
	@npm ci $(npm)
	@$(python) .ci/lighthouse.py

.PHONY: speech-test
speech-test: .venv-speech/requirements-speech.txt ## Ask the engine of recorded speech how it says each term
	@$(speech) -m tests.speech.real_engine

.PHONY: readability
readability: development ## Print grade and sentence length of each text of the seeded guide
	@$(python) manage.py readability

.PHONY: growth
growth: development ## Measure what grows from 100 to 5,000 texts (DATABASE_URL names an empty PostgreSQL; ARGS chooses sizes)
	@$(python) .ci/bench/growth.py $(ARGS)

.PHONY: next
next: .venv-next/bin/python ## Run quick tests on the newest Wagtail and Django (needs Python 3.12 and the package index)
	@printf 'django\nwagtail\n' | $(next) -m uv pip install --quiet --python $(next) --upgrade \
		--overrides - -r pyproject.toml --group dev
	@$(next) -m uv pip freeze --quiet --python $(next) | grep -E '^(django|wagtail)='
	@$(next) -m uv pip check --python $(next)  # names a package that refuses these versions
	@$(next) -m pytest -o cache_dir=.venv-next/pytest -m "not browser and not stack and not slow" \
		$(addprefix tests/,accounts content faq glossary review static_pages web) $(ARGS)

##@ Change

.PHONY: format
format: development ## Write Python and templates as `make lint` wants them
	@$(python) -m ruff check --quiet --fix-only
	@$(python) -m ruff format --quiet
	@$(python) -m djhtml --tabwidth 2 templates

.PHONY: messages
messages: development ## Collect the strings to translate in locale/ (needs gettext; LOCALE=es)
	@command -v xgettext > /dev/null || { echo "gettext is missing. On Debian and Ubuntu: apt-get install gettext"; exit 1; }
	@$(python) manage.py makemessages --locale $(or $(LOCALE),es) --no-obsolete \
		--ignore node_modules --ignore var --ignore tests

.PHONY: lock
lock: .venv/bin/python ## Lock the dependencies that pyproject.toml names (ARGS=--upgrade takes newer ones)
	@$(python) -m pip install --quiet --disable-pip-version-check 'uv==0.13.*'
	@$(compile) -o requirements.txt
	@$(compile) --group dev --constraint requirements.txt -o requirements-dev.txt
	@$(compile) --extra speech --constraint requirements.txt -o requirements-speech.txt
	@npm install --package-lock-only $(npm)

# Behind them

# As many tests at once as there are processors.
workers = --numprocesses auto --dist loadgroup --no-loadscope-reorder

# The checker of HTML also reads styles, and has not heard of anchor positioning and of CSS for paged media.
not_known_yet = --filterpattern '.*(position-(area|try)|string-set|string\(chapter(, ?start)?\)).*'

.PHONY: development
development: .venv/bin/python
	$(call install,requirements-dev.txt,requirements-dev.txt requirements.txt)

# Universal, so that one lock serves every Python from 3.11 on; without addresses, so that any index serves.
compile = $(python) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --strip-extras pyproject.toml $(ARGS)

.venv/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is missing. Install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) --version) is too old: the portal needs 3.11 or newer."; \
		echo "If you have a newer one, name it, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making an environment in .venv"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# An environment without a lock, beside the locked one.
next := .venv-next/bin/python
.venv-next/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))' || { \
		echo "Django 6 needs Python 3.12 or newer: make next PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv-next && $(next) -m pip install --quiet --disable-pip-version-check 'uv==0.13.*'

# What records speech has an environment of its own, so that no app server can load it.
speech := .venv-speech/bin/python
.venv-speech/requirements-speech.txt: requirements-speech.txt | .venv/bin/python
	@echo "Installing what requirements-speech.txt names into .venv-speech"
	@.venv/bin/python -m venv .venv-speech
	@$(speech) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-speech.txt
	@cp requirements-speech.txt $@

npm = --ignore-scripts --no-audit --no-fund --loglevel=error
$(vnu): package-lock.json
	@command -v npm > /dev/null || { echo "npm is missing: the check of HTML needs it."; exit 1; }
	@npm ci --omit=optional $(npm)
	@touch $(vnu)

.PHONY: help
help:
	@awk -F ':.*## ' '/^##@/ { print substr($$0, 5) } /^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
