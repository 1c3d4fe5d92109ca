"""What the columns of the files of all numbers mean: for programs as CSV on the Web, for readers as a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis import files
from analysis.pages import tidy
from analysis.pages.tables import Special
from analysis.version import __version__
from analysis.vocabulary import labels, prose

METADATA = "csv-metadata.json"
_TYPES = {"row": "integer", "numerator": "integer", "denominator": "integer", "value": "number",
          "at_or_above": "boolean", "is_either": "boolean"}  # fmt: skip
_NEVER_EMPTY = ("report", "measure_code", "block", "row", "column_code")
_MEASURES = "measures."


def name(language: str) -> str:
    """The name of the page of a language.

    >>> name("vi")
    'columns.vi.html'
    """
    return f"columns.{language}.html"


def write(folder: Path, tables: Iterable[Mapping[str, Any]]) -> None:
    """Write the metadata of some files into a folder, and beside it the page of each language.

    A table is the ``url`` of its file from there, its ``title`` and the ``licence`` of its sources, a list.
    """
    files.write(folder / METADATA, metadata(tables))
    for language in labels.languages():
        files.write(folder / name(language), page(language))


def metadata(tables: Iterable[Mapping[str, Any]]) -> str:
    """The files as a table group of the W3C's CSV on the Web, with one schema for all of them."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _in_each(lambda language: labels.word("columns.title", language)),
        "schema:version": __version__,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {"columns": [_column(column) for column in tidy.COLUMNS]},
        "notes": [{"column": "status", "value": mark.value, "meaning": _in_each(mark.words)} for mark in Special]
        + [{"column": "measure_code", "value": code, "meaning": _in_each(_meaning(code))} for code in measures()],
        "tables": [{"url": table["url"], "dc:title": table["title"], "dc:license": table["licence"]}
                   for table in tables],
    }  # fmt: skip
    return json.dumps(group, ensure_ascii=False, indent=1) + "\n"


def measures() -> tuple[str, ...]:
    """The measures that are explained, by their codes."""
    keys = prose.sentences(labels.languages()[0])
    return tuple(key.removeprefix(_MEASURES) for key in keys if key.startswith(_MEASURES))


def page(language: str) -> str:
    """The HTML of the page of a language: each column, each mark, each measure."""
    from analysis.pages.stylesheet import style
    from analysis.pages.templating import rendered

    kinds = {column: labels.word(f"columns.{kind}", language) for column, kind in _TYPES.items()}
    columns = [(column, _title(column, language), kinds.get(column, ""), labels.say(f"columns.{column}", language))
               for column in tidy.COLUMNS]  # fmt: skip
    marks = [(mark.value, mark.words(language)) for mark in Special]
    meanings = [(code, _meaning(code)(language)) for code in measures()]
    shown = {"columns": columns, "marks": marks, "measures": meanings, "metadata": METADATA}
    return rendered("columns/columns.html.j2", language=language, style=style(), **shown)


def _column(column: str) -> dict[str, Any]:
    """A column; its name is among the titles, since that is what heads it in the files."""
    titles = {language: [column, _title(column, language)] for language in labels.languages()}
    described = _in_each(lambda language: labels.say(f"columns.{column}", language))
    return {"name": column, "titles": titles, "datatype": _type(column), "null": "", "dc:description": described,
            "required": column in _NEVER_EMPTY}  # fmt: skip


def _type(column: str) -> str:
    return _TYPES.get(column, "string")


def _title(column: str, language: str) -> str:
    return labels.word(f"tidy.{column}", language)


def _meaning(code: str) -> Any:
    return lambda language: labels.say(f"{_MEASURES}{code}", language)


def _in_each(words: Any) -> list[dict[str, str]]:
    return [{"@value": words(language), "@language": language} for language in labels.languages()]
