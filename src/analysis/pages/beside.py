"""The files beside a page: of each chart its drawing, its numbers and what is said of them; of a table the last two."""

from __future__ import annotations

import json
import re

from analysis.charts.vector import plain_svg
from analysis.pages import drawings
from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.imports import without_iri_grammar
from analysis.pages.tables import ReportTable, records, to_csv
from analysis.vocabulary import labels

with without_iri_grammar():
    from nbformat import NotebookNode

_WIDE = re.compile(r'<div class="wide">(<svg.*?</svg>)</div>', re.DOTALL)


def names(output: NotebookNode, stem: str) -> list[str]:
    """The names of the files of a chart (drawing, numbers, what is said of them) or a table (no drawing)."""
    block = output.metadata[METADATA_KEY]
    if "key" not in block:
        return []
    endings = ("svg", "csv", "json") if block["kind"] == "chart" else ("csv", "json")
    return [f"{stem}.{block['key']}.{ending}" for ending in endings]


def files(output: NotebookNode, stem: str) -> dict[str, bytes]:
    """The files of a chart or a table by name."""
    made = {"svg": _svg_file, "csv": _csv_file, "json": _json_file}
    return {name: made[name.rpartition(".")[2]](output) for name in names(output, stem)}


def _svg_file(output: NotebookNode) -> bytes:
    block = output.metadata[METADATA_KEY]
    texts, language = block["texts"], block["language"]
    source = f"{labels.word('page.source', language)}: {texts['source']}"
    drawing = _WIDE.search(drawings.inlined(output.data["text/html"]))[1]
    return plain_svg(drawing, texts["headline"], texts["subtitle"], source).encode()


def _csv_file(output: NotebookNode) -> bytes:
    block = output.metadata[METADATA_KEY]
    return to_csv(ReportTable.from_json(block["table"]), block["language"])


def _json_file(output: NotebookNode) -> bytes:
    block = output.metadata[METADATA_KEY]
    table, language = ReportTable.from_json(block["table"]), block["language"]
    head, rows = records(table, language)
    symbols = {special.value: special.words(language) for special in table.specials()}
    numbers = {"caption": table.caption, "columns": head, "rows": rows, "symbols": symbols}
    described = {**block["texts"], "language": language, "table": numbers}
    described |= {"working": block["working"]} if "working" in block else {}
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
