"""The files beside a page: of each chart its drawing, its numbers and what is said of them; of a table the last two.

A picture of the drawing is one more where it is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from analysis.charts.vector import plain_svg
from analysis.pages import drawings
from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.documents import png
from analysis.pages.imports import without_iri_grammar
from analysis.pages.tables import ReportTable, records, to_csv
from analysis.vocabulary import labels

with without_iri_grammar():
    from nbformat import NotebookNode

_WIDE = re.compile(r'<div class="wide">(<svg.*?</svg>)</div>', re.DOTALL)


def names(output: NotebookNode, stem: str, formats: Sequence[str] = ()) -> list[str]:
    """The names of the files of a chart (drawing, numbers, what is said of them) or a table (no drawing).

    With "png" among the ``formats`` a chart has its picture, too.
    """
    block = output.metadata[METADATA_KEY]
    if "key" not in block:
        return []
    drawn = ("png", "svg") if "png" in formats else ("svg",)
    endings = (*drawn, "csv", "json") if block["kind"] == "chart" else ("csv", "json")
    return [f"{stem}.{block['key']}.{ending}" for ending in endings]


def files(output: NotebookNode, stem: str, formats: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of a chart or a table by name."""
    made = {"svg": _svg_file, "csv": _csv_file, "json": _json_file, "png": _png_file}
    return {name: made[name.rpartition(".")[2]](output) for name in names(output, stem, formats)}


def drawing(output: NotebookNode) -> str:
    """The drawing of a chart alone, as an SVG file in plain colours."""
    return plain_svg(_inline(output), "", "", "")


def _inline(output: NotebookNode) -> str:
    return _WIDE.search(drawings.inlined(output.data["text/html"]))[1]


def _svg_file(output: NotebookNode) -> bytes:
    block = output.metadata[METADATA_KEY]
    texts, language = block["texts"], block["language"]
    source = f"{labels.word('page.source', language)}: {texts['source']}"
    return plain_svg(_inline(output), texts["headline"], texts["subtitle"], source).encode()


def _png_file(output: NotebookNode) -> bytes:
    return png.picture(_svg_file(output).decode())


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
