"""The tables of a report as an accessible workbook: a cover, notes, one table a sheet, real numbers.

Written by gptables, the tool of the statistical service of the United Kingdom for such workbooks. No cell can run
as a formula or open a link but the links of the cover to the sheets, and the same page gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from gptables import GPTable
from gptables.core.wrappers import GPWorkbook

from analysis.pages.tables import SHARES, Column, ReportTable, Special, decimals, headings, records
from analysis.vocabulary import labels

if TYPE_CHECKING:
    from analysis.pages.page import Page

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = dt.datetime(2000, 1, 1)  # a workbook tells no clock time
_COUNTS = ("count", "span")


def document(page: Page, language: str) -> bytes:
    """The workbook of a page, as the bytes of an XLSX file; a page without tables gives a cover alone."""
    file = io.BytesIO()
    book = GPWorkbook(file, options=_OPTIONS)
    book.set_properties({"title": page.title, "created": _CREATED})
    figures = [block for block in page.blocks if "table" in block]
    tables = {
        f"{labels.word('workbook.table', language)} {number}": _table(block, number, language)
        for number, block in enumerate(figures, start=1)
    }
    notes = _notes(dict(zip(tables, figures, strict=True)), language)
    sheets = {**({labels.word("workbook.notes", language): notes} if notes else {}), **tables}
    cover = _cover(book, page, sheets, language)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # gptables uses what pandas is giving up
        for name, table in {labels.word("workbook.cover", language): cover, **sheets}.items():
            book.add_worksheet(name).write_gptable(table, True, [])
    book.close()
    return file.getvalue()


def _table(block: Mapping[str, Any], number: int, language: str) -> GPTable:
    table = ReportTable.from_json(block["table"])
    heads, rows = records(table, language, printed=True)
    frame = pd.DataFrame([[_cell(cell, language) for cell in row] for row in rows], columns=heads, dtype=object)
    return GPTable(
        table=frame,
        table_name=f"table_{number}",
        title=_text(block["texts"]["headline"]),
        subtitles=[_text(block["texts"]["subtitle"]), _text(table.caption)],
        instructions=labels.word("workbook.instructions", language),
        legend=[f"{special.value} {special.words(language)}" for special in table.specials()],
        source=_text(f"{labels.word('page.source', language)}: {block['texts']['source']}"),
        index_columns={2: 0},
        additional_formatting=_formats(table, language),
    )


def _formats(table: ReportTable, language: str) -> list[dict[str, Any]]:
    """The number format of each column, in the order of the headings."""
    return [
        {"column": {"columns": [head], "format": {"num_format": _format(table, column)}}}
        for column in table.columns
        for head in headings(column, language)
    ]


def _format(table: ReportTable, column: Column) -> str:
    """What shows a number with the decimals that it is written with, so that a spreadsheet rounds no bound inwards."""
    if column.kind not in (*_COUNTS, *SHARES):
        return "General"
    places = decimals(table, column)
    digits = f".{'0' * places}" if places else ""
    return f"0{digits}%" if column.kind in SHARES else f"#,##0{digits}"


def _notes(figures: Mapping[str, Mapping[str, Any]], language: str) -> GPTable | None:
    rows = [
        (name, _text(text))
        for name, block in figures.items()
        for key, text in block["texts"].items()
        if key.startswith("note") or key == "alt"
    ]
    if not rows:
        return None
    heads = [labels.word(f"workbook.{key}", language) for key in ("sheet", "note")]
    return _listing(pd.DataFrame(rows, columns=heads), "notes", labels.word("workbook.notes", language), language)


def _cover(book: GPWorkbook, page: Page, sheets: Mapping[str, GPTable], language: str) -> GPTable:
    """What the report is, what it rests on, how to cite it, and a link to every sheet."""
    foot = [text for block in page.blocks if block["kind"] == "footer" for text in block["texts"].values()]
    heads = [labels.word(f"workbook.{key}", language) for key in ("sheet", "content")]
    if not sheets:
        frame = pd.DataFrame([[labels.word("workbook.empty", language)] * 2], columns=heads)
        return _listing(frame, "contents", _text(page.title), language)
    return book.make_table_of_contents(
        sheets,
        column_names=heads,
        table_name="contents",
        title=_text(page.title),
        subtitles=[_text(text) for text in (page.lede, *foot)],
        instructions=labels.word("workbook.instructions", language),
    )


def _listing(frame: pd.DataFrame, name: str, title: str, language: str) -> GPTable:
    instructions = labels.word("workbook.instructions", language)
    return GPTable(frame, name, title, instructions=instructions, index_columns={2: 0})


def _cell(value: Any, language: str) -> Any:
    """A cell as it is written; the symbol without a letter takes its words along, since gptables refuses it alone."""
    return f"{value} {Special.NONE.words(language)}" if value == Special.NONE.value else _text(value)


def _text(value: Any) -> Any:
    """A text that gptables does not take for a Markdown link or for a reference to a note."""
    return value.replace("](", "] (").replace("$$", "$ $") if isinstance(value, str) else value
