# Two commands: `make report` and `make test`. Each makes the environment first, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Whether a Python can make the environment; the range that the lock covers stands in pyproject.toml.
define CHECK
import re, sys
asked = re.search('requires-python = "(.*)"', open("pyproject.toml").read()).group(1)
low, high = [tuple(map(int, end.split("."))) for end in re.findall("[0-9.]+", asked + ",<4")][:2]
if not low <= sys.version_info[:2] < high:
    sys.exit("This is Python %d.%d; the project needs 3.%d to 3.%d. Name such a Python: make report PYTHON=python3.%d" % (
        *sys.version_info[:2], low[1], high[1] - 1, low[1]))
try:
    import ensurepip, venv
except ImportError:
    sys.exit("This Python %d.%d lacks venv and cannot make an environment. "
        "On Debian and Ubuntu: apt install python3.%d-venv; then run make again." % (
        *sys.version_info[:2], sys.version_info[1]))
endef
export CHECK

# An environment that was moved or copied, or whose Python is another one now or gone, is not ready.
STATE := $(BIN)/python -c 'import sys; print(ascii((sys.version_info[:2], sys.prefix)))'
ifneq ($(shell cat $(READY) 2>/dev/null),$(shell $(STATE) 2>/dev/null))
$(shell rm -f $(READY))
endif

.PHONY: help report test portable bounds lab refresh bench score soak deps lint lock clean
.DEFAULT_GOAL := help

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' Makefile

report: $(READY)  ## Make every report, in both languages, into reports/
	$(BIN)/analysis report

test: $(READY)  ## Run every test, and the notebooks against their stored outputs
	$(BIN)/python -m pytest -n 2 --dist loadfile --max-worker-restart 0 -p analysis.batch.kernels.pytest_plugin --nbval src tests notebooks

portable:  ## Test the oldest and newest Python, notebooks as on other processors, lowest versions
	$(PYTHON) tests/portable.py

bounds:  ## Test what leans on libraries at the lowest versions allowed, and at the newest
	$(PYTHON) tests/portable.py lowest newest

lab: $(READY)  ## Open JupyterLab on the repository, at notebooks/START_HERE.ipynb
	$(BIN)/jupyter lab --notebook-dir=. --FileContentsManager.pre_save_hook=analysis.lab.saving.as_stored notebooks/START_HERE.ipynb

refresh: $(READY)  ## Store new outputs in the notebooks (read the difference before you commit it)
	$(BIN)/analysis refresh

bench: $(READY)  ## Measure against other tools, or ONLY=large-register alone, and write docs/benchmarks.md
	PYTHONPATH=tests $(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

score: $(READY)  ## Compare what is extracted with the annotated facts of the folder GOLD=DIR
	PYTHONPATH=tests $(BIN)/python -m scoring $(GOLD)

soak: $(READY)  ## Make N=2000 reports under random faults from a SEED=1, and say so in docs/reliability.md
	$(BIN)/python tests/soak.py --reports $(or $(N),2000) --seed $(or $(SEED),1) --write

# The tools have an environment of their own: they are no part of what they look at.
deps: $(READY)  ## Look for known vulnerabilities, collect licences, and write docs/dependencies.md
	$(PYTHON) -m venv $(VENV)/tools
	$(VENV)/tools/bin/python -m pip install --quiet --disable-pip-version-check pip-audit pip-licenses
	$(BIN)/python tests/dependencies.py $(VENV)/tools/bin

lint: $(READY)  ## Check style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

lock:  ## Renew requirements.lock (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean:  ## Remove what was generated: tables, pages, the environment
	rm -rf $(VENV) .portable data/processed/statements reports/*/ reports/index.html reports/run.jsonl

# An environment that was never called ready is made anew, one that was is brought up to date; until that is done it is
# not ready. Bytecode is compiled whatever the shell says, and the font cache is warmed: both would otherwise be paid, or
# printed, at the start of a kernel.
$(READY): requirements.lock pyproject.toml
	@test -e $@ || $(PYTHON) -c "$$CHECK"
	test -e $@ || $(PYTHON) -m venv --clear $(VENV)
	rm -f $@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q src
	$(BIN)/python -c 'import matplotlib.font_manager'
	$(STATE) > $@
