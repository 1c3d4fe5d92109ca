"""The files beside a page: of each chart its drawing, its numbers and what is said of them; of a table the last two.

A picture of the drawing is one more where it is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from analysis.charts.vector import plain_svg
from analysis.pages import drawings, tidy
from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.documents import png
from analysis.pages.imports import without_iri_grammar
from analysis.pages.tables import TEXTS, Column, ReportTable, headings, records, to_csv
from analysis.version import __version__
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


def files(
    outputs: Iterable[NotebookNode], stem: str, report: str, formats: Sequence[str], data: Mapping[str, Any]
) -> dict[str, bytes]:
    """The files of the charts and tables by name, and that of all their numbers where there are any.

    ``data`` is what :func:`about_data` says; ``report`` names the report in the file of all numbers.
    """
    shown = list(outputs)
    made = {"svg": _svg_file, "csv": _csv_file, "json": partial(_json_file, data=data), "png": _png_file}
    written = {name: made[name.rpartition(".")[2]](output) for output in shown for name in names(output, stem, formats)}
    blocks = [output.metadata[METADATA_KEY] for output in shown]
    if any("table" in block for block in blocks):
        written[f"{stem}.{tidy.ENDING}"] = tidy.to_csv(blocks, report)
    return written


def drawing(output: NotebookNode) -> str:
    """The drawing of a chart alone, as an SVG file in plain colours."""
    return plain_svg(_inline(output), "", "", "")


def _inline(output: NotebookNode) -> str:
    return _WIDE.search(drawings.inlined(output.data["text/html"]))[1]


def about_data(blocks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the foot of a page says of its data: the sources, their licences and dates, and the version; of a page
    without a foot the version alone."""
    sources = [dict(source) for block in blocks if block["kind"] == "footer" for source in block.get("sources", ())]
    stated = {name: list(dict.fromkeys(source[name] for source in sources if source[name]))
            for name in ("licence", "date")}  # fmt: skip
    return {"sources": sources, **stated, "version": __version__}


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


def _json_file(output: NotebookNode, data: Mapping[str, Any]) -> bytes:
    block = output.metadata[METADATA_KEY]
    table, language = ReportTable.from_json(block["table"]), block["language"]
    _, rows = records(table, language)
    symbols = {special.value: special.words(language) for special in table.specials()}
    columns = [described for column in table.columns for described in _columns(column, table, language)]
    numbers = {"caption": table.caption, "columns": columns, "units": _units(columns), "rows": rows,
               "row_codes": [{name: code for name, code in keys.items() if name in tidy.CODES} for keys in table.keys],
               "symbols": symbols}  # fmt: skip
    texts = {name: text for name, text in block["texts"].items() if not name.startswith("note ")}
    notes = [text for name, text in block["texts"].items() if name.startswith("note ")]
    described = {**texts, "notes": notes, "language": language, **data, "table": numbers}
    described |= {"working": block["working"]} if "working" in block else {}
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _columns(column: Column, table: ReportTable, language: str) -> Iterator[dict[str, Any]]:
    """What a column is, or both of a span, in the order of the cells of a row."""
    is_text = column.kind in TEXTS
    units = {tidy.codes(column, keys).get("unit_code", "") for keys in table.keys or ({},)}
    told = {
        "key": column.key,
        "codes": dict(column.codes),
        "unit": units.pop() if len(units) == 1 and not is_text else "",  # of several, each row's is in its codes
        "type": "string" if is_text else "integer" if column.kind == "count" else "number",
    }
    heads = headings(column, language)
    for head, bound in zip(heads, ("least", "greatest") if len(heads) > 1 else ("",), strict=True):
        yield {"name": head, **told, **({"bound": bound} if bound else {})}


def _units(columns: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(column["unit"] for column in columns if column["unit"]))
