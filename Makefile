# Two commands: `make report` and `make test`. Each makes the environment first, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help report test portable bounds lab refresh bench soak deps lint lock clean
.DEFAULT_GOAL := help

help:  ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: $(READY)  ## Make every report, in both languages, into reports/
	$(BIN)/analysis report

test: $(READY)  ## Run every test, and the notebooks against their stored outputs
	$(BIN)/python -m pytest -n 2 --dist loadfile -p analysis.kernels.pytest_plugin --nbval src tests notebooks

portable:  ## Run the tests on the oldest and newest Python, other processors, and the lowest versions
	$(PYTHON) tests/portable.py

bounds:  ## Run the tests at the lowest versions that pyproject.toml allows, and at the newest there are
	$(PYTHON) tests/portable.py lowest newest

lab: $(READY)  ## Open JupyterLab on notebooks/
	$(BIN)/jupyter lab notebooks/START_HERE.ipynb

refresh: $(READY)  ## Store new outputs in the notebooks (read the difference before you commit it)
	$(BIN)/analysis refresh

bench: $(READY)  ## Measure the batch and large registers against other tools, and write docs/benchmarks.md
	$(BIN)/analysis bench

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

# The environment is made beside its place and only then called ready. Bytecode is compiled whatever the shell
# says, and the font cache is warmed: both would otherwise be paid, or printed, at the start of a kernel.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q src
	$(BIN)/python -c 'import matplotlib.font_manager'
	touch $@
