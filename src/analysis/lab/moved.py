"""Modules under the names that they had before the nine wings: for this release an import says the new name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

UNCHANGED = {
    "batch": "check cluster freshness grid index_page kernels locks parameters record regression render tasks",
    "charts": "palette",
    "data": "bulletins disclosure inventory registers statements",
    "lab": "answers api explorer frames reviewing",
    "measures": "audit compare grades throughput",
    "pages": "blocks changelog imports index selfcheck stylesheet templating workbooks",
    "vocabulary": "figures labels numerals reference spans",
}
RENAMED = {
    "feasible": "measures.bounds",
    "methods_page": "pages.methods",
    "package": "data.provenance",
    "register_tables": "data.register_counts",
    "report_tables": "pages.tables",
    "reports.audit": "reports.publication_audit",
    "reports.fitting": "lab.printed_figure",
    "reports.grades": "reports.grade_distribution",
    "reports.registers": "reports.register_grades",
    "reports.throughput": "reports.throughput_by_level",
    "sources": "data.sidecars",
    "tables": "data.processed",
}
MOVED = RENAMED | {name: f"{wing}.{name}" for wing, names in UNCHANGED.items() for name in names.split()}


class MovedModules(MetaPathFinder):
    """The last to be asked for a module: ImportError with the new name for an old one."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        """None for any other name: no module is loaded here."""
        package, _, name = fullname.partition(".")
        if package == "analysis" and name in MOVED:
            raise ImportError(f"{fullname} has moved: import analysis.{MOVED[name]}.")
