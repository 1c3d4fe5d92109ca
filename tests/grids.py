"""Entries of reports.yml for the notebooks of tests: each parameter that a notebook declares, as it declares it."""

from __future__ import annotations

from pathlib import Path

from analysis.batch import parameters


def entry(notebook: Path, **given: object) -> dict:
    """The entry of a notebook, with the parameters given instead of its defaults."""
    defaults = {name: parameter.default for name, parameter in parameters.declared(notebook).items()}
    defaults.pop("language", None)
    settings = {**defaults, **given}
    return {"notebook": notebook.stem, **({"parameters": settings} if settings else {})}
