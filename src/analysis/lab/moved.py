"""Modules under the names that they had before the nine wings: for this release an import says the new name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

MOVED = {
    "answers": "lab.answers",
    "api": "lab.api",
    "audit": "measures.audit",
    "blocks": "pages.blocks",
    "bulletins": "data.bulletins",
    "changelog": "pages.changelog",
    "check": "batch.check",
    "cluster": "batch.cluster",
    "compare": "measures.compare",
    "disclosure": "data.disclosure",
    "explorer": "lab.explorer",
    "feasible": "measures.bounds",
    "figures": "vocabulary.figures",
    "frames": "lab.frames",
    "freshness": "batch.freshness",
    "grades": "measures.grades",
    "grid": "batch.grid",
    "imports": "pages.imports",
    "index": "pages.index",
    "index_page": "batch.index_page",
    "inventory": "data.inventory",
    "kernels": "batch.kernels",
    "labels": "vocabulary.labels",
    "locks": "batch.locks",
    "methods_page": "pages.methods",
    "numerals": "vocabulary.numerals",
    "package": "data.provenance",
    "palette": "charts.palette",
    "parameters": "batch.parameters",
    "record": "batch.record",
    "reference": "vocabulary.reference",
    "register_tables": "data.register_counts",
    "registers": "data.registers",
    "regression": "batch.regression",
    "render": "batch.render",
    "report_tables": "pages.tables",
    "reports.audit": "reports.publication_audit",
    "reports.fitting": "lab.printed_figure",
    "reports.grades": "reports.grade_distribution",
    "reports.registers": "reports.register_grades",
    "reports.throughput": "reports.throughput_by_level",
    "reviewing": "lab.reviewing",
    "selfcheck": "pages.selfcheck",
    "sources": "data.sidecars",
    "spans": "vocabulary.spans",
    "statements": "data.statements",
    "stylesheet": "pages.stylesheet",
    "tables": "data.processed",
    "tasks": "batch.tasks",
    "templating": "pages.templating",
    "throughput": "measures.throughput",
    "workbooks": "pages.workbooks",
}


class MovedModules(MetaPathFinder):
    """The last to be asked for a module: ImportError with the new name for an old one."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        """None for any other name: no module is loaded here."""
        package, _, name = fullname.partition(".")
        if package == "analysis" and name in MOVED:
            raise ImportError(f"{fullname} has moved: import analysis.{MOVED[name]}.")
