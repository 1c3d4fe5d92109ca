"""A text with its figures marked, each by its kind and linked to its row; and what the analyst keeps of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path

import yaml

from analysis import files, paths
from analysis.data import sidecars
from analysis.data.bulletins.extract import Proposal
from analysis.data.bulletins.reading import text_sha256
from analysis.data.bulletins.sentences import document
from analysis.data.statement_columns import COLUMNS
from analysis.errors import DataError, Fault
from analysis.vocabulary import labels

REJECTED = "rejected"
Rows = Iterable[Proposal | Mapping[str, object]]


def highlighted(text: str, statements: Rows, language: str = "vi") -> str:
    """HTML of the text: a <p> a line, a <mark> a figure with the class of its measure, linked to ``#row-<code>``.

    ``statements`` are proposals or mappings with statement_code, measure_code, unit_code, start and end
    (offsets in the NFC text); a mapping that says why it was ``rejected`` is marked as such. Everything of the
    text is escaped. No statements: the text alone.
    """
    doc = document(text)
    marks = sorted(_marks(statements, language))
    lines = {}
    for sentence in doc.sentences:
        low, _ = lines.get(sentence.line, (sentence.start, 0))
        lines[sentence.line] = low, sentence.end
    body = (f"<p>{_marked(doc.text, low, high, marks)}</p>" for low, high in lines.values())
    return f'<div class="bulletin" lang="vi">{"".join(body)}</div>'


def _marks(statements: Rows, language: str) -> Iterable[tuple[int, int, str]]:
    """Start, end and the opening tags of every occurrence of every statement; a repeat has no id."""
    for row in map(_cells, statements):
        code, measure = escape(str(row["statement_code"])), str(row["measure_code"])
        unit = labels.code("unit", str(row["unit_code"]), language)
        title = f"{labels.code('measure', measure, language)}, {unit}"
        link = f'<a href="#row-{code}" title="{escape(title)}">'
        kind = f'class="figure figure-{REJECTED if row.get("rejected") else escape(measure)}"'
        yield int(row["start"]), int(row["end"]), f'<mark {kind} id="figure-{code}">{link}'
        for span in str(row.get("repeats") or "").split():
            low, high = map(int, span.split("-"))
            yield low, high, f"<mark {kind}>{link}"


def _cells(row: Proposal | Mapping[str, object]) -> Mapping[str, object]:
    return asdict(row) if isinstance(row, Proposal) else row


def _marked(text: str, low: int, high: int, marks: list[tuple[int, int, str]]) -> str:
    parts, position = [], low
    for start, end, opening in marks:
        if position <= start and end <= high:
            parts += [escape(text[position:start]), opening, escape(text[start:end]), "</a></mark>"]
            position = end
    return "".join([*parts, escape(text[position:high])])


def save(
    folder: str | Path,
    source_code: str,
    text: str,
    statements: Rows,
    *,
    producer: str,
    title: str,
    licence: str,
    date: str | None = None,
    url: str | None = None,
    rejected: Rows = (),
) -> Path:
    """The path of ``<source_code>.csv``, written beside its sidecar with text_sha256 and the figures' offsets.

    ``rejected`` rows, each with a ``reason``, are kept in ``rejected/<source_code>.csv``. DataError with every row
    whose figure is not in the text where it says, or that is a share without a base; then nothing is written.
    """
    if not sidecars.is_code(source_code):
        raise DataError([Fault(source_code, "is no name of a source. Use letters, digits, dots and hyphens.")])
    kept = [dict(_cells(row)) for row in statements]
    path = Path(folder) / f"{source_code}.csv"
    if faults := list(_faults(path, document(text).text, kept)):
        raise DataError(faults)
    about = {"producer": producer, "title": title, "date": date, "url": url, "licence": licence}
    sidecar = {key: value for key, value in about.items() if value} | {
        "text_sha256": text_sha256(text),
        "offsets": {str(row["statement_code"]): [int(row["start"]), int(row["end"])] for row in kept},
    }
    if dropped := [dict(_cells(row)) for row in rejected]:
        files.write(path.parent / REJECTED / path.name, table(dropped, [*COLUMNS, "start", "end", "reason"]))
    files.write(path, table(kept, COLUMNS))
    files.write(sidecars.sidecar_path(path), yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False, width=1000))
    return path


def _faults(path: Path, text: str, rows: list[dict]) -> Iterable[Fault]:
    for number, row in enumerate(rows, 2):
        printed = text[int(row["start"]) : int(row["end"])]
        if printed != row["printed"]:
            message = f'the text has "{printed}" where the row has "{row["printed"]}". Read the text again.'
            yield Fault(paths.shown(path), message, number, "printed")
        if row["unit_code"] == "percent" and not row["base"]:
            message = "is empty. A share names the statement that it is a share of; or reject the row."
            yield Fault(paths.shown(path), message, number, "base")


def table(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> str:
    """Rows as the text of a CSV file; a column that a row lacks is empty."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
