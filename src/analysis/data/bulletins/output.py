"""The proposals of several texts as CSV, JSON or lines to read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from analysis import paths
from analysis.data.bulletins.extract import COLUMNS, extract
from analysis.data.bulletins.marking import table
from analysis.data.bulletins.reading import read
from analysis.errors import AnalysisError, DataError, nearest
from analysis.vocabulary import labels

FORMATS = ("csv", "json", "text")


def render(texts: Iterable[str | Path], form: str = "text", language: str = "vi") -> str:
    """What ``analysis extract`` prints: the proposals of the texts, each with the name of its ``text``.

    csv and json hold the columns of a proposal; DataError with the faults of all the texts at once.
    """
    if form not in FORMATS:
        raise AnalysisError(f'no format is called "{form}". {nearest(form, FORMATS)}')
    rows = _rows(texts)
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return table(rows, [*COLUMNS, "text"])
    return "".join(f"{_line(row, language)}\n" for row in rows)


def _rows(texts: Iterable[str | Path]) -> list[dict]:
    rows, faults = [], []
    for path in map(Path, texts):
        try:
            rows += [asdict(proposal) | {"text": paths.shown(path)} for proposal in extract(read(path))]
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return rows


def _line(row: dict, language: str) -> str:
    words = [labels.code("measure", row["measure_code"], language), row["printed"]]
    words.append(labels.code("unit", row["unit_code"], language) if row["unit_code"] != "percent" else "")
    words.append(_grades(row, language))
    words.append(labels.code("level", row["level_code"], language) if row["level_code"] else row["note"])
    words.append(labels.code("mode", row["mode_code"], language) if row["mode_code"] else "")
    words.append(f"({row['base']})" if row["base"] else "")
    said = " ".join(filter(None, words))
    return f'{row["text"]} {row["statement_code"]} {row["locator"]}: {said}: "{row["quote"]}" [{row["confidence"]}]'


def _grades(row: dict, language: str) -> str:
    codes = filter(None, row["grade_code"].split("+"))
    words = ", ".join(labels.code("grade", code, language) for code in codes)
    return f"{words} {labels.word('extract.or_better', language)}" if row["at_or_above"] == "true" else words
